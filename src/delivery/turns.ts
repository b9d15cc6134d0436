// Turns for the calls of one piece of work.
import type { Turn } from "./messenger.js";

/** Waits for `turn` before every call but the first, whose turn has come. */
export function turnsOf(turn: Turn | undefined): Turn {
  let first = true;
  return async () => {
    if (!first) await turn?.();
    first = false;
  };
}
