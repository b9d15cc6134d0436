// A formula in plain Unicode, when that says exactly the same: `x_i^2 \le \alpha` is xᵢ² ≤ α. Everything else is null.
import {
  ACCENTS,
  FUNCTIONS,
  LETTERS,
  PREFIXES,
  RELATIONS,
  styled,
  SUBSCRIPTS,
  SUPERSCRIPTS,
} from "./unicode-symbols.js";

/** A longer formula is no reading in one line. */
const MAX_LENGTH = 300;
const MAX_DEPTH = 6;

/**
 * The rule: every command is known and one sign (or an upright name); every sub- and superscript has its
 * own sign in Unicode; fractions are of numbers; nothing is laid out in two dimensions.
 */
export function unicodeMath(tex: string): string | null {
  if (tex.length > MAX_LENGTH) return null;
  const tokens = tex.match(/\\[a-zA-Z]+\*?|\\[^a-zA-Z]|\s+|[^\\\s]/gu) ?? [];
  const reader = new Reader(tokens);
  const text = reader.sequence(0, null);
  if (text === null || !reader.done) return null;
  const line = text
    .trim()
    .replace(/ +/g, " ")
    .replace(/ ([,;:.)\]}])/g, "$1")
    .replace(/(^|[([{,;=<>≤≥∈→] ?)([−+±]) /g, "$1$2");
  return line === "" ? null : line;
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  get done(): boolean {
    return this.at >= this.tokens.length;
  }

  /** Atoms up to `end`, which is taken. */
  sequence(depth: number, end: string | null): string | null {
    if (depth > MAX_DEPTH) return null;
    let out = "";
    for (;;) {
      this.space();
      const token = this.tokens[this.at];
      if (token === undefined) return end === null ? out : null;
      if (token === end) {
        this.at += 1;
        return out;
      }
      if (token === "^" || token === "_") {
        this.at += 1;
        const raised = this.raise(token === "^" ? SUPERSCRIPTS : SUBSCRIPTS, depth);
        if (raised === null) return null;
        // A second index stands above the first in TeX; in a line, base and sign stay together.
        out = out.trimEnd() + raised;
        continue;
      }
      // `n\log n` is n log n.
      if (FUNCTIONS.has(token.slice(1)) && /[\p{L}\p{N})]$/u.test(out)) out += " ";
      const atom = this.atom(depth);
      if (atom === null) return null;
      out += atom;
    }
  }

  private space(): void {
    while (this.tokens[this.at]?.trim() === "") this.at += 1;
  }

  private raise(signs: ReadonlyMap<string, string>, depth: number): string | null {
    const text = this.argument(depth);
    if (text === null) return null;
    let out = "";
    for (const sign of text.replaceAll(" ", "")) {
      const small = signs.get(sign);
      if (small === undefined) return null;
      out += small;
    }
    return out;
  }

  /** A group in braces, or the next atom. */
  private argument(depth: number): string | null {
    this.space();
    if (this.tokens[this.at] !== "{") return this.done ? null : this.atom(depth + 1);
    this.at += 1;
    return this.sequence(depth + 1, "}");
  }

  private atom(depth: number): string | null {
    const token = this.tokens[this.at] ?? "";
    this.at += 1;
    if (token === "{") return this.sequence(depth + 1, "}");
    if (token.startsWith("\\")) return this.command(token.slice(1), depth);
    if (/[&#%$~}^_"]/.test(token)) return token === "~" ? " " : null;
    if (token === "'") return "′";
    if (token === "-") return " − ";
    if (/[=<>+]/.test(token)) return ` ${token} `;
    if (token === "*") return "∗";
    return /[,;:]/.test(token) ? `${token} ` : token;
  }

  private command(name: string, depth: number): string | null {
    const letter = LETTERS.get(name) ?? PREFIXES.get(name);
    if (letter !== undefined) return letter;
    const relation = RELATIONS.get(name);
    if (relation !== undefined) return ` ${relation} `;
    if (FUNCTIONS.has(name)) return this.named(name);
    const accent = ACCENTS.get(name);
    if (accent !== undefined) {
      const under = this.argument(depth);
      return under !== null && Array.from(under).length === 1 ? under + accent : null;
    }
    switch (name) {
      case ",":
      case ":":
      case ";":
      case " ":
      case "quad":
      case "qquad":
        return " ";
      case "!":
      case "displaystyle":
      case "textstyle":
      case "limits":
      case "nolimits":
        return "";
      case "{":
      case "}":
      case "%":
      case "$":
      case "&":
      case "#":
      case "_":
        return name;
      case "|":
        return "‖";
      case "left":
      case "right":
      case "big":
      case "Big":
      case "bigl":
      case "bigr":
        return this.delimiter(depth);
      case "text":
      case "mathrm":
      case "textrm":
      case "operatorname":
      case "rm":
        return this.upright(name);
      case "mathbb":
      case "mathcal":
      case "mathscr":
      case "mathbf":
      case "boldsymbol":
      case "bm": {
        const inner = this.argument(depth);
        return inner === null ? null : styled(name, inner);
      }
      case "sqrt":
        return this.root(depth);
      case "frac":
      case "tfrac":
      case "dfrac":
        return this.fraction(depth);
      default:
        return null;
    }
  }

  private named(name: string): string {
    this.space();
    const next = this.tokens[this.at];
    return next === undefined || /^[([{^_|]/.test(next) ? name : `${name} `;
  }

  private delimiter(depth: number): string | null {
    this.space();
    if (this.tokens[this.at] === ".") {
      this.at += 1;
      return "";
    }
    return this.done ? null : (this.atom(depth)?.trim() ?? null);
  }

  /** Words in a formula, as they are. */
  private upright(name: string): string | null {
    if (name === "rm") return null;
    this.space();
    if (this.tokens[this.at] !== "{") return null;
    const end = this.tokens.indexOf("}", this.at);
    if (end === -1) return null;
    const inside = this.tokens.slice(this.at + 1, end);
    if (inside.some((token) => /[\\{^_$]/.test(token))) return null;
    this.at = end + 1;
    return inside.join("");
  }

  /** With brackets always: √2x would leave open where the root ends. */
  private root(depth: number): string | null {
    this.space();
    if (this.tokens[this.at] === "[") return null;
    const inner = this.argument(depth);
    return inner === null ? null : `√(${inner.trim()})`;
  }

  /** Only of numbers, ¹⁄₂: anything else would ask for brackets that the author did not write. */
  private fraction(depth: number): string | null {
    const [above, below] = [this.argument(depth), this.argument(depth)];
    if (!/^\d+$/.test(above ?? "") || !/^\d+$/.test(below ?? "")) return null;
    const small = (digits: string | null, signs: ReadonlyMap<string, string>): string =>
      Array.from(digits ?? "", (digit) => signs.get(digit)).join("");
    return `${small(above, SUPERSCRIPTS)}⁄${small(below, SUBSCRIPTS)}`;
  }
}
