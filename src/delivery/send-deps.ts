// What sending works with: the rooms it calls, its limits, and how long it waits after a failure.
import { backOff } from "../back-off.js";
import type { Log } from "../log.js";
import type { Store } from "../store/store.js";
import type { Compose } from "./compose.js";
import type { InTurn } from "./in-turn.js";
import type { PlaceThrottle } from "./place-throttle.js";
import type { Messenger } from "./messenger.js";
import type { RateLimiter } from "./rate-limiter.js";

export interface SendDeps {
  readonly store: Store;
  readonly messenger: Messenger;
  readonly compose: Compose;
  readonly throttle: PlaceThrottle;
  readonly rateLimiter: RateLimiter;
  readonly inTurn: InTurn;
  /** Whether the lease of sending is still ours, as far as this process knows without asking. */
  readonly mayStillSend: () => boolean;
  /** Aborts once the process waits for nothing more. */
  readonly ending: AbortSignal;
  readonly now: () => number;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** For so many milliseconds a suspended place's posts are kept; more than `maxAtOnce` come as one message. */
  readonly catchUp: number;
  readonly maxAtOnce: number;
  readonly log: Log;
}

/** A request is given up after this time; its row's lease lasts longer. */
export const REQUEST_MS = 15_000;
export const ROW_LEASE_MS = 20_000;
/** After so many tries a row is given up: with the waits of `retryDelay` that is a day after the first one. */
export const MOST_TRIES = 150;

/** 2 s, 4 s, 8 s … 10 min. */
export const retryDelay = (attempts: number, random: () => number): number =>
  backOff(attempts, 2_000, 600_000, random);
