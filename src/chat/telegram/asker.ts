// Who asks, where, and whether they may decide for that place: asked of Telegram each time, for rights change.
import type { Asker } from "../../command/dispatcher.js";
import { addressesIn, isPerson, telegramPlace } from "./address.js";
import { CallError, type Api } from "./api.js";
import type { Question } from "./question.js";

export function askerOf(question: Question, api: Api): Asker {
  const { locale, user } = question;
  const at = placeOf(question);
  if (!at) return { locale };
  return {
    locale,
    place: telegramPlace(at.chat, at.topic),
    ...(user !== null && { person: String(user) }),
    isAlone: user !== null && at.chat === String(user),
    isBeside: addressesIn(at.chat, null),
    mayManage: async () => isPerson(at.chat) || at.official || (user !== null && isAdmin(api, at.chat, user)),
  };
}

function placeOf(question: Question): { chat: string; topic: number | null; official: boolean } | null {
  if (question.kind === "line") return question;
  return question.kind === "press" && question.message ? { ...question.message, official: false } : null;
}

async function isAdmin(api: Api, chat: string, user: number): Promise<boolean> {
  try {
    const { status } = await api.call("getChatMember", { chat_id: chat, user_id: user });
    return status === "creator" || status === "administrator";
  } catch (error) {
    // Telegram tells nothing about the members of a channel in which the bot is no administrator.
    if (error instanceof CallError) return false;
    throw error;
  }
}
