// Whether a post is what a subscription wants. Pure.
import { foldName, primaryLanguage } from "../post/names.js";
import type { Post } from "../post/post.js";
import { saidBy, type Wording } from "../post/said.js";
import type { Wishes } from "./subscription.js";

/** Every name under which a category path may be wished for: each step alone, and the ways to it. */
const namesOf = (path: readonly string[]): readonly string[] => [
  ...path,
  ...path.map((_, at) => path.slice(0, at + 1).join("/")),
];

/** What a name that is left out may begin with, if it is no tag or category. */
const WORD = "word:";
const AUTHOR = "author:";
export const wordName = (word: string): string => `${WORD}${word}`;
export const authorName = (author: string): string => `${AUTHOR}${author}`;

const TYPED_WORD = /^(?:word|关键词|關鍵詞|词|詞)\s*[:：]\s*(.*[\p{L}\p{N}].*)$/iu;
const TYPED_AUTHOR = /^(?:author|作者)\s*[:：]\s*(.+)$/iu;
/** The word of `Word: lidar` or `词：激光`; null where a name is of another kind. */
export const wordIn = (typed: string): string | null => TYPED_WORD.exec(typed)?.[1]?.trim() ?? null;
export const authorIn = (typed: string): string | null => TYPED_AUTHOR.exec(typed)?.[1]?.trim() ?? null;

/** A name as it is kept, however it was typed: `word:lidar`, `author:Ada`, `tea` of `#tea`. */
export function nameOfTyped(typed: string): string {
  const bare = typed.trim().replace(/^#/, "").trim();
  const [word, author] = [wordIn(bare), authorIn(bare)];
  return word !== null ? wordName(word) : author !== null ? authorName(author) : bare;
}

/** What a subscription names, by its kind. */
export type Subjects = Pick<Wishes, "tags" | "categories" | "words" | "authors">;

/** Everything that a subscription asks for by name, each as it is written among others. */
export const namesWanted = ({ tags, categories, words, authors }: Subjects): string[] => [
  ...tags,
  ...categories,
  ...words.map(wordName),
  ...authors.map(authorName),
];

/**
 * Why a subscription does not want a post, or null when it does. Tags, categories, words and authors are alternatives
 * (any one suffices); case and width do not matter. `said`: its title and summary where nobody read its text.
 */
export function unwanted(
  wishes: Wishes,
  post: Post,
  said: Wording = saidBy(post, "", post.lang),
): "language" | "subject" | null {
  if (
    wishes.lang !== null &&
    said.lang !== null &&
    primaryLanguage(said.lang) !== primaryLanguage(wishes.lang)
  )
    return "language";
  const names = new Set([...post.tags, ...post.categories.flatMap(namesOf)].map(foldName));
  const authors = new Set(post.authors.map(foldName));
  const has = (name: string): boolean =>
    names.has(foldName(name)) ||
    (name.startsWith(WORD) && said.has(name.slice(WORD.length))) ||
    (name.startsWith(AUTHOR) && authors.has(foldName(name.slice(AUTHOR.length))));
  if (wishes.without.some(has)) return "subject";
  const wanted = namesWanted(wishes);
  return wanted.length === 0 || wanted.some(has) ? null : "subject";
}
