// What an expression of a template stands for, as far as the text, its front matter and the site's settings say it.
import { BLANK, keyed, UNKNOWN, type Value } from "./template-value.js";
import type { Truth } from "./template-languages.js";

export type Variables = ReadonlyMap<string, Value>;

/** No expression that can be judged is longer, or nested deeper. */
const MOST_TOKENS = 80;
const DEEPEST = 10;
/** Of one value, in characters: what grows with each step ends here. */
const LONGEST = 2000;

const TOKEN =
  /(?<text>"[^"]*"|'[^']*')|(?<number>-?\d+(?:\.\d+)?(?![\w.]))|(?<name>[A-Za-z_$][\w$-]*(?:\.[\w$-]+|\[(?:\d+|"[^"\]]*"|'[^'\]]*')\])*)|(?<sign>===?|!==?|<>|<=|>=|[<>()[\],|:!])|(?<other>\S)/g;

interface Token {
  readonly kind: "text" | "number" | "name" | "sign";
  readonly word: string;
}

/** Not an expression of these languages, or one that only a program can work out. */
class NoExpression extends Error {}

function tokensOf(written: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { groups = {} } of written.matchAll(TOKEN)) {
    if (groups["other"] !== undefined || tokens.length === MOST_TOKENS) throw new NoExpression();
    const [kind = "sign", word = ""] =
      Object.entries(groups).find(([, found]) => (found as string | undefined) !== undefined) ?? [];
    tokens.push({ kind: kind as Token["kind"], word });
  }
  return tokens;
}

const LITERALS: Readonly<Record<string, Value>> = {
  true: true,
  false: false,
  nil: null,
  null: null,
  none: null,
  undefined: null,
  blank: BLANK,
  empty: BLANK,
};

/** Filters that change nothing of what a reader sees. */
const PLAIN_FILTERS = new Set(
  (
    "e escape escape_once xml_escape safe strip trim markdownify smartify newline_to_br strip_html striptags " +
    "strip_newlines normalize_whitespace relative_url absolute_url url string"
  ).split(" "),
);

const bounded = (text: string): Value => (text.length > LONGEST ? UNKNOWN : text);

function filtered(value: Value, name: string, args: readonly Value[]): Value {
  const [first] = args;
  if (value === UNKNOWN || first === UNKNOWN) return UNKNOWN;
  if (/^d(?:efault)?$/.test(name))
    return value === null || value === "" || value === false ? (first ?? null) : value;
  if (/^(?:size|length|first|last)$/.test(name)) return keyed(value, name);
  if (name === "join" && Array.isArray(value)) {
    const words = (value as readonly Value[]).filter((one) => typeof one === "string");
    return words.length === value.length
      ? bounded(words.join(typeof first === "string" ? first : " "))
      : UNKNOWN;
  }
  if (typeof value !== "string" && typeof value !== "number") return value === null ? null : UNKNOWN;
  const text = String(value);
  if (PLAIN_FILTERS.has(name)) return text;
  if (/^up(?:case|per)$/.test(name)) return text.toUpperCase();
  if (/^(?:downcase|lower)$/.test(name)) return text.toLowerCase();
  if (name === "capitalize") return text.charAt(0).toUpperCase() + text.slice(1);
  if (typeof first === "string" && name === "append") return bounded(text + first);
  if (typeof first === "string" && name === "prepend") return bounded(first + text);
  return UNKNOWN;
}

/** True or false; null where it cannot be told. */
export function truthOf(value: Value, { emptyIsFalse }: Truth): boolean | null {
  if (value === UNKNOWN) return null;
  if (value === null || value === false) return false;
  return !(emptyIsFalse && (value === "" || value === 0));
}

const isBlank = (value: Value): boolean =>
  value === null || value === "" || value === false || (Array.isArray(value) && value.length === 0);

function compared(sign: string, one: Value, other: Value): Value {
  if (one === UNKNOWN || other === UNKNOWN) return UNKNOWN;
  if (sign === "contains") return within(other, one);
  if (sign === "in") return within(one, other);
  const equal = one === BLANK ? isBlank(other) : other === BLANK ? isBlank(one) : one === other;
  if (sign.startsWith("=")) return typeof one === "object" && one !== null ? UNKNOWN : equal;
  if (sign.startsWith("!") || sign === "<>")
    return typeof one === "object" && one !== null && other !== null && other !== BLANK ? UNKNOWN : !equal;
  if (one === null || other === null) return false;
  if (typeof one !== "number" || typeof other !== "number") return UNKNOWN;
  if (sign === "<") return one < other;
  if (sign === ">") return one > other;
  return sign === "<=" ? one <= other : one >= other;
}

function within(part: Value, whole: Value): Value {
  if (whole === null) return false;
  if (typeof whole === "string") return typeof part === "string" && whole.includes(part);
  if (!Array.isArray(whole)) return UNKNOWN;
  const all = whole as readonly Value[];
  return all.includes(part) || (all.includes(UNKNOWN) ? UNKNOWN : false);
}

/** Reads from the left; what binds closer is read by the methods farther down. */
class ExpressionReader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly names: Variables,
    private readonly truth: Truth,
  ) {}

  whole(): Value {
    const value = this.chosen();
    if (this.at < this.tokens.length) throw new NoExpression();
    return value;
  }

  private next(kind: Token["kind"], words: RegExp): string | null {
    const token = this.tokens[this.at];
    if (token?.kind !== kind || !words.test(token.word)) return null;
    this.at += 1;
    return token.word;
  }

  private needs(kind: Token["kind"], words: RegExp): void {
    if (this.next(kind, words) === null) throw new NoExpression();
  }

  /** `a if b else c`, as Nunjucks has it. */
  private chosen(): Value {
    if ((this.depth += 1) > DEEPEST) throw new NoExpression();
    const value = this.joined();
    if (this.next("name", /^if$/) === null) {
      this.depth -= 1;
      return value;
    }
    const holds = truthOf(this.joined(), this.truth);
    const other = this.next("name", /^else$/) === null ? null : this.chosen();
    this.depth -= 1;
    return holds === null ? UNKNOWN : holds ? value : other;
  }

  /** Liquid reads from the right whatever the words are; elsewhere `and` binds closer. */
  private joined(word = /^or$/): Value {
    const { emptyIsFalse } = this.truth;
    const isLast = !emptyIsFalse || word.source === "^and$";
    const one = isLast ? this.negated() : this.joined(/^and$/);
    const said = this.next("name", emptyIsFalse ? word : /^(?:and|or)$/);
    if (said === null) return one;
    const other = this.joined(word);
    const left = truthOf(one, this.truth);
    const right = truthOf(other, this.truth);
    if (said === "and") return left === false || right === false ? false : left === null ? UNKNOWN : other;
    if (left === true) return one;
    return left === false ? other : right === true ? true : UNKNOWN;
  }

  private negated(): Value {
    if (this.next("name", /^not$/) === null && this.next("sign", /^!$/) === null) return this.comparison();
    if ((this.depth += 1) > DEEPEST) throw new NoExpression();
    const inner = truthOf(this.negated(), this.truth);
    this.depth -= 1;
    return inner === null ? UNKNOWN : !inner;
  }

  private comparison(): Value {
    const one = this.piped();
    if (this.next("name", /^is$/) !== null) {
      const negated = this.next("name", /^not$/) !== null;
      const isDefined = this.next("name", /^defined$/) !== null;
      if (!isDefined) this.needs("name", /^undefined$/);
      return one === UNKNOWN ? UNKNOWN : (one !== null) === (isDefined !== negated);
    }
    const negated = this.next("name", /^not$/) !== null;
    const word = negated ? this.next("name", /^in$/) : this.next("name", /^(?:contains|in)$/);
    const sign = word ?? this.next("sign", /^[=!<>]/);
    if (sign === null) {
      if (negated) throw new NoExpression();
      return one;
    }
    const said = compared(sign, one, this.piped());
    return negated && said !== UNKNOWN ? said === false : said;
  }

  private piped(): Value {
    let value = this.operand();
    while (this.next("sign", /^\|$/) !== null) {
      const name = this.next("name", /^\w+$/);
      if (name === null) throw new NoExpression();
      const args: Value[] = [];
      if (this.next("sign", /^:$/) !== null) {
        do args.push(this.operand());
        while (this.next("sign", /^,$/) !== null);
      } else if (this.next("sign", /^\($/) !== null) args.push(...this.list(/^\)$/));
      value = filtered(value, name, args);
    }
    return value;
  }

  private list(end: RegExp): readonly Value[] {
    const values: Value[] = [];
    while (this.next("sign", end) === null) {
      if (values.length > 0) this.needs("sign", /^,$/);
      values.push(this.chosen());
    }
    return values;
  }

  private operand(): Value {
    const text = this.next("text", /^/);
    if (text !== null) return bounded(text.slice(1, -1));
    const number = this.next("number", /^/);
    if (number !== null) return Number(number);
    if (this.next("sign", /^\[$/) !== null) return this.list(/^\]$/);
    if (this.next("sign", /^\($/) !== null) {
      const inner = this.chosen();
      this.needs("sign", /^\)$/);
      return inner;
    }
    const name = this.next("name", /^(?!(?:and|or|not|if|else|in|is|contains)$)/);
    if (name === null) throw new NoExpression();
    return this.named(name);
  }

  private named(name: string): Value {
    if (Object.hasOwn(LITERALS, name)) return LITERALS[name] ?? null;
    const [root = "", ...keys] = name.replace(/\[["']?([^"'\]]*)["']?\]/g, ".$1").split(".");
    const known = this.names.get(root);
    const isNothing = this.truth.unsetIsNothing && !GIVEN.has(root);
    const start = known === undefined ? (isNothing ? null : UNKNOWN) : known;
    return keys.reduce<Value>((value, key, at) => {
      const found = keyed(value, key);
      // What engines tell of a page and a site beside what these say themselves.
      return at === 0 && found === null && GIVEN.has(root) && (GIVEN.has(key) || !this.truth.unsetIsNothing)
        ? UNKNOWN
        : found;
    }, start);
  }
}

/** Names that engines set themselves, for all, for a site and for a page. */
const GIVEN = new Set(
  (
    "site page layout content paginator jekyll theme forloop loop config post user env metadata meta pkg $frontmatter " +
    "eleventy collections title date url path id slug excerpt categories tags collection relative_path next previous " +
    "ext output name dir source raw published updated permalink comments photos more lang time posts pages " +
    "related_posts static_files html_pages html_files data documents github"
  ).split(" "),
);

/** The value of an expression; unknown where only the site's own programs could tell. */
export function valueOf(expression: string, names: Variables, truth: Truth): Value {
  try {
    return new ExpressionReader(tokensOf(expression), names, truth).whole();
  } catch (fault) {
    if (fault instanceof NoExpression) return UNKNOWN;
    throw fault;
  }
}

/** Whether a condition holds; null where it cannot be told. */
export const holds = (condition: string, names: Variables, truth: Truth): boolean | null =>
  truthOf(valueOf(condition, names, truth), truth);

/** What an engine prints of an expression; null where it cannot be told, or is nothing. */
export function printedOf(expression: string, names: Variables, truth: Truth): string | null {
  const value = valueOf(expression, names, truth);
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}
