// Long work in slices: lets waiting events through whenever a slice has lasted long enough.
import { setImmediate } from "node:timers/promises";

const SLICE_MS = 12;

/** A function to await between small steps; it pauses only when the current slice is over. */
export function createYielder(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < SLICE_MS) return;
    await setImmediate();
    began = performance.now();
  };
}
