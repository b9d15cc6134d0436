// What commands may ask and change of subscriptions; main puts the store behind it.
import type { Place } from "./place.js";
import type { Reason } from "./reason.js";
import type { Subscription, Wishes } from "./subscription.js";

/** A change that a command asks for; it is carried out outside, after the command has run. */
export type Change =
  | {
      readonly kind: "subscribe";
      readonly place: Place;
      readonly wishes: Wishes;
      readonly locale: string | null;
    }
  | { readonly kind: "unsubscribe"; readonly place: Place };

/** How far a message is: sent, to be sent at a time, kept until its place is open again, given up, or nobody knows. */
export type DeliveryStatus = "sent" | "coming" | "held" | "failed" | "unsure";

/** What became of one post: when it was seen, and where it was sent. Times in milliseconds. */
export interface History {
  /** `none`: nobody is told; `held`: the owner decides; `waiting`: for its page to be live. */
  readonly state: "none" | "held" | "waiting" | "told";
  readonly reason: Reason | null;
  readonly seenAt: number;
  readonly liveAt: number | null;
  /** When its page is looked at next. */
  readonly checkAt: number | null;
  readonly toldAt: number | null;
  /** For how many places it is how far. */
  readonly places: Readonly<Record<DeliveryStatus, number>>;
  /** Why messages failed, each reason once. */
  readonly failures: readonly Reason[];
  /** What became of it at the place that asks; null where nothing is to be sent. `at`: when it was sent or will be. */
  readonly here: {
    readonly status: DeliveryStatus;
    readonly at: number | null;
    readonly reason: Reason | null;
  } | null;
}

export interface SubscriptionService {
  at(place: Place): Promise<Subscription | null>;
  /** How many subscriptions a group may have, where it has them all and `place` is none of them; else null. */
  limitReached(
    place: Place,
    isBeside: (address: string) => boolean | Promise<boolean>,
  ): Promise<number | null>;
  /** `here`: the place that asks. No other place is named: who subscribes is nobody else's business. */
  history(postId: string, here: Place): Promise<History | null>;
  /** Somebody asks there, so that a suspended place may be open again: it is looked at soon. */
  asked(place: Place): Promise<void>;
  carryOut(change: Change): Promise<void>;
}
