// Real programs that share the work by ROLES, over PostgreSQL: one reads the posts for all.
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
import { DiscordStandIn, ids, PUBLIC_KEY, TOKEN } from "../stand-in/discord/stand-in.js";
import { databases, type TestDatabase } from "../store/databases.js";
import { PATIENCE, until } from "../until.js";
import { allWritten, kill } from "./announcing.js";
import { folderOf, type Program } from "./program.js";
import { dismiss, runShared, startShared } from "./shared-program.js";

const postgres = databases.find(({ name }) => name === "PostgreSQL");
const post = (title: string, date = new Date().toISOString()): string =>
  `---\ntitle: ${title}\ndate: ${date}\n---\nSome words about ${title.toLowerCase()}, enough of them to be told again by: water, tea, steam, copper, whistle, stove.\n`;

describe.skipIf(postgres?.skip !== null)("one process reads the posts, others answer", () => {
  const running: Program[] = [];
  let database: TestDatabase | undefined;
  let store: Store | undefined;
  let discord: DiscordStandIn | undefined;
  afterEach(async () => {
    await Promise.all(running.splice(0).map(dismiss));
    await store?.close();
    await discord?.stop();
  });
  afterAll(() => database?.remove());

  it(
    "answers everywhere from one edition, goes on by another reader, and announces nothing twice",
    async () => {
      database = await postgres?.create();
      if (!database) throw new Error("no database");
      const DATABASE_URL = database.options.databaseUrl ?? "";
      store = await openStore(database.options);
      const there = store;
      discord = await DiscordStandIn.start();
      const stand = discord;
      const POSTS_DIR = await folderOf({ "a.md": post("The kettle", "2026-01-02") });
      const common = {
        DATABASE_URL,
        DISCORD_TOKEN: TOKEN,
        DISCORD_API_URL: stand.apiUrl,
        DISCORD_RECEIVE: "http",
        DISCORD_PUBLIC_KEY: PUBLIC_KEY,
        ANNOUNCE_TO: `discord:${ids.announcements}`,
        ANNOUNCE_WHEN: "now",
        ANNOUNCE_SETTLE: "0",
        ANNOUNCE_REMOVE_AFTER: "0",
      };
      /** `more`: what it has of the posts. Each has a folder of its own. */
      const start = async (ROLES: string, more: Record<string, string> = {}): Promise<Program> => {
        const DATA_DIR = await folderOf({});
        const program = await startShared({ ...common, DATA_DIR, ROLES, ...more });
        running.push(program);
        return program;
      };
      const addressOf = async (program: Program): Promise<string> =>
        (await program.shows(/Ask your blog at (\S+)/))[1] ?? "";
      // Who only answers has no posts, and waits for the first edition.
      const answering = [await start("answer"), await start("answer")];
      await answering[0]?.shows(/waiting for the process that reads/);
      const reader = await start("deliver,read", { POSTS_DIR });
      await reader.shows(/This process reads the posts for all/);
      const addresses = await Promise.all(answering.map(addressOf));
      await addressOf(reader);
      const asking = (which: number): void =>
        void (stand.world.application["interactions_endpoint_url"] =
          `${addresses[which]}/discord/interactions`);
      const found = async (which: number, query: string): Promise<string> => {
        asking(which);
        return stand.textOf(await stand.command("post", { query }));
      };
      const announced = (): readonly string[] =>
        stand.world
          .shown(ids.announcements)
          .map((message) => /kettle|cup|pot/.exec(stand.textOf(message))?.[0] ?? "?");
      const postIds = async () =>
        new Map(
          (await there.editions.since(0)).flatMap(({ id, post: text }) =>
            text === null ? [] : [[(JSON.parse(text) as { title: string }).title, id] as const],
          ),
        );
      expect(await found(0, "kettle")).toContain("The kettle");
      await reader.shows(/posts are known/);

      await writeFile(join(POSTS_DIR, "b.md"), post("A cup"));
      for (const which of [0, 1])
        await until(async () => (await found(which, "cup")).includes("A cup"), `no cup at ${which}`);
      await until(
        () => announced().length === 1,
        () => `nothing is announced:\n${reader.stdout()}${reader.stderr()}`,
      );
      // A button made by one means the same to the other.
      asking(0);
      const card = await stand.command("post", { query: "kettle" });
      asking(1);
      const article = await stand.press(card, "Read here");
      expect(stand.textOf(article)).toContain("copper");
      const before = await postIds();
      await allWritten({ DATA_DIR: database.options.dataDir, DATABASE_URL });

      // Another reader, which has nothing of the first but the store; meanwhile a file is renamed.
      await kill(reader, "SIGKILL");
      await rename(join(POSTS_DIR, "b.md"), join(POSTS_DIR, "renamed.md"));
      const second = await start("deliver,read", { POSTS_DIR });
      await second.shows(/This process reads the posts for all/);
      await writeFile(join(POSTS_DIR, "c.md"), post("A pot"));
      for (const which of [0, 1])
        await until(async () => (await found(which, "pot")).includes("A pot"), `no pot at ${which}`);
      await until(
        () => announced().length === 2,
        () => `no pot is announced:\n${second.stdout()}${second.stderr()}`,
      );
      expect(announced()).toEqual(["cup", "pot"]);
      const after = await postIds();
      expect([after.get("A cup"), after.get("The kettle")]).toEqual([
        before.get("A cup"),
        before.get("The kettle"),
      ]);
      const left = await stand.command("post", { query: "kettle" });
      await rm(join(POSTS_DIR, "a.md"));
      for (const which of [0, 1])
        await until(
          async () => !(await found(which, "kettle")).includes("The kettle"),
          `it goes on being found at ${which}`,
        );
      asking(1);
      expect(stand.textOf(await stand.press(left, "Read here"))).not.toContain("copper");

      // The index is taken over, too.
      await until(async () => (await there.editions.indexed()) !== null, "no index in the store");
      await addressOf(await start("answer"));
      for (const program of running) expect(program.stderr()).not.toMatch(/Unexpected|A command failed/);
    },
    6 * PATIENCE,
  );
});

it("is refused with SQLite, in words that say what to do", async () => {
  const { code, stderr } = await runShared(["start"], { ROLES: "answer", POSTS_DIR: await folderOf({}) });
  expect(code).not.toBe(0);
  expect(stderr).toContain("ROLES shares work among processes, which an SQLite file cannot");
  const wrong = await runShared(["start"], { ROLES: "reply" });
  expect(wrong.stderr).toContain("must be some of answer, deliver, read");
});
