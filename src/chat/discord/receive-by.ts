// Says to Discord how questions are to come: to an address by HTTP, or over the gateway. The two exclude each other.
import { DiscordAPIError } from "@discordjs/rest";
import { RESTJSONErrorCodes, Routes } from "discord-api-types/v10";
import { ask, reasonOf } from "../../net/ask.js";
import type { Network } from "../../net/network.js";
import { ChatError } from "../chat.js";
import { applicationSchema } from "./application.js";
import { faultFields } from "./faults.js";
import { INTERACTIONS_PATH } from "./interactions-route.js";
import { reachHint } from "./reach.js";
import { answeringRest, closeRest, type RestOptions } from "./rest.js";
import { REFUSED } from "./sign-in.js";

const LOOK_MS = 5_000;

/** An address as the owner wrote it, with our path where it has none. Throws ChatError. */
export function endpointOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isHere = url !== null && /^(?:localhost|127\.0\.0\.1)$/.test(url.hostname);
  if (url?.protocol !== "https:" && !(isHere && url.protocol === "http:"))
    throw new ChatError(
      `Discord needs a public address that begins with https://, such as https://bot.example.org${INTERACTIONS_PATH}.`,
    );
  if (url.pathname === "/") url.pathname = INTERACTIONS_PATH;
  return url.href;
}

/** `endpoint` null: over the gateway. Gives the endpoint there was before. Throws ChatError, which says what to do. */
export async function receiveBy(
  endpoint: string | null,
  options: RestOptions & { readonly network: Network },
): Promise<string | null> {
  const rest = answeringRest(options);
  try {
    const before = applicationSchema.parse(await rest.get(Routes.currentApplication()));
    const body = { interactions_endpoint_url: endpoint };
    await rest.patch(Routes.currentApplication(), { body });
    return before.interactions_endpoint_url || null;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401) throw new ChatError(REFUSED);
    const isRefused =
      error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InvalidFormBodyOrContentType;
    if (endpoint !== null && isRefused)
      throw new ChatError(
        `Discord asked ${endpoint} and does not take it; nothing is changed. ${await whyNot(endpoint, options.network)}`,
      );
    const { reason } = faultFields(error);
    throw new ChatError(
      `Discord could not be told (${reason}). ${reachHint(options.network, options.apiUrl)}`.trim(),
    );
  } finally {
    closeRest(rest);
  }
}

/** What a look from here shows of an address that Discord does not take. */
async function whyNot(endpoint: string, network: Network): Promise<string> {
  const url = new URL(endpoint);
  const signal = AbortSignal.timeout(LOOK_MS);
  try {
    const { status } = await ask(url, { method: "POST", headers: {}, signal, owner: endpoint }, network);
    if (status === 401)
      return "A bot is there and checks who asks: most likely its DISCORD_PUBLIC_KEY is another application's. Copy Public Key from discord.com/developers, your application, General Information.";
    if (status === 404)
      return `Nothing is there: start the bot with DISCORD_RECEIVE=http, and let the proxy lead ${INTERACTIONS_PATH} to its HTTP_PORT.`;
    if (status === 421) return `The bot does not go by that name: set HTTP_PUBLIC_HOST=${url.hostname}.`;
    if (status >= 500)
      return `It answers ${status}: does the bot run, and does the proxy lead to its HTTP_PORT?`;
    return `It answers ${status} where it ought to refuse a question without a signature (401): does the address lead to the bot?`;
  } catch (error) {
    return `From here it cannot be reached either: ${reasonOf(error).message}.`;
  }
}
