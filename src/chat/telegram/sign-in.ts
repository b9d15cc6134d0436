// Whose token it is, asked without receiving anything, and the links by which people reach the bot.
import type { ChatState, Invitation } from "../chat.js";
import type { Network } from "../../net/network.js";
import { isTokenRefused, telegramApi } from "./api.js";

export const REFUSED =
  "Telegram refuses the token. Copy it again from @BotFather (/mybots, API Token) into TELEGRAM_TOKEN.";

/** Telegram's deep links; in a channel the bot posts, changes and removes what it posted. */
export const invitationsOf = (username: string): readonly Invitation[] => [
  { into: "chat", url: `https://t.me/${username}` },
  { into: "group", url: `https://t.me/${username}?startgroup` },
  {
    into: "channel",
    url: `https://t.me/${username}?startchannel&admin=post_messages+edit_messages+delete_messages`,
  },
];

/** `apiUrl` as in the chat's options. */
export async function signIn(token: string, apiUrl: string | null, network: Network): Promise<ChatState> {
  const api = telegramApi(token, apiUrl, network);
  try {
    const { username } = await api.call("getMe", undefined, {
      timeout: 10_000,
    });
    return { kind: "connected", as: `@${username}`, invitations: invitationsOf(username) };
  } catch (error) {
    return isTokenRefused(error)
      ? { kind: "refused", reason: REFUSED }
      : { kind: "unreachable", reason: String(error), hint: api.hint() };
  }
}
