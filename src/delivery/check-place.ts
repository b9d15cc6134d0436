// Whether the bot may write to a place, in words for its owner.
import type { Messenger } from "./messenger.js";
import type { Place } from "../subscription/place.js";

export interface PlaceCheck {
  readonly may: "yes" | "no" | "unknown";
  /** A sentence without the place's name: `the bot cannot write there: …`. */
  readonly text: string;
}

const PATIENCE_MS = 15_000;

/** Asks the platform; never throws. */
export async function checkPlace(place: Place, messengers: readonly Messenger[]): Promise<PlaceCheck> {
  const messenger = messengers.find(({ platform }) => platform === place.platform);
  if (!messenger)
    return {
      may: "no",
      text: `nothing is sent there while ${place.platform.toUpperCase()}_TOKEN is not set.`,
    };
  const access = await messenger
    .check(place, AbortSignal.timeout(PATIENCE_MS))
    .catch((error: unknown) => ({ may: "unknown", reason: String(error) }) as const);
  switch (access.may) {
    case "yes":
      return { may: "yes", text: "the bot may write there." };
    case "no":
      return {
        may: "no",
        text: `the bot cannot write there: ${access.reason}. Invite it and let it send messages.`,
      };
    case "moved":
      return { may: "unknown", text: `this place has moved to ${access.address}.` };
    case "unknown":
      return { may: "unknown", text: `whether the bot may write there is not known yet (${access.reason}).` };
  }
}
