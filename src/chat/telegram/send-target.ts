// Where an answer is sent to, and who is told how far it came.
import type { ReplyKeyboardMarkup, ReplyKeyboardRemove } from "@grammyjs/types";
import type { AnswerPayload } from "./formula-sheet.js";
import type { MarkMaybeSent, WorthIt } from "./persist.js";
import type { BotMessage } from "./question.js";

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

/** What a new message says of where it goes to, and whether with a sound. */
export const goingTo = ({ topic, silent: hush }: SendTarget, chat: string, silent: boolean) => ({
  chat_id: chat,
  ...(topic !== null && { message_thread_id: topic }),
  ...((silent || hush) && { disable_notification: true }),
});
