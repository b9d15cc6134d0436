// Where a button of an article leads: to a heading it remembers, wherever that stands by now.
import type { Chapter } from "../fit/parts.js";

/**
 * A button remembers the heading its part begins under and those around it (a few signs of a hash each), so that in
 * an article that has changed since the reader goes on at that heading, not at a number; and where that was renamed
 * or is gone, at the one that now stands behind the heading before it, or before the heading behind it.
 */
export function partFor(
  chapters: readonly Chapter[],
  args: Readonly<Record<string, string>>,
  page: number,
): number {
  const named = Number(args["part"] ?? page);
  const part = Number.isSafeInteger(named) && named >= 1 ? named : 1;
  const { at, near = "" } = args;
  if (at === undefined || mark(chapters, part)["at"] === at) return part;
  const called = (name: string | undefined): number | undefined =>
    [...chapters.keys()]
      .filter((index) => hash(chapters[index]?.title ?? "") === name)
      .sort(
        (a, b) => Math.abs((chapters[a]?.part ?? 0) - part) - Math.abs((chapters[b]?.part ?? 0) - part),
      )[0];
  const [before, after] = near.split(".").map(called);
  const between = [before === undefined ? -1 : before + 1, after === undefined ? -1 : Math.max(0, after - 1)];
  const found = [called(at), ...between].find(
    (index) => index !== undefined && chapters[index] !== undefined,
  );
  return (found === undefined ? undefined : chapters[found]?.part) ?? part;
}

/** The heading that a part stands under, as arguments of its button. */
export const mark = (chapters: readonly Chapter[], part: number): Record<string, string> =>
  markOf(
    chapters,
    chapters.findIndex((chapter) => chapter.part === part),
  );

/** The same of a chapter by its index; none where there is no such. */
export function markOf(chapters: readonly Chapter[], index: number): Record<string, string> {
  const name = (at: number): string => {
    const chapter = chapters[at];
    return chapter ? hash(chapter.title) : "";
  };
  return index < 0 ? {} : { at: name(index), near: `${name(index - 1)}.${name(index + 1)}` };
}

/** FNV-1a in base 36: enough to tell the headings of one article apart. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value.toString(36);
}
