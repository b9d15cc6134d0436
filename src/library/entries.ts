// Entries of files by path, and by what a rename keeps of them.
import type { LibraryEntry } from "./library-entry.js";
import { PathsByKey, type PathKey } from "./paths-by-key.js";

/** So many files of one key are compared at most. */
const CANDIDATES = 256;

export class Entries {
  readonly #entries = new Map<string, LibraryEntry>();
  readonly #byDate = new PathsByKey();
  readonly #byName = new PathsByKey();
  readonly #byUrl = new PathsByKey();
  /** Lasting names that several files bear. */
  readonly #crowded = new Set<string>();

  get size(): number {
    return this.#entries.size;
  }

  get(path: string): LibraryEntry | undefined {
    return this.#entries.get(path);
  }

  has(path: string): boolean {
    return this.#entries.has(path);
  }

  paths(): Iterable<string> {
    return this.#entries.keys();
  }

  /** The path that has been here for longest. */
  oldest(): string | undefined {
    return this.#entries.keys().next().value;
  }

  /** Puts in an entry whose path is not taken. */
  put(entry: LibraryEntry): void {
    this.#entries.set(entry.path, entry);
    for (const [paths, key] of this.#keysOf(entry)) paths.add(key, entry.path);
    this.#count(entry);
  }

  /** Takes an entry out, where there is one. */
  take(path: string): LibraryEntry | undefined {
    const entry = this.#entries.get(path);
    if (entry === undefined) return undefined;
    this.#entries.delete(path);
    for (const [paths, key] of this.#keysOf(entry)) paths.delete(key, path);
    this.#count(entry);
    return entry;
  }

  /** What a rename keeps: entries that share none of these are never compared. */
  #keysOf({ post: { date, url }, permanent }: LibraryEntry): readonly (readonly [PathsByKey, PathKey])[] {
    return [
      [this.#byDate, date?.instant ?? null],
      ...(permanent === null ? [] : [[this.#byName, permanent] as const]),
      ...(url === null ? [] : [[this.#byUrl, url] as const]),
    ];
  }

  #count({ permanent }: LibraryEntry): void {
    if (permanent === null) return;
    if (this.#byName.count(permanent) > 1) this.#crowded.add(permanent);
    else this.#crowded.delete(permanent);
  }

  /** Entries of other files that might be the same post; the latest come first. */
  like(entry: LibraryEntry): readonly LibraryEntry[] {
    const found = new Map<string, LibraryEntry>();
    for (const [paths, key] of this.#keysOf(entry)) {
      for (const path of paths.of(key).slice(-CANDIDATES).reverse()) {
        const one = this.#entries.get(path);
        if (one !== undefined && path !== entry.path) found.set(path, one);
      }
    }
    return [...found.values()];
  }

  /** Those that bear one lasting name (`abbrlink`, `id`), by path, for each name that several bear. */
  sharingNames(): readonly (readonly LibraryEntry[])[] {
    return [...this.#crowded].map((name) =>
      this.#byName
        .of(name)
        .toSorted()
        .flatMap((path) => this.#entries.get(path) ?? []),
    );
  }
}
