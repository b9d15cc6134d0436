// The little that is kept of a post once it is known, and the fingerprint whose change is worth an edit.
import { createHash } from "node:crypto";
import { createYielder } from "../slices.js";
import type { Post } from "../post/post.js";
import type { NewsFacts } from "../store/news.js";

/** A post is never changed, only replaced: the fingerprint of what its card shows is kept with it. */
const shown = new WeakMap<Post, string>();

/** Title, address, summary, cover, tags, categories and the author's own words: what the card shows. */
function fingerprint(post: Post): string {
  const known = shown.get(post);
  if (known !== undefined) return known;
  const { title, url, cover, tags, categories, announcing } = post;
  const summary = post.protected ? "" : post.summary;
  const text = JSON.stringify([title, url, summary, cover, tags, categories, announcing.text]);
  const made = createHash("sha256").update(text).digest("base64url").slice(0, 16);
  shown.set(post, made);
  return made;
}

/** Makes the fingerprints of many posts in slices, so that nobody waits for those that are made of them all at once. */
export async function makeFingerprints(posts: readonly Post[]): Promise<void> {
  const breathe = createYielder();
  for (const post of posts) {
    if (shown.has(post)) continue;
    fingerprint(post);
    await breathe();
  }
}

/** What made a post's words of its author's: the rules it was read by, and before them those its file was written by. */
const rulesOf = ({ form }: Post, readBy: string): string => (form ? `${readBy}-${form}` : readBy);

/** `readBy`: a stamp of the rules that made a post of its file; it stands before the fingerprint, with a dot between. */
export const newsFactsOf = (post: Post, readBy: string): NewsFacts => ({
  post_id: post.id,
  digest: `${rulesOf(post, readBy)}.${fingerprint(post)}`,
  title: post.title,
  url: post.url,
  source: post.source,
});

/**
 * What became of a post since it was written down. `reread`: another version of Postern reads it, and makes other words
 * of what may be the same file. That is no reason to edit every message ever sent; another title or address is.
 */
export function changeOf(
  row: Pick<NewsFacts, "digest" | "title" | "url">,
  post: Post,
  readBy: string,
): "none" | "changed" | "reread" {
  if (row.digest === newsFactsOf(post, readBy).digest) return "none";
  const sameRules = row.digest.startsWith(`${rulesOf(post, readBy)}.`);
  return sameRules || row.title !== post.title || row.url !== post.url ? "changed" : "reread";
}
