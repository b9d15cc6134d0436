// After a backup was put back, what the first looks find new may have been announced by the bot that the backup is not of.
import type { Post } from "../post/post.js";
import type { NewsRow } from "../store/news.js";
import type { PerhapsTold } from "../store/fan-out.js";
import type { Store } from "../store/store.js";

export interface RestoreDeps {
  readonly store: Store;
  /** Platforms whose history tells what was sent there. */
  readonly withHistory: ReadonlySet<string>;
}

/** A look at the news where some are doubtful: which of the posts that are new, or were waiting, are held for the owner. */
export interface LookAfterRestore {
  readonly held: readonly Post[];
  readonly heldRows: readonly NewsRow[];
  /** What is new may have been announced since then; null: it surely was not. */
  readonly since: number | null;
}

/**
 * Where all subscribers are on platforms with a history, only posts without a link are held: for the others that is
 * looked through instead.
 */
export async function lookAfterRestore(
  { store, withHistory }: RestoreDeps,
  fresh: readonly Post[],
  rows: readonly NewsRow[],
): Promise<LookAfterRestore> {
  const restored = await store.restored();
  const doubtful = restored === null ? [] : fresh;
  const waiting = rows.filter((row) => row.state === "waiting" && row.reason?.code === "restored");
  const places = doubtful.length + waiting.length === 0 ? [] : await store.subscriptions.all();
  const canLook = places.every(({ place }) => withHistory.has(place.platform));
  const isUnknown = ({ url }: { readonly url: string | null }): boolean => !canLook || url === null;
  return {
    held: doubtful.filter(isUnknown),
    heldRows: waiting.filter(isUnknown),
    since: restored?.since ?? null,
  };
}

/** Since when, and on which platforms, a post is to be looked for before it is sent; null where it surely is new. */
export const perhapsTold = (
  { withHistory }: RestoreDeps,
  { perhaps_since: since }: Pick<NewsRow, "perhaps_since">,
): PerhapsTold | null => (since === null ? null : { since, platforms: withHistory });
