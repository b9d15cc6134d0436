// A bot for the tests of Discord: real commands over a handful of posts, a real store, against the stand-in.
import { discordChat, type DiscordOptions } from "../../../src/chat/discord/discord-chat.js";
import { dispatcherOf, keptLog } from "../telegram/bot.js";
import { TOKEN, type DiscordStandIn } from "../../stand-in/discord/stand-in.js";
import type { StateStore } from "../../../src/reply/action-state.js";

/** Short waits, so that what fails is tried again at once. */
export const QUICK = { identify: { gap: 5, longest: 50 }, retry: 10, deferAfter: 300 };

/** Remembers long button states for as long as the test runs. */
export function memory(): StateStore {
  const texts: string[] = [];
  return {
    remember: (text) => Promise.resolve(String(texts.push(text) - 1)),
    recall: (key) => Promise.resolve(texts[Number(key)] ?? null),
  };
}

/** The chat, not yet started. */
export function botFor(discord: DiscordStandIn, more: Partial<DiscordOptions> = {}) {
  const log = keptLog();
  const dispatcher = more.dispatcher ?? dispatcherOf(memory());
  const options = {
    token: TOKEN,
    apiUrl: discord.apiUrl,
    guildId: null,
    dispatcher,
    log,
    timing: QUICK,
    ...more,
  };
  return { ...discordChat(options), log };
}
