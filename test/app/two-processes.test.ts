// Two real programs on one store: one answers and one tells the news; when it is killed or stopped, the other goes on.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DiscordStandIn, ids, TOKEN } from "../stand-in/discord/stand-in.js";
import { databases, type TestDatabase } from "../store/databases.js";
import { openStore } from "../../src/store/open-store.js";
import { chats, TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { PATIENCE } from "../until.js";
import { allWritten, kill } from "./announcing.js";
import { folderOf, run, type Program } from "./program.js";

const post = (title: string): string =>
  `---\ntitle: ${title}\ndate: ${new Date().toISOString()}\n---\nSome words about ${title}.\n`;

describe.each(databases)("two processes on one store, $name", ({ create, skip }) => {
  let database: TestDatabase;
  let discord: DiscordStandIn;
  let telegram: TelegramStandIn;
  let settings: Record<string, string>;
  const running: Program[] = [];

  beforeEach(async (context) => {
    if (skip) return context.skip(skip);
    database = await create();
    [discord, telegram] = await Promise.all([DiscordStandIn.start(), TelegramStandIn.start()]);
    const { dataDir, databaseUrl } = database.options;
    settings = {
      POSTS_DIR: await folderOf({ "old.md": post("Old") }),
      DATA_DIR: dataDir,
      ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: discord.apiUrl,
      ANNOUNCE_TO: `discord:${ids.text}`,
      ANNOUNCE_WHEN: "now",
      ANNOUNCE_SETTLE: "0",
    };
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((program) => kill(program, "SIGKILL")));
    await Promise.all([discord?.stop(), telegram?.stop()]);
    await database?.remove();
  });

  const start = async (): Promise<Program> => {
    const program = await run(["start"], settings);
    running.push(program);
    await program.shows(/Ask your blog at/);
    return program;
  };
  const sent = (): number => discord.world.calls.filter(isSending).length;
  const isSending = ({ method, path }: { method: string; path: string }): boolean =>
    method === "POST" && path.endsWith(`/channels/${ids.text}/messages`);
  const titles = (): readonly string[] =>
    discord.world
      .shown(ids.text)
      .map((message) => /kettle|cup|pot/.exec(discord.textOf(message))?.[0] ?? "something else");

  it(
    "takes over from one that was killed while sending, or stopped, and sends nothing twice",
    async () => {
      const first = await start();
      await first.shows(/posts are known/);
      const second = await start();
      discord.fail({ on: /POST .*\/messages/, times: 1, how: "hang", stored: true });
      await writeFile(join(settings["POSTS_DIR"] ?? "", "kettle.md"), post("A kettle"));
      await expect.poll(sent).toBe(1);
      await kill(first, "SIGKILL");
      await writeFile(join(settings["POSTS_DIR"] ?? "", "cup.md"), post("A cup"));
      await expect.poll(() => [...titles()].sort()).toEqual(["cup", "kettle"]);
      await allWritten(settings);
      expect(titles()).toHaveLength(2);

      await start();
      await kill(second, "SIGTERM");
      await writeFile(join(settings["POSTS_DIR"] ?? "", "pot.md"), post("A pot"));
      await expect.poll(() => [...titles()].sort()).toEqual(["cup", "kettle", "pot"]);
    },
    6 * PATIENCE,
  );

  it(
    "takes over from one that stands still, which wakes without sending anything twice",
    async () => {
      const first = await start();
      await first.shows(/posts are known/);
      const second = await start();
      await second.shows(/standing by/);
      first.process.kill("SIGSTOP");
      await writeFile(join(settings["POSTS_DIR"] ?? "", "kettle.md"), post("A kettle"));
      await second.shows(/taking over/);
      await expect.poll(titles).toEqual(["kettle"]);
      first.process.kill("SIGCONT");
      await first.shows(/standing by until it is gone/);
      await writeFile(join(settings["POSTS_DIR"] ?? "", "cup.md"), post("A cup"));
      await expect.poll(() => [...titles()].sort()).toEqual(["cup", "kettle"]);
      await allWritten(settings);
      expect(sent()).toBe(2);
      for (const program of running) expect(program.stderr()).not.toMatch(/could not be|Unexpected/);
    },
    4 * PATIENCE,
  );

  describe("answering", () => {
    const bothChats = () =>
      Object.assign(settings, { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url });
    /** What the program says to who watches it, and on its page. */
    async function standing(program: Program): Promise<readonly [string, string]> {
      const [, url = ""] = await program.shows(/Ask your blog at (\S+)/);
      const texts = ["/healthz", "/"].map(async (path) => (await fetch(url + path)).text());
      const [health = "", page = ""] = await Promise.all(texts);
      return [health, page];
    }
    const standsBy = (program: Program) =>
      program.shows(/"platform":"telegram","msg":"Another process on this store answers here/);
    async function bothAnswerOnce(): Promise<void> {
      const before = [telegram.shown(chats.private).length, answered()];
      const [there, here] = await Promise.all([discord.command("latest", {}), telegram.say("/latest")]);
      expect(discord.textOf(there) + here.text).toMatch(/Old[^]*Old/);
      // Whoever else had heard the question would have answered before the next one is.
      await Promise.all([discord.command("tags", {}), telegram.say("/tags")]);
      expect([telegram.shown(chats.private).length, answered()]).toEqual([before[0]! + 2, before[1]! + 2]);
    }
    /** Telegram's answers are written down as given: what is killed before that may come twice, silently. */
    async function inboxIsEmpty(): Promise<void> {
      const store = await openStore(database.options);
      const waiting = async () =>
        (await store.inbox.kept(telegram.world.bot.id, 300)).filter(({ entry }) => entry !== null);
      await expect.poll(waiting).toEqual([]);
      await store.close();
    }
    const answered = (): number =>
      discord.world.calls.filter(({ path }) => /\/interactions\/\d+\/.*callback/.test(path)).length;

    it(
      "is done by one; another stands by, says so, and takes over from one that was killed or stopped",
      async () => {
        bothChats();
        const first = await start();
        const second = await start();
        await standsBy(second);
        await second.shows(/"platform":"discord","msg":"Another process on this store answers here/);
        expect(await standing(second)).toEqual([
          "ok, standing by\n",
          expect.stringMatching(/Discord: another Postern[^]*Telegram: another Postern/),
        ]);
        expect((await standing(first))[0]).toBe("ok\n");
        await bothAnswerOnce();

        await inboxIsEmpty();
        await kill(first, "SIGKILL");
        await second.shows(/Telegram: answering/);
        await second.shows(/Discord: answering/);
        await bothAnswerOnce();
        expect((await standing(second))[0]).toBe("ok\n");

        const third = await start();
        await standsBy(third);
        await kill(second, "SIGTERM");
        await third.shows(/Telegram: answering/);
        await third.shows(/Discord: answering/);
        await bothAnswerOnce();
        for (const program of running)
          expect(program.stderr()).not.toMatch(/409|answers with this bot's token/);
      },
      6 * PATIENCE,
    );

    it(
      "is left to one that took over meanwhile, and taken up again when that is gone",
      async () => {
        bothChats();
        const program = await start();
        const store = await openStore(database.options);
        try {
          // As where the program stood still for longer than its lease.
          for (const name of ["answer discord", "answer telegram"])
            await store.takeLease({ name, holder: "another", lasts: 15_000, isDead: () => true });
          await standsBy(program);
          await expect.poll(async () => (await standing(program))[0]).toBe("ok, standing by\n");
          telegram.tell("/latest");
          for (const name of ["answer discord", "answer telegram"]) await store.dropLease(name, "another");
          await expect.poll(async () => (await standing(program))[0]).toBe("ok\n");
          await telegram.server.until(
            () => telegram.shown(chats.private)[0],
            () => "no answer to what was asked meanwhile",
          );
          await program.shows(/taking over[^]*Discord: answering/);
          await bothAnswerOnce();
        } finally {
          await store.close();
        }
      },
      4 * PATIENCE,
    );
  });
});
