// Who asks, where, and whether they may decide for that place: asked of Telegram each time, for rights change.
import type { Asker, Dispatcher } from "../../command/dispatcher.js";
import { addressesIn, isPerson, telegramPlace } from "./address.js";
import { CallError, type Api } from "./api.js";
import { PICK_CHANNEL } from "./deep-link.js";
import type { Question } from "./question.js";

/** What of the bot an asker needs. */
interface AskerDeps {
  readonly api: Api;
  readonly dispatcher: Pick<Dispatcher, "commands">;
  /** Its name, without `@`. */
  readonly bot: string;
}

export function askerOf(question: Question, { api, dispatcher, bot }: AskerDeps): Asker {
  const { locale, user } = question;
  const at = placeOf(question);
  const asker: Asker = { locale, mentionOf: (name) => tapped(name, dispatcher) };
  if (!at) return asker;
  return {
    ...asker,
    place: telegramPlace(at.chat, at.topic),
    ...(user !== null && { person: String(user) }),
    isAlone: user !== null && at.chat === String(user),
    isBeside: addressesIn(at.chat, null),
    // A channel's posts are talked about in the group that is linked with it.
    extras: ["preview", "pin", ...(at.channel ? (["discuss"] as const) : [])],
    // Who writes to the bot alone may have groups and channels of their own.
    ...(isPerson(at.chat) && { invitations: invitations(bot) }),
    mayManage: async () =>
      isPerson(at.chat) || at.official || (user !== null && (await isAdmin(api, at.chat, user))),
  };
}

/** Telegram makes a command of its name; only one that needs no words is worth a tap. */
const tapped = (name: string, { commands }: AskerDeps["dispatcher"]): string | undefined =>
  commands.find((one) => one.name === name)?.options[0]?.required ? undefined : `/${name}`;

const invitations = (bot: string): NonNullable<Asker["invitations"]> => [
  { into: "group", url: `https://t.me/${bot}?startgroup` },
  { into: "channel", url: `https://t.me/${bot}?start=${PICK_CHANNEL}` },
];

function placeOf(
  question: Question,
): { chat: string; topic: number | null; official: boolean; channel?: boolean } | null {
  if (question.kind === "line") return question;
  return question.kind === "press" && question.message ? { ...question.message, official: false } : null;
}

/** Whether somebody decides for a chat; of a channel, whether they may post there. */
export async function isAdmin(api: Api, chat: string, user: number): Promise<boolean> {
  try {
    const member = await api.call("getChatMember", { chat_id: chat, user_id: user });
    if (member.status === "creator") return true;
    return member.status === "administrator" && member.can_post_messages !== false;
  } catch (error) {
    // Telegram tells nothing about the members of a channel in which the bot is no administrator.
    if (error instanceof CallError) return false;
    throw error;
  }
}
