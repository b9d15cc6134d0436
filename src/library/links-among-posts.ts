// Files that are links to other files: they are read anew with what they lead to.
import type { ReadFile } from "./file-reader.js";

export class LinksAmongPosts {
  /** By the link's path the target's. */
  readonly #targets = new Map<string, string>();

  /** These files, and the links to them and to those that left: a link shows only what its target lets it. */
  with(removed: readonly string[], changed: readonly string[]): readonly string[] {
    if (this.#targets.size === 0) return changed;
    for (const path of removed) this.#targets.delete(path);
    const targets = new Set([...removed, ...changed]);
    const led = [...this.#targets].flatMap(([path, target]) => (targets.has(target) ? [path] : []));
    return [...new Set([...changed, ...led])];
  }

  note({ path, target, isThere }: ReadFile): void {
    if (target !== path) this.#targets.set(path, target);
    // A link to nothing is kept with where it led to: that may come back.
    else if (isThere) this.#targets.delete(path);
  }
}
