// Whether a post is what a subscription wants. Pure.
import { foldName, primaryLanguage } from "../post/names.js";
import type { Post } from "../post/post.js";
import type { Wishes } from "./subscription.js";

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
  if (
    wishes.lang !== null &&
    post.lang !== null &&
    primaryLanguage(post.lang) !== primaryLanguage(wishes.lang)
  )
    return "language";
  const tags = new Set(post.tags.map(foldName));
  const categories = new Set(post.categories.flatMap(namesOf).map(foldName));
  if (wishes.without.map(foldName).some((name) => tags.has(name) || categories.has(name))) return "subject";
  if (wishes.tags.length === 0 && wishes.categories.length === 0) return null;
  const fits =
    wishes.tags.some((tag) => tags.has(foldName(tag))) ||
    wishes.categories.some((category) => categories.has(foldName(category)));
  return fits ? null : "subject";
}
