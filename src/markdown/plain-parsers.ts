// Markdown parsers for plain text that draw quotes, dashes and dots as a blog's own renderer does.
import MarkdownIt, { type MarkdownIt as Parser, type StateCore } from "markdown-it";
import { smartypants, type Typography } from "../document/typography.js";
import { mathRules } from "./plain-rules.js";

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

/** By typography. */
export const PARSERS: Readonly<Record<Typography, Parser>> = {
  none: parser(false),
  marked: withMarked,
  typographer: parser(true),
};
