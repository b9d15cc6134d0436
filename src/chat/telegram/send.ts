// Sends an answer, or puts it in place of an older one; its formulas stand on a picture below where a text has no room.
import type { ReplyKeyboardMarkup, ReplyKeyboardRemove } from "@grammyjs/types";
import type { Log } from "../../log.js";
import type { AloneUse } from "./alone.js";
import { CallError, unlessUnchanged, type Api, type Result } from "./api.js";
import type { AnswerPayload, Illustrated } from "./formula-sheet.js";
import { persist, type MarkMaybeSent, type WorthIt } from "./persist.js";
import { pictures } from "./pictures.js";
import type { BotMessage } from "./question.js";
import { messageParams } from "./render.js";
import type { RichUse } from "./rich/use.js";

export interface SendTarget {
  readonly chat: string;
  readonly topic: number | null;
  readonly replyTo: number | null;
  readonly silent?: boolean;
  /** Who alone is to see it, where that can be; else it is everybody's. */
  readonly alone?: Receiver | null;
  /** What the reader's own keyboard is to be. */
  readonly keyboard?: ReplyKeyboardMarkup | ReplyKeyboardRemove;
}

export interface Receiver {
  readonly user: number;
  /** The message, seen by the bot alone, that asked. */
  readonly asked?: number | null;
  /** The answer with the buttons that only such a message has. */
  readonly answer: AnswerPayload;
}

export interface Progress {
  readonly mark: MarkMaybeSent;
  /** Told of the text when a picture is to follow it. */
  readonly onText: (text: BotMessage) => Promise<void>;
  readonly worthIt: WorthIt;
}

export interface Sender {
  send(target: SendTarget, answer: AnswerPayload, progress?: Progress): Promise<void>;
  /** Puts the answer in place of the message a button stands under; sends a new one where that cannot be done. */
  edit(at: BotMessage | { inline: string }, answer: AnswerPayload, worthIt?: WorthIt): Promise<void>;
}

/** `signal` ends all waiting; what was under way then throws. */
export function sender(api: Api, log: Log, signal: AbortSignal, use: RichUse, aloneUse: AloneUse): Sender {
  const below = pictures(api, log, signal);

  /** The buttons stand below the picture. */
  const textParams = (answer: AnswerPayload, illustrated: Illustrated | null, plain: boolean) =>
    illustrated ? messageParams({ ...illustrated.payload, keyboard: [] }) : messageParams(answer, plain);

  /** Where a new message goes to, and whether with a sound. */
  const goingTo = ({ topic, silent: hush }: SendTarget, chat: string, silent: boolean) => ({
    chat_id: chat,
    ...(topic !== null && { message_thread_id: topic }),
    ...((silent || hush) && { disable_notification: true }),
  });

  /** False where such a message is refused. */
  async function sendAlone(
    target: SendTarget,
    everybodys: AnswerPayload,
    progress?: Progress,
  ): Promise<boolean> {
    const { chat: at, topic, replyTo, alone } = target;
    if (!alone) return false;
    const { user, asked, answer } = alone;
    const reply = asked ? { ephemeral_message_id: asked } : replyTo === null ? null : { message_id: replyTo };
    const sent = await persist(
      ({ chat, plain, silent }) =>
        use.send<SentMessage>(chat, answer, true, (rich) => {
          const around = {
            ...goingTo(target, chat, silent),
            ...(reply && chat === at && { reply_parameters: reply }),
            ephemeral_message_parameters: { receiver_user_id: user },
          };
          return rich
            ? api.call("sendRichMessage", { ...around, ...rich }, { signal })
            : api.call("sendMessage", { ...around, ...messageParams(answer, plain) }, { signal });
        }),
      at,
      false,
      { log, signal, mark: progress?.mark, worthIt: progress?.worthIt },
    ).catch((error: unknown) => {
      if (!(error instanceof CallError) || !isRefusal(error)) throw error;
      aloneUse.refused(at, error);
      return null;
    });
    if (sent && sent.ephemeral_message_id === undefined) {
      aloneUse.refused(at, null);
      // It is out: what becomes of the edit must not send it again.
      await edit({ chat: String(sent.chat.id), id: sent.message_id, topic }, everybodys);
    }
    return sent !== null;
  }

  const send: Sender["send"] = async (target, answer, progress) => {
    if (await sendAlone(target, answer, progress)) return;
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
      false,
      { log, signal, mark: progress?.mark, worthIt: progress?.worthIt },
    );
    if (!text) return;
    await progress?.onText(text.place);
    await below.show(text.place, text.illustrated, answer);
  };

  /** Of a message that one person sees. Telegram shows no picture below it. */
  async function editAlone(
    { chat, topic }: BotMessage,
    { user, id }: NonNullable<BotMessage["alone"]>,
    answer: AnswerPayload,
    worthIt?: WorthIt,
  ): Promise<void> {
    const at = { chat_id: chat, receiver_user_id: user, ephemeral_message_id: id };
    try {
      await persist(
        ({ plain }) =>
          use.send(chat, answer, true, (rich) =>
            api
              .call(
                "editEphemeralMessageText",
                { ...at, ...(rich ?? messageParams(answer, plain)) },
                { signal },
              )
              .catch(unlessUnchanged),
          ),
        chat,
        true,
        { log, signal, worthIt },
      );
    } catch (error) {
      if (!(error instanceof CallError) || !isRefusal(error)) throw error;
      await send({ chat, topic, replyTo: null, alone: { user, answer } }, answer);
    }
  }

  const edit: Sender["edit"] = async (at, answer, worthIt) => {
    if ("alone" in at && at.alone) return editAlone(at, at.alone, answer, worthIt);
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

type SentMessage = Pick<Result<"sendMessage">, "message_id" | "chat" | "ephemeral_message_id">;

const isRefusal = ({ kind }: CallError): boolean => kind === "refused" || kind === "forbidden";

/** The text is no more, was none that can be edited, or is of a group that became another. */
const isLost = ({ kind, message }: CallError): boolean =>
  kind === "moved" ||
  (kind === "refused" && /can't be edited|message to edit not found|no text in the message/.test(message));
