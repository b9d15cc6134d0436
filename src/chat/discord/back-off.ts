// Waiting that grows with every failure and can be broken off.
import { setTimeout as sleep } from "node:timers/promises";

/** How long to wait before try `tries` (from 0), in ms: doubling from `first`, at most `most`, with jitter. */
export const backOff = (tries: number, first: number, most: number): number =>
  Math.min(most, first * 2 ** Math.min(tries, 20)) * (0.75 + Math.random() / 2);

/** False when the signal broke the wait off. */
export async function wait(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
