// What lies in DATA_DIR is for the bot's own user, whoever made it and however.
import { chmodSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { kill } from "./announcing.js";
import { folderOf, run } from "./program.js";

const rights = (path: string): number => lstatSync(path).mode & 0o777;
const below = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));

it.skipIf(process.platform === "win32")("new files are 600, and old ones are mended and told", async () => {
  const blog = await folderOf({
    "_config.yml": "title: A desk\n",
    "source/_posts/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\n",
  });
  const dataDir = join(await folderOf({}), "data");
  mkdirSync(join(dataDir, "sources"), { recursive: true });
  writeFileSync(join(dataDir, "library.jsonl"), "");
  for (const [path, mode] of [
    ["", 0o755],
    ["sources", 0o775],
    ["library.jsonl", 0o644],
  ] as const)
    chmodSync(join(dataDir, path), mode);
  const settings = { POSTS_DIR: blog, DATA_DIR: dataDir };
  const program = await run(["start"], settings);
  await program.shows(/Ask your blog at/);
  await program.shows(/library\.jsonl.*that is ended/);
  await kill(program, "SIGTERM");
  for (const path of [dataDir, ...below(dataDir)])
    expect([path, rights(path)]).toEqual([path, lstatSync(path).isDirectory() ? 0o700 : 0o600]);

  const again = await run(["start"], settings);
  await again.shows(/Ask your blog at/);
  await kill(again, "SIGTERM");
  expect(again.stderr()).not.toMatch(/that is ended/);
});

it.skipIf(process.platform === "win32")("a folder with files of the owner's keeps its rights", async () => {
  const dataDir = await folderOf({
    "_config.yml": "title: A desk\n",
    "source/_posts/a.md": "---\ntitle: A\n---\n",
    "notes.txt": "",
  });
  chmodSync(dataDir, 0o755);
  chmodSync(join(dataDir, "notes.txt"), 0o644);
  const program = await run(["start"], { POSTS_DIR: dataDir, DATA_DIR: dataDir });
  await program.shows(/Ask your blog at/);
  await kill(program, "SIGTERM");
  expect(rights(dataDir)).toBe(0o755);
  expect(rights(join(dataDir, "notes.txt"))).toBe(0o644);
  expect(rights(join(dataDir, "postern.db"))).toBe(0o600);
});
