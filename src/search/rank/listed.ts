// Answers to queries without a word: filters alone, and signs that no index holds (🎉, ?).
import { byDate, type Post } from "../../post/post.js";
import { foldCase } from "../analysis/fold.js";
import type { Hit } from "../search-index.js";
import { wholePoints } from "../points.js";

/** What passes the filters, newest first. */
export const listed = (
  wanted: (post: Post) => boolean,
  limit: number,
  posts: Iterable<Post>,
): readonly Hit[] =>
  [...posts]
    .filter(wanted)
    .sort(byDate)
    .slice(0, Math.max(0, limit))
    .map((post) => ({ post, score: 0, matches: [] }));

/** Titles that hold the signs: whole titles first, then those that begin with them, newest first among equals. */
export function titlesWith(signs: string, limit: number, posts: Iterable<Post>): readonly Hit[] {
  const word = foldCase(signs).trim();
  if (word === "") return [];
  const found: Hit[] = [];
  for (const post of posts) {
    const title = foldCase(post.title).trim();
    const at = title.indexOf(word);
    if (at < 0) continue;
    const score =
      title === word ? wholePoints.title : at === 0 ? wholePoints.titleBegins : wholePoints.signsHeld;
    found.push({ post, score, matches: [{ field: "title", how: "title", word, score }] });
  }
  return found
    .sort((one, other) => other.score - one.score || byDate(one.post, other.post))
    .slice(0, Math.max(0, limit));
}
