// Hosts that have an address of IPv6 alone: Telegram, Discord's API, feeds, git and the look at a page.
import { lookup } from "node:dns/promises";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:http";
import { connect, createServer as createTcpServer, type Socket } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { discord as discordPlatform } from "../../src/chat/discord/platform.js";
import { telegram as telegramPlatform } from "../../src/chat/telegram/platform.js";
import { openNetwork } from "../../src/net/network.js";
import { checkLive } from "../../src/news/live-check.js";
import { openFeed } from "../../src/source/feed.js";
import { openGit, parseGitAddress } from "../../src/source/git.js";
import { loopback } from "../loopback.js";
import { recordedLog } from "../recorded-log.js";
import { DiscordStandIn, TOKEN } from "../stand-in/discord/stand-in.js";
import { TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { until } from "../until.js";
import { openPlatform } from "./open-platform.js";

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);
/** Debian's name for it, which has no other address. */
const NAME = "ip6-localhost";
const addresses = await lookup(NAME, { all: true }).catch(() => []);
const isKnown = addresses.length > 0 && addresses.every(({ family }) => family === 6);

let closing: (() => Promise<unknown>)[];
beforeEach(() => (closing = []));
afterEach(async () => {
  for (const close of closing.reverse()) await close();
});

/** How many connections came by IPv6 so far. */
let connections: number;

/** The same server on the same port of ::1; its address there. */
async function onIpv6(url: string, host: string): Promise<string> {
  const port = Number(new URL(url).port);
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    connections += 1;
    sockets.add(socket);
    const to = connect(port, "127.0.0.1");
    socket.on("error", () => to.destroy()).on("close", () => sockets.delete(socket));
    to.on("error", () => socket.destroy());
    socket.pipe(to).pipe(socket);
  });
  await new Promise<void>((done, fail) => server.once("error", fail).listen(port, "::1", done));
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return url.replace("127.0.0.1", host);
}

describe.skipIf(!hasIpv6).each(isKnown ? ["[::1]", NAME] : ["[::1]"])("%s", (host) => {
  beforeEach(() => (connections = 0));

  test("Telegram asks, and answers", async () => {
    const telegram = await TelegramStandIn.start();
    closing.push(() => telegram.stop());
    const TELEGRAM_API_URL = await onIpv6(telegram.url, host);
    await openPlatform(telegramPlatform, { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL }, closing);
    await telegram.say("/help");
    expect(connections).toBeGreaterThan(0);
  });

  test("Discord's API", async () => {
    const discord = await DiscordStandIn.start();
    closing.push(() => discord.stop());
    const DISCORD_API_URL = await onIpv6(discord.apiUrl, host);
    await openPlatform(discordPlatform, { DISCORD_TOKEN: TOKEN, DISCORD_API_URL }, closing);
    await discord.command("help");
    expect(connections).toBeGreaterThan(0);
  });

  test("feeds, git and the look at a page", async () => {
    const feed = `<rss version="2.0"><channel><title>B</title><item><title>One</title><guid>1</guid></item></channel></rss>`;
    const server = createServer((_request, response) => void response.end(feed));
    closing.push(async () => server.close());
    const url = await onIpv6(await loopback(server), host);
    const network = openNetwork({ PRIVATE_HOSTS: host });
    const dataDir = await mkdtemp(join(tmpdir(), "postern-ipv6-"));
    const source = await openFeed(url, { dataDir, interval: 600, network });
    closing.push(() => source.stop());
    expect(await source.list("items")).toHaveLength(1);
    expect(await checkLive(url, url, network)).toEqual({ live: true });
    const before = connections;
    const options = {
      dataDir,
      interval: 600,
      token: null,
      maxBytes: 1_000_000,
      log: recordedLog(),
      isRoot: async () => false,
      environment: { PATH: process.env["PATH"] },
      network,
    };
    const git = await openGit(parseGitAddress(`${url}/blog.git`), options);
    closing.push(() => git.stop());
    await until(() => connections > before, "git's connection");
  });
});
