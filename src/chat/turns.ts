// Lets what comes all at once begin one by one, each in a turn of the event loop: what else happens has its time between.
import { setImmediate } from "node:timers/promises";

/** Gives a function that resolves in a turn of its own, in the order of the calls. */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => (last = last.then(() => setImmediate()));
}
