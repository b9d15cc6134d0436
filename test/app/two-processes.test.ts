// Two real programs on one store: one answers, or both, and one tells the news; when it is killed or stopped, the other goes on.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DiscordStandIn, ids, TOKEN } from "../stand-in/discord/stand-in.js";
import { databases, type TestDatabase } from "../store/databases.js";
import { openStore } from "../../src/store/open-store.js";
import { chats, TelegramStandIn } from "../stand-in/telegram/stand-in.js";
import { PATIENCE } from "../until.js";
import { allWritten, kill } from "./announcing.js";
import { folderOf, type Program } from "./program.js";
import { dismiss, startShared } from "./shared-program.js";

const post = (title: string): string =>
  `---\ntitle: ${title}\ndate: ${new Date().toISOString()}\n---\nSome words about ${title}.\n`;

// One after another begins and ends, since a start is dear: each test takes over what the one before left running.
describe.each(databases)("two processes on one store, $name", ({ name, create, skip }) => {
  /** Over a gateway both answer where the store is a server's. */
  const alone = name === "SQLite" ? ["telegram", "discord"] : ["telegram"];
  let database: TestDatabase | undefined;
  let discord: DiscordStandIn;
  let telegram: TelegramStandIn;
  let settings: Record<string, string>;
  const all: Program[] = [];
  /** The one that answers and sends, and the one that stands by. */
  let at: Program;
  let next: Program;

  beforeAll(async () => {
    if (skip) return;
    database = await create();
    [discord, telegram] = await Promise.all([DiscordStandIn.start(), TelegramStandIn.start()]);
    const { dataDir, databaseUrl } = database.options;
    settings = {
      POSTS_DIR: await folderOf({ "old.md": post("Old") }),
      DATA_DIR: dataDir,
      ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: discord.apiUrl,
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_API_URL: telegram.url,
      ANNOUNCE_TO: `discord:${ids.text}`,
      ANNOUNCE_WHEN: "now",
      ANNOUNCE_SETTLE: "0",
    };
    at = await start();
    await at.shows(/posts are known/);
    next = await start();
  }, 2 * PATIENCE);
  beforeEach((context) => {
    if (skip) context.skip(skip);
  });
  afterAll(async () => {
    await Promise.all(all.map(dismiss));
    await Promise.all([discord?.stop(), telegram?.stop()]);
    await database?.remove();
  });

  const start = async (): Promise<Program> => {
    const program = await startShared(settings);
    all.push(program);
    await program.shows(/Ask your blog at/);
    return program;
  };
  /** Ends the one that answers and sends; the other must, and one more stands by. */
  async function takeOver(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    await kill(at, signal);
    at = next;
    await answersNow(at);
  }
  const publish = (name: string): Promise<void> =>
    writeFile(join(settings["POSTS_DIR"] ?? "", `${name}.md`), post(`A ${name}`));
  const sent = (): number => discord.world.calls.filter(isSending).length;
  const isSending = ({ method, path }: { method: string; path: string }): boolean =>
    method === "POST" && path.endsWith(`/channels/${ids.text}/messages`);
  const titles = (): readonly string[] =>
    discord.world
      .shown(ids.text)
      .map((message) => /kettle|cup|pot|saucer|tray/.exec(discord.textOf(message))?.[0] ?? "something else")
      .toSorted();

  const standsBy = async (program: Program): Promise<void> => {
    for (const platform of alone)
      await program.shows(
        new RegExp(`"platform":"${platform}","msg":"Another process on this store answers here`),
      );
  };
  const answersNow = async (program: Program): Promise<void> => {
    for (const chat of ["Telegram", "Discord"]) await program.shows(new RegExp(`${chat}: answering`));
  };
  /** What the program says to who watches it, and on its page. */
  async function standing(program: Program): Promise<readonly [string, string]> {
    const [, url = ""] = await program.shows(/Ask your blog at (\S+)/);
    const texts = ["/healthz", "/"].map(async (path) => (await fetch(url + path)).text());
    const [health = "", page = ""] = await Promise.all(texts);
    return [health, page];
  }
  const health = async (program: Program): Promise<string> => (await standing(program))[0];
  async function bothAnswerOnce(): Promise<void> {
    const before = [telegram.shown(chats.private).length, answered()];
    const [there, here] = await Promise.all([discord.command("latest", {}), telegram.say("/latest")]);
    for (const text of [discord.textOf(there), here.text]) expect(text).toContain("Newest posts");
    // Whoever else had heard the question would have answered before the next one is.
    await Promise.all([discord.command("tags", {}), telegram.say("/tags")]);
    expect([telegram.shown(chats.private).length, answered()]).toEqual([before[0]! + 2, before[1]! + 2]);
  }
  /** Telegram's answers are written down as given: what is killed before that may come twice, silently. */
  async function inboxIsEmpty(): Promise<void> {
    const store = await openStore(database!.options);
    const waiting = async () =>
      (await store.inbox.kept(telegram.world.bot.id, 300)).filter(({ entry }) => entry !== null);
    await expect.poll(waiting).toEqual([]);
    await store.close();
  }
  /** Where two hear a question, and the store takes long to say whose it is, Discord refuses one of two answers. */
  const answered = (): number =>
    alone.includes("discord")
      ? discord.world.calls.filter(({ path }) => /\/interactions\/\d+\/.*callback/.test(path)).length
      : [...discord.world.interactions.values()].filter(({ state }) => state === "answered").length;

  it(
    "one answers; the other stands by and says so",
    async () => {
      await standsBy(next);
      if (alone.length === 1) await next.shows(/Discord: answering/);
      expect(await standing(next)).toEqual(
        alone.length === 2
          ? [
              "ok, standing by\n",
              expect.stringMatching(/Discord: another Postern[^]*Telegram: another Postern/),
            ]
          : ["ok\n", expect.stringMatching(/Discord: connected as postern[^]*Telegram: another Postern/)],
      );
      expect(await health(at)).toBe("ok\n");
      await bothAnswerOnce();
      await inboxIsEmpty();
    },
    2 * PATIENCE,
  );

  it(
    "the other takes over from one that is killed while it sends, and sends nothing twice",
    async () => {
      discord.fail({ on: /POST .*\/messages/, times: 1, how: "hang", stored: true });
      await publish("kettle");
      await expect.poll(sent).toBe(1);
      await takeOver("SIGKILL");
      await publish("cup");
      await expect.poll(titles).toEqual(["cup", "kettle"]);
      await allWritten(settings);
      expect(titles()).toHaveLength(2);
      await bothAnswerOnce();
      expect(await health(at)).toBe("ok\n");
      await inboxIsEmpty();
    },
    4 * PATIENCE,
  );

  it(
    "another takes over from one that is stopped",
    async () => {
      next = await start();
      await standsBy(next);
      await takeOver("SIGTERM");
      await publish("pot");
      await expect.poll(titles).toEqual(["cup", "kettle", "pot"]);
      await bothAnswerOnce();
      for (const program of all)
        expect(program.stderr()).not.toMatch(/\(409\)|answers with this bot's token/);
    },
    4 * PATIENCE,
  );

  it(
    "what stands still is taken over from, and wakes without sending anything twice",
    async () => {
      next = await start();
      await standsBy(next);
      await allWritten(settings);
      const before = sent();
      at.process.kill("SIGSTOP");
      await publish("saucer");
      await next.shows(/taking over/);
      await expect.poll(titles).toEqual(["cup", "kettle", "pot", "saucer"]);
      at.process.kill("SIGCONT");
      await at.shows(/standing by until it is gone/);
      await publish("tray");
      await expect.poll(titles).toEqual(["cup", "kettle", "pot", "saucer", "tray"]);
      await allWritten(settings);
      expect(sent()).toBe(before + 2);
      await bothAnswerOnce();
      for (const program of all) expect(program.stderr()).not.toMatch(/could not be|Unexpected/);
      [at, next] = [next, at];
    },
    4 * PATIENCE,
  );

  it(
    "answering is left to one that took over meanwhile, and taken up again when that is gone",
    async () => {
      await kill(next, "SIGTERM");
      const store = await openStore(database!.options);
      try {
        // As where the program stood still for longer than its lease.
        for (const name of ["answer discord", "answer telegram"])
          await store.takeLease({ name, holder: "another", lasts: 15_000, isDead: () => true });
        await standsBy(at);
        await expect.poll(() => health(at)).toBe(alone.length === 2 ? "ok, standing by\n" : "ok\n");
        const before = telegram.shown(chats.private).length;
        telegram.tell("/latest");
        for (const name of ["answer discord", "answer telegram"]) await store.dropLease(name, "another");
        await expect.poll(() => health(at)).toBe("ok\n");
        await telegram.server.until(
          () => telegram.shown(chats.private)[before],
          () => "no answer to what was asked meanwhile",
        );
        await bothAnswerOnce();
      } finally {
        await store.close();
      }
    },
    4 * PATIENCE,
  );
});
