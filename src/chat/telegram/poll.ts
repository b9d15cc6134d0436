// The update loop: asks Telegram for updates, hands each batch on, and survives whatever comes back.
import type { Log } from "../../log.js";
import { CallError, type Api, type Result } from "./api.js";
import { backOff, wait } from "../back-off.js";

export const ALLOWED_UPDATES = [
  "message",
  "channel_post",
  "callback_query",
  "inline_query",
  "my_chat_member",
] as const;

/** Seconds a poll may be held open; the server allows 50. */
const POLL_SECONDS = 50;
/** A poll longer than this is a dead connection. */
const POLL_TIMEOUT = 65_000;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;

export type Updates = Result<"getUpdates">;

export interface PollOptions {
  readonly api: Api;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly offset: () => number;
  /** Told what is wrong when Telegram does not answer, and null when it answers again. */
  readonly onReach?: (fault: string | null) => void;
  /** Resolves when the batch is safe; only then the offset moves on. A rejection repeats the batch. */
  readonly onBatch: (updates: Updates) => Promise<void>;
}

/** Runs until `signal` aborts. Rejects only when the token is refused. */
export async function poll({ api, log, signal, offset, onReach, onBatch }: PollOptions): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const updates = await api.call(
        "getUpdates",
        { offset: offset(), limit: 100, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
        { signal, timeout: POLL_TIMEOUT },
      );
      if (updates.length > 0) await onBatch(updates);
      if (failures > 0) {
        log.info({}, "Telegram: receiving again");
        onReach?.(null);
      }
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof CallError && error.kind === "unauthorized") throw error;
      onReach?.(error instanceof Error ? error.message : String(error));
      await wait(await recover(api, log, error, failures), signal);
      failures += 1;
    }
  }
}

/** Says what is wrong, mends what can be mended, and tells how long to wait (ms). */
async function recover(api: Api, log: Log, error: unknown, failures: number): Promise<number> {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof CallError) || error.kind !== "conflict") {
    // The same trouble is told again only now and then.
    const level = failures === 0 || failures % 20 === 0 ? "warn" : "debug";
    log[level]({ reason: message }, "Telegram: cannot receive just now; trying again");
    const asked = error instanceof CallError ? error.after : 0;
    return asked || backOff(failures, FIRST_WAIT, LONGEST_WAIT);
  }
  if (/webhook/i.test(message)) {
    log.warn({}, "Telegram: a webhook is set for this bot; removing it to receive by polling");
    try {
      await api.call("deleteWebhook", { drop_pending_updates: false });
      return 0;
    } catch (fault) {
      log.warn({ reason: String(fault) }, "Telegram: the webhook could not be removed");
      return backOff(failures, FIRST_WAIT, LONGEST_WAIT);
    }
  }
  if (failures % 10 === 0)
    log.warn(
      {},
      "Telegram: another program is receiving with this bot's token (409). Stop the other one, or give this one a token of its own; waiting until then",
    );
  // The other one goes on for long: knocking every second would only disturb it.
  return backOff(failures + 2, FIRST_WAIT, LONGEST_WAIT);
}
