// What a message says, without what Discord writes in signs of its own.
import type { Message } from "discord.js";

/** Mentions of persons, channels, roles and commands, emoji, times (Discord, Message Formatting). */
const SIGNS = /<(?:[@#]|a?:|t:|\/|id:)[^<>\n]{1,150}>/gu;
/** The longest that a message can be. */
const LONGEST = 4000;

/** A forwarded message says what was forwarded. */
export function messageText({ content, messageSnapshots }: Message): string {
  const said = content.trim() === "" ? (messageSnapshots.first()?.content ?? "") : content;
  return said.slice(0, LONGEST).replace(SIGNS, " ");
}
