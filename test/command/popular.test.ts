// The posts asked for most: counted only where the owner wants it, and nothing about who asked.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import type { Store } from "../../src/store/store.js";
import { blogOf, postOf } from "./blog.js";

const posts = ["River stones", "Granite window", "Wooden door"].map((title) => postOf({ title }));
const folder = mkdtempSync(join(tmpdir(), "postern-popular-"));
let store: Store;
beforeEach(async () => {
  store = await openStore({ dataDir: folder, databaseUrl: null });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a blog that counts nothing has no such command", async () => {
  const blog = blogOf(posts);
  expect(blog.dispatcher.commands.map(({ name }) => name)).not.toContain("popular");
  await blog.say("/post river stones");
  expect(await store.popular.most(9)).toEqual([]);
});

test("/popular lists the posts asked for most, those that went left out", async () => {
  const blog = blogOf(posts, "en", new Map(), store.popular);
  expect(JSON.stringify((await blog.say("/popular")).body)).toContain("No post has been asked for yet.");
  for (const line of [
    "/post granite",
    "/post wooden door",
    "/post granite window",
    "/random",
    "/latest",
    "/search river",
  ])
    await blog.say(line);
  expect((await blog.say("/popular")).list?.map(({ title }) => title)).toEqual([
    "Granite window",
    "Wooden door",
  ]);
  blog.set(posts.slice(1, 2));
  expect((await blog.say("/popular")).list?.map(({ title }) => title)).toEqual(["Granite window"]);
});
