// What blogs write into Markdown that is not Markdown: TeX between dollars, and the tags of template languages.
import type { MarkdownIt, StateBlock, StateInline } from "markdown-it";

const MATH = [
  /\$\$[^$]+\$\$/y,
  // As Pandoc's tex_math_dollars: no space inside the dollars, no digit after them.
  /\$(?![\s$])(?:\\[\s\S]|[^$\\])*?(?<![\s\\])\$(?!\d)/y,
  /\\\((?:(?!\\\))[\s\S])+\\\)/y,
  /\\\[(?:(?!\\\])[\s\S])+\\\]/y,
  /\\begin\{([A-Za-z]+\*?)\}[\s\S]*?\\end\{\1\}/y,
];
const RAW = /\{%-?\s*raw\s*-?%\}([\s\S]*?)\{%-?\s*endraw\s*-?%\}/y;
const TEMPLATE = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}/y;
const FOOTNOTE = /\[\^[^\]\s]+\]:?/y;
/** Longer than any formula a summary shows; it bounds the search for a closing dollar. */
const LONGEST = 4000;

function matchAt(pattern: RegExp, state: StateInline): RegExpExecArray | null {
  pattern.lastIndex = 0;
  return pattern.exec(state.src.slice(state.pos, Math.min(state.posMax, state.pos + LONGEST)));
}

function literal(state: StateInline, silent: boolean, type: string, length: number, content: string): true {
  if (!silent) state.push(type, "", 0).content = content;
  state.pos += length;
  return true;
}

function math(state: StateInline, silent: boolean): boolean {
  const sign = state.src[state.pos];
  if (sign !== "$" && sign !== "\\") return false;
  for (const pattern of MATH) {
    const found = matchAt(pattern, state)?.[0];
    if (found !== undefined) return literal(state, silent, "math", found.length, found);
  }
  return false;
}

function template(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== "{") return false;
  const raw = matchAt(RAW, state);
  if (raw) return literal(state, silent, "text", raw[0].length, raw[1] ?? "");
  const tag = matchAt(TEMPLATE, state)?.[0];
  return tag === undefined ? false : literal(state, silent, "template", tag.length, "");
}

function footnote(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== "[") return false;
  const mark = matchAt(FOOTNOTE, state)?.[0];
  return mark === undefined ? false : literal(state, silent, "template", mark.length, "");
}

/** `$$` at the start of a line up to the next `$$` that ends one, blank lines and list signs in it or not. */
function mathBlock(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  const lineAt = (line: number) =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();
  const first = lineAt(start);
  if (!first.startsWith("$$") || (state.sCount[start] ?? 0) - state.blkIndent >= 4) return false;
  let last = start;
  if (!(first.length > 3 && first.endsWith("$$"))) {
    if (first.slice(2).includes("$$")) return false;
    do last += 1;
    while (last < end && !lineAt(last).endsWith("$$"));
    if (last >= end) return false;
  }
  if (silent) return true;
  const token = state.push("math_block", "", 0);
  token.content = state.getLines(start, last + 1, state.blkIndent, false).trim();
  token.map = [start, last + 1];
  token.block = true;
  state.line = last + 1;
  return true;
}

/** The line that opens or closes a container, `:::tip Words`: no text of the article. */
function container(state: StateBlock, start: number, _: number, silent: boolean): boolean {
  const from = (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0);
  if (!state.src.startsWith(":::", from) || (state.sCount[start] ?? 0) - state.blkIndent >= 4) return false;
  if (!silent) state.line = start + 1;
  return true;
}

/** A markdown-it plugin: maths become `math` and `math_block` tokens as written, template tags and footnote marks `template`. */
export function mathRules(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("escape", "math", math);
  markdown.inline.ruler.before("escape", "template", template);
  markdown.inline.ruler.before("link", "footnote_mark", footnote);
  markdown.block.ruler.before("fence", "container", container, {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
  markdown.block.ruler.before("fence", "math_block", mathBlock, {
    alt: ["paragraph", "reference", "blockquote"],
  });
}
