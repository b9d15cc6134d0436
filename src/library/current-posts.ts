// The posts that are shown, and the difference between two states of them.
import { isDeepStrictEqual } from "node:util";
import type { LazyBody } from "../post/body.js";
import { isVisible, type Post } from "../post/post.js";
import type { Problem } from "../generator/generator.js";
import type { PostChange } from "./library.js";
import { several } from "./complaints.js";
import type { LibraryEntry } from "./library-entry.js";
import { OrderedPosts } from "./ordered-posts.js";
import { PathsByKey } from "./paths-by-key.js";
import type { PostIdentities } from "./post-identities.js";

/** A post as shown, with what tells a changed text. */
type ShownPost = Pick<LibraryEntry, "post" | "digest">;

export class CurrentPosts {
  readonly #identities: PostIdentities;
  readonly #sharesAddresses: () => boolean;
  readonly #shown = new Map<string, ShownPost>();
  /** Paths of public posts by address: where two share one, the first path has it. */
  readonly #byUrl = new PathsByKey();
  readonly #urlOf = new Map<string, string>();
  /** Addresses that more than one path claims. */
  readonly #crowded = new Set<string>();
  readonly #ordered = new OrderedPosts(this.#shown);

  /** With `sharesAddresses`, posts at one address are all shown. */
  constructor(identities: PostIdentities, sharesAddresses: () => boolean) {
    [this.#identities, this.#sharesAddresses] = [identities, sharesAddresses];
  }

  get(id: string): Post | undefined {
    return this.#shown.get(id)?.post;
  }

  /** Every shown post, newest first; the same array until something changed. */
  all(): readonly Post[] {
    return this.#ordered.all();
  }

  /** Brings thousands of them in order before somebody asks. Nothing may be changed until it is through. */
  order(): Promise<void> {
    return this.#ordered.order();
  }

  /** Compares what the identities now says of these paths and ids with what is shown, shows it, and tells the difference. */
  update(
    paths: ReadonlySet<string>,
    ids: Iterable<string>,
    bodyOf: (entry: LibraryEntry) => LazyBody,
  ): readonly PostChange[] {
    const touched = new Set(ids);
    for (const path of paths) this.#seat(path, touched);
    const differences: PostChange[] = [];
    for (const id of touched) {
      const entry = this.#wanted(id);
      const before = this.#shown.get(id);
      if (entry === undefined) {
        if (before === undefined) continue;
        this.#shown.delete(id);
        differences.push({ kind: "removed", post: before.post });
      } else {
        const { post, digest } = entry;
        if (before !== undefined && before.digest === digest && isDeepStrictEqual(before.post, post))
          continue;
        this.#shown.set(id, entry);
        const body = bodyOf(entry);
        differences.push(
          before === undefined
            ? { kind: "added", post, body }
            : { kind: "changed", before: before.post, post, body },
        );
      }
    }
    if (differences.length > 0) this.#ordered.changed();
    return differences;
  }

  /** Addresses that several files claim: one problem each, however many they are. */
  problems(): readonly Problem[] {
    const problems: Problem[] = [];
    for (const url of this.#crowded) {
      const [first, ...others] = this.#byUrl.of(url).toSorted();
      const [source] = others;
      if (source === undefined) continue;
      const message = `${several(others, "has", "have")} the same address as ${first}: ${url}. Only that one is shown; give each another permalink or file name.`;
      problems.push({ source, line: null, message, kind: "address" });
    }
    return problems;
  }

  /** Notes a path's address; every post whose right to an address may have changed is touched. */
  #seat(path: string, touched: Set<string>): void {
    const entry = this.#identities.get(path);
    const claims = entry !== undefined && isVisible(entry.post) && !this.#sharesAddresses();
    const url = claims ? entry.post.url : null;
    const old = this.#urlOf.get(path);
    if (old !== undefined && old !== url) {
      this.#byUrl.delete(old, path);
      this.#urlOf.delete(path);
      this.#touchAll(old, touched);
    }
    if (url !== null && old !== url) {
      this.#byUrl.add(url, path);
      this.#urlOf.set(path, url);
      this.#touchAll(url, touched);
    }
    if (entry !== undefined) touched.add(entry.post.id);
  }

  #touchAll(url: string, touched: Set<string>): void {
    if (this.#byUrl.count(url) > 1) this.#crowded.add(url);
    else this.#crowded.delete(url);
    for (const path of this.#byUrl.of(url)) {
      const id = this.#identities.get(path)?.post.id;
      if (id !== undefined) touched.add(id);
    }
  }

  #wanted(id: string): LibraryEntry | undefined {
    const path = this.#identities.pathOf(id);
    const entry = path === undefined ? undefined : this.#identities.get(path);
    if (path === undefined || entry === undefined) return undefined;
    const url = this.#urlOf.get(path);
    const first = url === undefined || this.#byUrl.of(url).every((rival) => path <= rival);
    return first ? entry : undefined;
  }
}
