// The outbox as its owner sees and steers it: what is to be sent, what was, and the posts that wait for a decision.
import { namedNews } from "../news/named-news.js";
import type { NewsRow } from "../store/news.js";
import { restsSince, type Kind, type OutboxState } from "../store/outbox.js";
import type { OutboxEntry } from "../store/outbox-reading.js";
import type { Store } from "../store/store.js";
import { placeName, type Place } from "../subscription/place.js";
import { isTakenBack, type Reason } from "../subscription/reason.js";

const newsStates = ["held", "waiting"] as const;
const rowStates = [
  "pending",
  "claimed",
  "sending",
  "uncertain",
  "suspended",
  "failed",
  "done",
] as const satisfies OutboxState[];
/** `held`: new posts that the owner decides about; `waiting`: for its page to be live; the others are of the outbox. */
export const lineStates = [...newsStates, ...rowStates] as const;
export type LineState = (typeof lineStates)[number];

export interface OutboxLine {
  readonly postId: string;
  /** Null when the store does not know the post. */
  readonly title: string | null;
  readonly url: string | null;
  /** Null for a post that no row is written of yet, and where the subscription was ended. */
  readonly destination: string | null;
  readonly kind: Kind;
  readonly state: LineState;
  readonly attempts: number;
  /** When it is looked at next, in ms; null when nothing is to come. */
  readonly next: number | null;
  /** When it was sent or given up. */
  readonly ended: number | null;
  readonly reason: Reason | null;
}

export interface OutboxQuestion {
  readonly states: readonly LineState[] | null;
  /** What the owner calls a post; null for all. */
  readonly post: string | null;
  readonly place: Place | null;
  readonly limit: number;
}

export interface OutboxView {
  /** Posts to decide about first, then rows, the newest first; at most `limit`. */
  readonly lines: readonly OutboxLine[];
  /** How many there are of each state, beyond the limit too. */
  readonly counts: ReadonlyMap<LineState, number>;
}

/** `2 held, 1 failed`; empty where there is nothing. */
export const countsInWords = (counts: OutboxView["counts"]): string =>
  [...counts].map(([state, count]) => `${count} ${state}`).join(", ");

const ofNews = ({ post_id, title, url, state, check_at, reason }: NewsRow): OutboxLine => ({
  postId: post_id,
  title,
  url,
  destination: null,
  kind: "post",
  state: state === "held" ? "held" : "waiting",
  attempts: 0,
  next: state === "held" ? null : check_at,
  ended: null,
  reason: reason ?? (state === "waiting" ? { code: "page-not-asked" } : null),
});

const comes = (state: OutboxState): boolean => state === "pending" || state === "uncertain";

const ofRow = (row: OutboxEntry, now: number): OutboxLine => ({
  postId: row.post_id,
  title: row.title,
  url: row.url,
  destination: row.address === null ? null : placeName({ platform: row.platform, address: row.address }),
  kind: row.kind,
  state: row.state,
  attempts: row.attempts,
  next: comes(row.state) ? row.next_at : null,
  ended: restsSince(row),
  reason:
    row.error ?? (row.gather === 1 && comes(row.state) && row.next_at > now ? { code: "gathered" } : null),
});

/** The ids of the posts meant; null for all. An id that the news do not know may still have rows. */
async function postsOf(store: Store, text: string | null): Promise<readonly string[] | null> {
  if (text === null) return null;
  const named = namedNews(await store.news.all(), text).map((row) => row.post_id);
  return named.length > 0 ? named : [text];
}

const isRowState = (state: LineState): state is (typeof rowStates)[number] =>
  (rowStates as readonly LineState[]).includes(state);

export async function viewOutbox(
  store: Store,
  { states, post, place, limit }: OutboxQuestion,
  now: number,
): Promise<OutboxView> {
  const posts = await postsOf(store, post);
  const wanted = states ?? lineStates;
  const news = place === null ? await newsIn(store, wanted, posts) : [];
  const filter = {
    states: wanted.filter(isRowState),
    ...(posts && { posts }),
    ...(place && { place }),
  };
  const counts = new Map<LineState, number>();
  for (const state of newsStates) counts.set(state, news.filter((row) => row.state === state).length);
  const rows = filter.states.length > 0 ? await store.outbox.count(filter) : {};
  for (const state of rowStates) counts.set(state, rows[state] ?? 0);
  const left = Math.max(0, limit - news.length);
  const shown =
    left > 0 && filter.states.length > 0 ? await store.outbox.list({ ...filter, limit: left }) : [];
  return {
    lines: [...news.slice(0, limit).map(ofNews), ...shown.map((row) => ofRow(row, now))],
    counts: new Map([...counts].filter(([, count]) => count > 0)),
  };
}

const newsIn = async (
  store: Store,
  states: readonly LineState[],
  posts: readonly string[] | null,
): Promise<readonly NewsRow[]> =>
  (await store.news.all(newsStates.filter((state) => states.includes(state))))
    .filter((row) => posts === null || posts.includes(row.post_id))
    .sort((a, b) => b.seen_at - a.seen_at || (a.source < b.source ? -1 : 1));

/** The owner decides about held posts: announce them, or never. What is decided, as it was held. */
export async function decideHeld(
  store: Store,
  to: "waiting" | "seen",
  post: string | null,
  now: number,
): Promise<readonly OutboxLine[]> {
  return decideHeldPosts(store, to, await postsOf(store, post), now);
}

/** The same of posts by their ids; null for all. */
export async function decideHeldPosts(
  store: Store,
  to: "waiting" | "seen",
  posts: readonly string[] | null,
  now: number,
): Promise<readonly OutboxLine[]> {
  const held = await newsIn(store, ["held"], posts);
  await store.news.decide(
    held.map((row) => row.post_id),
    "held",
    to,
    now,
  );
  return held.map(ofNews);
}

export interface Retried {
  readonly again: readonly OutboxLine[];
  /** Not tried again: the place unsubscribed, or the post was taken back. */
  readonly left: readonly OutboxLine[];
}

/** Failed and uncertain rows are tried again at once, and suspended places wake and get what waited for them. */
export async function retryOutbox(
  store: Store,
  { post, place }: Pick<OutboxQuestion, "post" | "place">,
  now: number,
): Promise<Retried> {
  const posts = await postsOf(store, post);
  const rows = await store.outbox.list({
    states: ["failed", "uncertain", "suspended"],
    ...(posts && { posts }),
    ...(place && { place }),
    limit: 1_000_000,
  });
  const mayGo = ({ address, kind, news_reason }: OutboxEntry): boolean =>
    address !== null && !(kind === "post" && isTakenBack(news_reason));
  const again = rows.filter(mayGo);
  await store.outbox.tryAgain(
    again.map((row) => row.key),
    now,
  );
  const lines = (some: readonly OutboxEntry[]) => some.map((row) => ofRow(row, now));
  return { again: lines(again), left: lines(rows.filter((row) => !mayGo(row))) };
}
