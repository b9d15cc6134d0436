// Test 13: with the defaults (SQLite, no address) nothing of several processes is loaded. What a start and memory cost
// tells `npm run bench`.
import { resolve } from "node:path";
import { DiscordStandIn, folderOf, run as start, TelegramStandIn, TOKEN } from "../attack/stand-ins.mjs";

export const bar = "no package for several processes is loaded, and no file of ours for editions or metrics";
export const short = {};
export const full = {};

const FORBIDDEN = /node_modules\/(pg|pg-pool|prom-client)\/|\/dist\/(edition|metrics)\//;

export async function run() {
  const [discord, telegram] = await Promise.all([DiscordStandIn.start(), TelegramStandIn.start()]);
  const program = await start(["start"], {
    POSTS_DIR: await folderOf({ "a.md": "---\ntitle: The kettle\n---\nWords.\n" }),
    NODE_OPTIONS: `--import=${resolve("bench/scale/tell-loaded.mjs")}`,
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: discord.apiUrl,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_URL: telegram.url,
  });
  try {
    for (const chat of ["Telegram", "Discord"]) await program.shows(new RegExp(`${chat}: answering`));
    program.process.kill("SIGUSR2");
    const [, list] = await program.shows(/LOADED (.*)\n/);
    const loaded = JSON.parse(list);
    const wrong = loaded.filter((url) => FORBIDDEN.test(url));
    const packages = new Set(
      loaded.map((url) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]).filter(Boolean),
    );
    return {
      met: wrong.length === 0,
      reached: `${loaded.length} files of ${packages.size} packages are loaded, of the forbidden ${wrong.join(", ") || "none"}`,
    };
  } finally {
    program.process.kill("SIGKILL");
    await program.ended;
    await Promise.all([discord.stop(), telegram.stop()]);
  }
}
