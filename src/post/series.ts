// Series of posts: named by their authors, or by numbers in their titles.
import { foldName, primaryLanguage } from "./names.js";
import type { Post } from "./post.js";

export interface Series {
  readonly name: string;
  /** From its first part to its last. */
  readonly posts: readonly Post[];
}

/** A title without its number, and the number. */
export interface NumberedTitle {
  readonly name: string;
  readonly number: number;
}

const HAN = "〇一二三四五六七八九十";
const NUMBER = String.raw`\d{1,3}|[IVXivx]{1,5}|[${HAN}]{1,3}`;
/** In brackets: `（一）`, `(2)`, `【上】`. */
const BRACKETS = new RegExp(String.raw`[(（[【]\s*(${NUMBER}|[上中下])\s*[)）\]】]`, "u");
/** By a word: `Part 2`, `Teil 2`, `часть 2`, `#2`. */
const WORD =
  /(?<=[\s,:;.|(（，：、—–-])(?:(?:part|pt\.?|chapter|episode|day|teil|kapitel|partie|parte|capítulo|часть|частина|część|bölüm)\s{0,3}|#\s?)(\d{1,3}|[IVX]{1,5})(?![\p{L}\p{N}])/iu;
/** As East Asia counts: `第3篇`, `第三章`, `3편`. */
const COUNTED = new RegExp(
  String.raw`第\s?(${NUMBER})\s?(?:部分|[篇章回节節课課讲講集期部天夜])|(\d{1,3})\s?[편부화]`,
  "u",
);
/** What stands between a name and its number. */
const BETWEEN = /[\s,:;.|(（，：、—–-]{1,20}$/u;

const PLACES: Readonly<Record<string, number>> = { 上: 1, 中: 2, 下: 3 };
const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

function valueOf(written: string): number | null {
  if (/^\d+$/.test(written)) return Number(written);
  if (PLACES[written] !== undefined) return PLACES[written];
  if (/^[IVX]+$/i.test(written)) {
    const values = Array.from(written.toUpperCase(), (sign) => ROMAN[sign] ?? 0);
    return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
  }
  const [tens, ones] = written.split("十");
  const digit = (sign: string | undefined, empty: number): number => (sign ? HAN.indexOf(sign) : empty);
  if (ones === undefined && written.length > 1) return null;
  return ones === undefined ? HAN.indexOf(written) : digit(tens, 1) * 10 + digit(ones, 0);
}

/** Null for a title that bears no number of a part. */
export function numberedTitle(title: string): NumberedTitle | null {
  for (const form of [BRACKETS, WORD, COUNTED]) {
    const found = form.exec(title.slice(0, 200));
    const name = found ? title.slice(0, found.index).replace(BETWEEN, "").trim() : "";
    const number = name === "" ? null : valueOf(found?.[1] ?? found?.[2] ?? "");
    if (number !== null) return { name, number };
  }
  return null;
}

const read = new WeakMap<Post, NumberedTitle | null>();

/**
 * Read once for each post, best when it comes (`blog.ts`): thousands of titles at once take some tens of milliseconds.
 */
export function numbered(post: Post): NumberedTitle | null {
  let known = read.get(post);
  if (known === undefined) read.set(post, (known = numberedTitle(post.title)));
  return known;
}

/** 2 before 10. */
const byName = new Intl.Collator("en", { numeric: true });

const byPart = (number: (post: Post) => number | null) => (a: Post, b: Post) => {
  const [one, other] = [number(a), number(b)];
  const both = one !== null && other !== null ? one - other : 0;
  const [before, after] = [a.date?.instant ?? Infinity, b.date?.instant ?? Infinity];
  return both || (before === after ? 0 : before < after ? -1 : 1) || byName.compare(a.source, b.source);
};

/** The longest first. A title's number makes a series only with another one's; what an author named needs none. */
export function seriesOf(posts: readonly Post[]): readonly Series[] {
  const groups = new Map<string, { readonly name: string; readonly posts: Post[]; isNamed: boolean }>();
  const put = (name: string, post: Post, isNamed: boolean): void => {
    const key = `${primaryLanguage(post.lang ?? "")} ${foldName(name)}`;
    const group = groups.get(key) ?? { name, posts: [], isNamed };
    group.posts.push(post);
    group.isNamed ||= isNamed;
    groups.set(key, group);
  };
  for (const post of posts) {
    const part = post.series === null ? numbered(post) : null;
    if (post.series !== null) put(post.series, post, true);
    else if (part) put(part.name, post, false);
  }
  const numberIn = (post: Post): number | null => post.part ?? numbered(post)?.number ?? null;
  return [...groups.values()]
    .filter((group) => group.isNamed || new Set(group.posts.map(numberIn)).size > 1)
    .map(({ name, posts: members }) => {
      const allNumbered = members.every((post) => numberIn(post) !== null);
      return { name, posts: members.toSorted(byPart(allNumbered ? numberIn : () => null)) };
    })
    .sort((a, b) => b.posts.length - a.posts.length || (a.name < b.name ? -1 : 1));
}
