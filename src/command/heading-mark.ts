// Where a button of an article leads: to a heading it remembers, wherever that stands by now.
import type { Document } from "../document/document.js";
import type { Chapter } from "../fit/parts.js";
import type { Post } from "../post/post.js";
import type { Action } from "../reply/reply.js";
import type { Args } from "./command.js";

/** Something with the title of a heading: all of an article's are asked for in their order. */
interface Titled {
  readonly title: string;
}

/**
 * A button remembers the heading its part begins under and those around it (a few signs of a hash each), so that in
 * an article that has changed since the reader goes on at that heading, not at a number; and where that was renamed
 * or is gone, at the one that now stands behind the heading before it, or before the heading behind it.
 */
export function partFor(chapters: readonly Chapter[], args: Args, page: number): number {
  const named = Number(args["part"] ?? page);
  const part = Number.isSafeInteger(named) && named >= 1 ? named : 1;
  if (args["at"] === undefined || (!args["top"] && mark(chapters, part)["at"] === args["at"])) return part;
  return chapters[chapterFor(chapters, args, part)]?.part ?? part;
}

/** The index of the heading that a button remembers; of several of its name the one between the same headings, else that near `part`. */
function chapterFor(chapters: readonly Chapter[], { at, near = "" }: Args, part: number): number {
  const far = (index: number): number => Math.abs((chapters[index]?.part ?? 0) - part);
  const isBetween = (index: number): number => Number(markOf(chapters, index)["near"] === near);
  const called = (name: string | undefined): number | undefined =>
    [...chapters.keys()]
      .filter((index) => hash(chapters[index]?.title ?? "") === name)
      .sort((a, b) => isBetween(b) - isBetween(a) || far(a) - far(b))[0];
  const [before, after] = near.split(".").map(called);
  const between = [before === undefined ? -1 : before + 1, after === undefined ? -1 : Math.max(0, after - 1)];
  const found = [called(at), ...between].find(
    (index) => index !== undefined && chapters[index] !== undefined,
  );
  return found ?? -1;
}

/** Opens an article in the chat at one of its headings. */
export const readFrom = (post: Post, headings: readonly Titled[], index: number): Action => ({
  command: "read",
  args: { query: post.id, ...markOf(headings, index), top: "1" },
});

/**
 * What of an article stands from the heading on that a button opens it at, where that stands further down in `document`.
 * @param first the number of the part that the document begins with
 */
export function fromHeading(
  document: Document,
  chapters: readonly Chapter[],
  args: Args,
  first: number,
): Document | null {
  if (!args["top"]) return null;
  const index = chapterFor(chapters, args, 1);
  const before = chapters.slice(0, Math.max(0, index)).filter(({ part }) => part >= first).length;
  const headings = [...document.keys()].filter((at) => document[at]?.type === "heading");
  const at = index < 0 ? undefined : headings[before];
  return at === undefined || at === 0 ? null : document.slice(at);
}

/** The heading that a part stands under, as arguments of its button. */
export const mark = (chapters: readonly Chapter[], part: number): Record<string, string> =>
  markOf(
    chapters,
    chapters.findIndex((chapter) => chapter.part === part),
  );

/** The same of a chapter by its index; none where there is no such. */
export function markOf(chapters: readonly Titled[], index: number): Record<string, string> {
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
