// The git source against a real git server.
import { lstat, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Source } from "../../src/source/source.js";
import { until } from "../until.js";
import { GitRoom, textOf } from "./git-room.js";
import { listening } from "./listening.js";

const room = new GitRoom();
const all = (): boolean => true;
const paths = async (source: Source): Promise<string[]> => (await source.scan(all)).map((file) => file.path);

const story = "A line that is long enough to be found again.\n".repeat(20);

describe("reading a repository", () => {
  it("reads the branch the repository names, or the one asked for, and its folder", async () => {
    await room.server.push({ "_config.yml": "x", "source/_posts/a.md": "hello", "other.md": "y" });
    const source = await room.open();
    expect(await paths(source)).toEqual(["_config.yml", "other.md", "source/_posts/a.md"]);
    expect(await textOf(source, "source/_posts/a.md")).toBe("hello");
    room.server.git("checkout", "-q", "-b", "next");
    await room.server.push({ "source/_posts/b.md": "next" });
    const next = await room.open("#next:source/_posts");
    expect(next.folder).toBe("source/_posts");
    expect(await textOf(next, "source/_posts/b.md")).toBe("next");
  });

  it("tells of changed, removed and renamed files after a look, and of nothing when nothing changed", async () => {
    await room.server.push({ "a.md": story, "b.md": "b", "c.md": "c" });
    const source = await room.open();
    const heard = listening();
    await source.watch(all, heard);
    await source.refresh?.();
    expect(heard.changes).toEqual([]);
    await room.server.push({ "a.md": null, "d.md": `${story}and more`, "b.md": "B", "c.md": null });
    await source.refresh?.();
    expect(heard.changes.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { kind: "removed", path: "a.md" },
      { kind: "changed", path: "b.md" },
      { kind: "removed", path: "c.md" },
      { kind: "changed", path: "d.md", from: "a.md" },
    ]);
    expect(await paths(source)).toEqual(["b.md", "d.md"]);
  });

  it("follows a history that was rewritten", async () => {
    await room.server.push({ "a.md": "one" });
    await room.server.push({ "a.md": "two" });
    const source = await room.open();
    room.server.git("reset", "-q", "--hard", "HEAD~1");
    await room.server.push({ "a.md": "three" });
    await source.refresh?.();
    expect(await textOf(source, "a.md")).toBe("three");
  });

  it("knows when a file was updated after it was added", async () => {
    await room.server.push({ "a.md": "a", "b.md": "b" }, 1_600_000_000);
    await room.server.push({ "a.md": "A" }, 1_700_000_000);
    const source = await room.open();
    expect(source.updated?.("a.md")).toBe(1_700_000_000_000);
    expect(source.updated?.("b.md")).toBeNull();
  });

  it("does not take the oldest commit it fetched for an update", async () => {
    await room.server.push({ "a.md": "a" }, 1_600_000_000);
    const texts = Array.from({ length: 101 }, (_, at) => String(at));
    room.server.pushMany("b.md", texts, 1_600_000_001);
    const source = await room.open();
    expect(source.updated?.("a.md")).toBeNull();
    expect(source.updated?.("b.md")).toBe(1_600_000_101_000);
  });

  it("tells what changed by paths from the site's root, also where that lies in a folder", async () => {
    const site = { "blog/_config.yml": "title: x\n", "blog/source/_posts/a.md": "a" };
    await room.server.push(site, 1_600_000_000);
    const source = await room.open("#main:blog");
    const heard = listening();
    await source.watch(all, heard);
    await room.server.push({ "blog/source/_posts/a.md": "b", "other.md": "x" }, 1_700_000_000);
    await source.refresh?.();
    expect(heard.changes).toEqual([{ kind: "changed", path: "source/_posts/a.md" }]);
    expect(source.updated?.("source/_posts/a.md")).toBe(1_700_000_000_000);
  });

  it("makes plain files of symbolic links", async () => {
    await symlink("/etc/passwd", join(room.server.work, "evil.md"));
    await room.server.push({ "a.md": "a" });
    const source = await room.open();
    expect(await textOf(source, "evil.md")).toBe("/etc/passwd");
    // Nothing that is read as a post may be the name of another file.
    expect(await source.read("evil.md", 1000, () => true)).toBe("repository link");
    const [checkout = ""] = await readdir(join(room.base, "data/sources"));
    expect((await lstat(join(room.base, "data/sources", checkout, "evil.md"))).isSymbolicLink()).toBe(false);
  });
});

describe("when the server fails", () => {
  it("is empty and goes on trying, says once why, and tells when it is there", async () => {
    room.server.mode = "down";
    await room.server.push({ "a.md": "a" });
    const source = await room.open();
    const heard = listening();
    await source.watch(all, heard);
    await source.refresh?.();
    expect(await paths(source)).toEqual([]);
    expect(heard.losses).toEqual([expect.stringContaining("503")]);
    room.server.mode = "up";
    await source.refresh?.();
    expect(heard.finds()).toBe(1);
    expect(await paths(source)).toEqual(["a.md"]);
  });

  it("is not waited for longer than it may be; the first fetch goes on, and tells when it is there", async () => {
    await room.server.push({ "a.md": "a" });
    room.server.mode = "slow";
    const source = await room.open("", { openWait: 50 });
    const heard = listening();
    await source.watch(all, heard);
    expect([source.awaited?.(), await paths(source), heard.losses]).toEqual([true, [], []]);
    room.server.mode = "up";
    await until(() => heard.finds() > 0, "the repository to be there");
    expect([source.awaited?.(), await paths(source), heard.finds()]).toEqual([false, ["a.md"], 1]);
  });

  it("keeps its last good state, over a restart too", async () => {
    await room.server.push({ "a.md": "a" });
    await (await room.open()).stop();
    room.server.mode = "down";
    const source = await room.open();
    expect(await textOf(source, "a.md")).toBe("a");
  });

  it("takes nothing away where git cannot be run", async () => {
    await room.server.push({ "a.md": "a" });
    await (await room.open()).stop();
    const without = await room.open("", { environment: { PATH: room.base } });
    expect(await without.refresh?.()).toContain("git is not installed");
    await without.stop();
    room.server.mode = "down";
    expect(await textOf(await room.open(), "a.md")).toBe("a");
  });

  it("mends a checkout that was damaged", async () => {
    await room.server.push({ "a.md": "a" });
    await (await room.open()).stop();
    const [checkout = ""] = await readdir(join(room.base, "data/sources"));
    await writeFile(join(room.base, "data/sources", checkout, ".git/HEAD"), "rubbish");
    const source = await room.open();
    await source.refresh?.();
    expect(await textOf(source, "a.md")).toBe("a");
  });

  it("goes on answering from a checkout whose history was damaged, and mends it when it can", async () => {
    await room.server.push({ "a.md": "a" });
    await (await room.open()).stop();
    const [name = ""] = await readdir(join(room.base, "data/sources"));
    await rm(join(room.base, "data/sources", name, ".git/objects/pack"), { recursive: true });
    room.server.mode = "down";
    const source = await room.open();
    expect(await textOf(source, "a.md")).toBe("a");
    const heard = listening();
    await source.watch(all, heard);
    expect(await source.refresh?.()).toMatch(/503/);
    expect(await textOf(source, "a.md")).toBe("a");
    room.server.mode = "up";
    await room.server.push({ "a.md": null, "b.md": "b" });
    expect(await source.refresh?.()).toBeNull();
    expect(await paths(source)).toEqual(["b.md"]);
  });

  it("sends the token of the environment by header, and keeps it out of the repository", async () => {
    await room.server.push({ "a.md": "a" });
    room.server.mode = "locked";
    const heard = listening();
    const without = await room.open();
    await without.watch(all, heard);
    expect(heard.losses).toHaveLength(1);
    await without.stop();
    const source = await room.open("", { token: "s3cret" });
    expect(await paths(source)).toEqual(["a.md"]);
    expect(room.server.requests.at(-1)?.authorization).toBe(
      `Basic ${Buffer.from("x-access-token:s3cret").toString("base64")}`,
    );
    const [checkout = ""] = await readdir(join(room.base, "data/sources"));
    const config = join(room.base, "data/sources", checkout, ".git/config");
    expect(await (await import("node:fs/promises")).readFile(config, "utf8")).not.toContain("s3cret");
  });
});
