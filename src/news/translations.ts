// Translations of one post are announced once: the version known first, and of several at once the site's own language.
import { primaryLanguage } from "../post/names.js";
import type { Post } from "../post/post.js";
import type { NewsRow } from "../store/news.js";

type Translated = Post & { readonly translationKey: string };
const isTranslated = (post: Post): post is Translated => post.translationKey !== null;

/** Two posts of one key in one language are two posts. */
const follows = (post: Post, leader: Post | undefined): boolean =>
  leader !== undefined && leader !== post && leader.lang !== post.lang;

/**
 * The posts that are translations of one that leads their group: only those who asked for their language hear of them.
 * A post nobody has written down yet comes after those that are.
 */
export function followers(
  posts: readonly Post[],
  rows: readonly NewsRow[],
  siteLang: string | null,
): ReadonlySet<string> {
  const translated = posts.filter(isTranslated);
  if (translated.length === 0) return new Set();
  const seenAt = new Map(rows.map((row) => [row.post_id, row.seen_at]));
  const rank = ({ id, lang }: Post): readonly [number, number] => [
    seenAt.get(id) ?? Infinity,
    primaryLanguage(lang ?? "") === primaryLanguage(siteLang ?? "") ? 0 : 1,
  ];
  const leaders = new Map<string, Post>();
  for (const post of translated) {
    const leader = leaders.get(post.translationKey);
    if (leader === undefined || before(post, leader)) leaders.set(post.translationKey, post);
  }
  function before(a: Post, b: Post): boolean {
    const [[seenA, otherA], [seenB, otherB]] = [rank(a), rank(b)];
    if (seenA !== seenB) return seenA < seenB;
    return otherA === otherB ? a.source < b.source : otherA < otherB;
  }
  return new Set(
    translated.flatMap((post) => (follows(post, leaders.get(post.translationKey)) ? [post.id] : [])),
  );
}
