// Whether a post is what a subscription wants. Pure.
import type { Post } from "../post/post.js";
import type { Wishes } from "./subscription.js";

const fold = (text: string): string => text.normalize("NFKC").toLowerCase().trim();

/** The language without its region: `zh` of `zh-CN`. */
const language = (tag: string): string => fold(tag).split(/[-_]/)[0] ?? "";

/** Every name under which a category path may be wished for: each step alone, and the ways to it. */
const namesOf = (path: readonly string[]): readonly string[] => [
  ...path,
  ...path.map((_, at) => path.slice(0, at + 1).join("/")),
];

/** Tags and categories are alternatives (any one suffices); case and width do not matter. */
export function wants(wishes: Wishes, post: Post): boolean {
  if (wishes.lang !== null && post.lang !== null && language(post.lang) !== language(wishes.lang))
    return false;
  if (wishes.tags.length === 0 && wishes.categories.length === 0) return true;
  const tags = new Set(post.tags.map(fold));
  const categories = new Set(post.categories.flatMap(namesOf).map(fold));
  return (
    wishes.tags.some((tag) => tags.has(fold(tag))) ||
    wishes.categories.some((category) => categories.has(fold(category)))
  );
}
