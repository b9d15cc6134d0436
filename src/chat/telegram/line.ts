// The line that a message asks: a command, or words that are meant for the bot.
import type { Message, UserFromGetMe } from "@grammyjs/types";
import { namesPost, readDeepLink } from "./deep-link.js";

export type Me = Pick<UserFromGetMe, "id" | "username">;

/** Longer lines are cut: nothing a reader means is longer. */
const LONGEST_LINE = 1200;
const COMMAND = /^[/／]([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,32}))?(?=\s|$)/;
/** What Telegram sends when a reader opens the bot, with what a deep link says; it greets. */
const START = "start";

export interface AskedLine {
  /** `/post usefulness`, or free text. */
  readonly line: string;
  /** Somebody else's words, passed on or answered: they are looked for, never taken for a command. */
  readonly others?: true;
  /** The post that a link of ours names by its id: another is never meant. */
  readonly opens?: { readonly command: string; readonly post: string };
}

/** What a message's text or caption asks; null where the bot is not meant. */
export function lineOf(message: Message, me: Me, known: ReadonlySet<string>): AskedLine | null {
  const text = wordsOf(message);
  const { type } = message.chat;
  const isForward = message.forward_origin !== undefined;
  if (text === "" || (isForward && type !== "private")) return null;
  // What somebody else told a bot to do is passed on here as what it says.
  if (COMMAND.test(text)) return isForward ? null : commandIn(text, type === "private", me, known);
  // Free text is a question only where nobody else can be meant.
  if (type === "private") return cut(text, isForward);
  const isMeant = type !== "channel" && (mentions(text, me) || message.reply_to_message?.from?.id === me.id);
  return isMeant ? toBot(message, me, known) : null;
}

/** What is asked of the bot in a chat that it is no member of. */
export const guestLine = (message: Message, me: Me, known: ReadonlySet<string>): AskedLine | null =>
  toBot(message, me, known);

const wordsOf = ({ text, caption }: Pick<Message, "text" | "caption">): string =>
  (text ?? caption ?? "").trim();

const cut = (line: string, others = false): AskedLine => ({
  line: line.slice(0, LONGEST_LINE).toWellFormed(),
  ...(others && { others }),
});

const mention = ({ username }: Me): RegExp => new RegExp(`(?<![\\w@/])@${username}(?!\\w)`, "gi");
const mentions = (text: string, me: Me): boolean => mention(me).test(text);

/** Words to the bot by name: those beside the name, else those of the message that is answered so. */
function toBot(message: Message, me: Me, known: ReadonlySet<string>): AskedLine | null {
  const text = wordsOf(message).replace(mention(me), " ").replace(/ {2,}/g, " ").trim();
  if (COMMAND.test(text)) return commandIn(text, true, me, known);
  const theirs = text === "" && message.reply_to_message ? wordsOf(message.reply_to_message) : "";
  return theirs === "" ? cut(text || `/${START}`) : cut(theirs, true);
}

function commandIn(text: string, isForBot: boolean, me: Me, known: ReadonlySet<string>): AskedLine | null {
  const [whole = "", name = "", addressee] = COMMAND.exec(text) ?? [];
  if (addressee !== undefined && addressee.toLowerCase() !== me.username.toLowerCase()) return null;
  const command = name.toLowerCase();
  // `/something` in a group may be meant for another bot.
  if (command !== START && !known.has(command) && !isForBot && addressee === undefined) return null;
  const rest = text.slice(whole.length).trim();
  if (command !== START) return cut(`/${command} ${rest}`.trim());
  const link = readDeepLink(rest);
  if (link === null) return cut(`/${START}`);
  const { to, value } = link;
  return { ...cut(`/${to} ${value}`), ...(namesPost(link) && { opens: { command: to, post: value } }) };
}
