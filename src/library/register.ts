// The register: which post a file is, over renames, retitles and restarts.
import { postId } from "../post/id.js";
import type { Problem } from "../generator/generator.js";
import { several } from "./complaints.js";
import { Entries } from "./entries.js";
import { isPublic, isTwin, renameScore, translated, type Entry } from "./entry.js";

/** A file is the post with this id, or a second file of the post that another file stands for. */
export type Standing =
  { readonly kind: "own"; readonly id: string } | { readonly kind: "twin"; readonly of: string };

/** Entries of files that went, kept so that a file that comes back or was renamed keeps its id. */
const GONE_LIMIT = 20_000;

export class Register {
  readonly #live = new Entries();
  readonly #twins = new Map<string, { readonly entry: Entry; readonly of: string }>();
  readonly #gone = new Entries();
  /** The path, live or gone, that an id belongs to. */
  readonly #ids = new Map<string, string>();
  readonly #prefix: string;

  /** `prefix` keeps apart the ids of several sources. */
  constructor(prefix = "") {
    this.#prefix = prefix;
  }

  /** The entry of a file that is a post of its own. */
  get(path: string): Entry | undefined {
    return this.#live.get(path);
  }

  /** The file that stands for the post with this id. */
  pathOf(id: string): string | undefined {
    const path = this.#ids.get(id);
    return path !== undefined && this.#live.has(path) ? path : undefined;
  }

  paths(): readonly string[] {
    return [...this.#live.paths(), ...this.#twins.keys()];
  }

  /** Takes in an entry saved by an earlier run, as live or as gone; false when its id or path is taken. */
  restore(entry: Entry, live: boolean): boolean {
    if (this.#ids.has(entry.post.id) || this.#live.has(entry.path)) return false;
    if (live) this.#keep(entry);
    else this.#bury(entry);
    return true;
  }

  /**
   * Takes in a file as it now is; `entry.post.id` may be anything. `from` is its former name where the source knows of
   * a rename. Other files may be touched: see `twinsOf`.
   */
  place(entry: Entry, from?: string): Standing {
    const own = this.#live.get(entry.path);
    if (own !== undefined) return this.#own(entry, own.post.id);
    this.#twins.delete(entry.path);
    const other = this.#live.like(entry).find((one) => isTwin(one, entry));
    if (other !== undefined) {
      if (isPublic(other) || !isPublic(entry)) {
        this.#twins.set(entry.path, { entry, of: other.path });
        return { kind: "twin", of: other.path };
      }
      // What readers may see stands for the post, not a draft of it that was left behind.
      this.#drop(other.path);
      this.#twins.set(other.path, { entry: other, of: entry.path });
      return this.#own(entry, other.post.id);
    }
    const known = from === undefined ? undefined : this.#gone.get(from);
    const past = known ?? this.#gone.get(entry.path) ?? this.#past(entry);
    if (past === undefined) return this.#own(entry, this.#newId(entry));
    this.#forget(past.path);
    return this.#own(entry, past.post.id);
  }

  /** A file went, or is no post any more. */
  leave(path: string): void {
    this.#twins.delete(path);
    const entry = this.#live.get(path);
    if (entry === undefined) return;
    this.#drop(path);
    this.#bury(entry);
  }

  /** Second files of the post that `path` stood for: to be placed anew after it changed or left. */
  twinsOf(path: string): readonly Entry[] {
    return [...this.#twins.values()].filter((twin) => twin.of === path).map((twin) => twin.entry);
  }

  #own(entry: Entry, id: string): Standing {
    this.#drop(entry.path);
    this.#forget(entry.path);
    this.#keep({ ...entry, post: { ...entry.post, id } });
    return { kind: "own", id };
  }

  #keep(entry: Entry): void {
    this.#live.put(entry);
    this.#ids.set(entry.post.id, entry.path);
  }

  #bury(entry: Entry): void {
    this.#forget(entry.path);
    this.#gone.put(entry);
    this.#ids.set(entry.post.id, entry.path);
    const oldest = this.#gone.oldest();
    if (this.#gone.size > GONE_LIMIT && oldest !== undefined) this.#forget(oldest);
  }

  #drop(path: string): void {
    this.#unname(this.#live.take(path));
  }

  #forget(path: string): void {
    this.#unname(this.#gone.take(path));
  }

  #unname(entry: Entry | undefined): void {
    if (entry !== undefined && this.#ids.get(entry.post.id) === entry.path) this.#ids.delete(entry.post.id);
  }

  /**
   * Lasting names (`abbrlink`, `id`) that several posts bear, one problem each. Translations may share theirs, and where
   * all have one address besides, that is told instead.
   */
  problems(): readonly Problem[] {
    return this.#live.sharingNames().flatMap((entries): readonly Problem[] => {
      const [first, ...others] = entries.filter(
        (entry, at) => !entries.slice(0, at).some((earlier) => translated(earlier, entry)),
      );
      if (first === undefined || others.every(({ post }) => post.url !== null && post.url === first.post.url))
        return [];
      const files = [first, ...others].map(({ path }) => path);
      const message = `${several(files, "bears", "bear")} the same abbrlink or id, ${first.permanent}. It names one post for ever: give each its own, or a rename may be taken for a new post.`;
      return [{ source: first.path, line: null, message, kind: "permanent" }];
    });
  }

  #past(entry: Entry): Entry | undefined {
    let best: Entry | undefined;
    let bestScore = 0;
    for (const one of this.#gone.like(entry)) {
      const score = renameScore(one, entry);
      if (score > bestScore) [best, bestScore] = [one, score];
    }
    return best;
  }

  #newId(entry: Entry): string {
    const names = [
      ...(entry.permanent === null ? [] : [`permanent:${entry.permanent}`]),
      `source:${entry.path}`,
    ];
    for (let again = 0; ; again++) {
      for (const name of names) {
        const id = postId(`${this.#prefix}${name}${again === 0 ? "" : ` ${again}`}`);
        if (!this.#ids.has(id)) return id;
      }
    }
  }
}
