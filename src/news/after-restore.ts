// After a backup was put back, what is found new at first may have been announced by the bot that the backup is not of.
import type { Post } from "../post/post.js";
import type { NewsRow } from "../store/news.js";
import type { PerhapsTold } from "../store/fan-out.js";
import type { Restored } from "../store/restored.js";
import type { Store } from "../store/store.js";

export interface RestoreDeps {
  readonly store: Store;
  /** Platforms whose history tells what was sent there. */
  readonly withHistory: ReadonlySet<string>;
}

/** A look at a store that was restored: which of the posts that are new are held for the owner. */
export interface LookAfterRestore {
  readonly held: readonly Post[];
  /** To be called once all that this look found is written down, where no source is still to come. */
  done(): Promise<void>;
}

/**
 * What is dated before the first look and found within so many ms after it may be late only: a repository's copy of the
 * backup's time is fetched anew, and changes must settle.
 */
const LATE_MS = 3_600_000;

/** Null for a store that was not restored. Where all subscribers are on platforms with a history, nothing is held: that is looked through instead. */
export async function lookAfterRestore(
  { store, withHistory }: RestoreDeps,
  fresh: readonly Post[],
  now: number,
): Promise<LookAfterRestore | null> {
  const restored = await store.restored();
  if (restored === null) return null;
  const doubtful = fresh.filter((post) => mayBeOld(restored, post, now));
  const places = doubtful.length === 0 ? [] : await store.subscriptions.all();
  return {
    held: places.every(({ place }) => withHistory.has(place.platform)) ? [] : doubtful,
    async done() {
      if (restored.lookedAt === null) await store.setRestored({ ...restored, lookedAt: now });
    },
  };
}

/** Since when, and on which platforms, a post is to be looked for before it is sent; null where it surely is new. */
export async function perhapsTold(
  { store, withHistory }: RestoreDeps,
  post: Post,
  { seen_at: seenAt }: Pick<NewsRow, "seen_at">,
): Promise<PerhapsTold | null> {
  const restored = await store.restored();
  return restored && mayBeOld(restored, post, seenAt)
    ? { since: restored.since, platforms: withHistory }
    : null;
}

function mayBeOld({ since, lookedAt }: Restored, { date }: Post, seenAt: number): boolean {
  if (seenAt <= since) return false;
  if (lookedAt === null || seenAt <= lookedAt) return true;
  return seenAt <= lookedAt + LATE_MS && date !== null && date.instant <= lookedAt;
}
