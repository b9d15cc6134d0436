// What becomes of each post as news: decided by what the library has, and written down.
import type { Log } from "../log.js";
import type { Post } from "../post/post.js";
import type { Library } from "../library/library.js";
import { chunksOf } from "../store/chunks-of.js";
import type { News } from "../store/news-table.js";
import { SEEDED } from "../store/state.js";
import type { Store } from "../store/store.js";
import type { Reason } from "../subscription/reason.js";
import { lookAfterRestore, type LookAfterRestore } from "./after-restore.js";
import { newsFactsOf, makeFingerprints } from "./facts.js";
import { judge, type Judgement, type NewsRules } from "./judge.js";

export interface DecideDeps {
  readonly library: Library;
  readonly store: Store;
  readonly rules: NewsRules;
  /** A stamp of the rules by which Postern reads files: what a new version reads otherwise is no change of the author's. */
  readonly readBy: string;
  readonly onRemove: "delete" | "strike" | "keep";
  /** Platforms whose history tells what was sent there. */
  readonly withHistory: ReadonlySet<string>;
  /** Told when there may be something to send. */
  readonly onTold: () => void;
  readonly log: Log;
}

/** When the first posts were read: they are known, and none of them is news. */
const AT_START: Reason = { code: "there-at-start" };
/** Posts that are committed together: some tens of milliseconds, in which the store writes nothing else. */
const SEEDED_AT_ONCE = 500;
const FOLLOW = { delete: "remove", strike: "edit", keep: null } as const;

/**
 * Gives a function that decides on `posts`, each changed when `changedAt` says, and says when to look again; null where
 * nothing changes by waiting.
 */
export function newsDecider(deps: DecideDeps, now: () => number) {
  const { library, store, rules, readBy, log } = deps;
  const factsOf = (post: Post) => newsFactsOf(post, readBy);
  let warnedOf = 0;

  async function decide(
    posts: readonly Post[],
    changedAt: ReadonlyMap<string, number>,
    news: News,
  ): Promise<number | null> {
    const isWhole = library.upToDate();
    await makeFingerprints(posts);
    // The archive of a source that comes late, or what it had while no bot ran, is no news.
    if ((await store.getState(SEEDED)) === null) {
      if (isWhole) await seed(posts, news);
      return null;
    }
    const rows = await store.news.all();
    const seenAt = (id: string): number => changedAt.get(id) ?? 0;
    const judged = await judge({ posts, rows, changedAt: seenAt, rules, readBy, now: now() });
    if (judged.renamed.length > 0) {
      for (const { from, to } of judged.renamed) await news.rename(from.post_id, factsOf(to));
      return decide(posts, changedAt, news);
    }
    const restored = await lookAfterRestore(deps, judged.fresh, rows);
    await recordNew(judged, restored, news);
    // No source is still to come, no newcomer has yet to settle.
    if (restored.since !== null && isWhole && !judged.unsettled) await store.dropRestored();
    for (const post of judged.edited) await news.edit(factsOf(post), now());
    for (const post of judged.refreshed) await news.update(post.id, factsOf(post));
    await recordAway(judged, news);
    if (judged.edited.length > 0 || judged.takenBack.length > 0) deps.onTold();
    return judged.next;
  }

  async function seed(posts: readonly Post[], news: News): Promise<void> {
    // Some at a time: to commit thousands would hold up others. What a crash leaves out is written at the next start,
    // for nothing is news before all of it is known.
    for (const some of chunksOf(posts, SEEDED_AT_ONCE)) {
      const seen = some.map((post) => ({ ...factsOf(post), state: "seen" as const, reason: AT_START }));
      await news.record(seen, now());
    }
    await store.setState(SEEDED, new Date(now()).toISOString());
    await store.dropRestored();
    log.info({ posts: posts.length }, "The posts are known; what appears from now on is news");
  }

  async function recordNew(judged: Judgement, restored: LookAfterRestore, news: News): Promise<void> {
    const row = (post: Post, state: "seen" | "held" | "waiting", reason: Reason | null) => ({
      ...factsOf(post),
      state,
      reason,
    });
    const unsure = new Set(restored.held);
    const fresh = judged.fresh.filter((post) => !unsure.has(post));
    await news.record(
      [
        ...judged.seen.map(({ post, reason }) => row(post, "seen", reason)),
        ...judged.held.map((post) => row(post, "held", { code: "too-many-at-once" })),
        ...restored.held.map((post) => row(post, "held", { code: "restored" })),
        ...fresh.map((post) => row(post, "waiting", null)),
      ],
      now(),
      restored.since,
    );
    for (const { post_id } of restored.heldRows)
      await news.update(post_id, { state: "held", check_at: null });
    const doubtful = restored.held.length + restored.heldRows.length;
    if (doubtful > 0)
      log.warn(
        { posts: doubtful },
        "A backup was put back, and what is new since may have been announced before; it is held: `postern outbox --release` announces it, `postern outbox --seen` does not",
      );
    if (judged.held.length > 0)
      log.warn(
        { posts: judged.held.length },
        "Too many posts are new at once and are held: `postern outbox --release` announces them, `postern outbox --seen` does not",
      );
  }

  async function recordAway(judged: Judgement, news: News): Promise<void> {
    for (const row of judged.away) await news.update(row.post_id, { gone_at: now() });
    for (const row of judged.back) await news.update(row.post_id, { gone_at: null });
    for (const row of judged.forgotten) await news.forget(row.post_id);
    for (const row of judged.takenBack) await news.takeBack(row.post_id, FOLLOW[deps.onRemove], now());
    if (judged.vanished > 0 && judged.vanished !== warnedOf)
      log.warn(
        { posts: judged.vanished },
        "Too many announced posts vanished at once; what was sent of them is left alone",
      );
    warnedOf = judged.vanished;
  }

  return decide;
}
