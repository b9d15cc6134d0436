// Follows the library and makes news of its changes: after they have settled, when their page is live.
import type { Log } from "../log.js";
import { isVisible, type Post } from "../post/post.js";
import type { Wording } from "../post/said.js";
import type { Library } from "../library/library.js";
import type { News, NewsRow } from "../store/news.js";
import { LeaseLost } from "../store/lease.js";
import { SEEDED } from "../store/state.js";
import { StoreError } from "../store/store-error.js";
import type { Store } from "../store/store.js";
import { dueAt } from "./kept-time.js";
import { lookAfterRestore, perhapsTold } from "./after-restore.js";
import * as facts from "./facts.js";
import { followers } from "./translations.js";
import { judge, type NewsRules } from "./judge.js";
import type { Liveness } from "./live-check.js";
import type { PageReason } from "../subscription/reason.js";

export interface NewsDeps {
  readonly library: Library;
  readonly store: Store;
  readonly rules: NewsRules;
  /** A stamp of the rules by which Postern reads files: what a new version reads otherwise is no change of the author's. */
  readonly readBy: string;
  /** Milliseconds after which the owner is told that a page is not live, and it is looked at rarely. */
  readonly wait: number;
  readonly onRemove: "delete" | "strike" | "keep";
  /** What the one process that decides writes with; null for the others, which only look on. */
  readonly leads: () => Promise<News | null>;
  readonly checkLive: (url: string) => Promise<Liveness>;
  /** What a post says; its title and summary alone unless given. */
  readonly said?: (post: Post) => Promise<Wording>;
  /** Platforms whose history tells what was sent there. */
  readonly withHistory: ReadonlySet<string>;
  /** Told when there may be something to send. */
  readonly onTold: () => void;
  readonly now?: () => number;
  readonly log: Log;
}

export interface NewsWatch {
  /** Resolves when all that is due now has been decided. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** Decisions of another process (the owner's, by the command line) are noticed within this time. */
const LOOK_EVERY_MS = 10_000;
/** Who only looks on asks this often whether it is to decide now. */
const STANDBY_MS = 5000;
/** Changes come in batches; a look costs little, but not nothing. */
const GATHER_MS = 100;
/** So many refusals of a site that refuses its home page too count as a live page. */
const MOST_REFUSALS = 3;
const RARELY_MS = 10 * 60_000;

/** Starts watching; the first look is taken when the library has read everything. */
export function watchNews(deps: NewsDeps): NewsWatch {
  const { library, store, rules, readBy, log, now = () => deps.store.now() } = deps;
  const factsOf = (post: Post) => facts.newsFactsOf(post, readBy);
  const changedAt = new Map<string, number>();
  const refusals = new Map<string, number>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> = Promise.resolve();
  let warnedOf = 0;

  const unfollow = library.onChange((changes) => {
    for (const { kind, post } of changes) {
      if (kind === "removed") changedAt.delete(post.id);
      else changedAt.set(post.id, now());
    }
    lookIn(GATHER_MS);
  });

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
        if (!news) return lookIn(STANDBY_MS);
        const next = await decide(news);
        lookIn(next === null ? LOOK_EVERY_MS : Math.min(next - now(), LOOK_EVERY_MS));
      } catch (error) {
        // The store's own faults are told once, by whoever opened it.
        if (!(error instanceof StoreError || error instanceof LeaseLost))
          log.warn({ reason: String(error) }, "News could not be decided; it is tried again");
        lookIn(LOOK_EVERY_MS / 5);
      }
    });
    return work;
  }

  /** When to look again, or null. */
  async function decide(news: News): Promise<number | null> {
    const posts = library.all().filter(isVisible);
    const isWhole = library.upToDate();
    if ((await store.getState(SEEDED)) === null) {
      // The archive of a source that comes late, or what it had while no bot ran, is no news.
      return isWhole ? seed(posts, news) : null;
    }
    const seenAt = (id: string): number => changedAt.get(id) ?? 0;
    const rows = await store.news.all();
    const judged = judge({
      posts,
      rows,
      changedAt: seenAt,
      rules,
      readBy,
      now: now(),
    });
    if (judged.renamed.length > 0) {
      for (const { from, to } of judged.renamed) await news.rename(from.post_id, factsOf(to));
      return decide(news);
    }
    const at = now();
    const restored = await lookAfterRestore(deps, judged.fresh, rows);
    const { held: unsure, heldRows: unsureRows } = restored;
    const fresh = judged.fresh.filter((post) => !unsure.includes(post));
    await news.record(
      [
        ...judged.seen.map(({ post, reason }) => ({ ...factsOf(post), state: "seen" as const, reason })),
        ...judged.held.map((post) => ({
          ...factsOf(post),
          state: "held" as const,
          reason: { code: "too-many-at-once" } as const,
        })),
        ...unsure.map((post) => ({
          ...factsOf(post),
          state: "held" as const,
          reason: { code: "restored" } as const,
        })),
        ...fresh.map((post) => ({ ...factsOf(post), state: "waiting" as const, reason: null })),
      ],
      at,
      restored.since,
    );
    for (const row of unsureRows) await news.update(row.post_id, { state: "held", check_at: null });
    // No source is still to come, no newcomer has yet to settle.
    if (restored.since !== null && isWhole && !judged.unsettled) await store.dropRestored();
    if (unsure.length + unsureRows.length > 0)
      log.warn(
        { posts: unsure.length + unsureRows.length },
        "A backup was put back, and what is new since may have been announced before; it is held: `postern outbox --release` announces it, `postern outbox --seen` does not",
      );
    if (judged.held.length > 0)
      log.warn(
        { posts: judged.held.length },
        "Too many posts are new at once and are held: `postern outbox --release` announces them, `postern outbox --seen` does not",
      );
    for (const post of judged.edited) await news.edit(factsOf(post), now());
    for (const post of judged.refreshed) await news.update(post.id, factsOf(post));
    await decideAway(judged, news);
    if (judged.edited.length > 0 || judged.takenBack.length > 0) deps.onTold();
    const waiting = await tellWaiting(new Map(posts.map((post) => [post.id, post])));
    return judged.next === null ? waiting : Math.min(judged.next, waiting ?? Infinity);
  }

  async function decideAway(judged: ReturnType<typeof judge>, news: News): Promise<void> {
    for (const row of judged.away) await news.update(row.post_id, { gone_at: now() });
    for (const row of judged.back) await news.update(row.post_id, { gone_at: null });
    for (const row of judged.forgotten) await news.forget(row.post_id);
    const follow = { delete: "remove", strike: "edit", keep: null } as const;
    for (const row of judged.takenBack) await news.takeBack(row.post_id, follow[deps.onRemove], now());
    if (judged.vanished > 0 && judged.vanished !== warnedOf)
      log.warn(
        { posts: judged.vanished },
        "Too many announced posts vanished at once; what was sent of them is left alone",
      );
    warnedOf = judged.vanished;
  }

  async function seed(posts: readonly Post[], news: News): Promise<null> {
    await news.record(
      posts.map((post) => ({ ...factsOf(post), state: "seen", reason: { code: "there-at-start" } as const })),
      now(),
    );
    await store.setState(SEEDED, new Date(now()).toISOString());
    await store.dropRestored();
    log.info({ posts: posts.length }, "The posts are known; what appears from now on is news");
    return null;
  }

  /** A site that refuses the bot everywhere will never say that a page is live: it is asked three times. */
  function isShut(postId: string, reason: PageReason): boolean {
    const everywhere = reason.code === "page-refuses-bot" && reason.homeToo;
    const times = everywhere ? (refusals.get(postId) ?? 0) + 1 : 0;
    refusals.set(postId, times);
    return times >= MOST_REFUSALS;
  }

  /** Announces what waits and is live, oldest first; says when to look at the rest. */
  async function tellWaiting(posts: ReadonlyMap<string, Post>): Promise<number | null> {
    const known = await store.news.all();
    const rows = known.filter((row) => row.state === "waiting");
    const waiting = rows.flatMap((row) => {
      const post = posts.get(row.post_id);
      return post ? [{ row, post }] : [];
    });
    waiting.sort((a, b) => (a.post.date?.instant ?? 0) - (b.post.date?.instant ?? 0));
    const times: number[] = [];
    const second = waiting.length === 0 ? null : followers([...posts.values()], known, library.site.lang);
    for (const { row, post } of waiting) {
      // A page may be slow to answer: the lease is kept from one to the next.
      const news = stopping.signal.aborted ? null : await deps.leads();
      if (!news) break;
      const at = await tellOne(news, row, post, second?.has(post.id) ?? false);
      if (at !== null) times.push(at);
    }
    return times.length > 0 ? Math.min(...times) : null;
  }

  async function tellOne(news: News, row: NewsRow, post: Post, translation: boolean): Promise<number | null> {
    const due = dueAt(row.check_at ?? 0, RARELY_MS, now());
    if (due > now()) return due;
    const page: Liveness = rules.live && post.url !== null ? await deps.checkLive(post.url) : { live: true };
    if (page.live || isShut(row.post_id, page.reason)) {
      refusals.delete(row.post_id);
      await news.update(row.post_id, { live_at: now() });
      const rows = await news.tell(post, factsOf(post), now(), {
        translation,
        perhaps: perhapsTold(deps, row),
        ...(deps.said && { said: await deps.said(post) }),
      });
      log.info({ post: post.title, subscribers: rows }, "A post is news");
      deps.onTold();
      return null;
    }
    const waited = now() - row.seen_at;
    const late = waited >= deps.wait;
    if (late && row.reason === null)
      log.warn(
        { post: post.title, url: post.url, reason: page.reason },
        page.reason.code === "page-refuses-bot"
          ? "A post is not announced yet, for its site refuses the bot: let the user agent Postern through, or set ANNOUNCE_WHEN=now"
          : "A post is not announced yet, for its page is not live; Postern goes on looking",
      );
    const checkAt = now() + (late ? RARELY_MS : Math.min(5000 * 2 ** row.checks, 60_000));
    const reason = late ? page.reason : null;
    await news.update(row.post_id, { checks: Math.min(row.checks + 1, 20), check_at: checkAt, reason });
    return checkAt;
  }

  work = library.settled();
  void look();
  return {
    look,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      unfollow();
      await work;
    },
  };
}
