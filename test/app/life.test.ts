// A post's life as readers see it: the real program beside both stand-ins, asked, fed with posts, and killed between.
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DiscordStandIn, ids, TOKEN } from "../stand-in/discord/stand-in.js";
import { chats, TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { PATIENCE } from "../until.js";
import { allWritten } from "./announcing.js";
import { folderOf, type Program } from "./program.js";
import { dismiss, startShared } from "./shared-program.js";

const today = new Date().toISOString().slice(0, 10);
const post = (title: string, body = "Some words about it.\n"): string =>
  `---\ntitle: ${title}\ndate: ${today}\ntags: [tea]\n---\n${body}`;

describe("a post's life", () => {
  let discord: DiscordStandIn;
  let telegram: TelegramStandIn;
  let blog: string;
  let settings: Record<string, string>;
  let bot: Program;

  const start = async (): Promise<void> => {
    const polls = telegram.server.polls;
    bot = await startShared(settings);
    await bot.shows(/Ask your blog at/);
    await telegram.server.until(
      () => telegram.server.polls > polls || undefined,
      () => "the bot asks Telegram for updates",
    );
  };
  const kill = async (signal: "SIGKILL" | "SIGTERM"): Promise<void> => {
    bot.process.kill(signal);
    await bot.ended;
  };
  const pushed = (): { discord: string[]; telegram: string[] } => ({
    discord: discord.world
      .shown(ids.text)
      .filter(({ id }) => !answered.has(id))
      .map((message) => discord.textOf(message)),
    telegram: telegram
      .shown(chats.private)
      .filter(({ id }) => !answered.has(String(id)))
      .map(({ text }) => text),
  });
  /** What was there before a post was published: answers to commands. */
  const answered = new Set<string>();
  const both = async (what: string, holds: (texts: readonly string[]) => boolean): Promise<void> => {
    await expect
      .poll(() => Object.values(pushed()).map((texts) => holds(texts)), {
        message: `${what}: ${JSON.stringify(pushed())}`,
      })
      .toEqual([true, true]);
  };

  beforeEach(async () => {
    [discord, telegram] = await Promise.all([DiscordStandIn.start(), TelegramStandIn.start()]);
    answered.clear();
    blog = await folderOf({
      "_config.yml": "title: A tidy desk\nurl: https://desk.example.org\n",
      "source/_posts/old.md": post("An old one"),
    });
    settings = {
      POSTS_DIR: blog,
      DATA_DIR: await folderOf({}),
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: discord.apiUrl,
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_API_URL: telegram.url,
      ANNOUNCE_WHEN: "now",
      ANNOUNCE_SETTLE: "0",
      ANNOUNCE_REMOVE_AFTER: "0",
    };
    await start();
  }, 2 * PATIENCE);
  afterEach(async () => {
    await dismiss(bot);
    await Promise.all([discord.stop(), telegram.stop()]);
  });

  it(
    "reaches every subscriber once, follows its edits, and is struck out when it is taken back",
    async () => {
      expect((await telegram.say("/post old")).text).toContain("An old one");
      await telegram.say("/subscribe");
      const answer = await discord.fill("subscribe", {}, { permissions: String(1n << 5n) });
      expect(discord.textOf(answer)).toMatch(/new post/i);
      for (const { id } of discord.world.shown(ids.text)) answered.add(id);
      for (const { id } of telegram.shown(chats.private)) answered.add(String(id));

      const draft = join(blog, "source/_posts/kettle.md");
      await writeFile(draft, post("The kettle"));
      await both("arrives once", (texts) => texts.length === 1 && texts[0]?.includes("The kettle") === true);

      await allWritten(settings);
      await kill("SIGKILL");
      await writeFile(draft, post("The copper kettle"));
      await start();
      await both(
        "is edited",
        (texts) => texts.length === 1 && texts[0]?.includes("The copper kettle") === true,
      );

      const renamed = join(blog, "source/_posts/copper-kettle.md");
      await rename(draft, renamed);
      await writeFile(join(blog, "source/_posts/cup.md"), post("A cup", "Quite another matter.\n"));
      await both("renamed is no news", (texts) => texts.length === 2 && texts[1]?.includes("A cup") === true);

      await rm(renamed);
      await both(
        "is struck out",
        (texts) => texts.length === 2 && !texts[0]?.includes("Some words about it."),
      );
      await kill("SIGTERM");
      await start();
      const last = await telegram.say("/post cup");
      answered.add(String(last.id));
      expect(pushed()).toMatchObject({ discord: { length: 2 }, telegram: { length: 2 } });
    },
    6 * PATIENCE,
  );
});
