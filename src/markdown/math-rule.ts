// Teaches markdown-it maths: `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and `\begin{…}…\end{…}`, and tells them from prices.
import type { MarkdownIt, StateBlock, StateInline } from "markdown-it";

/** Environments that are displays of their own outside `$$` (amsmath; MathJax takes these as well). */
const ENVIRONMENT =
  /^\\begin\{((?:equation|align|alignat|gather|multline|eqnarray|flalign|displaymath|math|[bpvBV]?matrix|cases|array|split|aligned|gathered|CD)\*?)\}/;

/** No formula is longer; it also bounds the search for a closing sign, so that hostile text costs little. */
const MAX_TEX = 4000;
const MAX_LINES = 200;

const isEscaped = (source: string, at: number): boolean => {
  let slashes = 0;
  while (source[at - 1 - slashes] === "\\") slashes += 1;
  return slashes % 2 === 1;
};

const findClosing = (source: string, delimiter: string, from: number): number => {
  let at = source.indexOf(delimiter, from);
  while (at !== -1 && isEscaped(source, at)) at = source.indexOf(delimiter, at + 1);
  return at;
};

/** What no price and no shell's variable holds: a command, something raised or lowered in braces (also such as `literal` keeps). */
const SURE = /\\[a-zA-Z]{2,}|[\^_] ?[{\ufdd0]/;

/** What the rule is told of the text it reads. */
type MathEnv = {
  readonly writesMath?: boolean;
};

/**
 * Whether a text surely holds formulas. In such a one the rule follows MathJax, for which the author wrote, where Pandoc
 * would see no formula. To be handed to the parser as its `env`.
 */
export function mathEnv(text: string): MathEnv {
  if (!text.includes("$")) return {};
  for (const [, display, line = ""] of text.matchAll(/\$\$([^$]{1,2000})\$\$|\$([^$\n]{1,300})\$/g))
    if (display === undefined ? SURE.test(line) : SURE.test(display) || display.includes("^"))
      return { writesMath: true };
  return {};
}

const TERM = String.raw`(?:\d+|\p{L}|…|\.{3})(?:[+\-−](?:\d+|\p{L}))?`;
/** `0, 1` and `1, 2, …, k+1`. */
const SERIES = new RegExp(String.raw`^${TERM}(?:\s*[,，、]\s*${TERM})+$`, "u");
/** `100，我有`: an amount in a sentence of Chinese or Japanese. */
const AMOUNT_IN_HAN = /^[\d.,]+[^\\]*[，。；：、！？]/;

/**
 * Whether the text between two single dollars reads as maths and not as two prices. Pandoc's rule
 * (tex_math_dollars: no space inside the dollars, no digit after the closing one), and more: an amount
 * followed by words ("5 and costs B") is no formula, nor is what ends within code.
 */
function readsAsMath(tex: string, after: string, { writesMath = false }: MathEnv): boolean {
  if (/[0-9]/.test(after) || tex.includes("`")) return false;
  if (SERIES.test(tex)) return true;
  if (AMOUNT_IN_HAN.test(tex)) return false;
  // Authors who write for MathJax, which knows no such rule, leave spaces inside.
  if (/^\s|\s$/.test(tex))
    return SURE.test(tex) || (writesMath && (/[\\^_{}=<>|+]/.test(tex) || /^\s*\S{1,20}\s*$/.test(tex)));
  if (/[\\^_{}=<>|]/.test(tex)) return true;
  if (writesMath && !/\s/.test(tex)) return true;
  return !/^[\d.,]+\s*[-–—~/]?\s*(?:[\p{L}]{2,}|[\p{P}]\s)|\/$/u.test(tex);
}

/** An escaped bracket in prose, `\[not a link\]`, is no formula. */
const hasMathSign = (tex: string): boolean => /[\\^_{}=<>+\d]|^\p{L}$/u.test(tex);

/** Words within a formula may hold formulas of their own, `\\text{if $x$}`. */
const hasDollar = (tex: string): boolean =>
  /(?<!\\)\$/.test(tex.replace(/\\(?:text\w*|mbox)\s*\{[^{}]*\}/g, ""));

/** The closing single dollar: the next one, if it is not one of a pair. */
function closingDollar(source: string): number {
  const at = findClosing(source, "$", 0);
  return at > 0 && source[at + 1] !== "$" ? at : -1;
}

function inlineMath(state: StateInline, silent: boolean): boolean {
  const { pos } = state;
  const source = state.src.slice(pos, pos + MAX_TEX);
  const found = source.startsWith("$") ? dollars(source, state.env as MathEnv) : backslash(source, state);
  if (!found) return false;
  if (!silent && found.tex !== "")
    state.push(found.display ? "math_display" : "math_inline", "math", 0).content = found.tex;
  state.pos = pos + found.length;
  return true;
}

interface MathSpan {
  readonly tex: string;
  /** Of the source with its delimiters. */
  readonly length: number;
  readonly display: boolean;
}

function dollars(source: string, env: MathEnv): MathSpan | null {
  if (source.startsWith("$$")) {
    const end = findClosing(source, "$$", 2);
    const tex = end === -1 ? "" : source.slice(2, end).trim();
    if (tex !== "") return { tex, length: end + 2, display: true };
    // A display that was never closed, or is empty, has no text; a row of dollars is one.
    return source[2] === "$" ? null : { tex: "", length: 2, display: true };
  }
  const end = closingDollar(source.slice(1));
  const between = source.slice(1, end + 1);
  // GitHub's other way to write one, `$`x`$`.
  const tex = /^`[^`]+`$/.test(between) ? between.slice(1, -1) : between;
  if (end < 1 || !readsAsMath(tex, source.charAt(end + 2), env)) return null;
  return { tex: tex.trim(), length: end + 2, display: false };
}

/** Where the next closing bracket is, by the text it was looked for in: many opening ones may have the same, or none. */
const nextClosing = new WeakMap<StateInline, Map<string, { readonly from: number; readonly at: number }>>();

/** From `from` on; `Infinity` where there is none. */
function closingBracket(state: StateInline, close: string, from: number): number {
  const known = nextClosing.get(state) ?? new Map<string, { readonly from: number; readonly at: number }>();
  nextClosing.set(state, known);
  const before = known.get(close);
  if (before && before.from <= from && from <= before.at) return before.at;
  const found = state.src.indexOf(close, from);
  const at = found === -1 ? Infinity : found;
  known.set(close, { from, at });
  return at;
}

function backslash(source: string, state: StateInline): MathSpan | null {
  if (source.startsWith("\\begin{")) {
    const close = `\\end{${ENVIRONMENT.exec(source)?.[1]}}`;
    const end = source.indexOf(close);
    const length = end + close.length;
    return end === -1 ? null : { tex: source.slice(0, length), length, display: true };
  }
  const close = source.startsWith("\\(") ? "\\)" : source.startsWith("\\[") ? "\\]" : null;
  if (close === null) return null;
  const end = closingBracket(state, close, state.pos + 2) - state.pos;
  const tex = end + 2 > source.length ? "" : source.slice(2, end).trim();
  if (!hasMathSign(tex)) return null;
  return { tex, length: end + 2, display: close === "\\]" };
}

/** A display that begins a line; it may run over lines that Markdown would take for something else. */
function blockMath(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const opening = state.src.slice(start, start + 40);
  const environment = ENVIRONMENT.exec(opening)?.[1];
  const close = opening.startsWith("$$")
    ? "$$"
    : opening.startsWith("\\[")
      ? "\\]"
      : environment
        ? `\\end{${environment}}`
        : null;
  if (close === null) return false;
  const lines: string[] = [];
  for (let line = startLine; line < Math.min(endLine, startLine + MAX_LINES); line += 1) {
    // A line that leaves the list or quote ends the search.
    if (line > startLine && (state.sCount[line] ?? 0) < state.blkIndent && !state.isEmpty(line)) return false;
    const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
    const text = state.src.slice(from, state.eMarks[line]);
    const body = line === startLine && !environment ? text.slice(2) : text;
    const end = findClosing(body, close, 0);
    if (end === -1) {
      lines.push(body);
      continue;
    }
    // Text after the closing sign: the display is part of a paragraph, which the inline rule reads.
    if (body.slice(end + close.length).trim() !== "") return false;
    lines.push(body.slice(0, environment ? end + close.length : end));
    const tex = lines.join("\n").trim();
    // An author's empty `$$ $$` is nothing; an empty `\[ \]` is prose.
    if (close === "\\]" && !hasMathSign(tex)) return false;
    // A dollar within: the closing sign is the opening one of the next display, an earlier one was forgotten.
    if (close === "$$" && hasDollar(tex)) return false;
    if (silent) return true;
    if (tex !== "") state.push("math_block", "math", 0).content = tex;
    state.line = line + 1;
    return true;
  }
  return false;
}

/** A markdown-it plugin. Gives tokens `math_inline`, `math_display` (within a paragraph) and `math_block`. */
export function mathRule(md: MarkdownIt): void {
  md.inline.ruler.before("escape", "math", (state, silent) => {
    const sign = state.src.charCodeAt(state.pos);
    return (sign === 0x24 || sign === 0x5c) && inlineMath(state, silent);
  });
  md.block.ruler.before("fence", "math", blockMath, {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
}
