// Sends an answer until it has arrived or surely cannot: waits when told to, follows a moved group, falls back to plain.
import type { Log } from "../chat.js";
import { CallError, type Api } from "./api.js";
import { messageParams, type Payload } from "./render.js";
import type { RichUse } from "./rich/use.js";
import { backOff, wait } from "./wait.js";

export interface Target {
  readonly chat: string;
  readonly topic: number | null;
  readonly replyTo: number | null;
  readonly silent?: boolean;
}

/** An answer that could not be sent for so long (ms) is given up: nobody waits for it any more. */
const GIVE_UP = 10 * 60_000;

interface Attempt {
  readonly chat: string;
  readonly plain: boolean;
  readonly silent: boolean;
}

/** Told before each try that the answer may be out from now on, and after one that surely failed that it is not. */
export type Mark = (maybeSent: boolean) => Promise<void>;

/** Repeats `once` as long as that makes sense. Throws CallError when it does not. */
async function persist(
  once: (attempt: Attempt) => Promise<unknown>,
  chat: string,
  repeatable: boolean,
  { log, signal, mark }: { log: Log; signal: AbortSignal; mark?: Mark | undefined },
): Promise<void> {
  const until = Date.now() + GIVE_UP;
  let attempt: Attempt = { chat, plain: false, silent: false };
  for (let tries = 0; ; tries++) {
    await mark?.(true);
    try {
      await once(attempt);
      return;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.kind !== "uncertain") await mark?.(false);
      if (signal.aborted) throw error;
      const next = nextAttempt(error, attempt, repeatable);
      if (next === null) throw error;
      const pause =
        error.kind === "moved" || error.kind === "refused" ? 0 : error.after || backOff(tries, 20_000);
      if (Date.now() + pause > until) throw error;
      log.debug({ reason: error.message, pause }, "Telegram: an answer has to wait");
      if (!(await wait(pause, signal))) throw error;
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
      return error.movedTo === null || error.movedTo === last.chat ? null : { ...last, chat: error.movedTo };
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

export interface Sender {
  send(target: Target, payload: Payload, mark?: Mark): Promise<void>;
  /** Puts the payload in place of the message a button stands under; sends a new one where that cannot be done. */
  edit(
    at: { chat: string; id: number; topic: number | null } | { inline: string },
    payload: Payload,
  ): Promise<void>;
}

/** `signal` ends all waiting; what was under way then throws. */
export function sender(api: Api, log: Log, signal: AbortSignal, use: RichUse): Sender {
  const send: Sender["send"] = (target, payload, mark) =>
    persist(
      ({ chat, plain, silent }) =>
        use.send<unknown>(chat, payload, true, (rich) => {
          const around = {
            chat_id: chat,
            ...(target.topic !== null && { message_thread_id: target.topic }),
            ...(target.replyTo !== null && {
              reply_parameters: { message_id: target.replyTo, allow_sending_without_reply: true },
            }),
            ...((silent || target.silent) && { disable_notification: true }),
          };
          return rich
            ? api.call("sendRichMessage", { ...around, ...rich }, { signal })
            : api.call("sendMessage", { ...around, ...messageParams(payload, plain) }, { signal });
        }),
      target.chat,
      false,
      { log, signal, mark },
    );
  return {
    send,
    async edit(at, payload) {
      const place = "inline" in at ? null : at;
      try {
        await persist(
          ({ chat, plain }) =>
            // Of a message sent inline Telegram fetches no pictures (Bot API, editMessageText).
            use.send(chat, payload, place !== null, (rich) =>
              api.call(
                "editMessageText",
                {
                  ...("inline" in at
                    ? { inline_message_id: at.inline }
                    : { chat_id: chat, message_id: at.id }),
                  ...(rich ?? messageParams(payload, plain)),
                },
                { signal },
              ),
            ),
          place?.chat ?? "",
          true,
          { log, signal },
        );
      } catch (error) {
        if (!(error instanceof CallError) || error.kind !== "refused") throw error;
        if (/message is not modified/.test(error.message)) return;
        if (!place || !/can't be edited|message to edit not found|no text in the message/.test(error.message))
          throw error;
        await send({ chat: place.chat, topic: place.topic, replyTo: null }, payload);
      }
    },
  };
}
