// Sends an answer until it has arrived or surely cannot: waits when told to, follows a moved group, falls back to plain.
import { LRUCache } from "lru-cache";
import type { Log } from "../chat.js";
import { CallError, unlessUnchanged, type Api } from "./api.js";
import type { Illustrated } from "./formula-sheet.js";
import { pictures } from "./pictures.js";
import type { Place } from "./question.js";
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
async function persist<T>(
  once: (attempt: Attempt) => Promise<T>,
  chat: string,
  repeatable: boolean,
  { log, signal, mark }: { log: Log; signal: AbortSignal; mark?: Mark | undefined },
): Promise<T> {
  const until = Date.now() + GIVE_UP;
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

/** What is to be shown, and the same with its formulas on a picture below, for messages that cannot hold any. */
export interface Answer extends Payload {
  readonly illustrated?: () => Promise<Illustrated | null>;
}

export interface Sender {
  send(target: Target, answer: Answer, mark?: Mark): Promise<void>;
  /** Puts the answer in place of the message a button stands under; sends a new one where that cannot be done. */
  edit(at: Place | { inline: string }, answer: Answer): Promise<void>;
}

/** A chat that takes no pictures is asked again after so long, in ms. */
const PICTURES_REST = 6 * 3_600_000;

/** `signal` ends all waiting; what was under way then throws. */
export function sender(api: Api, log: Log, signal: AbortSignal, use: RichUse): Sender {
  const below = pictures(api, signal);
  const pictureless = new LRUCache<string, true>({ max: 10_000, ttl: PICTURES_REST });

  const drawn = async (answer: Answer, chat: string, plain: boolean): Promise<Illustrated | null> =>
    plain || pictureless.has(chat) ? null : ((await answer.illustrated?.()) ?? null);
  /** The buttons stand below the picture. */
  const textParams = (answer: Answer, illustrated: Illustrated | null, plain: boolean) =>
    illustrated ? messageParams({ ...illustrated.payload, keyboard: [] }) : messageParams(answer, plain);

  /** Where the picture cannot be shown, the text holds the formulas after all. */
  async function show(place: Place, { sheet }: Illustrated, answer: Answer): Promise<void> {
    try {
      await persist(({ chat }) => below.put({ ...place, chat }, sheet, answer.keyboard), place.chat, false, {
        log,
        signal,
      });
    } catch (error) {
      if (!(error instanceof CallError) || signal.aborted) throw error;
      if (error.kind === "forbidden") pictureless.set(place.chat, true);
      log.debug({ reason: error.message }, "Telegram: formulas could not be shown as a picture");
      const params = { chat_id: place.chat, message_id: place.id, ...messageParams(answer) };
      await persist(() => api.call("editMessageText", params, { signal }), place.chat, true, { log, signal });
      await hide(place);
    }
  }

  /** Of a part without formulas nothing stands below; a picture too old to be deleted stays. */
  async function hide({ chat, picture }: Place): Promise<void> {
    if (picture === undefined) return;
    await api
      .call("deleteMessage", { chat_id: chat, message_id: picture }, { signal })
      .catch((error: unknown) =>
        log.debug({ reason: String(error) }, "Telegram: an old picture could not be deleted"),
      );
  }

  const send: Sender["send"] = async (target, answer, mark) => {
    const text = await persist(
      ({ chat, plain, silent }) =>
        use.send(chat, answer, true, async (rich) => {
          const around = {
            chat_id: chat,
            ...(target.topic !== null && { message_thread_id: target.topic }),
            ...(target.replyTo !== null && {
              reply_parameters: { message_id: target.replyTo, allow_sending_without_reply: true },
            }),
            ...((silent || target.silent) && { disable_notification: true }),
          };
          if (rich) {
            await api.call("sendRichMessage", { ...around, ...rich }, { signal });
            return null;
          }
          const illustrated = await drawn(answer, chat, plain);
          const params = { ...around, ...textParams(answer, illustrated, plain) };
          const { message_id: id } = await api.call("sendMessage", params, { signal });
          return illustrated && { place: { chat, id, topic: target.topic }, illustrated };
        }),
      target.chat,
      false,
      { log, signal, mark },
    );
    if (text) await show(text.place, text.illustrated, answer);
  };

  return {
    send,
    async edit(at, answer) {
      const place = "inline" in at ? null : at;
      const here = (chat: string) =>
        "inline" in at ? { inline_message_id: at.inline } : { chat_id: chat, message_id: at.id };
      try {
        const illustrated = await persist(
          ({ chat, plain }) =>
            // Of a message sent inline Telegram fetches no pictures (Bot API, editMessageText).
            use.send(chat, answer, place !== null, async (rich) => {
              const below = rich || !place ? null : await drawn(answer, chat, plain);
              const params = { ...here(chat), ...(rich ?? textParams(answer, below, plain)) };
              await api.call("editMessageText", params, { signal }).catch(unlessUnchanged);
              return below;
            }),
          place?.chat ?? "",
          true,
          { log, signal },
        );
        if (place && illustrated) await show(place, illustrated, answer);
        else if (place) await hide(place);
      } catch (error) {
        if (!place || !(error instanceof CallError) || error.kind !== "refused" || !LOST.test(error.message))
          throw error;
        await send({ chat: place.chat, topic: place.topic, replyTo: null }, answer);
        await hide(place);
      }
    },
  };
}

/** The text is no more, or was none that can be edited. */
const LOST = /can't be edited|message to edit not found|no text in the message/;
