// A place that shuts the bot out rests, and what is for it waits until it is open again.
import type { Held } from "../store/outbox.js";
import { placeName } from "../subscription/place.js";
import type { Answer } from "../subscription/reason.js";
import type { Subscription } from "../subscription/subscription.js";
import type { SendDeps } from "./send-deps.js";

/** `doubt`: an earlier request for these rows may have arrived. */
export async function closePlace(
  held: Held,
  to: Subscription,
  reason: Answer,
  doubt: boolean,
  { store, now, log }: SendDeps,
): Promise<void> {
  const at = now();
  if (await store.subscriptions.suspend(to.id, reason, at))
    log.warn(
      { place: placeName(to.place), reason },
      "Place suspended; what is for it is kept until it is open again",
    );
  await store.outbox.suspend(held, reason, at, doubt);
}
