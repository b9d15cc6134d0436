// Watches a folder on this machine and tells what really changed, burst by burst.
import { watch as watchPath, type FSWatcher } from "node:fs";
import { opendir } from "node:fs/promises";
import { join } from "node:path";
import { eachInSlices } from "../slices.js";
import { Hints, type Hint } from "./hints.js";
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

const HEARTBEAT_MS = 1_000;
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
  const hints = new Hints();
  let quiet: NodeJS.Timeout | undefined;
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
      watcher.on("change", (event, name) => hear(hintOf(folder, event, name)));
      watcher.on("error", () => {
        watcher.close();
        watchers.delete(folder);
        hear({ path: folder, saved: false });
      });
      watchers.set(folder, watcher);
    } catch {
      // Out of watchers, or the folder went: the regular comparison still sees its files.
    }
  };

  const hear = (hint: Hint): void => {
    if (stopped) return;
    clearTimeout(quiet);
    quiet = setTimeout(flush, hints.hear(hint, performance.now()));
  };
  const flush = (): void => {
    if (hints.over()) queue(() => look(hints.take()));
  };

  /** Compares what lies at these paths with what is known, and tells the difference. */
  const look = async (paths: readonly string[]): Promise<void> => {
    if (stopped || (await isLost())) return;
    const changes: FileChange[] = [];
    const next: Seen[] = [];
    for (const path of paths.filter((one) => !paths.some((other) => other !== one && isBelow(other, one)))) {
      const found = await walk(root, path, wanted, site);
      const there = new Set<string>();
      await eachInSlices(found.files, (file) => there.add(file.path));
      const before = there.has(path) || known.has(path) ? [path] : [...known.keys()];
      await eachInSlices(before, (old) => {
        if (known.has(old) && isBelow(path, old) && !there.has(old))
          changes.push({ kind: "removed", path: old });
      });
      await eachInSlices(found.files, (file) => {
        if (known.get(file.path)?.mark === file.mark) return;
        changes.push({ kind: "changed", path: file.path });
        next.push(file);
      });
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
  hear({ path: "", saved: false });

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

/** The named file, or the whole folder when the system gave no name. */
function hintOf(folder: string, event: string, name: string | Buffer | null): Hint {
  if (name === null) return { path: folder, saved: false };
  return { path: folder === "" ? String(name) : `${folder}/${String(name)}`, saved: event === "change" };
}
