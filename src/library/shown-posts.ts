// The posts that readers may see, of those there are.
import { isVisible, type Post } from "../post/post.js";
import type { CurrentPosts } from "./current-posts.js";
import type { LibraryEntry } from "./library-entry.js";
import type { PostIdentities } from "./post-identities.js";

export class ShownPosts {
  readonly #current: CurrentPosts;
  readonly #identities: PostIdentities;
  #visible: readonly Post[] = [];
  #madeOf: readonly Post[] | null = null;

  constructor(current: CurrentPosts, identities: PostIdentities) {
    this.#current = current;
    this.#identities = identities;
  }

  /** The same array until a post changes. */
  all(): readonly Post[] {
    const all = this.#current.all();
    if (all !== this.#madeOf) {
      this.#madeOf = all;
      this.#visible = all.filter(isVisible);
    }
    return this.#visible;
  }

  get(id: string): Post | undefined {
    const post = this.#current.get(id);
    return post !== undefined && isVisible(post) ? post : undefined;
  }

  /** Where the text of a post is read from; null where readers may not see it. */
  entry(id: string): LibraryEntry | null {
    const post = this.get(id);
    const entry = this.#identities.get(this.#identities.pathOf(id) ?? "");
    return entry !== undefined && post !== undefined && !post.protected ? entry : null;
  }
}
