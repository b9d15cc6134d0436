// What befalls the saved index between two starts: whatever lies there, the posts are found.
import { existsSync } from "node:fs";
import { cp, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { until } from "../until.js";
import { folderOf, run } from "./program.js";

const MEGABYTES = 256;

let blog: string;
/** What a bot that was killed left for the next. */
let before: string;
beforeAll(async () => {
  blog = await folderOf({ "one.md": "---\ntitle: Granite window\n---\nWords.\n" });
  before = await folderOf({});
  const bot = await run(["start"], { POSTS_DIR: blog, DATA_DIR: before });
  await until(() => existsSync(join(before, "search-index.json")), "the saved index");
  bot.process.kill("SIGKILL");
  await bot.ended;
});

it("is there for the start after a kill", () => {
  expect(existsSync(join(before, "search-index.json"))).toBe(true);
});

it.each([
  [
    "so large that the posts are read sooner",
    async (file: string) => {
      const header = Buffer.from((await readFile(file)).subarray(0, 12));
      header.writeUInt32LE(MEGABYTES * 2 ** 20, 8);
      const handle = await open(file, "w");
      await handle.write(header);
      await handle.truncate((MEGABYTES + 1) * 2 ** 20);
      await handle.close();
    },
  ],
  [
    "a folder",
    async (file: string) => {
      await rm(file);
      await mkdir(file);
    },
  ],
])("finds posts when the damaged index is %s", async (_what, damage) => {
  const data = await folderOf({});
  await cp(before, data, { recursive: true });
  await damage(join(data, "search-index.json"));
  const bot = await run(["start"], { POSTS_DIR: blog, DATA_DIR: data });
  const [, address = ""] = await bot.shows(/Ask your blog at (\S+)/);
  const answer = async () => (await fetch(`${address}/?ask=/search+granite`)).text();
  await expect.poll(answer).toContain("1 post");
  bot.process.kill("SIGTERM");
  await bot.ended;
});
