// What the local page says of each chat: how it stands in truth, in words.
import { expect, it } from "vitest";
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
  expect(without[0]).toContain("Discord: put DISCORD_TOKEN=…");

  const away = { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: "http://127.0.0.1:9/api" };
  telegram.server.refuseToken = true;
  const [discord, refused] = await footerOf({ ...inTelegram, ...away });
  expect(discord).toMatch(/^Discord: not reachable \(.*\)\. Postern goes on trying\.$/);
  expect(refused).toMatch(/^Telegram: does not answer\. Telegram refuses the token\. .*TELEGRAM_TOKEN/);

  const server = await DiscordStandIn.start();
  const [connected] = await footerOf({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: server.apiUrl });
  expect(connected).toMatch(/^Discord: connected as \S+\. /);
  await server.stop();
  await telegram.stop();
});

/** The lines below the page, as text. */
async function footer(settings: Record<string, string>): Promise<readonly string[]> {
  const bot = await run(["start"], settings);
  const [url] = await bot.shows(/http:\/\/127\.0\.0\.1:\d+/);
  const html = await (await fetch(url)).text();
  bot.process.kill("SIGTERM");
  await bot.ended;
  const lines = /<footer>(.*)<\/footer>/s.exec(html)?.[1]?.split("</p>") ?? [];
  return lines
    .map((line) =>
      line
        .replace(/<[^>]*>/g, "")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .filter(Boolean);
}
