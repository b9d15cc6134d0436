// What befalls the saved index between two starts: whatever lies there, the posts are found.
import { existsSync } from "node:fs";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderOf, run } from "./program.js";

const MEGABYTES = 256;

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
  const blog = await folderOf({ "one.md": "---\ntitle: Granite window\n---\nWords.\n" });
  const data = await folderOf({});
  const start = async () => {
    const bot = await run(["start"], { POSTS_DIR: blog, DATA_DIR: data });
    const [, address = ""] = await bot.shows(/Ask your blog at (\S+)/);
    const stop = async () => {
      bot.process.kill("SIGTERM");
      await bot.ended;
    };
    return { address, stop };
  };
  await (await start()).stop();
  await damage(join(data, "search-index.json"));
  const { address, stop } = await start();
  const answer = async () => (await fetch(`${address}/?ask=/search+granite`)).text();
  await expect.poll(answer).toContain("1 post");
  await stop();
});

it("is there for the start after a kill", async () => {
  const blog = await folderOf({ "one.md": "---\ntitle: Granite window\n---\nWords.\n" });
  const data = await folderOf({});
  const bot = await run(["start"], { POSTS_DIR: blog, DATA_DIR: data });
  await expect.poll(() => existsSync(join(data, "search-index.json"))).toBe(true);
  bot.process.kill("SIGKILL");
  await bot.ended;
});
