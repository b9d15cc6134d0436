// What befalls the saved index between two starts: whatever lies there, the posts are found.
import { existsSync } from "node:fs";
import { cp, mkdir, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { until } from "../until.js";
import { folderOf } from "./program.js";
import { startShared } from "./shared-program.js";

let blog: string;
/** What a bot that was killed left for the next. */
let before: string;
beforeAll(async () => {
  blog = await folderOf({ "one.md": "---\ntitle: Granite window\n---\nWords.\n" });
  before = await folderOf({});
  const bot = await startShared({ POSTS_DIR: blog, DATA_DIR: before });
  await until(() => existsSync(join(before, "search.index")), "the saved index");
  bot.process.kill("SIGKILL");
  await bot.ended;
});

it("is there for the start after a kill", () => {
  expect(existsSync(join(before, "search.index"))).toBe(true);
});

it.each([
  ["cut short", async (file: string) => truncate(file, 100)],
  [
    "a folder",
    async (file: string) => {
      await rm(file);
      await mkdir(file);
    },
  ],
])("finds posts when the index is %s, and tells it in a line", async (_what, damage) => {
  const data = await folderOf({ "search-index.json": "of an earlier version" });
  await cp(before, data, { recursive: true });
  await damage(join(data, "search.index"));
  const bot = await startShared({ POSTS_DIR: blog, DATA_DIR: data });
  const [, address = ""] = await bot.shows(/Ask your blog at (\S+)/);
  const answer = async () => (await fetch(`${address}/?ask=/search+granite`)).text();
  await expect.poll(answer).toContain("1 post");
  bot.process.kill("SIGTERM");
  await bot.ended;
  expect(bot.stderr().match(/saved search index cannot be used/g)).toHaveLength(1);
  expect(bot.stderr()).not.toMatch(/\n\s+at /);
  expect(existsSync(join(data, "search-index.json"))).toBe(false);
});
