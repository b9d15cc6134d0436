// After a backup was put back, what the first looks find new may have been announced by the bot that the backup is not of.
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

/** A look at a store that was restored: which of the posts that are new, or were waiting, are held for the owner. */
export interface LookAfterRestore {
  readonly held: readonly Post[];
  readonly heldRows: readonly NewsRow[];
  /** To be called once all that there was is written down: no source is still to come, no newcomer has yet to settle. */
  done(): Promise<void>;
}

/**
 * Null for a store that was not restored. Where all subscribers are on platforms with a history, only posts without a
 * link are held: for the others that is looked through instead.
 */
export async function lookAfterRestore(
  { store, withHistory }: RestoreDeps,
  fresh: readonly Post[],
  rows: readonly NewsRow[],
  now: number,
): Promise<LookAfterRestore | null> {
  const restored = await store.restored();
  if (restored === null) return null;
  const doubtful = restored.lookedAt === null ? fresh : [];
  const waiting = rows.filter((row) => row.state === "waiting" && row.reason?.code === "restored");
  const places = doubtful.length + waiting.length === 0 ? [] : await store.subscriptions.all();
  const canLook = places.every(({ place }) => withHistory.has(place.platform));
  const isUnknown = ({ url }: { readonly url: string | null }): boolean => !canLook || url === null;
  return {
    held: doubtful.filter(isUnknown),
    heldRows: waiting.filter(isUnknown),
    async done() {
      if (restored.lookedAt === null) await store.setRestored({ ...restored, lookedAt: now });
    },
  };
}

/** Since when, and on which platforms, a post is to be looked for before it is sent; null where it surely is new. */
export async function perhapsTold(
  { store, withHistory }: RestoreDeps,
  { seen_at: seenAt }: Pick<NewsRow, "seen_at">,
  now: number,
): Promise<PerhapsTold | null> {
  const restored = await store.restored();
  return restored && mayBeOld(restored, seenAt, now)
    ? { since: restored.since, platforms: withHistory }
    : null;
}

/** A time yet to come was written by a clock that was ahead: nobody knows when that was. */
const mayBeOld = ({ lookedAt }: Restored, seenAt: number, now: number): boolean =>
  lookedAt === null || seenAt <= lookedAt || seenAt > now;
