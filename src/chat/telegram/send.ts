// Sends an answer, or puts it in place of an older one; its formulas stand on a picture below where a text has no room.
import type { Log } from "../../log.js";
import { CallError, unlessUnchanged, type Api } from "./api.js";
import type { AnswerPayload, Illustrated } from "./formula-sheet.js";
import { persist, type MarkMaybeSent } from "./persist.js";
import { pictures } from "./pictures.js";
import type { BotMessage } from "./question.js";
import { messageParams } from "./render.js";
import type { RichUse } from "./rich/use.js";

export interface SendTarget {
  readonly chat: string;
  readonly topic: number | null;
  readonly replyTo: number | null;
  readonly silent?: boolean;
}

export interface Sender {
  /** `onText` is told of the text when a picture is to follow it. */
  send(
    target: SendTarget,
    answer: AnswerPayload,
    progress?: { readonly mark: MarkMaybeSent; readonly onText: (text: BotMessage) => Promise<void> },
  ): Promise<void>;
  /** Puts the answer in place of the message a button stands under; sends a new one where that cannot be done. */
  edit(at: BotMessage | { inline: string }, answer: AnswerPayload): Promise<void>;
}

/** `signal` ends all waiting; what was under way then throws. */
export function sender(api: Api, log: Log, signal: AbortSignal, use: RichUse): Sender {
  const below = pictures(api, log, signal);

  /** The buttons stand below the picture. */
  const textParams = (answer: AnswerPayload, illustrated: Illustrated | null, plain: boolean) =>
    illustrated ? messageParams({ ...illustrated.payload, keyboard: [] }) : messageParams(answer, plain);

  const send: Sender["send"] = async (target, answer, progress) => {
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
          const illustrated = await below.drawn(answer, chat, plain);
          const params = { ...around, ...textParams(answer, illustrated, plain) };
          const { message_id: id } = await api.call("sendMessage", params, { signal });
          return illustrated && { place: { chat, id, topic: target.topic }, illustrated };
        }),
      target.chat,
      false,
      { log, signal, mark: progress?.mark },
    );
    if (!text) return;
    await progress?.onText(text.place);
    await below.show(text.place, text.illustrated, answer);
  };

  return {
    send,
    async edit(at, answer) {
      const place = "inline" in at ? null : below.standingAt(at);
      const here = (chat: string) =>
        "inline" in at ? { inline_message_id: at.inline } : { chat_id: chat, message_id: at.id };
      try {
        const illustrated = await persist(
          ({ chat, plain }) =>
            // Of a message sent inline Telegram fetches no pictures (Bot API, editMessageText).
            use.send(chat, answer, place !== null, async (rich) => {
              const drawn = rich || !place ? null : await below.drawn(answer, chat, plain);
              const params = { ...here(chat), ...(rich ?? textParams(answer, drawn, plain)) };
              await api.call("editMessageText", params, { signal }).catch(unlessUnchanged);
              return drawn;
            }),
          place?.chat ?? "",
          true,
          { log, signal },
        );
        if (place && illustrated) await below.show(place, illustrated, answer);
        else if (place) await below.hide(place);
      } catch (error) {
        if (!place || !(error instanceof CallError) || error.kind !== "refused" || !LOST.test(error.message))
          throw error;
        await send({ chat: place.chat, topic: place.topic, replyTo: null }, answer);
        await below.hide(place);
      }
    },
  };
}

/** The text is no more, or was none that can be edited. */
const LOST = /can't be edited|message to edit not found|no text in the message/;
