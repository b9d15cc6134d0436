// The address of a place in Telegram: `CHAT` or `CHAT/TOPIC`, where CHAT is a number or a channel's `@name`.
import type { Place } from "../../delivery/messenger.js";

const ADDRESS = /^(-?\d{1,19}|@[A-Za-z]\w{3,31})(?:\/([1-9]\d{0,9}))?$/;

export const telegramAddress = (chat: string | number, topic: number | null): string =>
  topic === null ? String(chat) : `${chat}/${topic}`;

export const telegramPlace = (chat: string | number, topic: number | null): Place => ({
  platform: "telegram",
  address: telegramAddress(chat, topic),
});

/** The parts of an address, or null when it is none: `TELEGRAM_CHAT`, `-100123/5`, `@news`. */
export function readAddress(
  address: string,
): { readonly chat: string; readonly topic: number | null } | null {
  const [, chat, topic] = ADDRESS.exec(address) ?? [];
  return chat === undefined ? null : { chat, topic: topic === undefined ? null : Number(topic) };
}

/** Groups, supergroups and channels have negative ids, persons positive ones. */
export const isPerson = (chat: string): boolean => /^\d/.test(chat);

/** How an owner writes a place in Telegram. */
export const telegramAddressing = {
  platform: "telegram",
  form: "needs a chat's number or a channel's @name (4 to 32 letters, digits or _, a letter first), and for a topic its number, /7",
  read(address: string, thread: string | null): string | null {
    const written = thread === null ? address : `${address.split("/")[0] ?? ""}/${thread}`;
    return readAddress(written) === null ? null : written;
  },
  roles: "has a role, which only Discord has",
  isRole: (): boolean => false,
};
