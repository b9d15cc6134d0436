// Posts newest first, put in order again when some have changed.
import { byDate, type Post } from "../post/post.js";
import { broughtInOrder, eachInSlices } from "../slices.js";

export class OrderedPosts {
  readonly #shown: ReadonlyMap<string, { readonly post: Post }>;
  #all: readonly Post[] = [];
  #stale = false;

  /** `shown`: the posts by their ids; whoever changes them says so. */
  constructor(shown: ReadonlyMap<string, { readonly post: Post }>) {
    this.#shown = shown;
  }

  changed(): void {
    this.#stale = true;
  }

  /** The same array until something changed. */
  all(): readonly Post[] {
    if (!this.#stale) return this.#all;
    // Those that stayed are in order: sorting takes little more than one pass.
    const kept = this.#all.filter((post) => this.#shown.get(post.id)?.post === post);
    const before = new Set(kept);
    const fresh = [...this.#shown.values()].flatMap(({ post }) => (before.has(post) ? [] : [post]));
    return this.#take(kept.concat(fresh).sort(byDate));
  }

  /** Brings thousands of them in order before somebody asks. Nothing may be changed until it is through. */
  async order(): Promise<void> {
    if (!this.#stale) return;
    const [kept, fresh]: [Post[], Post[]] = [[], []];
    await eachInSlices(this.#all, (post) => {
      if (this.#shown.get(post.id)?.post === post) kept.push(post);
    });
    const before = new Set(kept);
    await eachInSlices(this.#shown.values(), ({ post }) => {
      if (!before.has(post)) fresh.push(post);
    });
    const all = await broughtInOrder(kept, fresh, byDate);
    // Who asked meanwhile has the array that stays.
    if (this.#stale) this.#take(all);
  }

  #take(all: readonly Post[]): readonly Post[] {
    this.#all = all;
    this.#stale = false;
    return all;
  }
}
