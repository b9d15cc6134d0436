// Where attributes in braces stand, and what they leave of themselves.

/** So far is looked back for the beginning of a line, for a line may be all there is. */
const LONGEST_HEADING = 1000;

/** An anchor and nothing else, which nearly all generators read behind a heading. */
export const ONLY_ID = /^[ \t]*\{#[\p{L}\p{N}_-]+\}[ \t]*$/u;

/** What stands before a place in its line; null where that is too long to tell. */
function lineBefore(source: string, at: number): string | null {
  const before = source.slice(Math.max(0, at - LONGEST_HEADING), at);
  const begin = before.lastIndexOf("\n") + 1;
  return begin > 0 || at <= LONGEST_HEADING ? before.slice(begin) : null;
}

/** Whether what stands at a place belongs to a heading of its line. */
export const headingAt = (source: string, at: number): boolean =>
  /^ {0,3}#{1,6}[ \t]/.test(lineBefore(source, at) ?? "");

/** So far is looked back for one. */
const LONGEST_SPAN = 200;
/** The end of an element in a line; a bracket alone may be words, `f(x)`. */
const SPAN_END = /[\]*_`>~]$|\]\((?:[^()\n]|\([^()\n]*\))*\)$/;

/** Whether kramdown takes attributes at a place for those of a block, alone on their line, or of what ends before them; behind words they are text. */
export const belongs = (source: string, at: number, end: number): boolean =>
  (source[at] === "{" && SPAN_END.test(source.slice(Math.max(0, at - LONGEST_SPAN), at))) ||
  (/^(?: {0,3}>)* {0,3}$/.test(lineBefore(source, source.indexOf("{", at)) ?? "-") &&
    /^[ \t]*(?:\n|$)/.test(source.slice(end, end + LONGEST_HEADING)));

/** Of the attributes of a heading its anchor; of others nothing. */
export function anchor(isHeading: boolean, attributes: string): string {
  const id = isHeading ? /#([\p{L}\p{N}_-]+)/u.exec(attributes)?.[1] : undefined;
  return id === undefined ? "" : `<a id="${id}"></a>`;
}
