// The Library over one source: reads it, follows its changes, and tells what changed of the posts.
import type { Overrides, SiteFiles, SiteReader } from "../generator/generator.js";
import { machineZone, postDate } from "../post/date.js";
import { isVisible, type Post } from "../post/post.js";
import type { FileChange, Source } from "../source/source.js";
import { breath } from "./breath.js";
import { Complaints } from "./complaints.js";
import type { Library, Listener, PostChange } from "./library.js";
import type { Memory } from "./memory.js";
import { fetchBytes, read, type Known } from "./reading.js";
import { recorded, rulesStamp } from "./rules-stamp.js";
import type { Entry } from "./entry.js";
import { Register } from "./register.js";
import { Schedule } from "./schedule.js";
import { Shelf, type Difference } from "./shelf.js";
import { siteFiles } from "./site-files.js";

export interface LibraryOptions {
  readonly source: Source;
  /** Keeps the ids of several sources apart (see joinLibraries); "" for the only or first one. */
  readonly prefix?: string;
  /** Finds the generator of a site and reads its configuration. */
  readonly openSite: (files: SiteFiles, overrides: Overrides) => Promise<SiteReader>;
  readonly overrides: Overrides;
  /** What is remembered over restarts; null to remember nothing. */
  readonly memory?: Memory | null;
  readonly now?: () => Date;
  readonly log: { info(text: string): void; warn(text: string): void };
  /** Whether to go on following changes; true unless told. */
  readonly watch?: boolean;
}

/** Files read at once, and posts handed on in one batch. */
const BATCH = 32;

/**
 * Resolves as soon as the site's configuration is read; posts come in batches after that (see `settled`).
 * Throws SourceError when the source cannot be read.
 */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { source, openSite, overrides, log, memory = null, now = () => new Date() } = options;
  const register = new Register(options.prefix);
  const shelf = new Shelf(register);
  const complaints = new Complaints((text) => log.warn(text));
  const listeners = new Set<Listener>();
  let followed: Promise<unknown> = Promise.resolve();
  const openReader = async (): Promise<{ reader: SiteReader; stamp: string }> => {
    const { files, seen } = recorded(siteFiles(source));
    const opened = await openSite(files, overrides);
    return { reader: opened, stamp: await rulesStamp(seen, overrides) };
  };
  let { reader, stamp } = await openReader();
  let visible: readonly Post[] = [];
  let seen: readonly Post[] | null = null;
  let watching = false;
  let complete = false;
  let stopped = false;
  let work: Promise<void> = Promise.resolve();

  const isPost = (path: string): boolean =>
    (source.folder === "" || path.startsWith(`${source.folder}/`)) && reader.isPost(path);
  const wanted = (path: string): boolean => isPost(path) || reader.isConfig(path);

  const schedule = new Schedule(now, (paths) => queue(() => apply([], paths)));

  /** Everything that changes the library goes through here, one after another. */
  const queue = (job: () => Promise<void>): void => {
    work = work.then(async () => {
      if (stopped) return;
      try {
        await job();
      } catch (error) {
        log.warn(`The posts could not be read anew, the old ones stay: ${(error as Error).message}`);
      }
    });
  };

  /** Fetches the texts of differences and hands them on. */
  const tell = async (
    differences: readonly Difference[],
    bodies: ReadonlyMap<string, string>,
  ): Promise<void> => {
    if (differences.length === 0) return;
    const changes: PostChange[] = [];
    for (const { path, change } of differences) {
      changes.push(change(path === null ? "" : (bodies.get(path) ?? (await bodyOf(path)) ?? "")));
    }
    await followed;
    followed = Promise.all(
      [...listeners].map(async (listener) => {
        try {
          await listener(changes);
        } catch (error) {
          log.warn(`A change of the posts could not be followed: ${(error as Error).message}`);
        }
      }),
    );
  };

  const bodyOf = async (path: string): Promise<string | null> => {
    const reading = read(reader, path, await fetchBytes(source, path), now());
    return reading.kind === "post" ? reading.body : null;
  };

  const recall = (path: string, digest: string): Known | null => memory?.find(path, digest, stamp) ?? null;

  /** What the source knows of a file's history, where its author did not say it. */
  const withHistory = (entry: Entry): Entry => {
    const at = source.updated?.(entry.path) ?? null;
    if (at === null || entry.post.updated !== null) return entry;
    const updated = postDate(at, reader.site.timezone ?? machineZone());
    return { ...entry, post: { ...entry.post, updated } };
  };

  /** Takes files out of the register; their ids are returned, to be shown as removed unless somebody takes them over. */
  const leave = (paths: readonly string[], touched: Set<string>, orphans: Set<string>): readonly string[] =>
    paths.flatMap((path) => {
      for (const twin of register.twinsOf(path)) orphans.add(twin.path);
      const id = register.get(path)?.post.id;
      register.leave(path);
      schedule.drop(path);
      memory?.forget(path);
      touched.add(path);
      return id === undefined ? [] : [id];
    });

  /** Reads a few files and places what they hold; returns their texts. */
  const readBatch = async (
    paths: readonly string[],
    touched: Set<string>,
    orphans: Set<string>,
    from: ReadonlyMap<string, string>,
    pause: () => Promise<void>,
  ): Promise<{ bodies: ReadonlyMap<string, string>; left: readonly string[] }> => {
    const bodies = new Map<string, string>();
    const left: string[] = [];
    const files = await Promise.all(paths.map((path) => fetchBytes(source, path)));
    for (const [at, path] of paths.entries()) {
      const reading = read(reader, path, files[at] ?? "gone", now(), recall);
      await pause();
      const shown = shelf.get(register.get(path)?.post.id ?? "") !== undefined;
      if (reading.kind !== "post") complaints.set(path, reading.kind === "broken" ? [reading.problem] : []);
      // What was read of a file before it broke, or while it is being written, goes on answering.
      if ((reading.kind === "broken" || reading.kind === "empty") && shown) continue;
      if (reading.kind !== "post") {
        left.push(...leave([path], touched, orphans));
        continue;
      }
      const entry = withHistory(reading.entry);
      const standing = register.place(entry, from.get(path));
      const twin =
        standing.kind === "own"
          ? []
          : [
              {
                source: path,
                line: null,
                message: `is taken for the same post as ${standing.of} (same date, alike in text); only one of them is shown.`,
                kind: "twin" as const,
              },
            ];
      complaints.set(path, [...reading.problems, ...twin]);
      schedule.note(path, reading.entry.post);
      for (const other of register.twinsOf(path)) orphans.add(other.path);
      touched.add(path);
      bodies.set(path, reading.body);
      memory?.keep(register, path, reading.tail, stamp);
    }
    return { bodies, left };
  };

  /** `from` holds former names of changed files, where the source knows them. */
  const apply = async (
    removed: readonly string[],
    changed: readonly string[],
    from: ReadonlyMap<string, string> = new Map(),
  ): Promise<void> => {
    const pause = breath();
    const orphans = new Set<string>();
    const freed = new Set<string>(removed);
    for (const path of removed) complaints.set(path, []);
    const left = [...leave(removed, freed, orphans)];
    const inBatches = async (paths: readonly string[], next: Set<string>): Promise<void> => {
      for (let at = 0; at < paths.length; at += BATCH) {
        if (stopped) return;
        const touched = new Set<string>();
        const batch = await readBatch(paths.slice(at, at + BATCH), touched, next, from, pause);
        left.push(...batch.left);
        await tell(shelf.update(touched, []), batch.bodies);
      }
    };
    await inBatches(changed, orphans);
    await inBatches([...orphans], new Set());
    // Only now is it known which of the posts that left live on under another name.
    await tell(shelf.update(freed, left), new Map());
    complaints.set("addresses", [...shelf.problems(), ...register.problems()]);
  };

  /** Reads everything; what is no more to be found leaves. */
  const load = async (): Promise<void> => {
    complaints.set("site", reader.problems);
    const had = !(source.awaited?.() ?? false);
    const paths = (await source.scan(wanted)).map((file) => file.path).filter(isPost);
    if (!watching && options.watch !== false) {
      watching = true;
      await source.watch(wanted, { changed, lost, found });
    }
    const there = new Set(paths);
    await apply(
      register.paths().filter((path) => !there.has(path)),
      paths,
    );
    complete ||= had;
  };

  const reopen = async (): Promise<void> => {
    ({ reader, stamp } = await openReader());
    await load();
  };

  const changed = (changes: readonly FileChange[]): void => {
    queue(async () => {
      if (changes.some((change) => reader.isConfig(change.path))) return reopen();
      const posts = changes.filter((change) => isPost(change.path));
      await apply(
        posts.filter((change) => change.kind === "removed").map((change) => change.path),
        posts.filter((change) => change.kind === "changed").map((change) => change.path),
        new Map(posts.flatMap(({ path, from }) => (from === undefined ? [] : [[path, from]]))),
      );
    });
  };
  const lost = (why: string): void =>
    log.warn(`${why}; the posts read so far go on answering until it comes back.`);
  const found = (): void => {
    log.info(complete ? "The posts' folder is back; reading it anew." : "The posts have come; reading them.");
    queue(reopen);
  };

  queue(async () => {
    await memory?.recall(register, new Set((await source.scan(wanted)).map((file) => file.path)));
    await load();
  });

  return {
    get site() {
      return reader.site;
    },
    visible() {
      const all = shelf.all();
      if (all !== seen) {
        seen = all;
        visible = all.filter(isVisible);
      }
      return visible;
    },
    all: () => shelf.all(),
    get(id) {
      const post = shelf.get(id);
      return post !== undefined && isVisible(post) ? post : undefined;
    },
    async body(id) {
      const path = register.pathOf(id);
      const post = shelf.get(id);
      if (path === undefined || post === undefined) return null;
      const reading = read(reader, path, await fetchBytes(source, path), now());
      // Judged by what the file says now: it may have become a draft a moment ago.
      const open =
        reading.kind === "post" &&
        [post, reading.entry.post].every((one) => isVisible(one) && !one.protected);
      return open ? reading.body : null;
    },
    problems: () => complaints.all(),
    complete: () => complete,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async settled() {
      for (let current; current !== work;) {
        current = work;
        await current;
      }
    },
    async stop() {
      stopped = true;
      schedule.stop();
      await source.stop();
      await work;
      await memory?.close();
    },
  };
}
