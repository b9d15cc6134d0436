// The Library over one source: reads it, follows its changes, and tells what changed of the posts.
import type { Log } from "../log.js";
import type { Overrides, SiteFiles, SiteReader } from "../generator/generator.js";
import type { FileChange, Source } from "../source/source.js";
import type { WorkerPool } from "../threads/worker-pool.js";
import { Complaints } from "./complaints.js";
import { createIngest } from "./ingest.js";
import { createKeptTexts, type KeptTexts } from "./kept-texts.js";
import type { Library } from "./library.js";
import { Listeners } from "./listeners.js";
import type { Memory } from "./memory.js";
import { createFileReader, type Rules } from "./file-reader.js";
import { OneByOne } from "./one-by-one.js";
import { mayBePost } from "./reading.js";
import type { ReadingProgress } from "./reading-progress.js";
import { recorded, rulesStamp } from "./rules-stamp.js";
import { PostIdentities } from "./post-identities.js";
import { Schedule } from "./schedule.js";
import { ShownPosts } from "./shown-posts.js";
import { CurrentPosts } from "./current-posts.js";
import { siteFiles } from "./site-files.js";
import { eachInSlices } from "../slices.js";

export interface LibraryOptions {
  readonly source: Source;
  /** Keeps the ids of several sources apart (see joinLibraries); "" for the only or first one. */
  readonly prefix?: string;
  /** Milliseconds within which a new file and the end of an old one are one move; 0 unless told. */
  readonly settle?: number;
  /** Finds the generator of a site and reads its configuration. */
  readonly openSite: (files: SiteFiles, overrides: Overrides) => Promise<SiteReader>;
  readonly overrides: Overrides;
  /** What is remembered over restarts; null to remember nothing. */
  readonly memory?: Memory | null;
  /** Where what may take long is read; null to read everything here, however long it takes. */
  readonly threads?: WorkerPool | null;
  /** Where texts are kept, together with those of other sources. */
  readonly texts?: KeptTexts;
  readonly now?: () => Date;
  readonly log: Log;
  /** Whether problems of files are logged; true unless told. They are told by `problems` in any case. */
  readonly logsProblems?: boolean;
  /** Whether to go on following changes; true unless told. */
  readonly watch?: boolean;
}

/**
 * Resolves as soon as the site's configuration is read; posts come in batches after that (see `settled`).
 * Throws SourceError when the source cannot be read.
 */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { source, openSite, overrides, log, memory = null, now = () => new Date() } = options;
  const { prefix = "", settle = 0, threads = null } = options;
  const identities = new PostIdentities({ prefix, settle, now: () => now().getTime() });
  const current = new CurrentPosts(identities, () => rules.reader.sharesAddresses === true);
  const complaints = new Complaints(options.logsProblems === false ? null : log);
  const listeners = new Listeners(log);
  const shown = new ShownPosts(current, identities);
  /** Everything that changes the library goes through here. */
  const work = new OneByOne((error) =>
    log.warn({ reason: String(error) }, "The posts could not be read anew; the old ones stay"),
  );
  /** What the rules were read from. */
  let heard: ReadonlySet<string> = new Set();
  const readRules = async (): Promise<Rules> => {
    const { files: all, seen } = recorded(siteFiles(source));
    const read = new Set<string>();
    const files: SiteFiles = {
      ...all,
      read(path) {
        read.add(path);
        return all.read(path);
      },
    };
    const reader = await openSite(files, overrides);
    heard = read;
    return { reader, stamp: rulesStamp(seen, overrides), seen };
  };
  let rules = await readRules();
  let watching = false;
  let complete = false;
  let loading: ReadingProgress | null = null;

  const isPost = (path: string): boolean => mayBePost(source, rules.reader, path);
  const wanted = (path: string): boolean =>
    path.endsWith("/")
      ? rules.reader.hasPostsIn?.(path) === true
      : isPost(path) || rules.reader.isConfig(path);

  const files = createFileReader({
    source,
    rules: () => rules,
    overrides,
    threads,
    texts: options.texts ?? createKeptTexts(),
    prefix,
    now,
    log,
  });
  const schedule = new Schedule(now, (paths) => work.add(() => apply([], paths)));

  const apply = createIngest({
    source,
    files,
    identities,
    current,
    complaints,
    schedule,
    memory,
    rules: () => rules,
    stopped: () => work.isStopped,
    tell: (changes) => listeners.tell(changes),
    taken: (files) => (loading &&= { ...loading, read: loading.read + files }),
  });

  /** Reads everything; what is no more to be found leaves. */
  const load = async (): Promise<void> => take(await scan());

  const scan = async () => {
    const had = !(source.awaited?.() ?? false);
    return { had, files: await source.scan(wanted) };
  };

  const take = async ({ had, files }: Awaited<ReturnType<typeof scan>>): Promise<void> => {
    complaints.set("site", rules.reader.problems);
    const paths: string[] = [];
    await eachInSlices(files, ({ path }) => {
      if (isPost(path)) paths.push(path);
    });
    if (!watching && options.watch !== false) {
      watching = true;
      await source.watch(wanted, { changed, lost, found, noted });
    }
    const there = new Set<string>();
    await eachInSlices(paths, (path) => there.add(path));
    const gone: string[] = [];
    await eachInSlices(identities.paths(), (path) => {
      if (!there.has(path)) gone.push(path);
    });
    loading = { read: 0, of: paths.length };
    await apply(gone, paths).finally(() => (loading = null));
    complete ||= had;
  };

  const reopen = async (): Promise<void> => {
    rules = await readRules();
    await load();
  };

  const isRule = async (path: string): Promise<boolean> => {
    if (!rules.reader.isConfig(path)) return false;
    const beside = rules.reader.beside?.(path) ?? [];
    if (beside.length === 0) return true;
    const there = await Promise.all(beside.map((one) => siteFiles(source).exists(one)));
    return there.includes(true);
  };

  /** Whether a file that says something of one of these posts alone was there before the post, and so is not heard yet. */
  const isUnheard = async (posts: readonly FileChange[]): Promise<boolean> => {
    const folders = new Map<string, ReadonlySet<string>>();
    for (const { path: post, kind } of posts) {
      const data = kind === "removed" ? [] : (rules.reader.dataBeside?.(post) ?? []);
      for (const path of data.filter((one) => !heard.has(one))) {
        const cut = path.lastIndexOf("/") + 1;
        const folder = path.slice(0, cut);
        const names = folders.get(folder) ?? new Set(await siteFiles(source).list(folder));
        folders.set(folder, names);
        if (names.has(path.slice(cut))) return true;
      }
    }
    return false;
  };

  const changed = (changes: readonly FileChange[]): void => {
    work.add(async () => {
      for (const { path } of changes) if (await isRule(path)) return reopen();
      const posts = changes.filter((change) => isPost(change.path));
      if (await isUnheard(posts)) return reopen();
      await apply(
        posts.filter((change) => change.kind === "removed").map((change) => change.path),
        posts.filter((change) => change.kind === "changed").map((change) => change.path),
        new Map(posts.flatMap(({ path, from }) => (from === undefined ? [] : [[path, from]]))),
      );
    });
  };
  const lost = (why: string): void =>
    log.warn({ reason: why }, "A source is lost; the posts read so far go on answering until it comes back");
  const noted = (what: string): void => log.warn({ reason: what }, "A source has something to tell");
  const found = (): void => {
    log.info(
      {},
      complete ? "The posts' folder is back; reading it anew" : "The posts have come; reading them",
    );
    work.add(reopen);
  };

  work.add(async () => {
    const found = await scan();
    const present = new Set<string>();
    await eachInSlices(found.files, ({ path }) => present.add(path));
    await memory?.recall(identities, present);
    await take(found);
  });

  return {
    get site() {
      return rules.reader.site;
    },
    visible: () => shown.all(),
    all: () => current.all(),
    get: (id) => shown.get(id),
    async article(id) {
      const entry = shown.entry(id);
      return entry === null ? null : files.article(entry);
    },
    body(id) {
      const entry = shown.entry(id);
      return entry === null ? null : files.bodyOf(entry);
    },
    problems: () => complaints.all(),
    complete: () => complete,
    upToDate: () => complete && work.isIdle && (source.upToDate?.() ?? true),
    progress: () => loading ?? (complete ? null : { read: 0, of: 0 }),
    onChange(listener) {
      return listeners.add(listener);
    },
    async settled() {
      await source.arrived?.();
      await work.settled();
    },
    async stop() {
      work.stop();
      schedule.stop();
      await source.stop();
      await work.settled();
      await memory?.close();
    },
  };
}
