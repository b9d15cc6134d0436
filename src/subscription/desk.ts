// What commands may ask and change of subscriptions; main puts the store behind it.
import type { Place } from "./place.js";
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

/** What became of one post: when it was seen, and where it was sent. Times in milliseconds. */
export interface History {
  readonly state: string;
  readonly reason: string | null;
  readonly seenAt: number;
  readonly liveAt: number | null;
  readonly toldAt: number | null;
  /** How many rows are in which state. */
  readonly sent: Readonly<Record<string, number>>;
  /** Why rows failed, each reason once. */
  readonly failures: readonly string[];
}

export interface Desk {
  at(place: Place): Promise<Subscription | null>;
  history(postId: string): Promise<History | null>;
  carryOut(change: Change): Promise<void>;
}
