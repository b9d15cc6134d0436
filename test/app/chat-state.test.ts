// What the local page says of each chat: how it stands in truth, in words.
import { expect, it } from "vitest";
import { resolve } from "node:path";
import { DiscordStandIn, TOKEN } from "../stand-in/discord/stand-in.js";
import { TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { folderOf, run } from "./program.js";

it("tells that a chat is connected and as whom, not reachable, refused with what to do, or without a token", async () => {
  const telegram = await TelegramStandIn.start();
  const base = { POSTS_DIR: await folderOf({ "tea.md": "# Tea\n" }), LOG_LEVEL: "silent" };
  const inTelegram = { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url };
  const footerOf = (settings: Record<string, string>) => footer({ ...base, ...settings });

  const without = await footerOf(inTelegram);
  expect(without.at(-1)).toContain(`Telegram: connected as @${telegram.world.bot.username}.`);
  expect(without.at(-1)).toMatch(/Write to it \(https:\/\/t\.me\/\S+\) Add it to a group \(.*startgroup\)/);
  expect(without[0]).toContain("Discord: put DISCORD_TOKEN=…");

  const away = { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: "http://127.0.0.1:9/api" };
  telegram.server.refuseToken = true;
  const [discord, refused] = await footerOf({ ...inTelegram, ...away });
  expect(discord).toMatch(/^Discord: not reachable \(.*\)\. Postern goes on trying\. .*set HTTPS_PROXY\.$/);
  expect(refused).toMatch(/^Telegram: does not answer\. Telegram refuses the token\. .*TELEGRAM_TOKEN/);

  const server = await DiscordStandIn.start();
  const [connected] = await footerOf({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: server.apiUrl });
  expect(connected).toMatch(
    /^Discord: connected as \S+\. .* Add it to a server \(https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+/,
  );
  await server.stop();
  await telegram.stop();
});

it("says that the posts are samples, and how one's own blog is shown; of a blog it does not", async () => {
  const settings = { LOG_LEVEL: "silent", POSTS_DIR: resolve("posts") };
  expect(await page(settings)).toMatch(/sample posts\. To see your own blog, run <code>npm run init<\/code>/);
  const own = await folderOf({ "tea.md": "# Tea\n" });
  expect(await page({ ...settings, POSTS_DIR: own })).not.toContain("sample posts");
});

async function page(settings: Record<string, string>): Promise<string> {
  const bot = await run(["start"], settings);
  const [, url = ""] = await bot.shows(/Ask your blog at (\S+)/);
  const html = await (await fetch(url)).text();
  bot.process.kill("SIGTERM");
  await bot.ended;
  return html;
}

/** The lines below the page, as text; behind a link its address. */
async function footer(settings: Record<string, string>): Promise<readonly string[]> {
  const html = await page(settings);
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
