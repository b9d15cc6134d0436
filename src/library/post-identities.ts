// Which post a file is, over renames, retitles and restarts.
import { postId } from "../post/id.js";
import type { Problem } from "../generator/generator.js";
import { several } from "./complaints.js";
import { Entries } from "./entries.js";
import {
  isPublic,
  isDuplicate,
  renameScore,
  saysTheSame,
  sharesName,
  translated,
  type LibraryEntry,
} from "./library-entry.js";

/** A file is the post with this id, or a second file of the post that another file stands for. */
export type FileRole =
  { readonly kind: "own"; readonly id: string } | { readonly kind: "duplicate"; readonly of: string };

/** Entries of files that went, kept so that a file that comes back or was renamed keeps its id. */
const GONE_LIMIT = 20_000;
/** A program that moves a file needs no longer, whatever ANNOUNCE_SETTLE says. */
const SHORTEST_MOVE_MS = 5_000;
/** So long the first reading of a blog may take: a move that began before a restart ends with it. */
const FIRST_READING_MS = 600_000;

export interface PostIdentitiesOptions {
  /** Keeps apart the ids of several sources; "" unless told. */
  readonly prefix?: string;
  /** Milliseconds within which a new file and the end of an old one are one move; 0 unless told. */
  readonly settle?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export class PostIdentities {
  readonly #live = new Entries();
  readonly #duplicates = new Map<string, { readonly entry: LibraryEntry; readonly of: string }>();
  readonly #gone = new Entries();
  /** Former files of posts that live on in another. */
  readonly #former = new Map<string, LibraryEntry>();
  /** Until when another file may be taken for one that went, in milliseconds since the epoch. */
  readonly #movesUntil = new Map<string, number>();
  /** When files that are new posts came; those that came last are last. */
  readonly #born = new Map<string, number>();
  /** The path, live or gone, that an id belongs to. */
  readonly #ids = new Map<string, string>();
  readonly #prefix: string;
  readonly #settle: number;
  readonly #now: () => number;

  constructor({ prefix = "", settle = 0, now = Date.now }: PostIdentitiesOptions = {}) {
    [this.#prefix, this.#settle, this.#now] = [prefix, settle, now];
  }

  /** The entry of a file that is a post of its own. */
  get(path: string): LibraryEntry | undefined {
    return this.#live.get(path);
  }

  /** The file that stands for the post with this id. */
  pathOf(id: string): string | undefined {
    const path = this.#ids.get(id);
    return path !== undefined && this.#live.has(path) ? path : undefined;
  }

  paths(): readonly string[] {
    return [...this.#live.paths(), ...this.#duplicates.keys()];
  }

  /** Takes in an entry saved by an earlier run, as live or as gone; those that live first. */
  restore(entry: LibraryEntry, live: boolean): void {
    if (this.#live.has(entry.path)) return;
    if (this.#ids.has(entry.post.id)) this.#rename(entry);
    else if (live) this.#keep(entry);
    else this.#bury(entry, FIRST_READING_MS);
  }

  /**
   * Takes in a file as it now is; `entry.post.id` may be anything. `from` is its former name where the source knows of
   * a rename. Other files may be touched: see `duplicatesOf`.
   */
  place(entry: LibraryEntry, from?: string): FileRole {
    const own = this.#live.get(entry.path);
    if (own !== undefined) return this.#own(entry, own.post.id);
    this.#duplicates.delete(entry.path);
    const other = this.#live.like(entry).find((one) => isDuplicate(one, entry)) ?? this.#returned(entry);
    if (other !== undefined) {
      if (isPublic(other) || !isPublic(entry)) {
        this.#duplicates.set(entry.path, { entry, of: other.path });
        return { kind: "duplicate", of: other.path };
      }
      // What readers may see stands for the post, not a draft of it that was left behind.
      this.#drop(other.path);
      this.#duplicates.set(other.path, { entry: other, of: entry.path });
      return this.#own(entry, other.post.id);
    }
    const known = from === undefined ? undefined : this.#gone.get(from);
    const past = known ?? this.#gone.get(entry.path) ?? this.#past(entry);
    if (past === undefined) {
      this.#bear(entry.path);
      return this.#own(entry, this.#newId(entry));
    }
    this.#forget(past.path);
    if (past.path !== entry.path) this.#rename(past);
    return this.#own(entry, past.post.id);
  }

  /** A file went, or is no post any more. */
  leave(path: string): void {
    this.#duplicates.delete(path);
    const entry = this.#live.get(path);
    if (entry === undefined) return;
    this.#drop(path);
    this.#bury(entry, Math.max(this.#settle, SHORTEST_MOVE_MS));
  }

  /**
   * Takes out the file that this one was just moved to, where it came before this one goes; it is to be placed anew
   * when this one has left, and then is the same post.
   */
  withdrawHeir(path: string): LibraryEntry | undefined {
    const entry = this.#live.get(path);
    if (entry === undefined || this.#isYoung(path)) return undefined;
    const young = this.#live.like(entry).filter((one) => this.#isYoung(one.path));
    const heir = best(young, (one) => renameScore(entry, one));
    if (heir !== undefined) this.#drop(heir.path);
    return heir;
  }

  /** Second files of the post that `path` stood for: to be placed anew after it changed or left. */
  duplicatesOf(path: string): readonly LibraryEntry[] {
    return [...this.#duplicates.values()]
      .filter((duplicate) => duplicate.of === path)
      .map((duplicate) => duplicate.entry);
  }

  #own(entry: LibraryEntry, id: string): FileRole {
    this.#drop(entry.path);
    this.#forget(entry.path);
    this.#former.delete(entry.path);
    this.#keep({ ...entry, post: { ...entry.post, id } });
    return { kind: "own", id };
  }

  #keep(entry: LibraryEntry): void {
    this.#live.put(entry);
    this.#ids.set(entry.post.id, entry.path);
  }

  /** `moves`: milliseconds within which another file may be this one, moved. */
  #bury(entry: LibraryEntry, moves: number): void {
    this.#forget(entry.path);
    this.#gone.put(entry);
    this.#movesUntil.set(entry.path, this.#now() + moves);
    this.#ids.set(entry.post.id, entry.path);
    const oldest = this.#gone.oldest();
    if (this.#gone.size > GONE_LIMIT && oldest !== undefined) this.#forget(oldest);
  }

  #drop(path: string): void {
    this.#unname(this.#live.take(path));
  }

  #forget(path: string): void {
    this.#movesUntil.delete(path);
    this.#unname(this.#gone.take(path));
  }

  #unname(entry: LibraryEntry | undefined): void {
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

  /** What this file was: one that went just now, or later one that bore its title or its address. */
  #past(entry: LibraryEntry): LibraryEntry | undefined {
    const moving = ({ path }: LibraryEntry): boolean => (this.#movesUntil.get(path) ?? 0) >= this.#now();
    const candidates = this.#gone.like(entry).filter((one) => moving(one) || sharesName(one, entry));
    return best(candidates, (one) => renameScore(one, entry));
  }

  /** The post whose former file this is, come back with nothing new in it: a merge that went wrong. */
  #returned(entry: LibraryEntry): LibraryEntry | undefined {
    const former = this.#former.get(entry.path);
    const path = former === undefined ? undefined : this.pathOf(former.post.id);
    const other = path === undefined ? undefined : this.#live.get(path);
    return other !== undefined && saysTheSame(other, entry) ? other : undefined;
  }

  #rename(former: LibraryEntry): void {
    this.#former.set(former.path, former);
    const [oldest] = this.#former.keys();
    if (this.#former.size > GONE_LIMIT && oldest !== undefined) this.#former.delete(oldest);
  }

  #bear(path: string): void {
    this.#born.delete(path);
    this.#born.set(path, this.#now());
    for (const old of this.#born.keys()) {
      if (this.#isYoung(old)) break;
      this.#born.delete(old);
    }
  }

  #isYoung(path: string): boolean {
    const born = this.#born.get(path);
    return born !== undefined && this.#now() - born < this.#settle;
  }

  #newId(entry: LibraryEntry): string {
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

/** The entry with the highest score above 0. */
function best(
  entries: readonly LibraryEntry[],
  score: (entry: LibraryEntry) => number,
): LibraryEntry | undefined {
  let found: LibraryEntry | undefined;
  let highest = 0;
  for (const one of entries) {
    const its = score(one);
    if (its > highest) [found, highest] = [one, its];
  }
  return found;
}
