// A store, a platform in memory and workers between them, with a clock that the test moves.
import { afterEach, beforeEach } from "vitest";
import { composer } from "../../src/delivery/compose.js";
import { newHolder } from "../../src/delivery/lease-holder.js";
import { startWorker, type Worker } from "../../src/delivery/worker.js";
import type { Messenger, RateLimits } from "../../src/delivery/messenger.js";
import type { LibraryView } from "../../src/library/library.js";
import type { Post } from "../../src/post/post.js";
import { openStore } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
import { everything, type Wishes } from "../../src/subscription/subscription.js";
import { aPost, factsOf } from "../fixtures/a-post.js";
import type { Kind, TestDatabase } from "../store/databases.js";
import { openPostOffice, type PostOffice } from "../stand-in/post-office.js";
import { until } from "../until.js";
import { recordedLog } from "../recorded-log.js";

/** Sets itself up anew before each test of the `describe` it is called in. */
export function workerRoom({ ready, skip }: Kind) {
  let database: TestDatabase;
  let store: Store;
  let office: PostOffice;
  let ahead = 0;
  let posts: Post[];
  const workers: Worker[] = [];
  const warnings: string[] = [];
  const now = (): number => Date.now() + ahead;
  const library: LibraryView = {
    site: { title: "Blog", url: null, timezone: null, lang: null, generator: "plain" },
    visible: () => posts,
    get: (id) => posts.find((post) => post.id === id),
    article: async () => null,
  };
  const start = (
    more: {
      uncertain?: "resend" | "skip";
      holder?: string;
      at?: Store;
      lookEvery?: number;
      messenger?: Messenger;
      pace?: Partial<RateLimits>;
    } = {},
  ): Worker => {
    const at = more.at ?? store;
    const worker = startWorker({
      store: at,
      messenger: more.messenger ?? {
        ...office,
        pace: { ...office.pace, ...more.pace },
        onUncertain: more.uncertain ?? "resend",
      },
      compose: composer(library, at),
      holder: more.holder ?? newHolder(),
      catchUp: 7 * 24 * 3_600_000,
      maxAtOnce: 5,
      log: recordedLog(warnings),
      now,
      // Waits made with it are no whole milliseconds, as chance has it.
      random: () => 0.499_87,
      lookEvery: more.lookEvery ?? 250,
    });
    workers.push(worker);
    return worker;
  };
  /** Lets time pass for everybody. */
  const later = (ms: number): void => {
    ahead += ms;
    for (const worker of workers) worker.nudge();
  };
  const subscribe = (address: string, wishes: Partial<Wishes> = {}, platform = "discord") =>
    store.subscriptions.put(
      {
        place: { platform, address },
        wishes: { ...everything, ...wishes },
        origin: "chat",
        locale: null,
      },
      now(),
    );
  const tell = async (post = aPost()): Promise<Post> => {
    posts.push(post);
    await store.news.tell(post, factsOf(post), now());
    later(0);
    return post;
  };
  const states = async (): Promise<string[]> => (await store.outbox.list({})).map((row) => row.state).sort();
  const settled = (...wanted: string[]) =>
    until(
      async () => {
        later(0);
        return JSON.stringify(await states()) === JSON.stringify(wanted);
      },
      `outbox rows ${wanted.join(", ")}`,
    );

  beforeEach(async (context) => {
    if (skip) return context.skip(skip);
    database = await ready();
    store = await openStore(database.options);
    office = openPostOffice();
    posts = [];
    warnings.length = 0;
    ahead = 0;
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await store?.close();
    await database?.remove();
  });

  return {
    start,
    later,
    subscribe,
    tell,
    settled,
    now,
    states,
    warnings,
    /** Stops every worker started so far. */
    stopAll: async () => void (await Promise.all(workers.splice(0).map((worker) => worker.stop()))),
    /** The same database, as another process would open it. */
    second: () => openStore(database.options),
    get store() {
      return store;
    },
    get office() {
      return office;
    },
    get posts() {
      return posts;
    },
  };
}
