// The post that somebody wants to read, and the part of it, out of what was typed: `usefulness 2`.
import type { Post } from "../post/post.js";
import type { Context } from "./command.js";
import { postNamed } from "./find-post.js";

interface PartMatch {
  readonly post: Post | undefined;
  /** As it was typed. */
  readonly part?: string | undefined;
}

/** The post that some words mean, and its part: a number behind them that its title does not hold. */
export function findPart(wanted: string, part: string | undefined, context: Context): PartMatch {
  const find = (words: string): Post | undefined => context.index.search(words, { limit: 1 })[0]?.post;
  const exact = postNamed(wanted, context);
  const [, words, number] = /^(.+?)\s+(\d{1,3})$/.exec(wanted) ?? [];
  if (exact || part !== undefined || words === undefined) return { post: exact ?? find(wanted), part };
  const named = postNamed(words, context);
  if (named) return { post: named, part: number };
  const found = find(wanted);
  const holds = found?.title.match(/\d+/g)?.includes(number ?? "") ?? false;
  return holds ? { post: found } : { post: find(words) ?? found, part: number };
}
