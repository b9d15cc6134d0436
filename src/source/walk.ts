// Lists the plain files below a folder, and says how to notice that one changed.
import type { Dirent, Stats } from "node:fs";
import { lstat, opendir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { eachInSlices, sortedInSlices } from "../slices.js";
import type { FileEntry, Wanted } from "./source.js";

/** A file as last seen. */
export interface Seen extends FileEntry {
  /** See `markOf`. */
  readonly mark: string;
  /** A link to a folder, which is not entered; told whether it is wanted or not. */
  readonly linkedFolder?: true;
}

export interface WalkResult {
  readonly files: readonly Seen[];
  /** Every folder that was entered, the first one included; paths from the root, "" for itself. */
  readonly folders: readonly string[];
}

/** Differs whenever the bytes of a file may differ. */
export const markOf = ({ size, mtimeMs, ctimeMs, ino }: Stats): string =>
  `${size} ${mtimeMs} ${ctimeMs} ${ino}`;

/** Folders at a site's root that generators write and never read. */
const outputs = new Set(["public", "_site", "dist", "resources", "vendor"]);

const nothing: Wanted = () => false;

/** Whether a folder is never looked into. `site` tells that the root is a site's, where output folders lie. */
export function isSkipped(path: string, site: boolean, wanted = nothing): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name === "node_modules") return true;
  if (name.startsWith(".")) return name !== ".vuepress" && name !== ".vitepress";
  return site && outputs.has(path) && !wanted(`${path}/`);
}

export const isBelow = (folder: string, path: string): boolean =>
  folder === "" || path === folder || path.startsWith(`${folder}/`);

const joined = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);

/**
 * Looks at one path. A symbolic link counts as the plain file it leads to, never as a folder: links may loop. One that
 * leads to no plain file counts as itself, so that whoever reads it can say so.
 */
async function look(root: string, path: string): Promise<Seen | "folder" | null> {
  try {
    const full = join(root, path);
    const own = await lstat(full);
    if (own.isDirectory()) return "folder";
    const target = own.isSymbolicLink() ? await stat(full).catch(() => null) : own;
    const at = target?.isFile() === true ? target : own;
    if (!at.isFile() && !at.isSymbolicLink()) return null;
    const seen = { path, size: at.size, modified: at.mtimeMs, mark: markOf(at) };
    return target?.isDirectory() === true ? { ...seen, linkedFolder: true } : seen;
  } catch {
    return null; // gone between listing and looking, or not ours to read
  }
}

/** So many folders are looked into for a post behind a link; a link may lead to anywhere. */
const LINKED_FOLDERS = 50;

/** Whether a folder that is not entered has something wanted, by names alone; links in it are not followed. */
export async function holds(root: string, folder: string, wanted: Wanted): Promise<boolean> {
  const folders = [folder];
  for (let at = 0; at < Math.min(folders.length, LINKED_FOLDERS); at++) {
    const path = folders[at] ?? "";
    const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const inner = joined(path, entry.name);
      if (!entry.isDirectory()) {
        if (wanted(inner)) return true;
      } else if (!isSkipped(inner, false)) folders.push(inner);
    }
  }
  return false;
}

/** So many names of a folder are taken at once: those of fifty thousand files at once hold everything up for some 30 ms. */
const NAMES = 512;

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  const entries: Dirent[] = [];
  try {
    for await (const entry of await opendir(folder, { bufferSize: NAMES })) entries.push(entry);
  } catch {
    return [];
  }
  return entries;
}

/** The folders in which anything may be wanted. */
export const foldersOf = async (root: string, wanted: Wanted, site: boolean): Promise<readonly string[]> =>
  (await walk(root, "", (path) => path.endsWith("/") && wanted(path), site)).folders;

/** Everything wanted at or below `start`, in the order of paths. What cannot be read is left out. */
export async function walk(root: string, start: string, wanted: Wanted, site: boolean): Promise<WalkResult> {
  const files: Seen[] = [];
  const folders: string[] = [];
  const take = (one: Seen): void => {
    if (one.linkedFolder === true ? !isSkipped(one.path, site, wanted) : wanted(one.path)) files.push(one);
  };
  const visit = async (path: string): Promise<void> => {
    folders.push(path);
    const entries = await entriesOf(join(root, path));
    const inner: string[] = [];
    const named: string[] = [];
    await eachInSlices(entries, (entry) => {
      const at = joined(path, entry.name);
      if (entry.isDirectory()) inner.push(at);
      else if (entry.isSymbolicLink() || wanted(at)) named.push(at);
    });
    for (let at = 0; at < named.length; at += 64) {
      const seen = await Promise.all(named.slice(at, at + 64).map((one) => look(root, one)));
      for (const one of seen) if (one !== null && one !== "folder") take(one);
    }
    for (const at of inner) if (!isSkipped(at, site, wanted)) await visit(at);
  };
  const first = start === "" ? "folder" : await look(root, start);
  if (first === "folder") {
    if (start === "" || !isSkipped(start, site, wanted)) await visit(start);
  } else if (first !== null) take(first);
  return { files: await sortedInSlices(files, (a, b) => (a.path < b.path ? -1 : 1)), folders };
}
