// Work with Telegram that is tried until it succeeds.
import { backOff, wait } from "../../back-off.js";
import type { Log } from "../../log.js";
import { CallError, isTokenRefused } from "./api.js";

/** Null when `signal` aborts before `work` succeeded. Throws when the token is refused. `what` went wrong, for the log. */
export async function keepTrying<T>(
  work: () => Promise<T>,
  what: string,
  log: Log,
  signal: AbortSignal,
): Promise<T | null> {
  for (let tries = 0; !signal.aborted; tries++) {
    try {
      return await work();
    } catch (error) {
      if (isTokenRefused(error)) throw error;
      const level = tries % 20 === 0 ? "warn" : "debug";
      log[level]({ reason: String(error) }, `Telegram: ${what}; trying again`);
      await wait((error instanceof CallError && error.after) || backOff(tries, 1000, 30_000), signal);
    }
  }
  return null;
}
