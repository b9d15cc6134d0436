// Carries out one piece of work of the outbox: one message, and what became of it.
import { wait } from "../back-off.js";
import { sent } from "../measures.js";
import type { SealedReply } from "../reply/reply.js";
import { heldBy, LONGEST_RETRY_MS, type Held, type OutboxRow } from "../store/outbox.js";
import { placeName } from "../subscription/place.js";
import { platformSays, type Answer } from "../subscription/reason.js";
import type { Subscription } from "../subscription/subscription.js";
import { StoreError } from "../store/store-error.js";
import { closePlace } from "./close-place.js";
import { firstMessage } from "./gathered.js";
import type { Access, Delivery, Outcome } from "./messenger.js";
import { retryDelay, MOST_TRIES, REQUEST_MS, ROW_LEASE_MS, type SendDeps } from "./send-deps.js";
import { CANNOT_BE_CHANGED, lastAnswer, decideEdit, decideSend, type SendDecision } from "./send-decision.js";

/** Of a request that was made: whether a refused change is for its message or for the whole place is known by then. */
type Made = Exclude<Outcome, { readonly kind: "not-allowed" }>;
type Way = Extract<SendDecision, { kind: "edit" | "send" }>;

/** So many messages are unpinned: at a kill before it was pinned, one leaves the one before it pinned. */
const UNPINNED = 2;

/** Sooner than another process asks whether it may send now (send-term.ts). */
const WRITE_AGAIN_MS = 250;
/** A database that is away for longer, or damaged at just this row, keeps no place shut. */
const WRITE_FOR_MS = 3_600_000;

/** How soon a row whose post is away is looked at again. */
const AWAY_MS = 15_000;

/** Sends, edits or removes one message for `rows` (several only when they are gathered), and writes down the outcome. */
export async function send(rows: readonly OutboxRow[], to: Subscription, deps: SendDeps): Promise<void> {
  const [lead] = rows;
  if (!lead) return;
  const { store, messenger, throttle, now } = deps;
  const held = heldBy(rows);
  const group = messenger.pace.group(to.place);
  if (to.suspended) return store.outbox.suspend(held, to.suspended.reason, now());
  const turn = throttle.enter(group, now(), messenger.pace.gap(to.place));
  if (turn !== null) return store.outbox.release(held, turn);
  try {
    const part = await firstMessage(rows, to, deps);
    await carryOut(lead, part, to, { ...held, keys: part.map((row) => row.key) }, deps);
  } finally {
    throttle.leave(group);
  }
}

async function carryOut(
  lead: OutboxRow,
  rows: readonly OutboxRow[],
  to: Subscription,
  held: Held,
  deps: SendDeps,
): Promise<void> {
  const { store, now } = deps;
  const message =
    lead.kind === "post" ? await decideSend(lead, to, held, deps) : await decideEdit(lead, to, held, deps);
  if (message.kind === "decided") return;
  if (message.kind === "found") return pinNewest(message.message, to, deps);
  if (message.kind === "nothing") return store.outbox.finish(held, null, now());
  if (message.kind === "wait") return store.outbox.retry(held, message.until, null, false);

  const bundle = message.kind === "edit" ? message.rows : rows;
  const reply = lead.kind === "remove" ? await remains(bundle, to, deps) : await deps.compose(bundle, to);
  if (reply === "away") return store.outbox.release(held, now() + AWAY_MS);
  if (reply === "forgotten") return store.outbox.fail(held, { code: "post-unknown" }, now());
  const go = () => transmit({ lead, rows, bundle, reply, message, held, to }, deps);
  // A change made twice is the same as once; a message is not.
  const outcome = await (message.kind === "send" ? deps.inTurn.run(go) : go());
  if (message.kind === "send" && outcome?.kind === "sent") await pinNewest(outcome.message, to, deps);
}

/** Once it is written down that the message is there: then nothing that happens meanwhile sends it again. */
async function pinNewest(
  message: string,
  { id, place, wishes }: Subscription,
  { store, messenger, rateLimiter, mayStillSend }: SendDeps,
): Promise<void> {
  if (!wishes.pin || !messenger.pin || !mayStillSend()) return;
  const before = await store.outbox.messagesBefore(id, message, UNPINNED);
  await rateLimiter.turn();
  await messenger.pin(place, message, before, AbortSignal.timeout(REQUEST_MS), () => rateLimiter.turn());
}

interface Transmission {
  readonly lead: OutboxRow;
  readonly rows: readonly OutboxRow[];
  /** Those that the message shows: of an edit also what went out together with it. */
  readonly bundle: readonly OutboxRow[];
  readonly reply: SealedReply;
  readonly message: Way;
  readonly held: Held;
  readonly to: Subscription;
}

/** What came of it; null where nothing was tried. */
async function transmit(transmission: Transmission, deps: SendDeps): Promise<Made | null> {
  const { lead, rows, bundle, reply, message, held, to } = transmission;
  const { store, throttle, rateLimiter, now } = deps;
  const { pace } = deps.messenger;
  await rateLimiter.turn();
  const shut = throttle.allClosedUntil(now());
  const notNow = async (until: number): Promise<null> => {
    await store.outbox.release(held, until);
    return null;
  };
  if (shut > now()) return notNow(shut);
  throttle.close(pace.group(to.place), now() + pace.gap(to.place), now());
  const { doubt, again } = message.kind === "send" ? message : { doubt: false, again: false };
  const began = await store.outbox
    .startSending(held, now(), now() + ROW_LEASE_MS, doubt, again)
    .catch(unlessStoreIsAway);
  // Else for who holds the lease now.
  if (began === false) return notNow(now());
  const delivery: Delivery = {
    place: to.place,
    reply,
    key: lead.bundle ?? lead.key,
    silent: message.kind === "edit" || message.again || bundle.every((row) => row.silent === 1),
    mention: to.wishes.mention,
    crosspost: to.wishes.crosspost,
    discuss: to.wishes.discuss,
    plain: rows.some((row) => row.plain === 1),
  };
  const removes = lead.kind === "remove" && reply.posts.length === 0;
  // It may stand in the store that it began, but it did not.
  const outcome = began === null ? null : await request(removes, message, delivery, deps);
  if (outcome) sent.tell({ platform: lead.platform, outcome: outcome.kind });
  const kept = removes && outcome?.kind === "unchangeable" && !outcome.gone;
  const struck = kept ? await strike(bundle, to, message, delivery, deps) : null;
  const at = now();
  await untilWritten(() => record(struck ?? outcome, at, lead, message, held, to, deps), deps);
  return outcome;
}

function unlessStoreIsAway(error: unknown): null {
  if (error instanceof StoreError) return null;
  throw error;
}

/**
 * Only this process knows what became of a request, until the store does: else a message that is there went out again.
 * Meanwhile the place's turn is not over (`throttle`), so nothing else is sent there. `write` may be done more than once.
 */
async function untilWritten(write: () => Promise<void>, { ending }: SendDeps): Promise<void> {
  const end = performance.now() + WRITE_FOR_MS;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      if (performance.now() > end) throw new Error(error.message, { cause: error });
      if (!(await wait(WRITE_AGAIN_MS, ending))) throw error;
    }
  }
}

const nothing: SealedReply = { buttons: [], posts: [], audience: "everyone" };

/** What a message shows without a post that is to be removed: of several posts the others stay. */
async function remains(
  bundle: readonly OutboxRow[],
  to: Subscription,
  { compose }: SendDeps,
): Promise<SealedReply | "away"> {
  const reply = bundle.length === 1 ? nothing : await compose(bundle, to);
  return reply === "forgotten" ? nothing : reply;
}

/** What can no longer be removed (in Telegram after 48 hours, Bot API, deleteMessage) says that it was taken back. */
async function strike(
  bundle: readonly OutboxRow[],
  to: Subscription,
  way: Way,
  delivery: Delivery,
  deps: SendDeps,
): Promise<Made | null> {
  const reply = await deps.compose(bundle, to);
  if (typeof reply === "string") return null;
  await deps.rateLimiter.turn();
  return await request(false, way, { ...delivery, reply }, deps);
}

async function request(
  removes: boolean,
  way: Way,
  delivery: Delivery,
  { messenger, rateLimiter, mayStillSend }: SendDeps,
): Promise<Made> {
  const turn = (): Promise<void> => rateLimiter.turn();
  // It stood still since the last commit, until another may have taken over.
  if (!mayStillSend()) return { kind: "retry", after: 0, scope: "place", reason: { code: "no-answer" } };
  const signal = AbortSignal.timeout(REQUEST_MS);
  const make = (): Promise<Outcome> => {
    if (way.kind === "send") return messenger.deliver(delivery, signal, turn);
    if (removes) return messenger.remove(delivery.place, way.message, signal, turn);
    return messenger.edit(way.message, delivery, signal, turn);
  };
  try {
    const outcome = await make();
    if (outcome.kind !== "not-allowed") return outcome;
    await turn();
    return refusedChange(outcome.reason, await messenger.check(delivery.place, signal, turn));
  } catch (error) {
    // The port says that outcomes are data; a fault of ours in it must still not count as "not sent".
    return { kind: "uncertain", reason: platformSays(String(error)) };
  }
}

/** In a place known to be closed a change waits until that is open again; in any other it is refused for good. */
function refusedChange(reason: Answer, access: Access): Made {
  switch (access.may) {
    case "yes":
    case "unclear":
      return { kind: "unchangeable", gone: false, reason };
    case "no":
      return { kind: "forbidden", reason: access.reason };
    case "moved":
      return { kind: "moved", address: access.address };
    case "unknown":
      return { kind: "uncertain", reason };
  }
}

/** `outcome`: null where nothing was tried. */
async function record(
  outcome: Made | null,
  at: number,
  row: OutboxRow,
  way: Way,
  held: Held,
  to: Subscription,
  deps: SendDeps,
): Promise<void> {
  const { store, throttle, random, log } = deps;
  const { outbox, subscriptions } = store;
  const place = placeName(to.place);
  const isPost = row.kind === "post";
  const doubt = way.kind === "send" && way.doubt;
  const unrepeated = async (): Promise<void> => {
    if (way.kind === "send" && way.again) await outbox.unrepeat(held);
  };
  /** This try surely was not sent; what is unknown of an earlier one stays unknown. */
  const again = async (when: number, reason: Answer | null, counts = true): Promise<void> => {
    if (!doubt) return outbox.retry(held, when, reason, counts);
    await unrepeated();
    await outbox.uncertain(held, when, reason ?? lastAnswer(row));
  };
  const later = async (after: number, reason: Answer): Promise<void> => {
    if (row.attempts >= MOST_TRIES)
      return outbox.fail(held, { code: "tried-for-a-day", perhapsSent: doubt, last: reason }, at, doubt);
    // As long as the platform says; longer when it keeps saying so.
    const patience = row.attempts < 3 && after > 0 ? 0 : retryDelay(row.attempts, random);
    await again(at + Math.max(after, patience), reason);
  };
  if (outcome === null) return again(at, null, false);
  switch (outcome.kind) {
    case "sent":
      return outbox.finish(held, isPost ? outcome.message : null, at);
    case "gone":
    case "forbidden":
      await unrepeated();
      return closePlace(held, to, outcome.reason, doubt, deps);
    case "unchangeable":
      if (outcome.gone) return outbox.finish(held, null, at);
      await outbox.fail(held, outcome.reason, at);
      return log.warn({ place, reason: outcome.reason }, CANNOT_BE_CHANGED);
    case "retry": {
      const after = Math.min(outcome.after, LONGEST_RETRY_MS);
      if (outcome.scope === "all") throttle.closeAll(at + after, at);
      else throttle.close(deps.messenger.pace.group(to.place), at + after, at);
      return later(after, outcome.reason);
    }
    case "refused":
      if (row.plain === 0) {
        await outbox.plain(held);
        return again(at, outcome.reason, false);
      }
      await outbox.fail(held, outcome.reason, at, doubt);
      return log.warn({ place, reason: outcome.reason }, "Message refused");
    case "moved":
      await subscriptions.move(to.id, outcome.address);
      return again(at, null, false);
    case "uncertain":
      // Editing and removing twice is the same as once.
      if (!isPost) return later(0, outcome.reason);
      return outbox.uncertain(held, at + retryDelay(row.attempts, random), outcome.reason);
  }
}
