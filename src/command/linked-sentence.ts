// A sentence that names posts by `+words+`, written with links to them.
import { setImmediate } from "node:timers/promises";
import { paragraph, text } from "../document/builders.js";
import type { Inline } from "../document/document.js";
import type { Post } from "../post/post.js";
import type { Reply } from "../reply/reply.js";
import { splitLine } from "./command-line.js";
import type { Context } from "./command.js";
import { postNamed } from "./find-post.js";

/** Words between two signs that stand close to them and to no letter, digit or sign outside: not `C++ and C++`. */
const WORDS = /(?<![+\p{L}\p{N}])\+(?=[^\s+])([^+\n]{1,100}?)(?<=\S)\+(?![+\p{L}\p{N}])/gu;
/** More in one sentence is no sentence. */
const MOST_LINKS = 10;

/**
 * Words that mean no post, or only one near them, stay as they are.
 * @returns null where no words mean a post, and for a command
 */
export async function linkedSentence(
  sentence: string,
  context: Context,
  addressOf: (post: Post) => string | null,
): Promise<Reply | null> {
  if (splitLine(sentence).slash) return null;
  const children: Inline[] = [];
  const posts: Post[] = [];
  let done = 0;
  for (const { 0: whole, 1: words = "", index } of [...sentence.matchAll(WORDS)].slice(0, MOST_LINKS)) {
    const post = await meant(words, context);
    const url = post && addressOf(post);
    if (!post || !url) continue;
    children.push(text(sentence.slice(done, index)), { type: "link", url, children: [text(words)] });
    done = index + whole.length;
    posts.push(post);
  }
  if (posts.length === 0) return null;
  children.push(text(sentence.slice(done)));
  return { body: [paragraph(...children)], buttons: [], posts, audience: "everyone" };
}

async function meant(words: string, context: Context): Promise<Post | undefined> {
  const named = postNamed(words, context);
  if (named) return named;
  await context.index.ready(words);
  // Each is a search: others get their turn between them.
  await setImmediate();
  const [hit] = context.index.search(words, { limit: 1 });
  return hit?.isGuess ? undefined : hit?.post;
}
