// Of several libraries' visible posts with one address that of the earliest library is shown.
import { isVisible, type Post } from "../post/post.js";

export class AddressClaims {
  /** By address: the post of each library that has it, by the library's place. */
  readonly #byAddress = new Map<string, Map<number, Post>>();

  /** A library's post became another, came (`before` null) or went (`now` null); what others have at its addresses, by their places. */
  change(place: number, before: Post | null, now: Post | null): readonly (readonly [number, Post])[] {
    const rivals: (readonly [number, Post])[] = [];
    if (before) this.#at(before)?.delete(place);
    if (now?.url && isVisible(now)) {
      const claims = this.#at(now) ?? new Map<number, Post>();
      this.#byAddress.set(now.url, claims.set(place, now));
    }
    for (const post of [before, now]) {
      const claims = post && this.#at(post);
      if (!post?.url || !claims) continue;
      rivals.push(...[...claims].filter(([other]) => other !== place));
      if (claims.size === 0) this.#byAddress.delete(post.url);
    }
    return rivals;
  }

  /** Whether no earlier library has its address. */
  isFirst(post: Post, place: number): boolean {
    const claims = this.#at(post);
    return !claims || Math.min(...claims.keys()) === place;
  }

  #at(post: Post): Map<number, Post> | undefined {
    return post.url === null || !isVisible(post) ? undefined : this.#byAddress.get(post.url);
  }
}
