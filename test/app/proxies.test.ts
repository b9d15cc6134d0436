// By way of a proxy, of either kind: Telegram, Discord's API and gateway, feeds, git and the look at a page.
import { mkdtemp } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { OpenChat, Platform } from "../../src/chat/platform.js";
import { discord as discordPlatform } from "../../src/chat/discord/platform.js";
import { telegram as telegramPlatform } from "../../src/chat/telegram/platform.js";
import { readConfig } from "../../src/config.js";
import { openNetwork } from "../../src/net/network.js";
import { checkLive } from "../../src/news/live-check.js";
import { openFeed } from "../../src/source/feed.js";
import { openGit, parseGitAddress } from "../../src/source/git.js";
import { loopback } from "../loopback.js";
import { DiscordStandIn, TOKEN } from "../stand-in/discord/stand-in.js";
import { connectProxy, socksProxy, type StandInProxy } from "../stand-in/proxy.js";
import { TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { recordedLog } from "../recorded-log.js";
import { until } from "../until.js";
import { openPlatform } from "./open-platform.js";

let proxy: StandInProxy;
let closing: (() => Promise<unknown>)[];

beforeEach(() => (closing = []));
afterEach(async () => {
  for (const close of closing.reverse()) await close();
});
const closed = <T>(thing: T, close: (thing: T) => Promise<unknown>): T => {
  closing.push(() => close(thing));
  return thing;
};
/** A server of this machine under a name that only the proxy knows. */
const elsewhere = (url: string, host = "far-away.example.org"): string => url.replace("127.0.0.1", host);
const portOf = (url: string): string => new URL(url).port;

const open = (platform: Platform, given: Readonly<Record<string, string>>): Promise<OpenChat> =>
  openPlatform(platform, given, closing);

describe.each([
  [
    "HTTPS_PROXY and HTTP_PROXY by CONNECT",
    connectProxy,
    (url: string) => ({ HTTPS_PROXY: url, HTTP_PROXY: url }),
  ],
  ["ALL_PROXY by SOCKS5", socksProxy, (url: string) => ({ ALL_PROXY: url })],
])("%s", (_, start, settings) => {
  beforeEach(async () => {
    proxy = closed(await start(), (one) => one.stop());
  });
  const given = () => settings(proxy.url);

  test("Telegram asks, and answers", async () => {
    const telegram = closed(await TelegramStandIn.start(), (one) => one.stop());
    await open(telegramPlatform, {
      ...given(),
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_API_URL: elsewhere(telegram.url),
    });
    await telegram.say("/help");
    expect(new Set(proxy.asked)).toEqual(new Set([`far-away.example.org:${portOf(telegram.url)}`]));
  });

  test("Discord's API and gateway", async () => {
    const discord = closed(await DiscordStandIn.start(), (one) => one.stop());
    await open(discordPlatform, {
      ...given(),
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: elsewhere(discord.apiUrl),
    });
    await discord.command("help");
    const port = portOf(discord.apiUrl);
    expect(new Set(proxy.asked)).toEqual(new Set([`far-away.example.org:${port}`, `127.0.0.1:${port}`]));
  });

  test("feeds, git and the look at a page; NO_PROXY names what is reached without it", async () => {
    const feed = `<rss version="2.0"><channel><title>B</title><item><title>One</title><guid>1</guid></item></channel></rss>`;
    const server: Server = createServer((_request, response) => void response.end(feed));
    closed(server, async (one) => one.close());
    const local = await loopback(server);
    const url = elsewhere(local);
    const environment = { PATH: process.env["PATH"], ...readConfig([], given(), "no such file").environment };
    const network = openNetwork(given());
    const dataDir = await mkdtemp(join(tmpdir(), "postern-proxy-"));
    const source = closed(await openFeed(url, { dataDir, interval: 600, network }), (one) => one.stop());
    expect(await source.list("items")).toHaveLength(1);
    expect(await checkLive(url, "https://blog.example.org", network)).toEqual({ live: true });
    const before = proxy.asked.length;
    expect(before).toBeGreaterThanOrEqual(1);
    const options = {
      dataDir,
      interval: 600,
      token: null,
      maxBytes: 1_000_000,
      log: recordedLog(),
      isRoot: async () => false,
      environment,
      network,
    };
    closed(await openGit(parseGitAddress(`${url}/blog.git`), options), (one) => one.stop());
    await until(() => proxy.asked.length > before, "git's connection");
    expect(new Set(proxy.asked)).toEqual(new Set([`far-away.example.org:${portOf(url)}`]));

    const asked = proxy.asked.length;
    const without = openNetwork({ ...given(), NO_PROXY: "127.0.0.1" });
    expect(await checkLive(local, local, without)).toEqual({ live: true });
    expect(proxy.asked.length).toBe(asked);
  });
});

test("what is not reached names the setting", async () => {
  const telegram = closed(await TelegramStandIn.start(), (one) => one.stop());
  const network = openNetwork({ HTTPS_PROXY: "http://ada:secret@127.0.0.1:9" });
  expect(network.hint("https://api.telegram.org")).toContain("http://127.0.0.1:9 (HTTPS_PROXY");
  expect(network.hint("https://api.telegram.org")).not.toContain("secret");
  expect(openNetwork().hint(telegram.url)).toContain("HTTPS_PROXY");
});

test.each([
  ["https://api.telegram.org", "api.telegram.org", true],
  ["https://api.telegram.org", "telegram.org", true],
  ["https://api.telegram.org", ".telegram.org, x", true],
  ["https://api.telegram.org", "*.telegram.org", true],
  ["https://notelegram.org", "telegram.org", false],
  ["https://api.telegram.org", "api.telegram.org:80", false],
  ["https://api.telegram.org", "API.telegram.org:443", true],
  ["http://10.1.2.3:80/", "10.0.0.0/8", true],
  ["http://11.1.2.3/", "10.0.0.0/8,nonsense/99,/", false],
  ["http://[fd00::1]/", "[fd00::1]", true],
  ["wss://gateway.discord.gg", "*", true],
  ["wss://gateway.discord.gg", "", false],
])("%s is reached without a proxy where NO_PROXY is %j: %s", (url, NO_PROXY, isDirect) => {
  expect(openNetwork({ ALL_PROXY: "socks5://127.0.0.1:1080", NO_PROXY }).proxyFor(url) === null).toBe(
    isDirect,
  );
});

test("names count in small letters, for programs that are started too, and passwords are secrets", () => {
  const config = readConfig(
    [],
    { https_proxy: "ada:pass-word@proxy:3128", HTTPS_PROXY: "http://other:1" },
    "none",
  );
  expect(config.given["HTTPS_PROXY"]).toBe("ada:pass-word@proxy:3128");
  expect(config.environment).toMatchObject({ HTTPS_PROXY: "ada:pass-word@proxy:3128" });
  expect(config.secrets).toContain("pass-word");
  expect(() => readConfig([], { ALL_PROXY: "gopher://x" }, "none")).toThrow(
    /ALL_PROXY must be the address of a proxy/,
  );
});
