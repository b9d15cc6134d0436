// Repeats a call until it has worked or surely cannot: waits when told to, follows a moved group, falls back to plain.
import type { Log } from "../../log.js";
import { CallError } from "./api.js";
import { backOff, wait } from "../../back-off.js";

/** An answer that could not be sent for so long (ms) is given up: nobody waits for it any more. */
const GIVE_UP = 10 * 60_000;

export interface Attempt {
  readonly chat: string;
  readonly plain: boolean;
  readonly silent: boolean;
}

/** Told before each try that the answer may be out from now on, and after one that surely failed that it is not. */
export type MarkMaybeSent = (maybeSent: boolean) => Promise<void>;

/** Asked after a fault, and again when the wait that it asks for is over: whether the answer is worth another try. */
export type WorthIt = (fault: CallError) => boolean;

/**
 * Repeats `once` as long as that makes sense. Throws CallError when it does not. `repeatable`: it changes a message that is
 * there. That is of its chat alone: by its number another's would be changed in the one that a group became.
 */
export async function persist<T>(
  once: (attempt: Attempt) => Promise<T>,
  chat: string,
  repeatable: boolean,
  deps: {
    readonly log: Log;
    readonly signal: AbortSignal;
    readonly mark?: MarkMaybeSent | undefined;
    readonly worthIt?: WorthIt | undefined;
  },
): Promise<T> {
  const { log, signal, mark, worthIt = () => true } = deps;
  const until = performance.now() + GIVE_UP;
  let attempt: Attempt = { chat, plain: false, silent: false };
  for (let tries = 0; ; tries++) {
    await mark?.(true);
    try {
      return await once(attempt);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.kind !== "uncertain") await mark?.(false);
      if (signal.aborted) throw error;
      const next = nextAttempt(error, attempt, repeatable);
      if (next === null) throw error;
      const pause =
        error.kind === "moved" || error.kind === "refused" ? 0 : error.after || backOff(tries, 1000, 20_000);
      if (performance.now() + pause > until) throw error;
      log.debug({ reason: error.message, pause }, "Telegram: an answer has to wait");
      if (!worthIt(error) || !(await wait(pause, signal)) || !worthIt(error)) throw error;
      attempt = next;
    }
  }
}

/** What to try next after `error`, or null when nothing would help. */
function nextAttempt(error: CallError, last: Attempt, repeatable: boolean): Attempt | null {
  switch (error.kind) {
    case "flood":
    case "unavailable":
    case "unreachable":
      return last;
    case "moved":
      return repeatable || error.movedTo === null || error.movedTo === last.chat
        ? null
        : { ...last, chat: error.movedTo };
    case "refused":
      // Only a fault of the text itself can be mended by a plainer text.
      return !last.plain && /can't parse|entit|URL|BUTTON|MARKUP|too long|PREVIEW/i.test(error.message)
        ? { ...last, plain: true }
        : null;
    case "uncertain":
      // It may have arrived: once more, without a sound, so that nobody is left without an answer.
      if (repeatable) return last;
      return last.silent ? null : { ...last, silent: true };
    case "conflict":
    case "forbidden":
    case "unauthorized":
      return null;
  }
}
