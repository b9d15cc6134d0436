// Posts that come together: as many messages as it takes to name them all.
import { heldBy, type OutboxRow } from "../store/outbox.js";
import type { Subscription } from "../subscription/subscription.js";
import type { SendDeps } from "./send-deps.js";

/**
 * The first of these rows, as many as one message names; the others are due for another message at once. Rows that may
 * have been sent before stay together, as they were.
 */
export async function firstMessage(
  rows: readonly OutboxRow[],
  to: Subscription,
  { compose, messenger, store, now }: SendDeps,
): Promise<readonly OutboxRow[]> {
  if (rows.length === 1 || rows.some((row) => row.started_at !== null)) return rows;
  let part = rows;
  for (;;) {
    const reply = await compose(part, to);
    if (typeof reply === "string") break;
    const fitting = messenger.entriesThatFit(reply);
    if ((reply.list?.length ?? 0) <= fitting) break;
    part = part.slice(0, Math.max(1, fitting));
  }
  const rest = rows.slice(part.length);
  if (rest.length > 0) await store.outbox.unbundle(heldBy(rest), now());
  return part;
}
