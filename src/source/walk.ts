// Lists the plain files below a folder, and says how to notice that one changed.
import { lstat, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { FileEntry, Wanted } from "./source.js";

/** A file as last seen: `mark` differs whenever its bytes may differ. */
export interface Seen extends FileEntry {
  readonly mark: string;
}

export interface Found {
  readonly files: readonly Seen[];
  /** Every folder that was entered, the first one included; paths from the root, "" for itself. */
  readonly folders: readonly string[];
}

/** Folders at a site's root that generators write and never read. */
const outputs = new Set(["public", "_site", "dist", "resources", "vendor"]);

/** Whether a folder is never looked into. `site` tells that the root is a site's, where output folders lie. */
export function isSkipped(path: string, site: boolean): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name === "node_modules") return true;
  if (name.startsWith(".")) return name !== ".vuepress" && name !== ".vitepress";
  return site && outputs.has(path);
}

export const below = (folder: string, path: string): boolean =>
  folder === "" || path === folder || path.startsWith(`${folder}/`);

const joined = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);

/** Looks at one path. A symbolic link counts as the plain file it leads to, never as a folder: links may loop. */
async function look(root: string, path: string): Promise<Seen | "folder" | null> {
  try {
    const full = join(root, path);
    const own = await lstat(full);
    if (own.isDirectory()) return "folder";
    const at = own.isSymbolicLink() ? await stat(full) : own;
    if (!at.isFile()) return null;
    const mark = `${at.size} ${at.mtimeMs} ${at.ctimeMs} ${at.ino}`;
    return { path, size: at.size, modified: at.mtimeMs, mark };
  } catch {
    return null; // gone between listing and looking, or not ours to read
  }
}

/** Everything wanted at or below `start`, in the order of paths. What cannot be read is left out. */
export async function walk(root: string, start: string, wanted: Wanted, site: boolean): Promise<Found> {
  const files: Seen[] = [];
  const folders: string[] = [];
  const visit = async (path: string): Promise<void> => {
    folders.push(path);
    const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => []);
    const inside = entries.map((entry) => ({ entry, path: joined(path, entry.name) }));
    for (let at = 0; at < inside.length; at += 64) {
      const named = inside.slice(at, at + 64).filter((one) => !one.entry.isDirectory() && wanted(one.path));
      const seen = await Promise.all(named.map((one) => look(root, one.path)));
      for (const one of seen) if (one !== null && one !== "folder") files.push(one);
    }
    for (const one of inside)
      if (one.entry.isDirectory() && !isSkipped(one.path, site)) await visit(one.path);
  };
  const first = start === "" ? "folder" : await look(root, start);
  if (first === "folder") {
    if (start === "" || !isSkipped(start, site)) await visit(start);
  } else if (first !== null && wanted(start)) files.push(first);
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, folders };
}
