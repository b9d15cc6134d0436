// The port a chat offers for pushing: deliver, edit, remove. Every outcome is data, never an exception.
import type { SealedReply } from "../reply/reply.js";
import type { Place } from "../subscription/place.js";
import type { Answer } from "../subscription/reason.js";

export type { Place };

export interface Delivery {
  readonly place: Place;
  readonly reply: SealedReply;
  /** The same for every try of one delivery (at most 25 characters): platforms that can, drop a repeat. */
  readonly key: string;
  readonly silent: boolean;
  /** A role to mention, where the platform has roles. */
  readonly mention: string | null;
  /** Hand the message on to followers of this channel, where the platform can. */
  readonly crosspost: boolean;
  /** A thread of its own below the message, where the platform can. */
  readonly discuss?: boolean;
  /** True on the last try after a refusal: the plainest form. */
  readonly plain: boolean;
}

/** What came of it. Times are in milliseconds. */
export type Outcome =
  | { readonly kind: "sent"; readonly message: string }
  /** The chat or channel is no more. */
  | { readonly kind: "gone"; readonly reason: Answer }
  /** We are not let in (any more). */
  | { readonly kind: "forbidden"; readonly reason: Answer }
  /** Of edits and removals: this one message cannot be changed, or is no more (`gone`). It says nothing of its place. */
  | { readonly kind: "unchangeable"; readonly gone: boolean; readonly reason: Answer }
  /** Of edits and removals: we may not do this there (any more). Whether the whole place is closed, `check` tells. */
  | { readonly kind: "not-allowed"; readonly reason: Answer }
  /** Surely not sent; may be tried after this time. `scope` says whom the wait concerns. */
  | {
      readonly kind: "retry";
      readonly after: number;
      readonly scope: "place" | "all";
      readonly reason: Answer;
    }
  /** The platform took offence at the message itself. */
  | { readonly kind: "refused"; readonly reason: Answer }
  /** The place has a new address, where messages sent to the old one are not known; surely not sent. */
  | { readonly kind: "moved"; readonly address: string }
  /** It may or may not have arrived. */
  | { readonly kind: "uncertain"; readonly reason: Answer };

/** How a delivery is known again. */
export interface Sought {
  readonly key: string;
  /**
   * The address that an announcement of the post links to, where the key it went out with is not known any more: a
   * message of the bot's with it that answers nobody is one. Null to go by the key alone.
   */
  readonly link: string | null;
}

/**
 * What a search for a delivery came to. `unknown`: this platform cannot tell; `later`: it does not answer just now;
 * `closed`: we are not let in, so that nothing can be sent there either.
 */
export type FindOutcome =
  | { readonly kind: "found"; readonly message: string }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown" }
  | { readonly kind: "later"; readonly after: number }
  | { readonly kind: "closed"; readonly reason: Answer };

/** Whether a place exists and may be written to. */
export type Access =
  | { readonly may: "yes" }
  | { readonly may: "no"; readonly reason: Answer }
  | { readonly may: "moved"; readonly address: string }
  /** The platform refused to say, in words that tell nothing of the place. */
  | { readonly may: "unclear"; readonly reason: Answer }
  /** It does not answer just now. */
  | { readonly may: "unknown"; readonly reason: Answer };

/** Where a person is written to in private. */
export type PrivatePlace =
  { readonly may: "yes"; readonly place: Place } | Extract<Access, { readonly may: "no" | "unknown" }>;

/** How fast a platform may be told things. */
export interface RateLimits {
  /** Calls a second, all places together. */
  readonly perSecond: number;
  /** Messages under way at once. */
  readonly inFlight: number;
  /**
   * For so many milliseconds a message without an answer keeps the next one waiting: where repeats show, a kill can
   * then cause one only. 0: they leave side by side.
   */
  readonly alone: number;
  /** Milliseconds between two messages to one place. */
  gap(place: Place): number;
  /** What shares that gap and every wait: places with the same answer do. */
  group(place: Place): string;
}

/** Resolves when one more call may go out. */
export type Turn = () => Promise<void>;

/**
 * Whoever calls has waited for its turn; where more than one call to the platform is made, each further one waits for
 * `turn`.
 */
export interface Messenger {
  readonly platform: string;
  readonly pace: RateLimits;
  /** For how many milliseconds after its first try the platform drops a repeat with the same key; 0: never. */
  readonly dropsRepeatsFor: number;
  /** Whether `find` can tell; else it never knows. */
  readonly hasHistory: boolean;
  /** What to do where nobody can tell whether a message arrived: send it again, silently, or leave it. */
  readonly onUncertain: "resend" | "skip";
  /** How many entries of a list one message shows whole: a message that gathers posts holds no more of them. */
  entriesThatFit(reply: SealedReply): number;
  deliver(delivery: Delivery, signal: AbortSignal, turn?: Turn): Promise<Outcome>;
  /** Edits a message sent before, without a ping. */
  edit(message: string, delivery: Delivery, signal: AbortSignal, turn?: Turn): Promise<Outcome>;
  remove(place: Place, message: string, signal: AbortSignal, turn?: Turn): Promise<Outcome>;
  /**
   * Pins a message that was sent, without a sound, and unpins those before it; absent where the platform cannot. What
   * it comes to is nobody's business: the message is there.
   */
  pin?(
    place: Place,
    message: string,
    before: readonly string[],
    signal: AbortSignal,
    turn?: Turn,
  ): Promise<void>;
  /** Looks for a delivery sent at or after `since`; `later` as long as the platform answers nothing, whatever it can tell. */
  find(place: Place, sought: Sought, since: Date, signal: AbortSignal, turn?: Turn): Promise<FindOutcome>;
  /** The private chat with a person, by the id that the platform knows them by. Sends nothing. */
  privatePlace(person: string, signal: AbortSignal): Promise<PrivatePlace>;
  /** Sends nothing that anybody sees. */
  check(place: Place, signal: AbortSignal, turn?: Turn): Promise<Access>;
}

/** What a call came to that only asked for access. */
export function accessOf(outcome: Outcome): Access {
  switch (outcome.kind) {
    case "sent":
      return { may: "yes" };
    case "gone":
    case "forbidden":
    case "not-allowed":
      return { may: "no", reason: outcome.reason };
    case "refused":
    case "unchangeable":
      return { may: "unclear", reason: outcome.reason };
    case "moved":
      return { may: "moved", address: outcome.address };
    case "retry":
    case "uncertain":
      return { may: "unknown", reason: outcome.reason };
  }
}
