// Keeps markdown-it from dropping the rest of a text where lists and quotes nest deeper than it follows.
import type { MarkdownIt, StateBlock } from "markdown-it";

/** Levels of tokens; each nested list is two. Nobody writes so deep, and what reads them recurses. */
const DEEPEST = 36;

/** More than one block can add to it: markdown-it skips everything up to the end of the text from there on. */
const SKIPPED_FROM = DEEPEST + 4;

/** So deep, the lines up to a blank one are a paragraph, whatever they begin with. */
function linesOfText(state: StateBlock, line: number, endLine: number, silent: boolean): boolean {
  if (state.level < DEEPEST) return false;
  if (silent) return true;
  let end = line + 1;
  while (end < endLine && !state.isEmpty(end) && (state.sCount[end] ?? 0) >= state.blkIndent) end += 1;
  state.push("paragraph_open", "p", 1);
  const inline = state.push("inline", "", 0);
  inline.content = state.getLines(line, end, state.blkIndent, false).trim();
  inline.map = [line, end];
  inline.children = [];
  state.push("paragraph_close", "p", -1);
  state.line = end;
  return true;
}

/** A markdown-it plugin. */
export function deepRule(md: MarkdownIt): void {
  md.options.maxNesting = SKIPPED_FROM;
  md.block.ruler.before("table", "deep", linesOfText);
}
