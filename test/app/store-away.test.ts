// The real program while its database cannot be written: readers are answered, what is lost is said, nothing is told twice.
import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { PATIENCE } from "../until.js";
import { databases } from "../store/databases.js";
import { openProxy } from "../store/silent-proxy.js";
import { ids } from "../stand-in/discord/stand-in.js";
import { announcing, kill, type Announcing } from "./announcing.js";
import { folderOf } from "./program.js";
import { runShared } from "./shared-program.js";

const today = new Date().toISOString().slice(0, 10);
const post = (title: string): string => `---\ntitle: ${title}\ndate: ${today}\n---\n${randomUUID()}\n`;
/** So many words that the buttons of an answer about them need the store. */
const WORDS = "note of the long river and the stones that lie on its ground since winter";
/** In a channel that ANNOUNCE_TO does not name. */
const MANAGER = { permissions: String(1n << 5n), channel: ids.announcements };

let world: Announcing;
let blog: string;
let dataDir: string;
let undo: () => void = () => {};

beforeEach(async () => {
  const notes = Array.from({ length: 30 }, (_, n) => [`source/_posts/n${n}.md`, post(`${WORDS} ${n}`)]);
  blog = await folderOf({
    "_config.yml": "title: A desk\nurl: https://desk.example.org\n",
    ...Object.fromEntries(notes),
  });
  dataDir = await folderOf({});
});
afterEach(async () => {
  await world?.stop();
  undo();
  undo = () => {};
});

const start = async (more: Readonly<Record<string, string>> = {}) => {
  world = await announcing({ POSTS_DIR: blog, DATA_DIR: dataDir, ANNOUNCE_MAX_AT_ONCE: "100", ...more });
  const program = await world.start();
  await program.shows(/posts are known/);
  return program;
};
const countIn = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;
/** Asks on both platforms what needs no store but for its buttons. */
async function bothAnswer(): Promise<void> {
  const [there, here] = await Promise.all([
    world.discord.command("search", { query: WORDS }),
    world.telegram.say(`/search ${WORDS}`),
  ]);
  expect(world.discord.textOf(there)).toContain("stones");
  expect(here.text).toContain("stones");
  const second = await world.discord.press(there, "Next ›");
  expect(world.discord.textOf(second)).toContain("stones");
}
const subscribes = async (): Promise<readonly string[]> => {
  const [there, here] = await Promise.all([
    world.discord.command("subscribe", { silent: false }, MANAGER),
    world.telegram.say("/subscribe"),
  ]);
  return [world.discord.textOf(there), here.text];
};

/** As much as fits, and then to the last byte. */
function fill(folder: string): () => void {
  const filler = join(folder, "filler");
  for (let size = 6_000_000; size > 0; size = Math.floor(size / 2))
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
    } catch {
      continue;
    }
  return () => rmSync(filler);
}

it(
  "answers while the disk is full, says what it cannot write down, and goes on when there is room",
  async (context) => {
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", dataDir], { stdio: "ignore" });
    } catch {
      return context.skip("a small disk cannot be mounted here");
    }
    undo = () => execFileSync("umount", ["-l", dataDir]);
    const program = await start();
    // What is published at the start is written down, too; this comes last.
    const isPublished = () =>
      world.telegram.server.calls.some(({ method }) => method === "getChatMenuButton");
    await expect.poll(isPublished, { timeout: PATIENCE }).toBe(true);
    await bothAnswer();
    const makeRoom = fill(dataDir);
    await writeFile(join(blog, "source/_posts/kettle.md"), post("The kettle"));
    // The log of the database has room of its own for a while.
    while (!/the disk is full/.test(program.stderr())) {
      await bothAnswer();
      await world.telegram.say(`/post ${randomUUID()}`);
    }
    await bothAnswer();
    for (const text of await subscribes()) expect(text).toContain("cannot read or write its notes");
    const before = program.stderr();
    expect(countIn(before, /the disk is full/g)).toBe(1);
    expect(countIn(before, /answered from memory/g)).toBe(1);
    expect(before).not.toMatch(/A command failed|does not answer|\bat .*\.[jt]s:/);

    makeRoom();
    await program.shows(/Telegram: the store can be written again/);
    await world.both(
      "the kettle, once",
      (texts) => texts.length === 1 && texts[0]?.includes("kettle") === true,
    );
    for (const text of await subscribes()) expect(text).not.toContain("notes");
    await program.shows(/The database can be written again/);
    expect(program.process.exitCode).toBeNull();
  },
  6 * PATIENCE,
);

/** Another process holds the write lock until it is killed. */
async function lock(): Promise<() => void> {
  const script = `
    import { createRequire } from "node:module";
    const { DatabaseSync } = createRequire(${JSON.stringify(resolve("package.json"))})("@photostructure/sqlite");
    const database = new DatabaseSync(${JSON.stringify(join(dataDir, "postern.db"))});
    database.exec("pragma busy_timeout = 10000; begin immediate");
    process.stdout.write("locked");
    // Named here, or it is collected as garbage, and its lock with it.
    setInterval(() => database, 1000);`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", script]);
  await once(holder.stdout, "data");
  return () => void holder.kill("SIGKILL");
}

it(
  "answers while another program holds the database, and lets nothing fail for a lock of some seconds",
  async () => {
    const program = await start();
    const release = await lock();
    try {
      await writeFile(join(blog, "source/_posts/kettle.md"), post("The kettle"));
      await bothAnswer();
      await program.shows(/answered from memory/);
    } finally {
      release();
    }
    await world.both(
      "the kettle, once",
      (texts) => texts.length === 1 && texts[0]?.includes("kettle") === true,
    );
    expect(program.stderr()).not.toMatch(/database is locked|locked by another program/);
  },
  4 * PATIENCE,
);

const postgres = databases.find(({ name }) => name === "PostgreSQL")!;

it.skipIf(postgres.skip)(
  "answers while PostgreSQL is silent, and announces once it speaks again",
  async () => {
    const database = await postgres.create();
    const proxy = await openProxy(database.options.databaseUrl ?? "");
    try {
      const program = await start({ DATABASE_URL: proxy.url });
      await bothAnswer();
      proxy.silence();
      await writeFile(join(blog, "source/_posts/kettle.md"), post("The kettle"));
      await program.shows(/PostgreSQL at .* cannot be reached/);
      for (let n = 0; n < 3; n += 1) await bothAnswer();
      proxy.speak();
      await world.both(
        "the kettle, once",
        (texts) => texts.length === 1 && texts[0]?.includes("kettle") === true,
      );
      expect(program.stderr()).not.toMatch(/standing by|could not be answered/);
    } finally {
      await world.stop();
      proxy.close();
      await database.remove();
    }
  },
  PATIENCE,
);

it("ends the start with a word on backups where pages of the database are damaged", async () => {
  const program = await start();
  await kill(program, "SIGTERM");
  const file = join(dataDir, "postern.db");
  const bytes = readFileSync(file);
  bytes.fill(0xaa, 4096, 8 * 4096);
  writeFileSync(file, bytes);
  const { code, stderr } = await runShared(["start"], world.settings);
  expect(code).toBe(1);
  expect(stderr).toMatch(/postern\.db is damaged.*Put back a backup/);
  expect(stderr).not.toMatch(/\n\s+at /);
});

it("says in one line what to remove where a folder lies in the index's place", async () => {
  mkdirSync(join(dataDir, "search.index"));
  const program = await start();
  await program.shows(/"file":".*search\.index","reason":"it is a folder: remove it"/);
  await kill(program, "SIGTERM");
  expect(countIn(program.stderr(), /cannot be saved/g)).toBe(1);
  expect(program.stderr()).not.toMatch(/\n\s+at /);
});
