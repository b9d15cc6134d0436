// Paths by what they have in common, in the order in which they came.

/** Something that files bear: an address, a moment, a lasting name. */
export type PathKey = string | number | null;

export class PathsByKey {
  /** Most keys have one path: a set for each of fifty thousand would take 10 MB, and the time to look through them all. */
  readonly #paths = new Map<PathKey, string | Set<string>>();

  of(key: PathKey): readonly string[] {
    const paths = this.#paths.get(key);
    return paths === undefined ? [] : typeof paths === "string" ? [paths] : [...paths];
  }

  count(key: PathKey): number {
    const paths = this.#paths.get(key);
    return paths === undefined ? 0 : typeof paths === "string" ? 1 : paths.size;
  }

  add(key: PathKey, path: string): void {
    const paths = this.#paths.get(key);
    if (paths === undefined) this.#paths.set(key, path);
    else if (typeof paths !== "string") paths.add(path);
    else if (paths !== path) this.#paths.set(key, new Set([paths, path]));
  }

  delete(key: PathKey, path: string): void {
    const paths = this.#paths.get(key);
    if (paths === path || (typeof paths === "object" && paths.delete(path) && paths.size === 0))
      this.#paths.delete(key);
  }
}
