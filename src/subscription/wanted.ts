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

/**
 * Why a subscription does not want a post, or null when it does. Tags and categories are alternatives (any one
 * suffices); case and width do not matter.
 */
export function unwanted(wishes: Wishes, post: Post): "language" | "subject" | null {
  if (wishes.lang !== null && post.lang !== null && language(post.lang) !== language(wishes.lang))
    return "language";
  if (wishes.tags.length === 0 && wishes.categories.length === 0) return null;
  const tags = new Set(post.tags.map(fold));
  const categories = new Set(post.categories.flatMap(namesOf).map(fold));
  const fits =
    wishes.tags.some((tag) => tags.has(fold(tag))) ||
    wishes.categories.some((category) => categories.has(fold(category)));
  return fits ? null : "subject";
}
