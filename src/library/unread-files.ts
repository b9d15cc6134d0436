// The files that readers miss: those that should be posts and could not be read. Pure.
import type { Problem } from "../generator/generator.js";
import type { Post } from "../post/post.js";

/** What is wrong with each; a remark on a post that is read is none. */
export function unreadFiles(problems: readonly Problem[], posts: readonly Post[]): readonly Problem[] {
  const read = new Set(posts.map(({ source }) => source));
  return problems.filter(({ kind, source }) => kind === undefined && !read.has(source));
}
