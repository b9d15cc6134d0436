// The source that is a folder on this machine.
import { lstat, open, readdir, realpath, stat, type FileHandle } from "node:fs/promises";
import { basename, isAbsolute, join, normalize, relative, sep } from "node:path";
import { PLAINLY } from "./read-plain.js";
import { findSiteRoot, type IsRoot } from "./root.js";
import { eachInSlices } from "../slices.js";
import {
  SourceError,
  type FileEntry,
  type Follows,
  type Source,
  type Unread,
  type Wanted,
} from "./source.js";
import { isBelow, holds, isSkipped, markOf, walk, type Seen } from "./walk.js";
import { watchFolder, type FolderWatch } from "./watch-folder.js";

export interface FolderSource extends Source {
  /** Absolute path of the site's root. */
  readonly root: string;
}

/** What names a folder, for messages about it. */
export interface FolderSetting {
  readonly name: string;
  readonly example: string;
}
export interface FolderOptions {
  /** What shows the root of a site above a folder of posts. */
  readonly isRoot: IsRoot;
  readonly top?: string | null;
  /** A folder of the bot's own (absolute) that is no part of the blog, should it lie inside. */
  readonly apart?: string | null;
  /** POSTS_DIR unless told. */
  readonly setting?: FolderSetting;
}
const POSTS_DIR: FolderSetting = { name: "POSTS_DIR", example: "/home/me/my-blog" };

export const slashes = (path: string): string => (sep === "/" ? path : path.split(sep).join("/"));

async function resolveFolder(path: string, setting: FolderSetting): Promise<string> {
  const hint = `Set ${setting.name} to a folder of posts or to the root of your site, for example ${setting.name}=${setting.example}`;
  try {
    const real = await realpath(path);
    if (!(await stat(real)).isDirectory()) {
      throw new SourceError(`${setting.name} names ${path}, which is a file, not a folder. ${hint}`);
    }
    await readdir(real);
    return real;
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === "ENOENT" ? "which does not exist" : `which cannot be read (${code ?? String(error)})`;
    throw new SourceError(`${setting.name} names ${path}, ${why}. ${hint}`);
  }
}

/** A path inside the root, or null for one that would leave it. */
function inside(root: string, path: string): string | null {
  if (path.includes("\0") || isAbsolute(path)) return null;
  const full = normalize(join(root, path));
  return full === root || full.startsWith(root.endsWith(sep) ? root : root + sep) ? full : null;
}

/** As much as was there when it was looked at; what is added meanwhile is a change of its own. */
async function readWhole(file: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await file.read(bytes, at, size - at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return bytes.subarray(0, at);
}

/** Milliseconds: what writes within them may leave the time of a file as it was (FAT counts in twos). */
const SETTLED = 2000;

async function markOfSettled(full: string): Promise<string | null> {
  const at = await lstat(full).catch(() => null);
  return at?.isFile() === true && Date.now() - at.mtimeMs > SETTLED ? markOf(at) : null;
}

const isLink = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => null))?.isSymbolicLink() === true;

const isOpen: Follows = (target) =>
  target.split("/").every((_, at, parts) => !isSkipped(parts.slice(0, at + 1).join("/"), false));

async function readPlain(
  root: string,
  path: string,
  limit: number,
  follows: Follows,
): Promise<Uint8Array | Unread> {
  const wanted = inside(root, path);
  if (wanted === null) return "outside";
  try {
    const real = await realpath(wanted);
    const target = relative(root, real);
    if (inside(root, target) === null) return "outside";
    if (real !== wanted && !follows(slashes(target))) return "link";
    const file = await open(real, PLAINLY);
    try {
      const at = await file.stat();
      if (!at.isFile()) return real === wanted ? "gone" : "link";
      return at.size > limit ? "large" : await readWhole(file, at.size);
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    // A link to nothing, or to itself.
    if (["ENOENT", "ELOOP"].includes(code) && (await isLink(wanted))) return "link";
    return ["ENOENT", "ENOTDIR", "EISDIR"].includes(code) ? "gone" : "refused";
  }
}

/**
 * Opens `path`: the root of a site, or a folder of posts inside one, whose root is looked for upwards.
 * The root is never looked for above `top` (absolute). Throws SourceError when it is no readable folder.
 */
export async function openFolder(
  path: string,
  { isRoot, top = null, apart = null, setting = POSTS_DIR }: FolderOptions,
): Promise<FolderSource> {
  const start = await resolveFolder(path, setting);
  const border = top === null ? null : await realpath(top);
  if (border !== null && inside(border, relative(border, start)) === null)
    throw new SourceError(`${setting.name} names ${path}, a link that leads out of ${border}`);
  const found = await findSiteRoot(start, isRoot, border);
  const root = found ?? start;
  const folder = slashes(relative(root, start));
  const ours = apart === null ? null : slashes(relative(root, await realpath(apart).catch(() => apart)));
  const isOurs: Wanted = (at) => ours !== null && ours !== "" && isBelow(ours, at);
  const known = new Map<string, Seen>();
  let watching: FolderWatch | null = null;

  return {
    name: basename(root),
    root,
    folder,
    async scan(wanted) {
      await resolveFolder(start, setting);
      const { files } = await walk(root, "", (at) => !isOurs(at) && wanted(at), found !== null);
      known.clear();
      const plain: FileEntry[] = [];
      await eachInSlices(files, (file) => {
        known.set(file.path, file);
        if (file.linkedFolder !== true) plain.push(file);
      });
      return plain;
    },
    async linkedFolders(wanted) {
      const folders: string[] = [];
      for (const { path, linkedFolder } of known.values())
        if (linkedFolder === true && !isOurs(path) && (await holds(root, path, wanted))) folders.push(path);
      return folders;
    },
    read: (file, limit, follows = isOpen) =>
      isOurs(file)
        ? Promise.resolve("outside")
        : readPlain(root, file, limit, (target) => !isOurs(target) && follows(target)),
    place: (file) => (isOurs(file) ? null : inside(root, file)),
    async mark(file) {
      const full = isOurs(file) ? null : inside(root, file);
      return full === null ? null : markOfSettled(full);
    },
    async list(at) {
      const full = inside(root, at);
      const real = full === null ? null : await realpath(full).catch(() => null);
      if (full === null || real === null || inside(root, relative(root, real)) === null) return [];
      const entries = await readdir(full, { withFileTypes: true }).catch(() => []);
      return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
    },
    async watch(wanted, listener) {
      await watching?.stop();
      watching = await watchFolder({
        root,
        start,
        site: found !== null,
        known,
        wanted: (at) => !isOurs(at) && wanted(at),
        listener,
      });
    },
    async stop() {
      await watching?.stop();
      watching = null;
    },
  };
}
