// Discord as the rest sees it.
import { platform } from "../platform.js";
import { discordAddressing } from "./address.js";
import type { DiscordOptions } from "./discord-chat.js";
import { discordSettings } from "./settings.js";

export const discord = platform({
  name: "discord",
  title: "Discord",
  settings: discordSettings,
  token: "DISCORD_TOKEN",
  addressing: discordAddressing,
  async preview({ DISCORD_STYLE: style }, language, formulas) {
    const { discordPreview } = await import("./discord-preview.js");
    return discordPreview(language, { style, formulas });
  },
  async signIn(token, { DISCORD_API_URL: apiUrl }, network) {
    const { signIn } = await import("./sign-in.js");
    return signIn(token, apiUrl, network);
  },
  async messenger(token, { DISCORD_API_URL: apiUrl, DISCORD_STYLE: style }, network) {
    const { discordMessenger } = await import("./messenger.js");
    return discordMessenger(token, apiUrl, null, style, network);
  },
  async open(token, settings, deps) {
    const { DISCORD_API_URL: apiUrl, DISCORD_GUILD_ID: guildId, DISCORD_STYLE: style } = settings;
    const { GREET: greets, DISCORD_PUBLIC_KEY: publicKey } = settings;
    const { discordMessenger } = await import("./messenger.js");
    const messenger = discordMessenger(token, apiUrl, deps.formulas, style, deps.network);
    const options = { ...deps, token, apiUrl, guildId, style };
    if (settings.DISCORD_RECEIVE === "http" && publicKey !== null) {
      const { discordHttpChat } = await import("./http-chat.js");
      const chat = discordHttpChat({ ...options, publicKey });
      return { chat, messenger, routes: chat.routes, hosts: [], together: true };
    }
    // Before discord.js is loaded: it takes its class of sockets then.
    const { socketsBy } = await import("./gateway-sockets.js");
    socketsBy(deps.network);
    const { discordChat } = await import("./discord-chat.js");
    if (deps.lead === null)
      return { chat: discordChat({ ...options, greets }), messenger, routes: [], hosts: [] };
    const { sharedGateway, SHARED_DEFER_AFTER: deferAfter } = await import("./shared-gateway.js");
    const share: DiscordOptions["share"] = (...chat) => sharedGateway(deps.store, ...chat);
    const chat = discordChat({ ...options, greets, share, timing: { deferAfter } });
    return { chat, messenger, routes: [], hosts: [], together: true };
  },
});
