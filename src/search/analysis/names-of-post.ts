// What of a post's title, slug, tags and categories is read.
import type { Post } from "../../post/post.js";
import { limits } from "../limits.js";

export interface NamesOfPost {
  readonly title: string;
  readonly slug: string;
  readonly tags: readonly string[];
  /** All of all paths. */
  readonly categories: readonly string[];
  /** Each path of several names as one, `a/b`. */
  readonly paths: readonly string[];
}

const read = (name: string): string => name.slice(0, limits.name);

/** As they are written, but for what is too long or too much to be a name. */
export const readNames = ({ title, slug, tags, categories }: Post): NamesOfPost => ({
  title: read(title),
  slug: read(slug),
  tags: tags.slice(0, limits.names).map(read),
  ...readPaths(categories),
});

function readPaths(all: Post["categories"]): Pick<NamesOfPost, "categories" | "paths"> {
  const [categories, paths]: [string[], string[]] = [[], []];
  for (const path of all) {
    const names = path.slice(0, limits.names - categories.length).map(read);
    categories.push(...names);
    if (names.length > 1) paths.push(read(names.join("/")));
    if (categories.length === limits.names) break;
  }
  return { categories, paths };
}
