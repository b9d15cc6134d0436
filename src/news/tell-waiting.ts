// Announces the posts that wait for their page, once it is live.
import type { Post } from "../post/post.js";
import type { Wording } from "../post/said.js";
import type { News } from "../store/news-table.js";
import type { NewsRow } from "../store/news.js";
import type { PageReason } from "../subscription/reason.js";
import { perhapsTold } from "./after-restore.js";
import type { DecideDeps } from "./decide-news.js";
import { newsFactsOf } from "./facts.js";
import { dueAt } from "./kept-time.js";
import type { Liveness } from "./live-check.js";
import { followers } from "./translations.js";

export interface TellDeps extends Omit<DecideDeps, "onRemove"> {
  /** Milliseconds after which the owner is told that a page is not live, and it is looked at rarely. */
  readonly wait: number;
  /** What the one process that decides writes with; null for the others, which only look on. */
  readonly leads: () => Promise<News | null>;
  readonly checkLive: (url: string) => Promise<Liveness>;
  /** What a post says; its title and summary alone unless given. */
  readonly said?: (post: Post) => Promise<Wording>;
}

/** So many refusals of a site that refuses its home page too count as a live page. */
const MOST_REFUSALS = 3;
const FIRST_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 60_000;
/** A page that is late is looked at so often. */
const RARELY_MS = 10 * 60_000;
/** The waits have long stopped growing by then. */
const MOST_CHECKS = 20;

/**
 * Gives a function that announces what waits and is live, oldest first, and says when to look at the rest; null where
 * nothing is left.
 */
export function waitingTeller(deps: TellDeps, now: () => number, stopping: AbortSignal) {
  const { library, store, rules, readBy, log } = deps;
  const refusals = new Map<string, number>();

  async function tellWaiting(posts: ReadonlyMap<string, Post>): Promise<number | null> {
    const waiting = (await store.news.all(["waiting"])).flatMap((row) => {
      const post = posts.get(row.post_id);
      return post ? [{ row, post }] : [];
    });
    if (waiting.length === 0) return null;
    waiting.sort((a, b) => (a.post.date?.instant ?? 0) - (b.post.date?.instant ?? 0));
    const times: number[] = [];
    const second = followers([...posts.values()], await store.news.all(), library.site.lang);
    for (const { row, post } of waiting) {
      // A page may be slow to answer: the lease is kept from one to the next.
      const news = stopping.aborted ? null : await deps.leads();
      if (!news) break;
      const at = await tellWhenLive(news, row, post, second.has(post.id));
      if (at !== null) times.push(at);
    }
    return times.length > 0 ? Math.min(...times) : null;
  }

  /** When to look again, or null. */
  async function tellWhenLive(news: News, row: NewsRow, post: Post, translation: boolean) {
    const due = dueAt(row.check_at ?? 0, RARELY_MS, now());
    if (due > now()) return due;
    const page: Liveness = rules.live && post.url !== null ? await deps.checkLive(post.url) : { live: true };
    if (!page.live && !isShut(row.post_id, page.reason)) return waitLonger(news, row, post, page.reason);
    refusals.delete(row.post_id);
    await tell(news, row, post, translation);
    return null;
  }

  async function tell(news: News, row: NewsRow, post: Post, translation: boolean): Promise<void> {
    await news.update(row.post_id, { live_at: now() });
    const rows = await news.tell(post, newsFactsOf(post, readBy), now(), {
      translation,
      perhaps: perhapsTold(deps, row),
      ...(deps.said && { said: await deps.said(post) }),
    });
    log.info({ post: post.title, subscribers: rows }, "A post is news");
    deps.onTold();
  }

  async function waitLonger(news: News, row: NewsRow, post: Post, reason: PageReason): Promise<number> {
    const late = now() - row.seen_at >= deps.wait;
    if (late && row.reason === null)
      log.warn(
        { post: post.title, url: post.url, reason },
        reason.code === "page-refuses-bot"
          ? "A post is not announced yet, for its site refuses the bot: let the user agent Postern through, or set ANNOUNCE_WHEN=now"
          : "A post is not announced yet, for its page is not live; Postern goes on looking",
      );
    const pause = late ? RARELY_MS : Math.min(FIRST_WAIT_MS * 2 ** row.checks, LONGEST_WAIT_MS);
    const checkAt = now() + pause;
    const checks = Math.min(row.checks + 1, MOST_CHECKS);
    await news.update(row.post_id, { checks, check_at: checkAt, reason: late ? reason : null });
    return checkAt;
  }

  /** A site that refuses the bot everywhere will never say that a page is live: it is asked three times. */
  function isShut(postId: string, reason: PageReason): boolean {
    const everywhere = reason.code === "page-refuses-bot" && reason.homeToo;
    const times = everywhere ? (refusals.get(postId) ?? 0) + 1 : 0;
    refusals.set(postId, times);
    return times >= MOST_REFUSALS;
  }

  return tellWaiting;
}
