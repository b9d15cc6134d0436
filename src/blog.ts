// The blog opened: its posts, their index, and what answers questions about them, kept in step.
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Platform } from "./chat/platform.js";
import type { Popularity, Visits } from "./command/command.js";
import { createDispatcher } from "./command/create-dispatcher.js";
import type { Dispatcher } from "./command/dispatcher.js";
import type { Report } from "./doctor/report.js";
import { ConfigError, type Config } from "./config.js";
import type { Editions } from "./store/editions.js";
import type { MemoryLines } from "./library/memory.js";
import { openSite } from "./generator/detect.js";
import type { Library, PostChange } from "./library/library.js";
import { openLibraries, READ_THREADS } from "./library/open-libraries.js";
import type { Log } from "./log.js";
import type { StateStore } from "./reply/action-state.js";
import { createSearchIndex, openSearchIndex } from "./search/create-search-index.js";
import { languageOfPosts, languageOfText } from "./search/language-of-posts.js";
import type { ReadBody } from "./search/phrase-reader.js";
import { useTableIn } from "./search/dictionary/table-file.js";
import type { PostToIndex, SearchIndex, WritableIndex } from "./search/search-index.js";
import { whenQuiet } from "./search/when-quiet.js";
import { NO_BODY } from "./post/body.js";
import { isVisible, type Post } from "./post/post.js";
import { saidBy, type Wording } from "./post/said.js";
import { namesOfPost } from "./post/names.js";
import { numbered } from "./post/series.js";
import type { Route } from "./http/route.js";
import { openSources, sourceRoutes } from "./sources.js";
import { StoreError } from "./store/store-error.js";
import type { OwnerDesk } from "./subscription/owner-desk.js";
import type { SubscriptionService } from "./subscription/subscription-service.js";

/** What everything starts from. */
export interface AppContext {
  readonly config: Config;
  readonly platforms: readonly Platform[];
  readonly log: Log;
}

export interface BlogOptions {
  /** Keeps what is too long for a button. */
  readonly memory: StateStore;
  /** Subscriptions; absent where nothing can be pushed. */
  readonly subscriptions?: SubscriptionService;
  /** Counts how often posts are asked for; absent where nothing is counted. */
  readonly popular?: Popularity;
  /** When readers last asked for what is new; absent where nothing is kept. */
  readonly visits?: Visits;
  /** The clock by which what is kept was written; the machine's unless given. */
  readonly now?: () => Date;
  /** The owner's desk over the posts; absent where nobody is named. */
  readonly desk?: (library: Pick<Library, "all">) => OwnerDesk;
  /**
   * Follows changes, and remembers posts and index in DATA_DIR for the next start. False: what a bot remembers of the
   * posts there is only read, so that each goes by the same id.
   */
  readonly lasting: boolean;
  /** Where one process reads the posts for all; absent, they are read here. */
  readonly shared?: SharedPosts;
}

/** Posts that one process reads for all. */
export interface SharedPosts {
  readonly editions: Editions;
  /** Told of the file in which the index was saved. */
  saved(file: string): Promise<void>;
}

export interface Blog {
  readonly library: Library;
  readonly index: SearchIndex;
  readonly dispatcher: Dispatcher;
  /** What is to be said of it, as the doctor finds it. */
  examine(): Promise<Report>;
  /** What the HTTP server must answer for its sources. */
  readonly routes: readonly Route[];
  /** Resolves when everything known of now is read and can be found. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const INDEX_FILE = "search.index";
/** Its names in earlier versions. */
const OLD_INDEX_FILES = ["search-index.json", "search-index.json.new"];

/**
 * After changes have come to an end, so that a bot that is killed need not index everything anew; and in between where
 * that takes long: writing the index of a large blog takes seconds, and may not be done for every few posts of it.
 */
const SAVE = { quiet: 30_000, latest: 300_000 };

/**
 * The posts alone; they go on coming in until the library has settled. `lasting` is that of BlogOptions; `linesOf` is
 * where it is remembered what they were, DATA_DIR unless given. Throws SourceError when POSTS_DIR or SOURCE cannot be read.
 */
export async function openPosts(
  { config, log }: Omit<AppContext, "platforms">,
  lasting: boolean,
  linesOf?: (name: string) => MemoryLines,
) {
  const sources = await openSources(config, log, lasting);
  const library = await openLibraries({
    sources,
    threads: READ_THREADS,
    openSite,
    languageOf: languageOfPosts,
    overrides: config.site,
    settle: config.announce.settle,
    dataDir: config.dataDir,
    ...(linesOf && { linesOf }),
    keeps: lasting,
    log,
    watch: lasting,
  });
  return { sources, library };
}

/**
 * Posts go on coming in until `settled()`. Throws SourceError when POSTS_DIR or SOURCE cannot be read, ConfigError when
 * DICTIONARIES_DIR cannot.
 */
export async function openBlog(
  { config, log }: Omit<AppContext, "platforms">,
  options: BlogOptions,
): Promise<Blog> {
  const { memory, subscriptions, popular, visits, now, desk, lasting, shared } = options;
  const { dictionariesDir } = config;
  if (dictionariesDir !== null && !useTableIn(dictionariesDir))
    throw new ConfigError([
      `DICTIONARIES_DIR must be a folder that holds eu.tsv, but ${dictionariesDir} holds none; docs/search.md tells how it is made.`,
    ]);
  // Before the library: what it reads while nobody listens yet would never be found.
  const reading = {
    async body(id: string) {
      const text = await library.body(id)?.text();
      return text === undefined ? null : { text };
    },
  };
  const file = join(config.dataDir, INDEX_FILE);
  if (shared) await fetchIndex(shared, file, log);
  const index = lasting ? await openSavedIndex(file, reading, log) : createSearchIndex(reading);
  const { sources, library } = shared
    ? await followPosts(shared, log)
    : await openPosts({ config, log }, lasting);
  let isWhole = false;
  // Of use to others only once all that is known is in it.
  const save = saving(index, file, log, async () => (isWhole ? shared?.saved(file) : undefined));
  let work = Promise.resolve();
  const inTurn = (job: () => Promise<void>): Promise<void> =>
    (work = work.then(job).catch((err: unknown) => log.error({ err }, "The search index has a fault")));
  const saveLater = whenQuiet(() => void inTurn(save), SAVE);
  library.onChange((changes) => {
    saveLater.again();
    return inTurn(() => follow(index, changes));
  });
  const isStoreFault = (fault: unknown): boolean => fault instanceof StoreError;
  const onFault = (err: unknown, command: string): void => {
    // The store's faults are told once, by whoever opened it.
    if (!isStoreFault(err)) log.error({ err, command }, "A command failed");
  };
  return {
    library,
    index,
    dispatcher: createDispatcher({
      library,
      index,
      memory,
      ...(subscriptions && { subscriptions }),
      ...(popular && { popular }),
      ...(visits && { visits }),
      ...(now && { now }),
      ...(desk && { desk: desk(library) }),
      onFault,
      isStoreFault,
    }),
    async examine() {
      const { examineBlog } = await import("./doctor/report.js");
      if (sources) return examineBlog(library, sources, config.site, null);
      const here = await openPosts({ config, log }, false);
      try {
        await here.library.settled();
        return await examineBlog(here.library, here.sources, config.site, null);
      } finally {
        await here.library.stop();
      }
    },
    routes: sources ? sourceRoutes(config, log, sources) : [],
    async settled() {
      await library.settled();
      await inTurn(() => index.forgetUnseen());
      isWhole = true;
      void inTurn(save);
    },
    async stop() {
      await library.stop();
      saveLater.stop();
      await inTurn(save);
    },
  };
}

/** Gives what a post says, by its text. */
export const saidIn =
  (library: Pick<Library, "body">) =>
  async (post: Post): Promise<Wording> => {
    const { prose, code } = (await library.body(post.id)?.text()) ?? NO_BODY.text;
    const lang = post.lang ?? languageOfText(`${post.title} ${post.summary} ${prose}`);
    return saidBy(post, `${prose}\n${code}`, lang);
  };

async function follow(index: WritableIndex, changes: readonly PostChange[]): Promise<void> {
  await index.remove(changes.flatMap((change) => (change.kind === "removed" ? [change.post.id] : [])));
  const entries: PostToIndex[] = [];
  for (const change of changes) {
    if (change.kind === "removed") continue;
    const { post, body } = change;
    // Its title and names are read now, not with all others at the first question that needs them.
    numbered(post);
    namesOfPost(post);
    const known = !isVisible(post) || index.knows(post, body.digest);
    entries.push({ post, body: { written: body.digest, text: known ? NO_BODY.text : await body.text() } });
  }
  await index.put(entries);
}

async function openSavedIndex(
  file: string,
  reading: { readonly body: ReadBody },
  log: Log,
): Promise<WritableIndex> {
  // What cannot be removed does no harm.
  for (const old of OLD_INDEX_FILES) await rm(join(dirname(file), old)).catch(() => undefined);
  const onUnusable = (reason: string): void =>
    log.warn({ file, reason }, "The saved search index cannot be used; the posts are indexed anew");
  return openSearchIndex(file, { ...reading, onUnusable });
}

/** Loaded only where several processes share the posts. */
async function followPosts({ editions }: SharedPosts, log: Log) {
  const { followEditions } = await import("./edition/follow-editions.js");
  return { sources: null, library: followEditions(editions, log) };
}

/** Without it all is indexed anew, which takes longer. */
async function fetchIndex({ editions }: SharedPosts, file: string, log: Log): Promise<void> {
  const saved = await import("./edition/saved-index.js");
  await saved
    .fetchIndex(editions, file)
    .catch((error: unknown) =>
      log.warn({ file, reason: String(error) }, "The saved index cannot be fetched"),
    );
}

/** Saves the index; what stands in the way is told once, until a save succeeds. */
function saving(
  index: WritableIndex,
  file: string,
  log: Log,
  onSaved: () => Promise<void> | undefined,
): () => Promise<void> {
  let told = false;
  return async () => {
    try {
      await index.save();
      told = false;
      await onSaved();
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      const why = code === "EISDIR" ? "it is a folder: remove it" : message;
      if (!told)
        log.warn(
          { file, reason: why },
          "The search index cannot be saved; until it can, a start takes longer",
        );
      told = true;
    }
  };
}
