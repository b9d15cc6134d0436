// How names that people type and languages that sites write down are compared: one rule for all rooms.
import type { Post } from "./post.js";

/** A name as it is compared: NFKC, case and outer spaces do not count. */
export const foldName = (name: string): string => name.normalize("NFKC").toLowerCase().trim();

const names = new WeakMap<Post, readonly string[]>();

/**
 * What a post may be called: its title, slug, file and address, folded. Made once for each post, best when it comes
 * (`blog.ts`): those of thousands at once take some tens of milliseconds.
 */
export function namesOfPost(post: Post): readonly string[] {
  let known = names.get(post);
  if (known === undefined) {
    const { title, slug, source, url } = post;
    names.set(post, (known = [...new Set([title, slug, source, url ?? slug].map(foldName))]));
  }
  return known;
}

/** The language of a tag without its script and region: `zh` of `zh-CN` and `zh_TW`. */
export const primaryLanguage = (tag: string): string => foldName(tag).split(/[-_]/)[0] ?? "";
