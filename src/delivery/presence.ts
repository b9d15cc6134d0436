// Notes in the subscriptions that places came or went: what a chat tells within a second is looked up at once.
import type { Store } from "../store/store.js";

/** A change of a server's roles comes as many events, and each look reads all subscriptions of a platform. */
const GATHER_MS = 1000;

interface Gathered {
  readonly open: ((address: string) => boolean)[];
  readonly closed: ((address: string) => boolean)[];
  readonly noted: Promise<void>;
}

/** A subscription rests while the bot is shut out of its place; where that may be over, the worker looks soon. */
export function presence(
  { subscriptions, now: clock }: Pick<Store, "subscriptions" | "now">,
  platform: string,
) {
  let gathering: Gathered | null = null;

  async function note({ open, closed }: Omit<Gathered, "noted">): Promise<void> {
    const now = clock();
    // The closed first: what went and came again within the second is looked at, and a look tells how it stands.
    if (closed.length > 0)
      for (const { id, place } of await subscriptions.ofPlatform(platform, false))
        if (closed.some((isMeant) => isMeant(place.address)))
          await subscriptions.suspend(id, { code: "shut-out" }, now);
    if (open.length > 0)
      for (const { id, place } of await subscriptions.ofPlatform(platform, true))
        if (open.some((isMeant) => isMeant(place.address))) await subscriptions.lookAt(id, now);
  }

  function gather(): Gathered {
    const told: Omit<Gathered, "noted"> = { open: [], closed: [] };
    const noted = new Promise((resolve) => setTimeout(resolve, GATHER_MS).unref()).then(() => {
      gathering = null;
      return note(told);
    });
    return { ...told, noted };
  }

  return (isMeant: (address: string) => boolean, isOpen: boolean): Promise<void> => {
    gathering ??= gather();
    gathering[isOpen ? "open" : "closed"].push(isMeant);
    return gathering.noted;
  };
}
