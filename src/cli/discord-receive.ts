// `postern discord-receive http URL|gateway`: says to Discord how questions are to come, and what that changed.
import type { AppContext } from "../blog.js";
import { endpointOf, receiveBy } from "../chat/discord/receive-by.js";
import { discordSettings } from "../chat/discord/settings.js";
import { networkOf } from "../net/network-of.js";
import { CommandFault } from "./fault.js";
import { print } from "./output.js";

export async function discordReceive(
  { config, log }: AppContext,
  way: string,
  address: string | null,
): Promise<void> {
  if (way !== "http" && way !== "gateway")
    throw new CommandFault(`Questions come by http or gateway, not by “${way}”.`);
  if (way === "http" && address === null)
    throw new CommandFault(
      "Where shall Discord send questions? postern discord-receive http https://bot.example.org/discord/interactions",
    );
  if (way === "gateway" && address !== null)
    throw new CommandFault("Over the gateway there is no address: postern discord-receive gateway");
  const settings = discordSettings.parse(config.given);
  const { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, DISCORD_RECEIVE: receive } = settings;
  if (token === null) throw new CommandFault("DISCORD_TOKEN is not set, so there is no bot to speak of.");
  const network = await networkOf(config.given);
  const endpoint = address === null ? null : endpointOf(address);
  const before = await receiveBy(endpoint, { token, apiUrl, log, network });
  const was =
    before === endpoint ? "as before" : before === null ? "before: over the gateway" : `before: to ${before}`;
  await print(
    endpoint === null
      ? `Discord sends questions over the gateway (${was}).`
      : `Discord sends questions to ${endpoint} (${was}).`,
  );
  if (receive !== way)
    await print(
      `Here DISCORD_RECEIVE is ${receive}: set it to ${way} and start the bot anew, or nobody answers.`,
    );
}
