// Answers that one person alone sees (Telegram's ephemeral messages): no picture stands below them.
import type { Log } from "../../log.js";
import type { AloneUse } from "./alone.js";
import { CallError, unlessUnchanged, type Api, type Result } from "./api.js";
import type { AnswerPayload } from "./formula-sheet.js";
import { persist, type WorthIt } from "./persist.js";
import type { BotMessage } from "./question.js";
import { messageParams } from "./render.js";
import type { RichUse } from "./rich/use.js";
import { goingTo, type Progress, type Receiver, type SendTarget } from "./send-target.js";

export const aloneSender = (api: Api, log: Log, signal: AbortSignal, use: RichUse, aloneUse: AloneUse) => ({
  /** Gives the message where a server that knows none for one person showed it to everybody. */
  async send(
    target: SendTarget,
    { user, asked, answer }: Receiver,
    progress?: Progress,
  ): Promise<"alone" | "refused" | BotMessage> {
    const { chat: at, topic, replyTo } = target;
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
      "new",
      { log, signal, mark: progress?.mark, worthIt: progress?.worthIt },
    ).catch((error: unknown) => {
      if (!(error instanceof CallError) || !isRefusal(error)) throw error;
      aloneUse.refused(at, error);
      return null;
    });
    if (!sent) return "refused";
    if (sent.ephemeral_message_id !== undefined) return "alone";
    aloneUse.refused(at, null);
    return { chat: String(sent.chat.id), id: sent.message_id, topic };
  },

  /** Gives the chat in which the answer must be sent anew; null once it is edited. */
  async edit(
    chat: string,
    { user, id }: NonNullable<BotMessage["alone"]>,
    answer: AnswerPayload,
    worthIt?: WorthIt,
  ): Promise<string | null> {
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
        "change",
        { log, signal, worthIt },
      );
      return null;
    } catch (error) {
      if (!(error instanceof CallError) || !(isRefusal(error) || error.kind === "moved")) throw error;
      return error.movedTo ?? chat;
    }
  },
});

type SentMessage = Pick<Result<"sendMessage">, "message_id" | "chat" | "ephemeral_message_id">;

const isRefusal = ({ kind }: CallError): boolean => kind === "refused" || kind === "forbidden";
