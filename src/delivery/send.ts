// Carries out one piece of work of the outbox: one message, and what became of it.
import type { SealedReply } from "../reply/reply.js";
import type { Held, OutboxRow } from "../store/outbox.js";
import type { Store } from "../store/store.js";
import type { Subscription } from "../subscription/subscription.js";
import type { Compose } from "./compose.js";
import type { Gates } from "./gates.js";
import type { Delivery, Messenger, Outcome } from "./messenger.js";
import type { Pacer } from "./pacer.js";

export interface SendParts {
  readonly store: Store;
  readonly messenger: Messenger;
  readonly compose: Compose;
  readonly gates: Gates;
  readonly pacer: Pacer;
  readonly worker: string;
  readonly now: () => number;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** What to do where nobody can tell whether a message arrived: send it again, silently, or leave it. */
  readonly uncertain: "resend" | "skip";
  readonly log: { info(text: string): void; warn(text: string): void };
}

/** A request is given up after this time; its row's lease lasts longer. */
export const REQUEST_MS = 15_000;
export const ROW_LEASE_MS = 20_000;
/** After so many tries a row is given up: with the waits of `backOff` that is a day after the first one. */
const MOST_TRIES = 150;
/** Each repeat is silent. One would not do: a kill before the first and a cut before the second would lose the post. */
const MAX_RESENDS = 5;
/** How soon a row whose post is away is looked at again. */
const AWAY_MS = 15_000;
/** Where another message is under way, the next one waits so long before it asks again, in ms. */
const BUSY_MS = 250;

/** 2 s, 4 s, 8 s … 10 min, each ± a quarter, so that what failed together does not come back together. */
export const backOff = (attempts: number, random: () => number): number =>
  Math.min(600_000, 2000 * 2 ** Math.min(attempts, 12)) * (0.75 + random() / 2);

/** Sends, edits or removes one message for `rows` (several only when they are gathered), and writes down the outcome. */
export async function send(rows: readonly OutboxRow[], to: Subscription, parts: SendParts): Promise<void> {
  const [lead] = rows;
  if (!lead) return;
  const { store, gates, worker, now } = parts;
  const held: Held = { keys: rows.map((row) => row.key), worker };
  const { address } = to.place;
  if (to.suspended) return store.outbox.fail(held, to.suspended.why, now());
  const closed = gates.closedUntil(address, now());
  if (closed > now()) return store.outbox.release(held, closed);
  if (!gates.enter(address)) return store.outbox.release(held, now() + BUSY_MS);
  try {
    await carryOut(lead, rows, to, held, parts);
  } finally {
    gates.leave(address);
  }
}

async function carryOut(
  lead: OutboxRow,
  rows: readonly OutboxRow[],
  to: Subscription,
  held: Held,
  parts: SendParts,
): Promise<void> {
  const { store, gates, pacer, now } = parts;
  const { address } = to.place;
  const message =
    lead.kind === "post" ? await whereItWent(lead, to, held, parts) : await sentBefore(lead, parts);
  if (message.kind === "decided") return;
  if (message.kind === "nothing") return store.outbox.finish(held, null, now());
  if (message.kind === "wait") return store.outbox.retry(held, message.until, null, false);

  const bundle = message.kind === "edit" ? message.rows : rows;
  const reply = lead.kind === "remove" ? nothing : await parts.compose(bundle, to);
  if (!reply) return store.outbox.release(held, now() + AWAY_MS);
  await pacer.turn();
  const shut = gates.allClosedUntil(now());
  if (shut > now()) return store.outbox.release(held, shut);
  gates.close(address, now() + parts.messenger.pace.gap(to.place), now());
  if (message.kind === "send" && message.again) await store.outbox.markResent(held, 1);
  if (!(await store.outbox.startSending(held, now(), now() + ROW_LEASE_MS))) return;
  const delivery: Delivery = {
    place: to.place,
    reply,
    key: lead.bundle ?? lead.key,
    silent: message.kind === "edit" || message.again || bundle.every((row) => row.silent === 1),
    mention: to.wishes.mention,
    crosspost: to.wishes.crosspost,
    plain: rows.some((row) => row.plain === 1),
  };
  const outcome = await request(lead, message, delivery, parts.messenger);
  await record(outcome, lead, message, held, to, parts);
}

const nothing: SealedReply = { buttons: [], posts: [], audience: "everyone" };

type Way =
  | { readonly kind: "edit"; readonly message: string; readonly rows: readonly OutboxRow[] }
  /** `doubt`: an earlier try may have arrived; `again`: so this one may be a repeat that shows. */
  | { readonly kind: "send"; readonly again: boolean; readonly doubt: boolean }
  | { readonly kind: "wait"; readonly until: number }
  | { readonly kind: "nothing" }
  | { readonly kind: "decided" };

/** For an edit or removal: the message it concerns, once that one's fate is known. */
async function sentBefore(row: OutboxRow, { store, now }: SendParts): Promise<Way> {
  const post = await store.outbox.postOf(row.key);
  if (!post || post.state === "failed") return { kind: "nothing" };
  if (post.state !== "done") return { kind: "wait", until: now() + 5000 };
  if (post.message === null) return { kind: "nothing" };
  const rows = post.bundle === null ? [post] : await store.outbox.bundle(post.bundle);
  return { kind: "edit", message: post.message, rows };
}

/** For a post: whether an earlier try of unknown outcome arrived, and if nobody can tell, what the owner wants. */
async function whereItWent(row: OutboxRow, to: Subscription, held: Held, parts: SendParts): Promise<Way> {
  const { store, messenger, now, random } = parts;
  if (row.started_at === null) return { kind: "send", again: false, doubt: false };
  const fail = async (why: string): Promise<Way> => {
    await store.outbox.fail(held, `${why} (${row.error ?? "no answer"})`, now());
    return { kind: "decided" };
  };
  const key = row.bundle ?? row.key;
  // A clock that was set back must not hide the message behind a moment that is yet to come.
  const since = new Date(Math.min(row.started_at, now()));
  // The place and its history: two calls.
  await Promise.all([parts.pacer.turn(), parts.pacer.turn()]);
  const found = await messenger
    .find(to.place, key, since, AbortSignal.timeout(REQUEST_MS))
    .catch(() => ({ kind: "later", after: 5000 }) as const);
  switch (found.kind) {
    case "found":
      await store.outbox.finish(held, found.message, now());
      return { kind: "decided" };
    case "absent":
      return { kind: "send", again: false, doubt: false };
    case "later": {
      if (row.attempts >= MOST_TRIES) return fail("tried for a day; it may have arrived");
      const wait = Math.max(found.after, backOff(row.attempts, random));
      await store.outbox.uncertain(held, now() + wait, row.error ?? "no answer");
      return { kind: "decided" };
    }
    case "unknown": {
      const ago = now() - row.started_at;
      if (ago >= 0 && ago < messenger.dropsRepeatsFor) return { kind: "send", again: false, doubt: true };
      if (parts.uncertain === "skip" || row.resent >= MAX_RESENDS)
        return fail("it may have arrived, and is not sent again");
      return { kind: "send", again: true, doubt: true };
    }
  }
}

async function request(
  row: OutboxRow,
  way: Extract<Way, { kind: "edit" | "send" }>,
  delivery: Delivery,
  messenger: Messenger,
): Promise<Outcome> {
  const signal = AbortSignal.timeout(REQUEST_MS);
  try {
    if (way.kind === "send") return await messenger.deliver(delivery, signal);
    if (row.kind === "remove") return await messenger.remove(delivery.place, way.message, signal);
    return await messenger.edit(way.message, delivery, signal);
  } catch (error) {
    // The port says that outcomes are data; a fault of ours in it must still not count as "not sent".
    return { kind: "uncertain", reason: String(error) };
  }
}

async function record(
  outcome: Outcome,
  row: OutboxRow,
  way: Extract<Way, { kind: "edit" | "send" }>,
  held: Held,
  to: Subscription,
  parts: SendParts,
): Promise<void> {
  const { store, gates, now, random, log } = parts;
  const { outbox, subscriptions } = store;
  const at = now();
  const isPost = row.kind === "post";
  /** This try surely was not sent; what is unknown of an earlier one stays unknown. */
  const again = async (when: number, reason: string | null, counts = true): Promise<void> => {
    if (way.kind !== "send" || !way.doubt) return outbox.retry(held, when, reason, counts);
    if (way.again) await outbox.markResent(held, -1);
    await outbox.uncertain(held, when, reason ?? row.error ?? "no answer");
  };
  const later = async (after: number, reason: string): Promise<void> => {
    if (row.attempts >= MOST_TRIES) return outbox.fail(held, `tried for a day: ${reason}`, at);
    // As long as the platform says; longer when it keeps saying so.
    const patience = row.attempts < 3 && after > 0 ? 0 : backOff(row.attempts, random);
    await again(at + Math.max(after, patience), reason);
  };
  switch (outcome.kind) {
    case "sent":
      return outbox.finish(held, isPost ? outcome.message : null, at);
    case "gone":
      // For an edit it is most likely the message alone that went; the next post tells.
      if (!isPost) return outbox.finish(held, null, at);
      await subscriptions.suspend(to.id, outcome.reason, at);
      log.warn(
        `${to.place.platform} ${to.place.address} is gone (${outcome.reason}); nothing is sent there for now`,
      );
      return outbox.fail(held, outcome.reason, at);
    case "forbidden":
      await subscriptions.suspend(to.id, outcome.reason, at);
      log.warn(
        `${to.place.platform} ${to.place.address} does not let us in (${outcome.reason}); nothing is sent there until it does`,
      );
      return outbox.fail(held, outcome.reason, at);
    case "retry":
      if (outcome.scope === "all") gates.closeAll(at + outcome.after, at);
      else gates.close(to.place.address, at + outcome.after, at);
      return later(outcome.after, outcome.reason);
    case "refused":
      if (row.plain === 0) {
        await outbox.plain(held);
        return again(at, outcome.reason, false);
      }
      log.warn(`${to.place.platform} refuses a message to ${to.place.address}: ${outcome.reason}`);
      return outbox.fail(held, outcome.reason, at);
    case "moved":
      await again(at, null, false);
      await subscriptions.move(to.id, outcome.address);
      return;
    case "uncertain":
      // Editing and removing twice is the same as once.
      if (!isPost) return later(0, outcome.reason);
      return outbox.uncertain(held, at + backOff(row.attempts, random), outcome.reason);
  }
}
