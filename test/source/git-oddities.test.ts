// What repositories hold that no blog should need, and what becomes of branches: against a real git server.
import { execFileSync } from "node:child_process";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openNetwork } from "../../src/net/network.js";
import type { Source } from "../../src/source/source.js";
import { GitRoom, textOf } from "./git-room.js";
import { listening } from "./listening.js";

const room = new GitRoom();
const paths = async (source: Source): Promise<string[]> =>
  (await source.scan((path) => path.endsWith(".md"))).map((file) => file.path);

describe("a branch", () => {
  it("that goes keeps its last state, and is followed again when it is back", async () => {
    await room.server.push({ "a.md": "one" });
    room.server.git("checkout", "-q", "-b", "posts");
    await room.server.push({ "a.md": "posts" });
    const source = await room.open("#posts");
    const heard = listening();
    await source.watch(() => true, heard);
    room.server.git("update-ref", "-d", "refs/heads/posts");
    await source.refresh?.();
    await source.refresh?.();
    expect(heard.losses).toEqual([expect.stringContaining("posts")]);
    expect(await textOf(source, "a.md")).toBe("posts");
    await room.server.push({ "a.md": "back" });
    await source.refresh?.();
    expect(await textOf(source, "a.md")).toBe("back");
    expect(heard.finds()).toBe(1);
  });

  it("that is forced onto a history of its own is followed", async () => {
    await room.server.push({ "a.md": "one", "b.md": "b" });
    const source = await room.open();
    const heard = listening();
    await source.watch(() => true, heard);
    room.server.git("checkout", "-q", "--orphan", "fresh");
    room.server.git("rm", "-q", "-r", "--force", ".");
    room.server.git("branch", "-q", "-M", "fresh", "main");
    await room.server.push({ "c.md": "c" });
    await source.refresh?.();
    expect(await paths(source)).toEqual(["c.md"]);
    expect(heard.losses).toEqual([]);
    expect(heard.changes.map(({ path }) => path).toSorted()).toEqual(["a.md", "b.md", "c.md"]);
  });

  it("of an empty repository is waited for", async () => {
    const source = await room.open();
    const heard = listening();
    await source.watch(() => true, heard);
    expect([await paths(source), heard.losses.length]).toEqual([[], 1]);
    await room.server.push({ "a.md": "one" });
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
  await room.server.push({ "x.md": "x" });
  await room.server.push(Object.fromEntries(ODD.map((name) => [name, "one"])));
  const source = await room.open();
  expect((await paths(source)).toSorted()).toEqual([...ODD, "x.md"].toSorted());
  const heard = listening();
  await source.watch(() => true, heard);
  await room.server.push(Object.fromEntries(ODD.map((name) => [name, `two ${name}`])), 1_700_009_000);
  await source.refresh?.();
  expect(heard.changes.map(({ path }) => path).toSorted()).toEqual(ODD.toSorted());
  for (const name of ODD) {
    expect(await textOf(source, name)).toBe(`two ${name}`);
    expect([name, source.updated?.(name)]).toEqual([name, 1_700_009_000_000]);
  }
  await room.server.push(Object.fromEntries(ODD.map((name) => [name, null])));
  await source.refresh?.();
  expect(await paths(source)).toEqual(["x.md"]);
});

it("links lead nowhere, submodules are not fetched, a huge file is not read", async () => {
  await room.server.push({ "a.md": "one" });
  await writeFile(join(room.base, "secret.md"), "secret");
  await symlink(join(room.base, "secret.md"), join(room.server.work, "out.md"));
  await symlink("../../../../../../../etc", join(room.server.work, "folder"));
  await symlink(room.base, join(room.server.work, "up"));
  // A repository within it is a submodule, whether or not .gitmodules names it.
  const submodule = join(room.server.work, "sub");
  execFileSync("git", ["init", "-q", submodule]);
  const who = ["-c", "user.name=A", "-c", "user.email=a@b.test"];
  execFileSync("git", ["-C", submodule, ...who, "commit", "-q", "--allow-empty", "-m", "x"]);
  await writeFile(
    join(room.server.work, ".gitmodules"),
    `[submodule "sub"]\n\tpath = sub\n\turl = ${submodule}\n`,
  );
  await room.server.push({ "huge.md": "x".repeat(30 * 1024 * 1024) });
  const source = await room.open();
  expect(await paths(source)).toEqual(["a.md", "out.md"]);
  // What the link names, as a plain text.
  expect(await textOf(source, "out.md")).toBe(join(room.base, "secret.md"));
  expect(room.warnings.join()).toMatch(/huge\.md \(30 MB\)/);
  expect(room.server.git("ls-tree", "HEAD", "sub")).toMatch(/^160000 commit/);
  expect(await source.read("sub/.git", 1e6)).toBe("gone");
  await room.server.push({ "a.md": "two" });
  await source.refresh?.();
  expect(await textOf(source, "a.md")).toBe("two");
});

it.each([
  ["2.36.1", 1],
  ["2.37.0 (Apple Git-137)", 0],
  ["3.0.2", 0],
])("a git %s that looks names up by itself is told of, once", async (version, times) => {
  await room.server.push({ "a.md": "one" });
  const bin = join(room.base, "bin");
  await mkdir(bin);
  const real = execFileSync("which", ["git"]).toString().trim();
  const script = `#!/bin/sh\ncase " $* " in *" version "*) echo "git version ${version}";; *) exec ${real} "$@";; esac\n`;
  await writeFile(join(bin, "git"), script);
  await chmod(join(bin, "git"), 0o755);
  const source = await room.open("", {
    environment: { PATH: `${bin}:${process.env["PATH"]}`, HOME: room.base },
    // As where a public name leads to the server.
    network: { ...openNetwork(), addressesOf: () => Promise.resolve(["127.0.0.1"]) },
  });
  await source.refresh?.();
  expect(await paths(source)).toEqual(["a.md"]);
  expect(room.warnings.filter((line) => /looks up a repository's host by itself/.test(line))).toHaveLength(
    times,
  );
});
