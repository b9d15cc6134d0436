// The post that somebody wants to read, and the part of it, out of what was typed: `usefulness 2`.
import type { Post } from "../post/post.js";
import type { Context } from "./command.js";
import { findPost, postNamed } from "./find-post.js";

interface PartMatch {
  readonly post: Post | undefined;
  /** As it was typed. */
  readonly part?: string | undefined;
  /** Where nothing fits: the nearest there are. */
  readonly near?: readonly Post[];
}

/** The post that some words mean, and its part: a number behind them that its title does not hold. */
export function findPart(wanted: string, part: string | undefined, context: Context): PartMatch {
  const [, words, number] = /^(.+?)\s+(\d{1,3})$/.exec(wanted) ?? [];
  const { best, near } = findPost(wanted, context);
  const [found] = best;
  if (part !== undefined || words === undefined || postNamed(wanted, context))
    return { post: found, part, near };
  const named = postNamed(words, context);
  if (named) return { post: named, part: number };
  const holds = found?.title.match(/\d+/g)?.includes(number ?? "") ?? false;
  if (holds) return { post: found };
  const byWords = findPost(words, context);
  return { post: byWords.best[0] ?? found, part: number, near: byWords.near };
}
