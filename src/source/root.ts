// Finds the root of the site that a folder of posts belongs to.
import { readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/**
 * Whether a folder is the root of a site: a matter of generators, so it is told from outside. `list` gives the names in
 * a folder, without slashes, by its path from the one in question ("" for that one).
 */
export type IsRoot = (list: (folder: string) => Promise<readonly string[]>) => Promise<boolean>;

const names = async (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

/**
 * The nearest site root at or above `folder` (absolute, without symbolic links); null when there is none.
 * The search ends at `top` (never above it) or a folder with `.git`, and before the home folder and the root of the
 * file system.
 */
export async function findSiteRoot(
  folder: string,
  isRoot: IsRoot,
  top: string | null = null,
  home = homedir(),
): Promise<string | null> {
  for (let at = folder; at !== dirname(at) && (at === folder || at !== home); at = dirname(at)) {
    if (await isRoot((inside) => names(join(at, inside)))) return at;
    if (at === top || (await names(at)).includes(".git")) return null;
  }
  return null;
}
