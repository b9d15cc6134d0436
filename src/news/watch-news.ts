// Follows the library and makes news of its changes: after they have settled, when their page is live.
import type { Library } from "../library/library.js";
import { isVisible } from "../post/post.js";
import { LeaseLost } from "../store/lease.js";
import type { News } from "../store/news-table.js";
import { StoreError } from "../store/store-error.js";
import { newsDecider, type DecideDeps } from "./decide-news.js";
import { waitingTeller, type TellDeps } from "./tell-waiting.js";

export interface NewsDeps extends DecideDeps, TellDeps {
  readonly now?: () => number;
}

export interface NewsWatch {
  /** Resolves when all that is due now has been decided. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** Decisions of another process (the owner's, by the command line) are noticed within this time. */
const LOOK_EVERY_MS = 10_000;
const AFTER_FAULT_MS = 2000;
/** Who only looks on asks this often whether it is to decide now. */
const STANDBY_MS = 5000;
/** Changes come in batches; a look costs little, but not nothing. */
const GATHER_MS = 100;

/** Starts watching; the first look is taken when the library has read everything. */
export function watchNews(deps: NewsDeps): NewsWatch {
  const { library, log, now = () => deps.store.now() } = deps;
  const stopping = new AbortController();
  const changes = followChanges(library, now, () => lookIn(GATHER_MS));
  const decide = newsDecider(deps, now);
  const tellWaiting = waitingTeller(deps, now, stopping.signal);
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> = library.settled();

  function lookIn(ms: number): void {
    if (stopping.signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), Math.max(ms, 1));
  }

  function look(): Promise<void> {
    work = work.then(async () => {
      if (stopping.signal.aborted) return;
      try {
        const news = await deps.leads();
        lookIn(news ? Math.min((await lookAs(news)) - now(), LOOK_EVERY_MS) : STANDBY_MS);
      } catch (error) {
        // The store's own faults are told once, by whoever opened it.
        if (!(error instanceof StoreError || error instanceof LeaseLost))
          log.warn({ reason: String(error) }, "News could not be decided; it is tried again");
        lookIn(AFTER_FAULT_MS);
      }
    });
    return work;
  }

  /** When something is due next. */
  async function lookAs(news: News): Promise<number> {
    const posts = library.all().filter(isVisible);
    // As of the same moment: a post that goes while this is decided was not there for long.
    const decided = await decide(posts, new Map(changes.at), news);
    const waiting = await tellWaiting(new Map(posts.map((post) => [post.id, post])));
    return Math.min(decided ?? Infinity, waiting ?? Infinity);
  }

  void look();
  return {
    look,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      changes.unfollow();
      await work;
    },
  };
}

/** When each post last changed, of those that did while we watched. */
function followChanges(library: Library, now: () => number, onChange: () => void) {
  const at = new Map<string, number>();
  const unfollow = library.onChange((changes) => {
    for (const { kind, post } of changes) {
      if (kind === "removed") at.delete(post.id);
      else at.set(post.id, now());
    }
    onChange();
  });
  return { at: at as ReadonlyMap<string, number>, unfollow };
}
