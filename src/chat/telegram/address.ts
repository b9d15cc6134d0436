// The address of a place in Telegram: `CHAT` or `CHAT/TOPIC`, where CHAT is a number or a channel's `@name`.
import type { Place } from "../../delivery/messenger.js";

const ADDRESS = /^(-?\d{1,19}|@[A-Za-z]\w{3,31})(?:\/([1-9]\d{0,9}))?$/;

export const telegramAddress = (chat: string | number, topic: number | null): string =>
  topic === null ? String(chat) : `${chat}/${topic}`;

export const telegramPlace = (chat: string | number, topic: number | null): Place => ({
  platform: "telegram",
  address: telegramAddress(chat, topic),
});

/**
 * The General topic's number. Telegram takes it for a chat action, and refuses every message that names it: what goes
 * there names no topic.
 */
const GENERAL = 1;

export interface TelegramAddress {
  readonly chat: string;
  readonly topic: number | null;
}

/** The parts of an address, or null when it is none: `77`, `-100123/5`, `@news`. */
export function readAddress(address: string): TelegramAddress | null {
  const [, chat, topic] = ADDRESS.exec(address) ?? [];
  if (chat === undefined) return null;
  return { chat, topic: topic === undefined || Number(topic) === GENERAL ? null : Number(topic) };
}

/** Whether an address is in this chat: the chat itself, by its number or `@name`, or one of its topics. */
export const addressesIn =
  (chat: string, name: string | null) =>
  (address: string): boolean => {
    const [where = ""] = address.split("/");
    return where === chat || (name !== null && where.toLowerCase() === `@${name.toLowerCase()}`);
  };

/** Groups, supergroups and channels have negative ids, persons positive ones. */
export const isPerson = (chat: string): boolean => /^\d/.test(chat);

/** How an owner writes a place in Telegram. */
export const telegramAddressing = {
  platform: "telegram",
  form: "needs a chat's number or a channel's @name (4 to 32 letters, digits or _, a letter first), and for a topic its number, /7",
  /** `t.me/NAME`, and `t.me/c/ID/…` of what is private; of an invitation nothing can be told. */
  ofLink(link: string): string | null {
    const [, id, name] =
      /^(?:https?:\/\/)?(?:t|telegram)\.me\/(?:s\/)?(?:c\/(\d+)|([A-Za-z]\w{3,31}))\b/.exec(link) ?? [];
    if (id !== undefined) return `-100${id}`;
    return name === undefined ? null : `@${name}`;
  },
  read(address: string, thread: string | null): string | null {
    const written = thread === null ? address : `${address.split("/")[0] ?? ""}/${thread}`;
    const parts = readAddress(written);
    // One place has one address.
    return parts && telegramAddress(parts.chat, parts.topic);
  },
  roles: "has a role, which only Discord has",
  isRole: (): boolean => false,
  persons: {
    form: "needs your own number, not a name (send /subscribe to the bot in private; postern subscriptions then shows telegram:NUMBER)",
    isOne: (text: string): boolean => /^[1-9]\d{0,18}$/.test(text),
    remedy: "Open the private chat with the bot and press Start",
  },
};
