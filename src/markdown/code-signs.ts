// What is code in a text whose tree is not built yet: fences, in lists and quotes too, and code in a line.

/** What a line may begin with before a fence: signs of quotes and lists. */
const BEFORE = String.raw`[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*`;

/** A line that opens a fence; its ticks are the group `ticks`. Needs the flag `m`. */
export const FENCE = String.raw`(?<fence>^${BEFORE}(?<ticks>\x60{3,}(?![^\n]*\x60)|~{3,})[^\n]*$)`;

/** Code in a line with its ticks; it ends within a paragraph. */
export const CODE = String.raw`(?<code>(?<![\x60\\])(?<tick>\x60+)(?!\x60)(?:[^\n]|\n(?![ \t>]*\n)){0,500}?(?<!\x60)\k<tick>(?!\x60))`;

/** Where the fence whose opening line ends at `from` ends: behind the line that closes it, else the end of the text. */
export function fenceEnd(source: string, from: number, ticks: string): number {
  const closing = fenceCloser(ticks, "gm");
  closing.lastIndex = from;
  const match = closing.exec(source);
  return match ? match.index + match[0].length : source.length;
}

const FENCES = new RegExp(FENCE, "gm");

/** The same text with the lines of those fences gone that keep MDX from other readers of Markdown; in vain where one does not end. */
export function withoutMdxFences(source: string): string {
  if (!source.includes("mdx-code-block")) return source;
  let [out, last] = ["", 0];
  FENCES.lastIndex = 0;
  for (let match = FENCES.exec(source); match; match = FENCES.exec(source)) {
    const [opening, { ticks = "" } = {}] = [match[0], match.groups];
    const from = match.index + opening.length;
    const end = fenceEnd(source, from, ticks);
    const inside = source.slice(from, end);
    const closing = inside.slice(inside.lastIndexOf("\n") + 1);
    if (/[`~]mdx-code-block[ \t]*$/.test(opening) && fenceCloser(ticks).test(closing)) {
      out += source.slice(last, match.index) + inside.slice(1, inside.length - closing.length);
      last = end;
    }
    FENCES.lastIndex = end;
  }
  return out + source.slice(last);
}

/** The ticks of a line that opens a fence; "" where it opens none. */
export const fenceIn = (line: string): string => new RegExp(FENCE).exec(line)?.groups?.["ticks"] ?? "";

/** The line that closes what such ticks opened: as many of them and more, and nothing else. */
export const fenceCloser = (ticks: string, flags = "m"): RegExp =>
  new RegExp(`^[ \\t>]*${ticks[0]}{${ticks.length},}[ \\t]*$`, flags);

/**
 * The text with what `pattern` (a source of a regular expression with named groups) finds outside code replaced by
 * what `say` makes of the groups; null leaves it as it stands.
 */
export function replacedOutsideCode(
  source: string,
  pattern: RegExp,
  say: (found: Readonly<Record<string, string | undefined>>, whole: string, at: number) => string | null,
): string {
  let [out, last] = ["", 0];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    const found = match.groups ?? {};
    const { ticks, code } = found;
    let end = match.index + match[0].length;
    if (ticks !== undefined) end = fenceEnd(source, end, ticks);
    const said = ticks === undefined && code === undefined ? say(found, match[0], match.index) : null;
    out += source.slice(last, match.index) + (said ?? source.slice(match.index, end));
    last = end;
    pattern.lastIndex = Math.max(end, match.index + 1);
  }
  return out + source.slice(last);
}

/** A pattern for `replacedOutsideCode`. */
export const outsideCode = (...sources: readonly string[]): RegExp =>
  new RegExp([FENCE, CODE, ...sources].join("|"), "gm");

/** So far is looked back for where indented text begins. */
const LONGEST_INDENTED = 1_000;

/** Whether the line at a place is code by its indentation: behind a blank line, and in no list. */
export function inIndentedCode(source: string, at: number): boolean {
  const isIndented = (line: string): boolean => /^(?: {4}|\t)/.test(line);
  if (!isIndented(source.slice(at, at + 4))) return false;
  const before = source
    .slice(Math.max(0, at - LONGEST_INDENTED), at)
    .split("\n")
    .slice(0, -1);
  const above = before.findLastIndex((line) => line.trim() !== "" && !isIndented(line));
  const next = before[above + 1];
  const isApart = above < 0 || next?.trim() === "";
  return isApart && !/^\s*(?:[-*+]|\d{1,9}[.)])\s|^ {2,3}\S/.test(before[above] ?? "");
}
