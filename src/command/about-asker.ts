// What is kept of who asks, and what only the owner is given.
import type { OwnerDesk } from "../subscription/owner-desk.js";
import type { Place } from "../subscription/place.js";
import type { SubscriptionService } from "../subscription/subscription-service.js";
import type { Kept, ReplyWithChange, Visits } from "./command.js";
import type { Asker } from "./dispatcher.js";

export interface KeptDeps {
  /** Subscriptions; absent where nothing can be pushed. */
  readonly subscriptions?: SubscriptionService;
  /** When readers last asked for what is new; absent where nothing is kept of them. */
  readonly visits?: Visits;
  /** The owner's; absent where nobody is named. */
  readonly desk?: OwnerDesk;
}

export function aboutAskers({ subscriptions, visits, desk }: KeptDeps, now: () => Date) {
  return {
    keptOf({ place, person }: Asker): Kept | null {
      if (!visits || !place) return null;
      const visitor = visitorOf(place, person);
      return {
        lastVisit: async () => (visitor === null ? null : visits.last(visitor)),
        appeared: (since) => visits.appeared(since),
        subscription: async () => (await subscriptions?.at(place)) ?? null,
      };
    },

    async carryOut(change: ReplyWithChange["change"], { place, person }: Asker): Promise<void> {
      if ("place" in change) return subscriptions?.carryOut(change);
      const visitor = place ? visitorOf(place, person) : null;
      if (visitor === null) return;
      await (change.kind === "visited" ? visits?.note(visitor, now().getTime()) : visits?.forget(visitor));
    },

    /** For the owner, where nobody else reads the answer. */
    deskOf({ place, person = "", isAlone = false }: Asker): OwnerDesk | null {
      if (!desk || !place || !isAlone) return null;
      return desk.isOwner({ platform: place.platform, address: person }) ? desk : null;
    },

    /** That the place was asked from; and which language the owner speaks, if it was the owner. */
    async note({ place, person = "", locale }: Asker): Promise<void> {
      if (!place) return;
      const who = { platform: place.platform, address: person };
      await Promise.all([
        subscriptions?.asked(place),
        locale !== null && desk?.isOwner(who) ? desk.speaks(who, locale) : null,
      ]);
    },
  };
}

const visitorOf = ({ platform, address }: Place, person: string | undefined): string | null =>
  person === undefined ? null : JSON.stringify([platform, address, person]);
