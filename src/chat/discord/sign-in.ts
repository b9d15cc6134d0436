// Whose token it is, asked without connecting to the gateway, and the link by which an owner lets the bot into a server.
import {
  OAuth2Scopes,
  PermissionFlagsBits,
  Routes,
  type RESTGetCurrentApplicationResult,
} from "discord-api-types/v10";
import { DiscordAPIError, REST } from "@discordjs/rest";
import type { ChatState, Invitation } from "../chat.js";
import type { Network } from "../../net/network.js";
import { reachedBy, reachHint } from "./reach.js";
import { faultFields } from "./faults.js";

export const REFUSED =
  "Discord refuses the token. Open discord.com/developers, your application, Bot, Reset Token, and copy it into DISCORD_TOKEN.";

/** What answering and announcing need, and nothing else; README names the same. */
export const RIGHTS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory;

export function invitationsOf(applicationId: string): readonly Invitation[] {
  const url = new URL("https://discord.com/oauth2/authorize");
  url.searchParams.set("client_id", applicationId);
  url.searchParams.set("scope", [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(" "));
  url.searchParams.set("permissions", String(RIGHTS));
  return [{ into: "server", url: url.href }];
}

/** `apiUrl` as in the chat's options. */
export async function signIn(token: string, apiUrl: string | null, network: Network): Promise<ChatState> {
  const rest = new REST({ ...reachedBy(network, apiUrl), timeout: 10_000, retries: 1 }).setToken(token);
  try {
    const { id, name, bot } = (await rest.get(
      Routes.currentApplication(),
    )) as RESTGetCurrentApplicationResult;
    return { kind: "connected", as: bot?.username ?? name, invitations: invitationsOf(id) };
  } catch (error) {
    return error instanceof DiscordAPIError && error.status === 401
      ? { kind: "refused", reason: REFUSED }
      : { kind: "unreachable", reason: faultFields(error).reason, hint: reachHint(network, apiUrl) };
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}
