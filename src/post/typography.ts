// Curly quotes, dashes and dots as a blog's own Markdown renderer makes them of straight ones.
import MarkdownIt, { type MarkdownIt as Parser, type StateCore } from "markdown-it";
import { mathRules } from "./plain-rules.js";

/**
 * Which renderer's habits a text follows: `none` leaves it as typed, `marked` is Hexo's
 * hexo-renderer-marked with smartypants, `typographer` is markdown-it's (near to goldmark's and kramdown's).
 */
export type Typography = "none" | "marked" | "typographer";

/** hexo-renderer-marked's smartypants: every quote is curled, by the sign before it alone. */
const smartypants = (text: string): string =>
  text
    .replace(/---/g, "—")
    .replace(/--/g, "–")
    .replace(/(^|[-—/([{"\s])'/g, "$1‘")
    .replace(/'/g, "’")
    .replace(/(^|[-—/([{‘\s])"/g, "$1“")
    .replace(/"/g, "”")
    .replace(/\.{3}/g, "…");

function curlAll(state: StateCore): void {
  for (const token of state.tokens)
    for (const child of token.children ?? [])
      if (child.type === "text") child.content = smartypants(child.content);
}

function parser(typographer: boolean): Parser {
  const made = new MarkdownIt({ html: true, typographer }).use(mathRules);
  // Only the words of a link are read here, wherever it leads.
  made.validateLink = () => true;
  return made;
}
const withMarked = parser(false);
withMarked.core.ruler.push("smartypants", curlAll);

/** Markdown parsers for plain text, by typography. */
export const PARSERS: Readonly<Record<Typography, Parser>> = {
  none: parser(false),
  marked: withMarked,
  typographer: parser(true),
};
