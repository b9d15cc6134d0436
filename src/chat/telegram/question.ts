// What an update asks of the bot, if anything: which command, in which chat and topic, by whom.
import type { CallbackQuery, ChatMember, Message, Update } from "@grammyjs/types";
import { z } from "zod";
import { PICK_CHANNEL } from "./deep-link.js";
import { guestLine, lineOf, type AskedLine, type Me } from "./line.js";

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
  /** In a channel. */
  readonly channel?: boolean;
  /** The picture below it that carries its buttons, if there is one. */
  readonly picture?: number;
  /** Of a message that one person sees: who, and its own number (`id` is 0 then). */
  readonly alone?: { readonly user: number; readonly id: number };
}

/** Everything in it is plain data: it is kept in the store until it is answered. */
export type Question =
  | (QuestionBase &
      AskedLine & {
        readonly kind: "line";
        readonly chat: string;
        readonly topic: number | null;
        /** The message that asks. */
        readonly message: number;
        /** The message to answer to, in chats of several people. */
        readonly replyTo: number | null;
        /** The message of somebody else's that it answers itself. */
        readonly about?: number | null;
        /** Its number where only the bot sees it (`message` is 0 then). */
        readonly ephemeral?: number | null;
        /** Written in the chat's own name: a channel post, or an administrator who stays anonymous. */
        readonly official: boolean;
        /** In a channel. */
        readonly channel?: boolean;
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
      readonly kind: "chosen";
      /** The id that we gave to what was chosen among what inline mode offered. */
      readonly result: string;
    })
  | (QuestionBase & AskedLine & { readonly kind: "guest"; readonly query: string })
  | (QuestionBase & {
      /** A channel is to be chosen for new posts, or was. */
      readonly kind: "channel";
      /** The private chat of who chooses. */
      readonly chat: string;
      readonly chosen: { readonly chat: string; readonly title: string } | null;
    })
  | (QuestionBase & {
      /** Telegram put a channel's post into the group that is linked with the channel. */
      readonly kind: "discussion";
      readonly chat: string;
      readonly message: number;
      readonly post: { readonly chat: string; readonly name: string | null; readonly message: number };
    })
  | (QuestionBase & {
      /** A group became a supergroup. */
      readonly kind: "moved";
      readonly from: string;
      readonly to: string;
    })
  | (QuestionBase & {
      readonly kind: "member";
      readonly chat: string;
      /** The chat's public name, without `@`. */
      readonly name?: string | null;
      /** Whether the bot may write there now. */
      readonly welcome: boolean;
      /** Whether it came into a group just now. */
      readonly joined?: boolean;
    });

export type QuestionOf<K extends Question["kind"]> = Extract<Question, { kind: K }>;

/** What must keep its order. A bot that is let in or shown out hears of it whatever is asked there. */
export function laneOf(question: Question): string {
  switch (question.kind) {
    case "line":
      return question.chat;
    case "press":
      return question.message?.chat ?? `press ${question.user}`;
    case "inline":
      return `inline ${question.user}`;
    case "chosen":
    case "guest":
      return `${question.kind} ${question.user}`;
    case "channel":
      return question.chat;
    case "discussion":
      return `discussion ${question.chat}`;
    case "moved":
      return `member ${question.to}`;
    case "member":
      return `member ${question.chat}`;
  }
}

/** What every message has (https://core.telegram.org/bots/api#message), as far as an answer depends on it. */
const messageSchema = z.looseObject({
  message_id: z.int(),
  chat: z.looseObject({ id: z.int(), type: z.string() }),
});
const askingSchema = z.looseObject({
  message: messageSchema.optional(),
  edited_message: messageSchema.optional(),
  channel_post: messageSchema.optional(),
  guest_message: messageSchema.extend({ guest_query_id: z.string() }).optional(),
});

/** `known`: the names of commands, without the slash. Throws where the update is malformed. */
export function questionIn(update: Update, me: Me, known: ReadonlySet<string>): Question | null {
  askingSchema.parse(update);
  const { callback_query: press, inline_query: inline, chosen_inline_result: chosen } = update;
  const { my_chat_member: member, guest_message: guest } = update;
  const message = update.message ?? update.edited_message ?? update.channel_post;
  const from = (press ?? inline ?? chosen ?? member ?? guest ?? message)?.from;
  const asked = { id: update.update_id, locale: from?.language_code ?? null, user: from?.id ?? null };
  if (press) return pressIn(press, asked);
  if (inline) {
    const { id, query, offset } = inline;
    return { ...asked, kind: "inline", query: id, text: query.slice(0, 256), offset };
  }
  if (chosen) return { ...asked, kind: "chosen", result: chosen.result_id };
  if (member) {
    const { chat, old_chat_member: before, new_chat_member: now } = member;
    const name = chat.username ?? null;
    const welcome = mayWrite(now);
    const joined = welcome && isGroup(chat) && (before.status === "left" || before.status === "kicked");
    return { ...asked, kind: "member", chat: String(chat.id), name, welcome, joined };
  }
  if (guest?.guest_query_id !== undefined) {
    const line = from?.is_bot ? null : guestLine(guest, me, known);
    return line && { ...asked, ...line, kind: "guest", query: guest.guest_query_id };
  }
  return message ? (serviceIn(message, asked) ?? lineIn(message, asked, me, known)) : null;
}

const isGroup = ({ type }: Message["chat"]): boolean => type === "group" || type === "supergroup";

/** What a message of Telegram's own tells, and the wish to choose a channel, which its keyboard answers. */
function serviceIn(message: Message, asked: QuestionBase): Question | null {
  const { chat, chat_shared: shared, migrate_to_chat_id: to, migrate_from_chat_id: from } = message;
  if (to !== undefined) return { ...asked, kind: "moved", from: String(chat.id), to: String(to) };
  if (from !== undefined) return { ...asked, kind: "moved", from: String(from), to: String(chat.id) };
  const origin = message.is_automatic_forward ? message.forward_origin : undefined;
  if (origin?.type === "channel") {
    const post = {
      chat: String(origin.chat.id),
      name: origin.chat.username ?? null,
      message: origin.message_id,
    };
    return { ...asked, kind: "discussion", chat: String(chat.id), message: message.message_id, post };
  }
  if (chat.type !== "private") return null;
  const chosen = shared ? { chat: String(shared.chat_id), title: shared.title ?? "" } : null;
  return chosen || message.text === `/start ${PICK_CHANNEL}`
    ? { ...asked, kind: "channel", chat: String(chat.id), chosen }
    : null;
}

/** Who may post in a channel is told for channels only. */
function mayWrite(now: ChatMember): boolean {
  if (now.status === "restricted") return now.can_send_messages;
  if (now.status === "administrator") return now.can_post_messages !== false;
  return now.status === "member" || now.status === "creator";
}

function pressIn(
  { id, data = "", message, inline_message_id: inline }: CallbackQuery,
  asked: QuestionBase,
): Question {
  const place = message ? placeOf(message, asked.user) : null;
  return { ...asked, kind: "press", query: id, state: data, message: place, inline: inline ?? null };
}

/** A picture of formulas answers the text that it belongs to: so nothing need be remembered about it. */
function placeOf(message: Message, user: number | null): BotMessage {
  const { photo, reply_to_message: text, message_id: id, ephemeral_message_id: own } = message;
  const chat = String(message.chat.id);
  // Telegram gives no content for an old message, but its id can still be edited.
  const topic = message.date === 0 ? null : topicOf(message);
  if (own !== undefined && user !== null) return { chat, id, topic, alone: { user, id: own } };
  const where = { chat, topic, ...(message.chat.type === "channel" && { channel: true }) };
  return photo ? { ...where, id: text?.message_id ?? id, picture: id } : { ...where, id };
}

/** A thread id names a topic only where Telegram says so: in other groups it is a thread of replies. */
const topicOf = ({ is_topic_message: isTopic, message_thread_id: thread }: Message): number | null =>
  isTopic && thread !== undefined ? thread : null;

function lineIn(message: Message, asked: QuestionBase, me: Me, known: ReadonlySet<string>): Question | null {
  const { chat, from, sender_chat: sender, reply_to_message: answered } = message;
  if (message.via_bot || (from?.is_bot && !sender)) return null;
  const line = lineOf(message, me, known);
  if (line === null) return null;
  const severalPeople = isGroup(chat);
  return {
    ...asked,
    // All who write in a channel's name have one user in common.
    user: sender ? null : asked.user,
    kind: "line",
    message: message.message_id,
    chat: String(chat.id),
    topic: topicOf(message),
    replyTo: severalPeople && message.message_id !== 0 ? message.message_id : null,
    ...(message.ephemeral_message_id !== undefined && { ephemeral: message.ephemeral_message_id }),
    about: severalPeople && answered?.from?.id !== me.id ? (answered?.message_id ?? null) : null,
    official: sender?.id === chat.id || chat.type === "channel",
    ...(chat.type === "channel" && { channel: true }),
    ...line,
  };
}
