// What repositories hold that no blog should need, and what becomes of branches: against a real git server.
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isSiteRoot } from "../../src/generator/detect.js";
import { openGit, parseGitAddress } from "../../src/source/git.js";
import type { Source } from "../../src/source/source.js";
import { startGitServer, type GitServer } from "./git-server.js";
import { listening } from "./listening.js";

let base: string;
let server: GitServer;
const opened: Source[] = [];
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "postern-git-odd-"));
  server = await startGitServer(base);
});
afterEach(async () => {
  for (const source of opened.splice(0)) await source.stop();
  await server.close();
  await rm(base, { recursive: true, force: true });
});

const open = async (fragment = ""): Promise<Source> => {
  const source = await openGit(parseGitAddress(`${server.url}${fragment}`), {
    dataDir: join(base, "data"),
    interval: 3600,
    token: null,
    isRoot: isSiteRoot,
    environment: { PATH: process.env["PATH"], HOME: base },
  });
  opened.push(source);
  return source;
};
const paths = async (source: Source): Promise<string[]> =>
  (await source.scan((path) => path.endsWith(".md"))).map((file) => file.path);
const text = async (source: Source, path: string): Promise<string> =>
  Buffer.from(await source.read(path, 1e6)).toString();

describe("a branch", () => {
  it("that goes keeps its last state, and is followed again when it is back", async () => {
    await server.push({ "a.md": "one" });
    server.git("checkout", "-q", "-b", "posts");
    await server.push({ "a.md": "posts" });
    const source = await open("#posts");
    const heard = listening();
    await source.watch(() => true, heard);
    server.git("push", "-q", "origin", ":posts");
    await source.refresh?.();
    await source.refresh?.();
    expect(heard.losses).toEqual([expect.stringContaining("posts")]);
    expect(await text(source, "a.md")).toBe("posts");
    await server.push({ "a.md": "back" });
    await source.refresh?.();
    expect(await text(source, "a.md")).toBe("back");
    expect(heard.finds()).toBe(1);
  });

  it("that is forced onto a history of its own is followed", async () => {
    await server.push({ "a.md": "one", "b.md": "b" });
    const source = await open();
    const heard = listening();
    await source.watch(() => true, heard);
    server.git("checkout", "-q", "--orphan", "fresh");
    server.git("rm", "-q", "-r", "--force", ".");
    server.git("branch", "-q", "-M", "fresh", "main");
    await server.push({ "c.md": "c" });
    await source.refresh?.();
    expect(await paths(source)).toEqual(["c.md"]);
    expect(heard.losses).toEqual([]);
    expect(heard.changes.map(({ path }) => path).toSorted()).toEqual(["a.md", "b.md", "c.md"]);
  });

  it("of an empty repository is waited for", async () => {
    const source = await open();
    const heard = listening();
    await source.watch(() => true, heard);
    expect([await paths(source), heard.losses.length]).toEqual([[], 1]);
    await server.push({ "a.md": "one" });
    await source.refresh?.();
    expect([await paths(source), heard.finds()]).toEqual([["a.md"], 1]);
  });
});

const ODD = [
  "quo\"te's.md",
  "new\nline.md",
  "tab\tand space .md",
  "日本 ünï.md",
  "-dash.md",
  "back\\slash.md",
  ":colon.md",
  "\n.md",
];

it("file names of any signs are read, changed, dated and removed", async () => {
  await server.push({ "x.md": "x" });
  await server.push(Object.fromEntries(ODD.map((name) => [name, "one"])));
  const source = await open();
  expect((await paths(source)).toSorted()).toEqual([...ODD, "x.md"].toSorted());
  const heard = listening();
  await source.watch(() => true, heard);
  await server.push(Object.fromEntries(ODD.map((name) => [name, `two ${name}`])), 1_700_009_000);
  await source.refresh?.();
  expect(heard.changes.map(({ path }) => path).toSorted()).toEqual(ODD.toSorted());
  for (const name of ODD) {
    expect(await text(source, name)).toBe(`two ${name}`);
    expect([name, source.updated?.(name)]).toEqual([name, 1_700_009_000_000]);
  }
  await server.push(Object.fromEntries(ODD.map((name) => [name, null])));
  await source.refresh?.();
  expect(await paths(source)).toEqual(["x.md"]);
});

it("links lead nowhere, submodules are not fetched, a huge file is not read", async () => {
  await server.push({ "a.md": "one" });
  await writeFile(join(base, "secret.md"), "secret");
  await symlink(join(base, "secret.md"), join(server.work, "out.md"));
  await symlink("../../../../../../../etc", join(server.work, "folder"));
  await symlink(base, join(server.work, "up"));
  const other = join(base, "other");
  execFileSync("git", ["init", "-q", other]);
  execFileSync("git", [
    "-C",
    other,
    "-c",
    "user.name=A",
    "-c",
    "user.email=a@b.test",
    "commit",
    "-q",
    "--allow-empty",
    "-m",
    "x",
  ]);
  server.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", other, "sub");
  await server.push({ "huge.md": "x".repeat(30 * 1024 * 1024) });
  const source = await open();
  expect(await paths(source)).toEqual(["a.md", "huge.md", "out.md"]);
  // What the link names, as a plain text.
  expect(await text(source, "out.md")).toBe(join(base, "secret.md"));
  expect(await source.read("huge.md", 1e6)).not.toBeInstanceOf(Uint8Array);
  expect(await source.read("sub/.git", 1e6)).toBe("gone");
  await server.push({ "a.md": "two" });
  await source.refresh?.();
  expect(await text(source, "a.md")).toBe("two");
});
