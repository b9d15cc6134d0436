// What an update asks of the bot, if anything: which command, in which chat and topic, by whom.
import { Context } from "telegraf";
import type { Telegram } from "telegraf";
import type { ChatMember, Message, Update, UserFromGetMe } from "telegraf/types";
import { z } from "zod";
import { readDeepLink } from "./deep-link.js";

interface QuestionBase {
  /** The update it came with. */
  readonly id: number;
  readonly locale: string | null;
  /** The user's id; null for who writes in the name of a chat. */
  readonly user: number | null;
}

/** A text of the bot's in a chat. */
export interface BotMessage {
  readonly chat: string;
  readonly id: number;
  readonly topic: number | null;
  /** The picture below it that carries its buttons, if there is one. */
  readonly picture?: number;
}

/** Everything in it is plain data: it is kept in the store until it is answered. */
export type Question =
  | (QuestionBase & {
      readonly kind: "line";
      readonly chat: string;
      readonly topic: number | null;
      /** The message that asks. */
      readonly message: number;
      /** The message to answer to, in chats of several people. */
      readonly replyTo: number | null;
      /** Written in the chat's own name: a channel post, or an administrator who stays anonymous. */
      readonly official: boolean;
      /** `/post usefulness`, or free text in a private chat. */
      readonly line: string;
    })
  | (QuestionBase & {
      readonly kind: "press";
      readonly query: string;
      readonly state: string;
      /** The text that the button belongs to; null when Telegram does not say (any more). */
      readonly message: BotMessage | null;
      readonly inline: string | null;
    })
  | (QuestionBase & {
      readonly kind: "inline";
      readonly query: string;
      readonly text: string;
      readonly offset: string;
    })
  | (QuestionBase & {
      readonly kind: "member";
      readonly chat: string;
      /** The chat's public name, without `@`. */
      readonly name?: string | null;
      /** Whether the bot may write there now. */
      readonly welcome: boolean;
    });

/** Longer lines are cut: nothing a reader means is longer. */
const LONGEST_LINE = 600;
const COMMAND = /^[/／]([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,32}))?(?=\s|$)/;
/** What Telegram sends when a reader opens the bot, with what a deep link says. */
const START = "start";

/** What every message has (https://core.telegram.org/bots/api#message), as far as an answer depends on it. */
const messageSchema = z.looseObject({
  message_id: z.int(),
  chat: z.looseObject({ id: z.int(), type: z.string() }),
});
const askingSchema = z.looseObject({
  message: messageSchema.optional(),
  edited_message: messageSchema.optional(),
  channel_post: messageSchema.optional(),
});

/** `known`: the names of commands, without the slash. Throws where the update is malformed. */
export function questionIn(
  update: Update,
  telegram: Telegram,
  me: UserFromGetMe,
  known: ReadonlySet<string>,
): Question | null {
  askingSchema.parse(update);
  const context = new Context(update, telegram, me);
  const { from } = context;
  const asked = { id: update.update_id, locale: from?.language_code ?? null, user: from?.id ?? null };
  if ("callback_query" in update) return pressIn(update.callback_query, asked);
  if ("inline_query" in update) {
    const { id, query, offset } = update.inline_query;
    return { ...asked, kind: "inline", query: id, text: query.slice(0, 256), offset };
  }
  if ("my_chat_member" in update) {
    const { chat, new_chat_member: now } = update.my_chat_member;
    const name = "username" in chat ? (chat.username ?? null) : null;
    return { ...asked, kind: "member", chat: String(chat.id), name, welcome: mayWrite(now) };
  }
  const message = context.message ?? context.editedMessage ?? context.channelPost;
  return message ? lineIn(message, asked, me, known) : null;
}

/** Who may post in a channel is told for channels only. */
function mayWrite(now: ChatMember): boolean {
  if (now.status === "restricted") return now.can_send_messages;
  if (now.status === "administrator") return now.can_post_messages !== false;
  return now.status === "member" || now.status === "creator";
}

function pressIn(query: Update.CallbackQueryUpdate["callback_query"], asked: QuestionBase): Question | null {
  const { message } = query;
  const state = "data" in query ? query.data : "";
  return {
    ...asked,
    kind: "press",
    query: query.id,
    state,
    message: message ? placeOf(message as Message) : null,
    inline: query.inline_message_id ?? null,
  };
}

/** A picture of formulas answers the text that it belongs to: so nothing need be remembered about it. */
function placeOf(message: Message): BotMessage {
  const { photo, reply_to_message: text } = message as Partial<Message.PhotoMessage>;
  const chat = String(message.chat.id);
  // Telegram gives no content for an old message, but its id can still be edited.
  const topic = message.date === 0 ? null : topicOf(message);
  const id = message.message_id;
  return photo ? { chat, id: text?.message_id ?? id, topic, picture: id } : { chat, id, topic };
}

/** A thread id names a topic only where Telegram says so: in other groups it is a thread of replies. */
function topicOf(message: Message): number | null {
  const { is_topic_message: isTopic, message_thread_id: thread } = message as Partial<Message.TextMessage>;
  return isTopic && thread !== undefined ? thread : null;
}

function lineIn(
  message: Message,
  asked: QuestionBase,
  me: UserFromGetMe,
  known: ReadonlySet<string>,
): Question | null {
  const text = "text" in message ? message.text : "caption" in message ? message.caption : undefined;
  if (text === undefined || "via_bot" in message || "forward_origin" in message) return null;
  if (message.from?.is_bot && !message.sender_chat) return null;
  const isPrivate = message.chat.type === "private";
  const line = lineFrom(text, isPrivate, me, known);
  if (line === null) return null;
  return {
    ...asked,
    // All who write in a channel's name have one user in common.
    user: message.sender_chat ? null : asked.user,
    kind: "line",
    message: message.message_id,
    chat: String(message.chat.id),
    topic: topicOf(message),
    replyTo: isPrivate || message.chat.type === "channel" ? null : message.message_id,
    official: message.sender_chat?.id === message.chat.id || message.chat.type === "channel",
    line: line.slice(0, LONGEST_LINE).toWellFormed(),
  };
}

function lineFrom(
  text: string,
  isPrivate: boolean,
  me: UserFromGetMe,
  known: ReadonlySet<string>,
): string | null {
  const trimmed = text.trim();
  const [whole, name = "", addressee] = COMMAND.exec(trimmed) ?? [];
  // Free text is a question only where nobody else can be meant.
  if (whole === undefined) return isPrivate && trimmed ? trimmed : null;
  if (addressee !== undefined && addressee.toLowerCase() !== me.username.toLowerCase()) return null;
  const command = name.toLowerCase();
  // `/something` in a group may be meant for another bot.
  if (command !== START && !known.has(command) && !isPrivate && addressee === undefined) return null;
  const rest = trimmed.slice(whole.length).trim();
  if (command !== START) return `/${command} ${rest}`.trim();
  const link = readDeepLink(rest);
  return link ? `/${link.to} ${link.value}` : `/${START}`;
}
