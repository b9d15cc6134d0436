// Watches a folder on this machine and tells what really changed, burst by burst.
import { watch as watchPath, type FSWatcher } from "node:fs";
import { opendir } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { FileChange, SourceListener, Wanted } from "./source.js";
import { foldersOf, isBelow, walk, type Seen } from "./walk.js";

export interface FolderWatch {
  stop(): Promise<void>;
}

interface Watched {
  readonly root: string;
  /** The folder of the posts, absolute; when it is gone the source is lost. */
  readonly start: string;
  readonly site: boolean;
  /** Files as last told; kept up to date here. */
  readonly known: Map<string, Seen>;
  readonly wanted: Wanted;
  readonly listener: SourceListener;
}

/** A burst ends when nothing was heard for so long, so that a save in two steps or a rename is one change. */
const QUIET_MS = 150;
/** The same where all that was heard is that the bytes of one file changed: it was saved, and its readers wait. */
const SAVED_MS = 25;
/** A burst that never ends is told in pieces of this length. */
const BURST_MS = 500;
const HEARTBEAT_MS = 1_000;
/** More hints than this are answered by comparing everything once. */
const MANY_HINTS = 200;
/** Everything is compared so often at most: some mounts and full event queues lose events. */
const COMPARE_MS = 20_000;
/** ... and never for more than this share of the time. */
const COMPARE_SHARE = 1 / 50;

/**
 * Events of the operating system are only hints where to look; what is told comes from comparing the files with
 * what was told before. One watcher a folder: chokidar keeps one a file, which blocked the loop for 610 ms and
 * took 100 MB for 10,000 posts when measured.
 */
export async function watchFolder(watched: Watched): Promise<FolderWatch> {
  const { root, start, site, known, wanted, listener } = watched;
  const watchers = new Map<string, FSWatcher>();
  const hints = new Set<string>();
  /** Whether files came, went or were renamed in this burst. */
  let isMove = false;
  let quiet: NodeJS.Timeout | undefined;
  let burstBegan = 0;
  let lost = false;
  let stopped = false;
  let compareAt = performance.now() + COMPARE_MS;
  let busy = false;
  let work: Promise<void> = Promise.resolve();

  const queue = (job: () => Promise<void>): void => {
    work = work.then(async () => {
      busy = true;
      // A fault here means that a path changed under our feet; the next comparison sees it.
      await job().catch(() => undefined);
      busy = false;
    });
  };

  const unwatch = (folder: string): void => {
    for (const [at, watcher] of watchers) {
      if (!isBelow(folder, at)) continue;
      watcher.close();
      watchers.delete(at);
    }
  };

  const watchOne = (folder: string): void => {
    if (watchers.has(folder) || stopped) return;
    try {
      const watcher = watchPath(join(root, folder), { persistent: false });
      watcher.on("change", (event, name) => hint(hintedPath(folder, name), event !== "change"));
      watcher.on("error", () => {
        watcher.close();
        watchers.delete(folder);
        hint(folder);
      });
      watchers.set(folder, watcher);
    } catch {
      // Out of watchers, or the folder went: the regular comparison still sees its files.
    }
  };

  const hint = (path: string, moves = true): void => {
    if (stopped) return;
    hints.add(path);
    isMove ||= moves;
    const now = Date.now();
    if (hints.size === 1) burstBegan = now;
    clearTimeout(quiet);
    const wait = isMove || hints.size > 1 ? QUIET_MS : SAVED_MS;
    quiet = setTimeout(flush, Math.max(0, Math.min(wait, burstBegan + BURST_MS - now)));
  };

  const flush = (): void => {
    const paths = hints.size > MANY_HINTS ? [""] : [...hints];
    hints.clear();
    isMove = false;
    queue(() => look(paths));
  };

  /** Compares what lies at these paths with what is known, and tells the difference. */
  const look = async (paths: readonly string[]): Promise<void> => {
    if (stopped || (await isLost())) return;
    const changes: FileChange[] = [];
    const next: Seen[] = [];
    for (const path of paths.filter((one) => !paths.some((other) => other !== one && isBelow(other, one)))) {
      const found = await walk(root, path, wanted, site);
      // In a folder of 50,000 files each of these steps takes some 25 ms.
      await setImmediate();
      const there = new Set(found.files.map((file) => file.path));
      const isFile = there.has(path) || known.has(path);
      for (const old of isFile ? [path] : known.keys()) {
        if (known.has(old) && isBelow(path, old) && !there.has(old))
          changes.push({ kind: "removed", path: old });
      }
      await setImmediate();
      for (const file of found.files) {
        if (known.get(file.path)?.mark !== file.mark) changes.push({ kind: "changed", path: file.path });
        next.push(file);
      }
      const folders = new Set(found.folders);
      for (const at of watchers.keys()) if (isBelow(path, at) && !folders.has(at)) unwatch(at);
      for (const folder of found.folders) watchOne(folder);
    }
    // Looked at again after walking: a folder that is being taken away must not empty the blog.
    if (stopped || changes.length === 0 || (await isLost())) return;
    for (const change of changes) if (change.kind === "removed") known.delete(change.path);
    for (const file of next) known.set(file.path, file);
    listener.changed(changes);
  };

  /** A root that is gone, or suddenly empty like a mount point whose disk went, is lost, not emptied. */
  const isLost = async (): Promise<boolean> => {
    const has = await holdsAnything(start);
    const gone = has === null || (!has && known.size > 1);
    if (gone && !lost) {
      unwatch("");
      lost = true;
      listener.lost(has === null ? `${start} cannot be read` : `${start} is suddenly empty`);
    } else if (!gone && lost) {
      lost = false;
      const folders = await foldersOf(root, wanted, site);
      if (!stopped) for (const folder of folders) watchOne(folder);
      listener.found();
    }
    return gone;
  };

  const compareAll = async (): Promise<void> => {
    const began = performance.now();
    await look([""]);
    const took = performance.now() - began;
    compareAt = began + Math.max(COMPARE_MS, took / COMPARE_SHARE);
  };

  const heartbeat = setInterval(() => {
    if (busy) return;
    queue(performance.now() >= compareAt ? compareAll : async () => void (await isLost()));
  }, HEARTBEAT_MS);
  heartbeat.unref();

  const folders = await foldersOf(root, wanted, site);
  for (const folder of folders) watchOne(folder);
  hint("");

  return {
    async stop() {
      stopped = true;
      clearInterval(heartbeat);
      clearTimeout(quiet);
      unwatch("");
      await work;
    },
  };
}

/** Whether there is anything in a folder, however much; null where it cannot be read. */
async function holdsAnything(folder: string): Promise<boolean | null> {
  try {
    const entries = await opendir(folder);
    try {
      return (await entries.read()) !== null;
    } finally {
      await entries.close();
    }
  } catch {
    return null;
  }
}

/** Where to look after an event: the named file, or the whole folder when the system gave no name. */
function hintedPath(folder: string, name: string | Buffer | null): string {
  if (name === null) return folder;
  return folder === "" ? String(name) : `${folder}/${String(name)}`;
}
