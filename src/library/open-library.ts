// The Library over one source: reads it, follows its changes, and tells what changed of the posts.
import type { Log } from "../log.js";
import type { FileChange } from "../source/source.js";
import type { WorkerPool } from "../threads/worker-pool.js";
import { Complaints } from "./complaints.js";
import { createIngest } from "./ingest.js";
import { createKeptTexts, type KeptTexts } from "./kept-texts.js";
import type { Library } from "./library.js";
import { Listeners } from "./listeners.js";
import type { Memory } from "./memory.js";
import { createFileReader } from "./file-reader.js";
import { OneByOne } from "./one-by-one.js";
import type { ReadingProgress } from "./reading-progress.js";
import { PostIdentities } from "./post-identities.js";
import { Schedule } from "./schedule.js";
import { ShownPosts } from "./shown-posts.js";
import { CurrentPosts } from "./current-posts.js";
import { openSiteRules, type SiteRulesOptions } from "./site-rules.js";
import { eachInSlices } from "../slices.js";

export interface LibraryOptions extends SiteRulesOptions {
  /** Keeps the ids of several sources apart (see joinLibraries); "" for the only or first one. */
  readonly prefix?: string;
  /** Milliseconds within which a new file and the end of an old one are one move; 0 unless told. */
  readonly settle?: number;
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
  const { source, overrides, log, memory = null, now = () => new Date() } = options;
  const { prefix = "", settle = 0, threads = null } = options;
  const identities = new PostIdentities({ prefix, settle, now: () => now().getTime() });
  const current = new CurrentPosts(identities, () => rules.now().reader.sharesAddresses === true);
  const complaints = new Complaints(options.logsProblems === false ? null : log);
  const listeners = new Listeners(log);
  const shown = new ShownPosts(current, identities);
  /** Everything that changes the library goes through here. */
  const work = new OneByOne((error) =>
    log.warn({ reason: String(error) }, "The posts could not be read anew; the old ones stay"),
  );
  const rules = await openSiteRules(options);
  let watching = false;
  let complete = false;
  let loading: ReadingProgress | null = null;

  const files = createFileReader({
    source,
    rules: rules.now,
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
    rules: rules.now,
    stopped: () => work.isStopped,
    tell: (changes) => listeners.tell(changes),
    taken: (files) => (loading &&= { ...loading, read: loading.read + files }),
  });

  /** Reads everything; what is no more to be found leaves. */
  const load = async (): Promise<void> => take(await scan());

  const scan = async () => {
    const had = !(source.awaited?.() ?? false);
    return { had, files: await source.scan(rules.wants) };
  };

  const take = async ({ had, files }: Awaited<ReturnType<typeof scan>>): Promise<void> => {
    complaints.set("site", rules.now().reader.problems);
    const paths: string[] = [];
    await eachInSlices(files, ({ path }) => {
      if (rules.isPost(path)) paths.push(path);
    });
    if (!watching && options.watch !== false) {
      watching = true;
      await source.watch(rules.wants, { changed, lost, found, noted });
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
    await rules.readAnew();
    await load();
  };

  const changed = (changes: readonly FileChange[]): void => {
    work.add(async () => {
      if (await rules.changeWith(changes)) return reopen();
      const posts = changes.filter((change) => rules.isPost(change.path));
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
      return rules.now().reader.site;
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
