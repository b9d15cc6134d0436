// Entries of files by path, and by what a rename keeps of them.
import { keysOf, type LibraryEntry } from "./library-entry.js";

/** So many files of one key are compared at most. */
const CANDIDATES = 256;

export class Entries {
  readonly #entries = new Map<string, LibraryEntry>();
  /** Paths by key, in the order in which they came. */
  readonly #paths = new Map<string, Set<string>>();
  /** Keys of lasting names that several files bear. */
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
    for (const key of keysOf(entry)) {
      const paths = this.#paths.get(key);
      if (paths === undefined) this.#paths.set(key, new Set([entry.path]));
      else this.#count(key, paths.add(entry.path));
    }
  }

  /** Takes an entry out, where there is one. */
  take(path: string): LibraryEntry | undefined {
    const entry = this.#entries.get(path);
    if (entry === undefined) return undefined;
    this.#entries.delete(path);
    for (const key of keysOf(entry)) {
      const paths = this.#paths.get(key);
      paths?.delete(path);
      if (paths !== undefined) this.#count(key, paths);
      if (paths?.size === 0) this.#paths.delete(key);
    }
    return entry;
  }

  #count(key: string, paths: ReadonlySet<string>): void {
    if (!key.startsWith("permanent ")) return;
    if (paths.size > 1) this.#crowded.add(key);
    else this.#crowded.delete(key);
  }

  /** Entries of other files that might be the same post; the latest come first. */
  like(entry: LibraryEntry): readonly LibraryEntry[] {
    const found = new Map<string, LibraryEntry>();
    for (const key of keysOf(entry)) {
      for (const path of [...(this.#paths.get(key) ?? [])].slice(-CANDIDATES).reverse()) {
        const one = this.#entries.get(path);
        if (one !== undefined && path !== entry.path) found.set(path, one);
      }
    }
    return [...found.values()];
  }

  /** Those that bear one lasting name (`abbrlink`, `id`), by path, for each name that several bear. */
  sharingNames(): readonly (readonly LibraryEntry[])[] {
    return [...this.#crowded].map((key) =>
      [...(this.#paths.get(key) ?? [])].sort().flatMap((path) => this.#entries.get(path) ?? []),
    );
  }
}
