// The picture of a text's formulas below it: put there, replaced, taken away. What Telegram has taken once is named the next time.
import { LRUCache } from "lru-cache";
import { atMost } from "../at-most.js";
import type { Log } from "../../log.js";
import { CallError, unlessUnchanged, upload, type Api } from "./api.js";
import type { AnswerPayload, Illustrated, Sheet } from "./formula-sheet.js";
import { persist, type Attempt } from "./persist.js";
import type { BotMessage } from "./question.js";
import { messageParams, replyMarkup, type Payload } from "./render.js";
import { printHtml } from "./rich-text.js";

export interface Pictures {
  /** The answer with its formulas drawn; null where there are none, or where the chat takes no pictures. */
  drawn(answer: AnswerPayload, chat: string, plain: boolean): Promise<Illustrated | null>;
  /** With the picture that stands below it by now: a button pressed twice may come from before there was one. */
  standingAt(place: BotMessage): BotMessage;
  /** Puts the picture and the buttons below the text. Where that cannot be done, the text holds both after all. Throws CallError, also where their group became another. */
  show(place: BotMessage, illustrated: Illustrated, answer: AnswerPayload): Promise<void>;
  /** Of a part without formulas nothing stands below. */
  hide(place: BotMessage): Promise<void>;
}

/** A chat that takes no pictures is asked again after so long, in ms. */
const REST = 6 * 3_600_000;

/** `signal` ends all waiting; what was under way then throws CallError. */
export function pictures(api: Api, log: Log, signal: AbortSignal): Pictures {
  /** Telegram's names of the files it has, by ours. */
  const known = new LRUCache<string, string>({ max: 2_000 });
  const pictureless = new LRUCache<string, true>({ ...atMost(10_000), ttl: REST });
  /** The messages that are pictures, by their texts. */
  const standing = new LRUCache<string, number>(atMost(10_000));
  const textOf = ({ chat, id }: BotMessage): string => `${chat} ${id}`;

  async function call(
    { chat, id, topic, picture }: BotMessage,
    photo: string,
    { caption }: Sheet,
    keyboard: Payload["keyboard"],
  ) {
    const words = { caption: printHtml(caption), parse_mode: "HTML" as const };
    if (picture !== undefined)
      return api.call(
        "editMessageMedia",
        {
          chat_id: chat,
          message_id: picture,
          media: { type: "photo", media: photo, ...words },
          ...replyMarkup(keyboard),
        },
        { signal },
      );
    return api.call(
      "sendPhoto",
      {
        chat_id: chat,
        ...(topic !== null && { message_thread_id: topic }),
        // By this a press on its buttons finds the text.
        reply_parameters: { message_id: id },
        disable_notification: true,
        photo,
        ...words,
        ...replyMarkup(keyboard),
      },
      { signal },
    );
  }

  /** Below the text, or in place of its old picture. */
  async function put(at: BotMessage, sheet: Sheet, keyboard: Payload["keyboard"]): Promise<void> {
    const file = upload(Buffer.from(sheet.png), "formulas.png");
    const name = known.get(sheet.key);
    const sent = await call(at, name ?? file, sheet, keyboard)
      .catch((error: unknown) => {
        if (name === undefined || !(error instanceof CallError) || !/file/i.test(error.message)) throw error;
        known.delete(sheet.key);
        return call(at, file, sheet, keyboard);
      })
      .catch(unlessUnchanged);
    if (typeof sent !== "object") return;
    standing.set(textOf(at), sent.message_id);
    const largest = "photo" in sent ? sent.photo.at(-1) : undefined;
    if (largest) known.set(sheet.key, largest.file_id);
  }

  async function hide(place: BotMessage): Promise<void> {
    const { chat, picture } = place;
    if (picture === undefined) return;
    const at = { chat_id: chat, message_id: picture };
    standing.delete(textOf(place));
    await api
      .call("deleteMessage", at, { signal })
      // Too old to be deleted (48 hours): then at least its buttons go.
      .catch(() => api.call("editMessageReplyMarkup", at, { signal }))
      .catch((error: unknown) =>
        log.debug({ reason: String(error) }, "Telegram: an old picture could not be deleted"),
      );
  }

  return {
    hide,
    drawn: async (answer, chat, plain) =>
      plain || pictureless.has(chat) ? null : ((await answer.illustrated?.(signal)) ?? null),
    standingAt(place) {
      const picture = place.picture ?? standing.get(textOf(place));
      return picture === undefined ? place : { ...place, picture };
    },
    async show(place, { sheet }, answer) {
      const parts = { log, signal };
      try {
        await persist(
          () => put(place, sheet, answer.keyboard),
          place.chat,
          place.picture === undefined ? "below" : "change",
          parts,
        );
      } catch (error) {
        if (!(error instanceof CallError) || error.kind === "moved" || signal.aborted) throw error;
        if (error.kind === "forbidden") pictureless.set(place.chat, true);
        log.debug({ reason: error.message }, "Telegram: formulas could not be shown as a picture");
        const whole = ({ plain }: Attempt) => {
          const params = { chat_id: place.chat, message_id: place.id, ...messageParams(answer, plain) };
          return api.call("editMessageText", params, { signal }).catch(unlessUnchanged);
        };
        await persist(whole, place.chat, "change", parts);
        await hide(place);
      }
    },
  };
}
