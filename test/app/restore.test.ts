// The real program over a database that was put back: readers hear nothing twice, and of what is new.
import { randomUUID } from "node:crypto";
import { copyFile, cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ids } from "../stand-in/discord/stand-in.js";
import { PATIENCE } from "../until.js";
import { allWritten, announcing, kill, type Announcing } from "./announcing.js";
import { folderOf, runToEnd, type Program } from "./program.js";
import { runShared } from "./shared-program.js";

const today = new Date().toISOString().slice(0, 10);
const post = (title: string): string => `---\ntitle: ${title}\ndate: ${today}\n---\n${randomUUID()}\n`;

let world: Announcing;
let blog: string;
let backups: string;
/** What the bot keeps. */
let data: string;
const publish = (slug: string): Promise<void> =>
  writeFile(join(blog, "source/_posts", `${slug}.md`), post(`The ${slug}`));
const names = (texts: readonly string[]) => texts.map((text) => /The (\w+)/.exec(text)?.[1] ?? text);
const database = (): string => join(data, "postern.db");
/** What changes the file itself ends with its process: a connection there lives until it is collected. */
const call = (...args: string[]) =>
  (/^(restore|import)$/.test(args[0] ?? "") ? runToEnd : runShared)(args, {
    ...world.settings,
    DATA_DIR: data,
  });
const start = () => world.start({ DATA_DIR: data });

async function open(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  blog = await folderOf({
    "_config.yml": "title: A desk\nurl: https://desk.example.org\n",
    "source/_posts/old.md": post("The old"),
  });
  backups = await folderOf({});
  world = await announcing({ POSTS_DIR: blog, ...settings });
  data = world.settings["DATA_DIR"] ?? "";
}

/** Two posts are announced after the backup is made, and a third is published while the bot is away. */
async function lostDay(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  await open(settings);
  const first = await start();
  await first.shows(/The posts are known/);
  await kill(first, "SIGTERM");
  await copyFile(database(), join(backups, "backup.db"));
  await writeFile(join(backups, "backup.jsonl"), (await call("export")).stdout);

  const second = await start();
  await publish("kettle");
  await publish("cup");
  const told = (texts: readonly string[]) => names(texts).toSorted().join() === "cup,kettle";
  if (settings["TELEGRAM_TOKEN"] === "") await expect.poll(() => told(world.pushed().discord)).toBe(true);
  else await world.both("cup and kettle", told);
  await allWritten(world.settings);
  await kill(second, "SIGTERM");
  await publish("pot");
}

describe("put back after a day that is lost", () => {
  let after: string;
  let sent: ReadonlySet<string>;
  let shown: number;
  let program: Program | undefined;
  beforeAll(async () => {
    await lostDay();
    after = data;
    sent = new Set(world.discord.world.messages.keys());
    shown = world.telegram.world.shown.length;
  }, 4 * PATIENCE);
  // Each way begins with what the bot kept, and what readers saw, at the end of that day.
  beforeEach(async () => {
    data = await folderOf({});
    await cp(after, data, { recursive: true });
    await rm(join(blog, "source/_posts/saucer.md"), { force: true });
    const { messages } = world.discord.world;
    for (const id of messages.keys()) if (!sent.has(id)) messages.delete(id);
    world.telegram.world.shown.length = shown;
  });
  afterEach(async () => {
    if (program) await kill(program, "SIGTERM");
    program = undefined;
  });
  afterAll(() => world?.stop());

  it.each([
    ["a copy by restore", async () => call("restore", join(backups, "backup.db"))],
    [
      "an export by import",
      async () => {
        await rm(database());
        return call("import", join(backups, "backup.jsonl"));
      },
    ],
    [
      "a copy by hand, and told so",
      async () => {
        await copyFile(join(backups, "backup.db"), database());
        return call("restore");
      },
    ],
  ])(
    "what is new is held in Telegram and told once the owner says so, in Discord only what is not there: %s",
    async (_, putBack) => {
      expect((await putBack()).code).toBe(0);
      program = await start();
      await program.shows(/A backup was put back, and what is new since may have been announced before/);
      expect(names(world.pushed().telegram).toSorted()).toEqual(["cup", "kettle"]);
      expect((await call("outbox", "--seen", "--post", "The kettle")).code).toBe(0);
      expect((await call("outbox", "--seen", "--post", "The cup")).code).toBe(0);
      expect((await call("outbox", "--release")).code).toBe(0);
      await world.both("the pot too", (texts) => names(texts).toSorted().join() === "cup,kettle,pot");
      await publish("saucer");
      await world.both("and news", (texts) => names(texts).toSorted().join() === "cup,kettle,pot,saucer");
    },
    4 * PATIENCE,
  );
});

describe("put back", () => {
  afterEach(() => world?.stop());

  it(
    "in Discord the history is looked through before the first message; what is new is told",
    async () => {
      await lostDay({ TELEGRAM_TOKEN: "", ANNOUNCE_TO: `discord:${ids.text},discord:${ids.forum}` });
      const { code, stdout } = await call("restore", join(backups, "backup.db"));
      expect([code, stdout]).toEqual([0, expect.stringMatching(/^Restored/)]);
      await start();
      await expect.poll(() => names(world.pushed().discord).toSorted()).toEqual(["cup", "kettle", "pot"]);
      await allWritten(world.settings);
      const threads = [...world.discord.world.channels.values()].filter(
        ({ parent_id }) => parent_id === ids.forum,
      );
      expect(threads.map(({ name }) => name.replace("The ", "")).toSorted()).toEqual([
        "cup",
        "kettle",
        "pot",
      ]);
    },
    4 * PATIENCE,
  );

  it("refuses while a bot runs, and what is no database, and leaves all as it was", async () => {
    await open();
    const program = await start();
    await program.shows(/The posts are known/);
    await writeFile(join(backups, "diary"), "My diary. ".repeat(1000));
    expect((await call("restore", join(backups, "diary"))).stderr).toMatch(/A bot is at work/);
    await kill(program, "SIGTERM");
    const before = await readFile(database());
    expect((await call("restore", join(backups, "diary"))).stderr).toMatch(/is no SQLite database/);
    expect((await call("restore", join(backups, "nothing"))).stderr).toMatch(/nothing cannot be put back/);
    expect((await call("import", join(backups, "diary"))).stderr).toMatch(/is no export of Postern's/);
    expect(await readFile(database())).toEqual(before);
  });
});
