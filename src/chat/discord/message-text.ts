// What a message says, without what Discord writes in signs of its own.

/** Mentions of persons, channels, roles and commands, emoji, times (Discord, Message Formatting). */
const SIGNS = /<(?:[@#]|a?:|t:|\/|id:)[^<>\n]{1,150}>/gu;
/** The longest that a message can be. */
const LONGEST = 4000;

/** A message without words of its own may forward another's. */
export function messageText(content: string, forwarded = ""): string {
  const said = content.trim() === "" ? forwarded : content;
  return said.slice(0, LONGEST).replace(SIGNS, " ");
}
