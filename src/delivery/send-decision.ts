// Decides in which way a row goes out: as a new message, as a change of one that was sent, later, or not at all.
import type { Held, OutboxRow } from "../store/outbox.js";
import { placeName } from "../subscription/place.js";
import { asAnswer, type Answer, type Reason } from "../subscription/reason.js";
import type { Subscription } from "../subscription/subscription.js";
import { closePlace } from "./close-place.js";
import { retryDelay, MOST_TRIES, REQUEST_MS, type SendDeps } from "./send-deps.js";

/** Where repeats show, a message comes twice at most; whether it is worth a third is for the owner to say. */
const MAX_RESENDS = 1;

export const CANNOT_BE_CHANGED = "A message cannot be changed any more";

export type SendDecision =
  | { readonly kind: "edit"; readonly message: string; readonly rows: readonly OutboxRow[] }
  /** `doubt`: an earlier try may have arrived; `again`: so this one may be a repeat that shows. */
  | { readonly kind: "send"; readonly again: boolean; readonly doubt: boolean }
  | { readonly kind: "wait"; readonly until: number }
  | { readonly kind: "nothing" }
  /** An earlier try had arrived. */
  | { readonly kind: "found"; readonly message: string }
  | { readonly kind: "decided" };

/** What the platform said last of a row of unknown outcome. */
export const lastAnswer = ({ error }: OutboxRow): Answer => asAnswer(error) ?? { code: "no-answer" };

/** For an edit or removal: the message it concerns, once that one's fate is known. */
export async function decideEdit(
  row: OutboxRow,
  to: Subscription,
  held: Held,
  { store, now, log }: SendDeps,
): Promise<SendDecision> {
  const post = await store.outbox.postOf(row.key);
  if (!post || post.state === "failed") return { kind: "nothing" };
  if (post.state !== "done") return { kind: "wait", until: now() + 5000 };
  if (post.message === null) {
    if (post.error?.code !== "place-moved") return { kind: "nothing" };
    await store.outbox.fail(held, post.error, now());
    log.warn({ place: placeName(to.place), reason: post.error }, CANNOT_BE_CHANGED);
    return { kind: "decided" };
  }
  const rows = post.bundle === null ? [post] : await store.outbox.bundle(post.bundle, post.subscription_id);
  return { kind: "edit", message: post.message, rows };
}

/** For a post: whether an earlier try of unknown outcome arrived, and if nobody can tell, what the owner wants. */
export async function decideSend(
  row: OutboxRow,
  to: Subscription,
  held: Held,
  deps: SendDeps,
): Promise<SendDecision> {
  const { store, messenger, rateLimiter, now, random, log } = deps;
  if (row.started_at === null) return { kind: "send", again: false, doubt: false };
  const last = lastAnswer(row);
  const fail = async (reason: Reason): Promise<SendDecision> => {
    await store.outbox.fail(held, reason, now());
    return { kind: "decided" };
  };
  const key = row.bundle ?? row.key;
  // A clock that was set back must not hide the message behind a moment that is yet to come.
  const since = new Date(Math.min(row.started_at, row.perhaps_since ?? Infinity, now()));
  await rateLimiter.turn();
  const found = await messenger
    .find(to.place, { key, link: await linkSought(row, deps) }, since, AbortSignal.timeout(REQUEST_MS), () =>
      rateLimiter.turn(),
    )
    .catch(() => ({ kind: "later", after: 5000 }) as const);
  switch (found.kind) {
    case "found":
      await store.outbox.found(held, row, found.message, now());
      return { kind: "found", message: found.message };
    case "absent":
      return { kind: "send", again: false, doubt: false };
    case "closed":
      await closePlace(held, to, found.reason, true, deps);
      return { kind: "decided" };
    case "later": {
      if (row.attempts >= MOST_TRIES) return fail({ code: "tried-for-a-day", perhapsSent: true, last });
      const wait = Math.max(found.after, retryDelay(row.attempts, random));
      await store.outbox.uncertain(held, now() + wait, last);
      return { kind: "decided" };
    }
    case "unknown": {
      const ago = now() - row.started_at;
      const spent = row.resent >= MAX_RESENDS;
      // What a backup knows less of than happened may have gone out under another key: no repeat of it is dropped.
      if (!spent && ago >= 0 && ago < messenger.dropsRepeatsFor)
        return { kind: "send", again: false, doubt: true };
      if (spent || messenger.onUncertain === "skip") {
        log.warn(
          { place: placeName(to.place), reason: last },
          "Nobody knows whether a message arrived; look there, and where it did not, `postern outbox --retry` sends it",
        );
        return fail({ code: "perhaps-sent", last });
      }
      return { kind: "send", again: true, doubt: true };
    }
  }
}

/** What a backup knows less of than happened may have gone out under another key. */
const linkSought = async (
  { perhaps_since, post_id }: OutboxRow,
  { store }: SendDeps,
): Promise<string | null> => (perhaps_since === null ? null : ((await store.news.get(post_id))?.url ?? null));
