// Sends an answer, or puts it in place of an older one; its formulas stand on a picture below where a text has no room.
import type { Log } from "../../log.js";
import type { AloneUse } from "./alone.js";
import { CallError, unlessUnchanged, type Api } from "./api.js";
import type { AnswerPayload, Illustrated } from "./formula-sheet.js";
import { persist, type WorthIt } from "./persist.js";
import { pictures } from "./pictures.js";
import type { BotMessage } from "./question.js";
import { messageParams } from "./render.js";
import type { RichUse } from "./rich/use.js";
import { aloneSender } from "./send-alone.js";
import { goingTo, type Progress, type SendTarget } from "./send-target.js";

export interface Sender {
  send(target: SendTarget, answer: AnswerPayload, progress?: Progress): Promise<void>;
  /** Puts the answer in place of the message a button stands under; sends a new one where that cannot be done. */
  edit(at: BotMessage | { inline: string }, answer: AnswerPayload, worthIt?: WorthIt): Promise<void>;
}

/** `signal` ends all waiting; what was under way then throws. */
export function sender(api: Api, log: Log, signal: AbortSignal, use: RichUse, aloneUse: AloneUse): Sender {
  const below = pictures(api, log, signal);
  const alone = aloneSender(api, log, signal, use, aloneUse);

  /** The buttons stand below the picture. */
  const textParams = (answer: AnswerPayload, illustrated: Illustrated | null, plain: boolean) =>
    illustrated ? messageParams({ ...illustrated.payload, keyboard: [] }) : messageParams(answer, plain);

  const send: Sender["send"] = async (target, answer, progress) => {
    const seen = target.alone ? await alone.send(target, target.alone, progress) : "refused";
    // It is out: what becomes of the edit must not send it again.
    if (typeof seen === "object") return edit(seen, answer);
    if (seen === "alone") return;
    const text = await persist(
      ({ chat, plain, silent }) =>
        use.send(chat, answer, true, async (rich) => {
          const around = {
            ...goingTo(target, chat, silent),
            // What is answered has another number, or none, in what its group became.
            ...(target.replyTo !== null &&
              chat === target.chat && {
                reply_parameters: { message_id: target.replyTo, allow_sending_without_reply: true },
              }),
            ...(target.keyboard && { reply_markup: target.keyboard }),
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
      "new",
      { log, signal, mark: progress?.mark, worthIt: progress?.worthIt },
    );
    if (!text) return;
    await progress?.onText(text.place);
    try {
      await below.show(text.place, text.illustrated, answer);
    } catch (error) {
      if (!(error instanceof CallError) || error.movedTo === null) throw error;
      await send({ ...target, chat: error.movedTo, replyTo: null }, answer, progress);
    }
  };

  const edit: Sender["edit"] = async (at, answer, worthIt) => {
    if ("alone" in at && at.alone) {
      const chat = await alone.edit(at.chat, at.alone, answer, worthIt);
      if (chat === null) return;
      const anew = { user: at.alone.user, answer };
      return send({ chat, topic: at.topic, replyTo: null, alone: anew }, answer);
    }
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
        "change",
        { log, signal, worthIt },
      );
      if (place && illustrated) await below.show(place, illustrated, answer);
      else if (place) await below.hide(place);
    } catch (error) {
      if (!place || !(error instanceof CallError) || !isLost(error)) throw error;
      const { movedTo } = error;
      await send({ chat: movedTo ?? place.chat, topic: place.topic, replyTo: null }, answer);
      if (movedTo === null) await below.hide(place);
    }
  };

  return { send, edit };
}

/** The text is no more, was none that can be edited, or is of a group that became another. */
const isLost = ({ kind, message }: CallError): boolean =>
  kind === "moved" ||
  (kind === "refused" && /can't be edited|message to edit not found|no text in the message/.test(message));
