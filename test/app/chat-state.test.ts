// What the local page says of each chat: how it stands in truth, in words.
import { beforeAll, expect, it } from "vitest";
import { resolve } from "node:path";
import { DiscordStandIn, TOKEN } from "../stand-in/discord/stand-in.js";
import { TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { folderOf } from "./program.js";
import { startShared } from "./shared-program.js";

/** Three bots: with a token for Telegram alone, with two that do not work, with one for Discord over the sample posts. */
let inTelegram: Page;
let away: Page;
let inDiscord: Page;
let username: string | undefined;
beforeAll(async () => {
  const [discord, telegram] = await Promise.all([DiscordStandIn.start(), TelegramStandIn.start()]);
  username = telegram.world.bot.username;
  const POSTS_DIR = await folderOf({ "tea.md": "# Tea\n" });
  const token = { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url };
  inTelegram = await page({ POSTS_DIR, ...token });
  telegram.server.refuseToken = true;
  const nowhere = { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: "http://127.0.0.1:9/api" };
  away = await page({ POSTS_DIR, ...token, ...nowhere });
  inDiscord = await page({
    POSTS_DIR: resolve("posts"),
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.apiUrl,
  });
  await Promise.all([discord.stop(), telegram.stop()]);
});

it("tells that Telegram is connected, as whom, and how one gets there", () => {
  const line = inTelegram.footer.at(-1);
  expect(line).toContain(`Telegram: connected as @${username}.`);
  expect(line).toMatch(/Write to it \(https:\/\/t\.me\/\S+\) Add it to a group \(.*startgroup\)/);
});

it("tells that Discord is connected, as whom, and how one gets there", () => {
  expect(inDiscord.footer[0]).toMatch(
    /^Discord: connected as \S+\. .* Add it to a server \(https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+/,
  );
});

it("tells what to do where there is no token", () => {
  expect(inTelegram.footer[0]).toContain("Discord: put DISCORD_TOKEN=…");
});

it("tells that a chat is not reachable", () => {
  expect(away.footer[0]).toMatch(
    /^Discord: not reachable \(.*\)\. Postern goes on trying\. .*set HTTPS_PROXY\.$/,
  );
});

it("tells that a token is refused, and what to do", () => {
  expect(away.footer[1]).toMatch(
    /^Telegram: does not answer\. Telegram refuses the token\. .*TELEGRAM_TOKEN/,
  );
});

it("says that the posts are samples, and how one's own blog is shown; of a blog it does not", () => {
  expect(inDiscord.html).toMatch(/sample posts\. To see your own blog, run <code>npm run init<\/code>/);
  expect(inTelegram.html).not.toContain("sample posts");
});

interface Page {
  readonly html: string;
  /** The lines below the page, as text; behind a link its address. */
  readonly footer: readonly string[];
}

async function page(settings: Record<string, string>): Promise<Page> {
  const bot = await startShared({ LOG_LEVEL: "silent", ...settings });
  const [, url = ""] = await bot.shows(/Ask your blog at (\S+)/);
  const html = await (await fetch(url)).text();
  bot.process.kill("SIGTERM");
  await bot.ended;
  return { html, footer: footerOf(html) };
}

function footerOf(html: string): readonly string[] {
  const lines = /<footer>(.*)<\/footer>/s.exec(html)?.[1]?.split("</p>") ?? [];
  return lines
    .map((line) =>
      line
        .replace(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g, "$2 ($1)")
        .replace(/<[^>]*>/g, "")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .filter(Boolean);
}
