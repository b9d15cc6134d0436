// Finds the root of the site that a folder of posts belongs to.
import { readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** Files that only the root of a site holds, whatever its generator. */
const marks =
  /^(_config\.(ya?ml|json)|hugo\.(toml|ya?ml|json)|astro\.config\.(mjs|js|ts|mts|cjs)|quartz\.config\.ts|eleventy\.config\.(js|mjs|cjs)|\.eleventy\.js)$/;

const names = async (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

async function isSiteRoot(folder: string): Promise<boolean> {
  const found = await names(folder);
  if (found.some((name) => marks.test(name))) return true;
  if (found.includes(".vuepress") || found.includes(".vitepress") || found.includes(".obsidian")) return true;
  // These names are common; only Hugo and Zola put a folder `content` beside them.
  if (found.includes("content") && found.some((name) => /^config\.(toml|ya?ml|json)$/.test(name)))
    return true;
  return found.includes("config") && (await names(join(folder, "config"))).includes("_default");
}

/**
 * The nearest site root at or above `folder` (absolute, without symbolic links); null when there is none.
 * The search ends at `top` (never above it) or a folder with `.git`, and before the home folder and the root of the
 * file system.
 */
export async function findSiteRoot(
  folder: string,
  top: string | null = null,
  home = homedir(),
): Promise<string | null> {
  for (let at = folder; at !== dirname(at) && (at === folder || at !== home); at = dirname(at)) {
    if (await isSiteRoot(at)) return at;
    if (at === top || (await names(at)).includes(".git")) return null;
  }
  return null;
}
