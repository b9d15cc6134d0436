// What a repository may cost: only texts are fetched, none without bound, and nothing is left lying about.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { GitRoom, textOf } from "./git-room.js";
import { listening } from "./listening.js";

const room = new GitRoom();
const MB = 1024 * 1024;
const checkout = async (): Promise<string> => {
  const sources = join(room.base, "data/sources");
  const [name = ""] = await readdir(sources);
  return join(sources, name);
};
const laidDown = async (): Promise<string[]> =>
  execFileSync("find", [".", "-path", "./.git", "-prune", "-o", "-type", "f", "-print"], {
    cwd: await checkout(),
  })
    .toString()
    .trim()
    .split("\n")
    .map((path) => path.slice(2))
    .toSorted();
const pack = async (): Promise<string> => join(await checkout(), ".git/objects/pack");

it("neither pictures nor packages are fetched, what posts and settings are made of is", async () => {
  const noise = randomBytes(300_000).toString("base64");
  await room.server.push({
    "_config.yml": "title: x\n",
    CNAME: "blog.example.org",
    "data/people.CSV": "a,b\n",
    ".vitepress/config.mts": "export default {}",
    "posts/年.md": "hello",
    "posts/photo.jpg": noise,
    "node_modules/a/index.js": noise,
    ".github/workflows/x.yml": noise,
  });
  const source = await room.open();
  expect(await textOf(source, "posts/年.md")).toBe("hello");
  expect(await laidDown()).toEqual(
    [".vitepress/config.mts", "CNAME", "_config.yml", "data/people.CSV", "posts/年.md"].toSorted(),
  );
  const sizes = await readdir(await pack());
  const packed = execFileSync("du", ["-sk", await pack()]).toString();
  expect([parseInt(packed, 10) < 150, sizes.some((name) => name.endsWith(".pack"))]).toEqual([true, true]);
});

it("a text that is no post and unpacks to 60 MB is left out by name, and the blog goes on", async () => {
  await room.server.push({ "a.md": "one", "dump.txt": "x".repeat(60 * MB) });
  const source = await room.open();
  expect(await laidDown()).toEqual(["a.md"]);
  expect(room.warnings.at(-1)).toMatch(/dump\.txt \(60 MB\)/);
  const before = room.warnings.length;
  await room.server.push({ "a.md": "two" });
  expect(await source.refresh?.()).toBeNull();
  expect(await textOf(source, "a.md")).toBe("two");
  expect(room.warnings).toHaveLength(before);
});

it("texts beyond the limit together are not laid down; the message names the largest, the old ones stay", async () => {
  await room.server.push({ "a.md": "one" });
  const source = await room.open("", { maxBytes: 2 * MB });
  await source.watch(() => true, listening());
  const text = "A line.\n".repeat(130_000);
  await room.server.push({ "b.md": text, "posts/c.md": `${text}more`, "d.md": text, "a.md": "two" });
  expect(await source.refresh?.()).toMatch(/SOURCE_MAX_MB allows \(2\); the largest is posts\/c\.md/);
  expect(await textOf(source, "a.md")).toBe("one");
  expect(await laidDown()).toEqual(["a.md"]);
  await room.server.push({ "b.md": null, "posts/c.md": null });
  expect(await source.refresh?.()).toBeNull();
  expect(await textOf(source, "a.md")).toBe("two");
});

it("a server that sends everything is stopped at the limit", async () => {
  room.server.git("config", "uploadpack.allowFilter", "false");
  await room.server.push({ "a.md": "one", "film.mp4": randomBytes(3 * MB).toString("latin1") });
  const source = await room.open("", { maxBytes: MB });
  expect(await source.refresh?.()).toMatch(/more room than SOURCE_MAX_MB allows \(1\)/);
});

it("what killed gits left is removed", async () => {
  await room.server.push({ "a.md": "one" });
  const source = await room.open();
  const left = ["objects/pack/tmp_pack_Ab1", "index.lock", "refs/postern/laid-down.lock"];
  for (const name of left) writeFileSync(join(await checkout(), ".git", name), "");
  await room.server.push({ "a.md": "two" });
  expect(await source.refresh?.()).toBeNull();
  expect(await textOf(source, "a.md")).toBe("two");
  for (const name of left)
    expect([name, existsSync(join(await checkout(), ".git", name))]).toEqual([name, false]);
});

it("packs do not pile up", async () => {
  const packs = async () => (await readdir(await pack())).filter((name) => name.endsWith(".pack")).length;
  await room.server.push({ "a.md": "one" });
  const source = await room.open();
  // As many as some twenty changes bring.
  for (const name of await readdir(await pack()))
    for (let n = 10; n < 30; n += 1)
      await copyFile(join(await pack(), name), join(await pack(), name.replace(/^pack-../, `pack-${n}`)));
  expect(await packs()).toBeGreaterThan(20);
  await room.server.push({ "a.md": "two" });
  expect(await source.refresh?.()).toBeNull();
  expect(await packs()).toBeLessThan(21);
  expect(await textOf(source, "a.md")).toBe("two");
});
