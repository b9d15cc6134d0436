// What of a post's title, slug, tags and categories is read.
import type { Post } from "../../post/post.js";
import { limits } from "../limits.js";

export interface NamesOfPost {
  readonly title: string;
  readonly slug: string;
  readonly tags: readonly string[];
  /** All of all paths. */
  readonly categories: readonly string[];
}

const read = (name: string): string => name.slice(0, limits.name);

/** As they are written, but for what is too long or too much to be a name. */
export const namesOf = ({ title, slug, tags, categories }: Post): NamesOfPost => ({
  title: read(title),
  slug: read(slug),
  tags: tags.slice(0, limits.namesOfPost).map(read),
  categories: categories.slice(0, limits.namesOfPost).flat().slice(0, limits.namesOfPost).map(read),
});
