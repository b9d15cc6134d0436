// A bot for the tests of Discord: real commands over a handful of posts, a real store, against the stand-in.
import { afterEach, beforeEach, expect, vi } from "vitest";
import { discordChat, type DiscordOptions } from "../../../src/chat/discord/discord-chat.js";
import { discordHttpChat, type DiscordHttpOptions } from "../../../src/chat/discord/http-chat.js";
import { INTERACTIONS_PATH } from "../../../src/chat/discord/interactions-route.js";
import { startServer, type Server } from "../../../src/http/server.js";
import { dispatcherOf, keptLog, newStore } from "../telegram/bot.js";
import { DiscordStandIn, PUBLIC_KEY, TOKEN } from "../../stand-in/discord/stand-in.js";
import type { StateStore } from "../../../src/reply/action-state.js";
import type { Store } from "../../../src/store/store.js";

/**
 * Short waits, so that what fails is tried again at once; but nothing is deferred, as which no form can be shown, because
 * the machine is busy.
 */
export const QUICK = { identify: { gap: 5, longest: 50 }, retry: 10, deferAfter: 2_500 };
/** For answers that come late. */
export const LATE = { ...QUICK, deferAfter: 300 };

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

/** What an HTTP chat keeps, for as long as the test runs. */
export function memoryOfHttp(): DiscordHttpOptions["store"] {
  const texts = new Map<string, string>();
  return {
    getState: (name) => Promise.resolve(texts.get(name) ?? null),
    setState: (name, value) => Promise.resolve(void texts.set(name, value)),
    deferred: { keep: async () => {}, done: async () => {}, takeLeft: async () => [] },
  };
}

/** The same by HTTP, with a server of its own, to which the stand-in sends what is asked once it is started. */
export function httpBotFor(discord: DiscordStandIn, more: Partial<DiscordHttpOptions> = {}) {
  const log = keptLog();
  const chat = discordHttpChat({
    token: TOKEN,
    apiUrl: discord.apiUrl,
    publicKey: PUBLIC_KEY,
    guildId: null,
    dispatcher: more.dispatcher ?? dispatcherOf(memory()),
    store: memoryOfHttp(),
    log,
    timing: QUICK,
    ...more,
  });
  let server: Server | null = null;
  return {
    ...chat,
    /** Without a server, to which nothing is sent. */
    startAlone: () => chat.start(),
    log,
    async start(): Promise<void> {
      const onFault = (fault: unknown): void => log.error({ fault: String(fault) }, "a fault in the server");
      server = await startServer({ host: "127.0.0.1", port: 0, routes: chat.routes, onFault });
      discord.world.application["interactions_endpoint_url"] = server.url + INTERACTIONS_PATH;
      await chat.start();
    },
    async stop(): Promise<void> {
      await Promise.all([chat.stop(), server?.stop()]);
      server = null;
    },
  };
}

export type Bot = ReturnType<typeof botFor>;

/** Gives each test a stand-in and a store, and ends them behind it: first the bots in the list, which tests fill. */
export function eachOverStore<B extends Pick<Bot, "stop">>(
  begin: (discord: DiscordStandIn, store: Store) => void,
): B[] {
  const running: B[] = [];
  let discord: DiscordStandIn;
  let store: Store;
  beforeEach(async () => {
    discord = await DiscordStandIn.start();
    store = await newStore();
    begin(discord, store);
  });
  afterEach(async () => {
    vi.useRealTimers();
    await Promise.all(running.splice(0).map((bot) => bot.stop()));
    await discord.stop();
    await store.close();
  });
  return running;
}

/** Both ways in which Discord's questions come. */
export const ways = [
  { way: "the gateway", open: botFor },
  {
    way: "HTTP",
    open: (
      discord: DiscordStandIn,
      { store: _store, timing = QUICK, ...more }: Partial<DiscordOptions> = {},
    ) => httpBotFor(discord, { ...more, timing }),
  },
] as const;

/** A stand-in and a bot in one of these ways that answers over it. */
export async function startBot(
  open: (typeof ways)[number]["open"],
  more: Partial<DiscordOptions> = {},
): Promise<{ readonly discord: DiscordStandIn; readonly bot: Bot }> {
  const discord = await DiscordStandIn.start();
  const bot = open(discord, more);
  await bot.start();
  return { discord, bot };
}

/** Ends both; fails where the bot warned of anything. */
export async function stopQuiet(discord: DiscordStandIn, bot: Bot): Promise<void> {
  await bot.stop();
  await discord.stop();
  expect(bot.log.lines.filter((line) => !line.startsWith("info"))).toEqual([]);
}
