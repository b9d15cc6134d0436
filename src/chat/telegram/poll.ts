// The update loop: asks Telegram for updates, hands each batch on, and survives whatever comes back.
import { z } from "zod";
import type { Log } from "../../log.js";
import { CallError, isTokenRefused, type Api } from "./api.js";
import { backOff, wait } from "../../back-off.js";
import { seldom } from "../seldom.js";
import { updateSchema, type AnyUpdate } from "./update-receiver.js";

export const ALLOWED_UPDATES = [
  "message",
  "edited_message",
  "channel_post",
  "callback_query",
  "inline_query",
  "chosen_inline_result",
  "guest_message",
  "my_chat_member",
] as const;

/** Seconds a poll may be held open; the server allows 50. */
const POLL_SECONDS = 50;
/** A poll longer than this is a dead connection. */
const POLL_TIMEOUT = 65_000;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;
/** That another program receives is told once in so many ms: between two conflicts either of them may get something. */
const RIVAL_EVERY = 600_000;

export interface PollOptions {
  readonly api: Api;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly offset: () => number;
  /** Told what is wrong when Telegram does not answer, and null when it answers again. */
  readonly onReach?: (fault: string | null) => void;
  /** Resolves when the batch is safe; only then the offset moves on. A rejection repeats the batch. */
  readonly onBatch: (updates: readonly AnyUpdate[]) => Promise<void>;
}

/** Runs until `signal` aborts. Rejects only when the token is refused. */
export async function poll({ api, log, signal, offset, onReach, onBatch }: PollOptions): Promise<void> {
  const tellOfRival = seldom(log, RIVAL_EVERY);
  let failures = 0;
  while (!signal.aborted) {
    try {
      const given: unknown = await api.call(
        "getUpdates",
        { offset: offset(), limit: 100, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
        { signal, timeout: POLL_TIMEOUT },
      );
      const updates = soundOf(given, log);
      if (updates.length > 0) await onBatch(updates);
      if (failures > 0) {
        log.info({}, "Telegram: receiving again");
        onReach?.(null);
      }
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      if (isTokenRefused(error)) throw error;
      onReach?.(error instanceof Error ? error.message : String(error));
      await wait(await recover({ api, log, tellOfRival }, error, failures), signal);
      failures += 1;
    }
  }
}

/** Updates without a number are dropped; throws where there is nothing else, for it would come again and again. */
function soundOf(given: unknown, log: Log): readonly AnyUpdate[] {
  const all = z.array(z.unknown()).safeParse(given);
  const sound = (all.data ?? []).flatMap((one) => updateSchema.safeParse(one).data ?? []);
  if (all.success && sound.length === all.data.length) return sound;
  log.warn({}, "Telegram: malformed updates are dropped");
  if (sound.length === 0) throw new Error("its answer holds no updates");
  return sound;
}

/** Says what is wrong, mends what can be mended, and tells how long to wait (ms). */
async function recover(
  { api, log, tellOfRival }: Pick<PollOptions, "api" | "log"> & { readonly tellOfRival: Log["warn"] },
  error: unknown,
  failures: number,
): Promise<number> {
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
  tellOfRival(
    {},
    "Telegram: another program is receiving with this bot's token (409). Stop the other one, or give this one a token of its own; waiting until then",
  );
  // The other one goes on for long: knocking every second would only disturb it.
  return backOff(failures + 2, FIRST_WAIT, LONGEST_WAIT);
}
