// The little that is kept of a post once it is known, and the fingerprint whose change is worth an edit.
import { createHash } from "node:crypto";
import type { Post } from "../post/post.js";
import type { NewsFacts } from "../store/news.js";

/** A post is never changed, only replaced: its facts are kept with it. */
const kept = new WeakMap<Post, NewsFacts>();

/** Title, address, summary, cover, tags, categories and the author's own words make the fingerprint: what the card shows. */
export function factsOf(post: Post): NewsFacts {
  const known = kept.get(post);
  if (known) return known;
  const { id, title, url, source, cover, tags, categories, announcing } = post;
  const summary = post.protected ? "" : post.summary;
  const shown = JSON.stringify([title, url, summary, cover, tags, categories, announcing.text]);
  const digest = createHash("sha256").update(shown).digest("base64url").slice(0, 16);
  const facts = { post_id: id, digest, title, url, source };
  kept.set(post, facts);
  return facts;
}
