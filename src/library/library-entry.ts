// What is known of one file's post, and whether two files are one post: renamed, retitled or doubled by a merge.
import type { Post } from "../post/post.js";
import { similarity } from "./sketch.js";

/** What is known of one file's post. */
export interface LibraryEntry {
  readonly path: string;
  /** The post with its lasting id. */
  readonly post: Post;
  /** What names the post for ever (front matter `id`, `abbrlink`), or null. */
  readonly permanent: string | null;
  readonly sketch: string;
  /** Of the file's bytes. */
  readonly digest: string;
  /** Whether only its beginning was read, since the whole takes too long. */
  readonly cut?: true;
}

/** A rename keeps the date and at least half of the text. */
const RENAMED = 0.5;
/** Without a date more must agree. */
const RENAMED_UNDATED = 0.8;
const instant = (entry: LibraryEntry): number | null => entry.post.date?.instant ?? null;

/** Whether two entries are versions of one text in different languages, which are never one file's past. */
export const translated = (a: LibraryEntry, b: LibraryEntry): boolean =>
  (a.post.lang !== null && b.post.lang !== null && a.post.lang !== b.post.lang) ||
  (a.post.translationKey !== null && a.post.translationKey === b.post.translationKey);

/** Whether two titles share most of their pairs of letters (Dice's coefficient). */
function titlesAlike(a: string, b: string): boolean {
  const pairs = (title: string): Set<string> =>
    new Set(Array.from({ length: Math.max(1, title.length - 1) }, (_, at) => title.slice(at, at + 2)));
  const [pairsA, pairsB] = [pairs(a), pairs(b)];
  const shared = [...pairsA].filter((pair) => pairsB.has(pair)).length;
  return (2 * shared) / (pairsA.size + pairsB.size) >= RENAMED;
}

/** How surely `now` is what `gone` was, 0 for not at all. The title alone never decides. */
export function renameScore(gone: LibraryEntry, now: LibraryEntry): number {
  if (gone.permanent !== null && gone.permanent === now.permanent) return 3;
  if (gone.post.lang !== now.post.lang && translated(gone, now)) return 0;
  if (gone.post.url !== null && gone.post.url === now.post.url) return 2;
  // Their author (or the feed that they are from) says that they are two.
  if (gone.permanent !== null && now.permanent !== null) return 0;
  if (instant(gone) !== instant(now)) return 0;
  const alike = similarity(gone.sketch, now.sketch);
  if (instant(now) === null) return alike !== null && alike >= RENAMED_UNDATED ? alike : 0;
  // A post of a few words, just begun: its title is most of its text.
  if (alike === null) return titlesAlike(gone.post.title, now.post.title) ? RENAMED : 0;
  return alike >= RENAMED ? alike : 0;
}

/** Whether both bear one title, one address or one lasting name. */
export const sharesName = (a: LibraryEntry, b: LibraryEntry): boolean =>
  a.post.title === b.post.title ||
  (a.post.url !== null && a.post.url === b.post.url) ||
  (a.permanent !== null && a.permanent === b.permanent);

/** Whether nothing but the name of its file tells `a` from `b`: one title, one date, and no other text. */
export function saysTheSame(a: LibraryEntry, b: LibraryEntry): boolean {
  if (translated(a, b) || instant(a) !== instant(b) || a.post.title !== b.post.title) return false;
  const alike = similarity(a.sketch, b.sketch);
  return alike === null || alike >= RENAMED;
}

/**
 * Whether two files that lie side by side are one post. Another title or another address makes another post, however
 * alike they are: release notes, weekly notes, a photo a day.
 */
export const isDuplicate = (a: LibraryEntry, b: LibraryEntry): boolean =>
  a.post.url !== null &&
  a.post.url === b.post.url &&
  saysTheSame(a, b) &&
  // Those that are named apart are one only to the letter: a feed with the article in it twice.
  (a.permanent === null ||
    b.permanent === null ||
    a.permanent === b.permanent ||
    similarity(a.sketch, b.sketch) === 1);

export const isPublic = (entry: LibraryEntry): boolean => entry.post.visibility === "public";
