// Which folders of a VuePress or VitePress site have a page that lists what else lies in them: no post, unless it is dated.
import type { SiteFiles } from "../generator.js";

/** Folders looked into. */
const MOST_FOLDERS = 2_000;
const SKIPPED = /^(?:[.@]|(?:node_modules|dist|public)\/$)/;
const INDEX = /^(?:readme|index)\.md$/i;

/** A folder of this name holds posts, also before there are any. */
const OF_POSTS = /^(?:_?posts?|blogs?|articles|notes)$/i;

/** The folders below `root` with an index beside other pages; "" or ending in a slash, from `root`. */
export async function foldersWithIndex(files: SiteFiles, root: string): Promise<ReadonlySet<string>> {
  const open = [""];
  const indexed: string[] = [];
  /** Where pages lie that are no index of their folder's own. */
  const holding = new Set<string>();
  for (let at = 0; at < open.length && at < MOST_FOLDERS; at += 1) {
    const folder = open[at] ?? "";
    const names = (await files.list(`${root}${folder}`.replace(/\/$/, ""))).filter(
      (name) => !SKIPPED.test(name),
    );
    const pages = names.filter((name) => name.endsWith(".md"));
    open.push(...names.filter((name) => name.endsWith("/")).map((name) => folder + name));
    if (pages.some((name) => INDEX.test(name))) indexed.push(folder);
    if (pages.some((name) => !INDEX.test(name))) holding.add(folder);
    // A bundle is a page of the folder above.
    if (pages.length > 0)
      for (let above = aboveOf(folder); above !== null; above = aboveOf(above)) holding.add(above);
  }
  return new Set(indexed.filter((folder) => holding.has(folder)));
}

/** The folder above one; null for the root. */
const aboveOf = (folder: string): string | null => (folder === "" ? null : folder.replace(/[^/]+\/$/, ""));

/** Whether a page, by its path from the root, is the index of such a folder. */
export function isIndexPage(inside: string, indexed: ReadonlySet<string>): boolean {
  const at = inside.lastIndexOf("/") + 1;
  const folder = inside.slice(0, at);
  const name = folder.split("/").at(-2) ?? "";
  return INDEX.test(inside.slice(at)) && (indexed.has(folder) || OF_POSTS.test(name));
}
