// Waiting that grows with every failure and that a signal can end.
import { setTimeout as sleep } from "node:timers/promises";

/**
 * How long to wait before try `tries` (from 0), in ms: doubling from `first`, at most `most`, each ± a quarter, so that
 * what failed together does not come back together.
 */
export const backOff = (tries: number, first: number, most: number, random = Math.random): number =>
  Math.min(most, first * 2 ** Math.min(tries, 20)) * (0.75 + random() / 2);

/** Node's timers end at once where they are to wait longer, in ms. */
const LONGEST = 2 ** 31 - 1;

/** Resolves after `ms`, or at once when `signal` aborts; false when it did. */
export async function wait(ms: number, signal: AbortSignal): Promise<boolean> {
  await sleep(Math.min(ms, LONGEST), undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}
