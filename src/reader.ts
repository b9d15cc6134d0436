// Reading the posts for all processes on the store: one of those that may does it, and another when that has ended.
import { openPosts, type AppContext } from "./blog.js";
import { wait } from "./back-off.js";
import { publishEditions } from "./edition/publish-editions.js";
import { putIndex } from "./edition/saved-index.js";
import type { Route } from "./http/route.js";
import { SourceError } from "./source/source.js";
import { sourceRoutes } from "./sources.js";
import { leading } from "./stand-by.js";
import { READ_LEASE } from "./store/read-lease.js";
import { LeaseLost, type LeaseTerm } from "./store/lease.js";
import { StoreError } from "./store/store-error.js";
import type { Store } from "./store/store.js";

/** After a source that cannot be opened, in ms. */
const AGAIN = 30_000;

export interface PostsReader {
  /** What the HTTP server must answer for the sources, while they are read here. */
  routes(): readonly Route[];
  /** The index was saved in `file`: it may be of use to others. */
  saved(file: string): Promise<void>;
  stop(): Promise<void>;
}

export function startReader({ config, log }: Omit<AppContext, "platforms">, store: Store): PostsReader {
  const ending = new AbortController();
  let routes: readonly Route[] = [];
  let now: LeaseTerm | null = null;

  async function read(signal: AbortSignal, term: LeaseTerm): Promise<void> {
    log.info({}, "This process reads the posts for all");
    const linesOf = (name: string) => store.editions.fileLines(name, term);
    const { library, sources } = await openPosts({ config, log }, true, linesOf);
    const published = publishEditions({ library, editions: store.editions, term, log, signal });
    [routes, now] = [sourceRoutes(config, log, sources), term];
    try {
      await published;
    } finally {
      [routes, now] = [[], null];
      await library.stop();
    }
  }

  /** Until the term ends; again after a fault. */
  async function keepReading(signal: AbortSignal, term: LeaseTerm): Promise<void> {
    do
      try {
        await read(signal, term);
      } catch (error) {
        if (error instanceof SourceError) log.error({ reason: error.message }, "The posts cannot be read");
        else if (!(error instanceof StoreError)) log.error({ err: error }, "The posts cannot be read");
      }
    while (await wait(AGAIN, signal));
  }

  const running = leading({ name: READ_LEASE, store }, ending.signal)(keepReading, ending.signal);
  return {
    routes: () => routes,
    async saved(file) {
      if (now === null) return;
      await putIndex(store.editions, now, file).catch((error: unknown) => {
        // The store's own faults are told once, by whoever opened it.
        if (!(error instanceof StoreError || error instanceof LeaseLost))
          log.warn({ reason: String(error) }, "The search index cannot be put into the store");
      });
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}
