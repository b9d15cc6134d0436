// Whether the bot may write to a place.
import type { Place } from "../subscription/place.js";
import { platformSays } from "../subscription/reason.js";
import type { Access, Messenger } from "./messenger.js";

const PATIENCE_MS = 15_000;

/** Asks the platform; never throws. */
export async function checkPlace(place: Place, messengers: readonly Messenger[]): Promise<Access> {
  const messenger = messengers.find(({ platform }) => platform === place.platform);
  if (!messenger) return { may: "no", reason: { code: "no-token" } };
  return await messenger
    .check(place, AbortSignal.timeout(PATIENCE_MS))
    .catch((error: unknown) => ({ may: "unknown", reason: platformSays(String(error)) }) as const);
}
