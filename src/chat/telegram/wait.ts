// Waiting that a signal can end.
import { setTimeout as delay } from "node:timers/promises";

/** Resolves after `ms`, or at once when `signal` aborts; tells whether it may go on. */
export async function wait(ms: number, signal: AbortSignal): Promise<boolean> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}

/** 1 s, 2 s, 4 s, … at most `most` ms, with up to a fifth of chance in it so that many do not knock at once. */
export const backOff = (attempt: number, most: number): number =>
  Math.min(most, 1000 * 2 ** Math.min(attempt, 16)) * (0.9 + Math.random() / 5);
