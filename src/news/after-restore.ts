// After a backup was put back, what the first look finds new may have been announced by the bot that the backup is not of.
import type { Post } from "../post/post.js";
import type { NewsRow } from "../store/news.js";
import type { PerhapsTold } from "../store/fan-out.js";
import type { Store } from "../store/store.js";

export interface RestoreDeps {
  readonly store: Store;
  /** Platforms whose history tells what was sent there. */
  readonly withHistory: ReadonlySet<string>;
}

/** The first look after a restore: which of the posts that are new are held for the owner. Null for every other look. */
export interface FirstLook {
  readonly held: readonly Post[];
  /** To be called once all that this look found is written down. */
  done(now: number): Promise<void>;
}

/** Where all subscribers are on platforms with a history, nothing is held: that is looked through instead. */
export async function firstLook(
  { store, withHistory }: RestoreDeps,
  fresh: readonly Post[],
): Promise<FirstLook | null> {
  const restored = await store.restored();
  if (restored === null || restored.lookedAt !== null) return null;
  const places = fresh.length === 0 ? [] : await store.subscriptions.all();
  return {
    held: places.every(({ place }) => withHistory.has(place.platform)) ? [] : fresh,
    done: (now) => store.setRestored({ ...restored, lookedAt: now }),
  };
}

/** Since when, and on which platforms, a post is to be looked for before it is sent; null where it surely is new. */
export async function perhapsTold(
  { store, withHistory }: RestoreDeps,
  { seen_at: seenAt }: Pick<NewsRow, "seen_at">,
): Promise<PerhapsTold | null> {
  const { since = Infinity, lookedAt = null } = (await store.restored()) ?? {};
  const foundThen = seenAt > since && (lookedAt === null || seenAt <= lookedAt);
  return foundThen ? { since, platforms: withHistory } : null;
}
