// The folder source: where it finds the root, what it reads, and what it never touches.
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isSiteRoot } from "../../src/generator/detect.js";
import { openFolder } from "../../src/source/folder.js";
import { readPlainFile } from "../../src/source/read-plain.js";
import { findSiteRoot } from "../../src/source/root.js";
import { SourceError } from "../../src/source/source.js";

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "postern-folder-"));
});
afterEach(() => rm(base, { recursive: true, force: true }));

const write = async (path: string, text = "x"): Promise<void> => {
  await mkdir(dirname(join(base, path)), { recursive: true });
  await writeFile(join(base, path), text);
};
const open = (path: string) => openFolder(path, { isRoot: isSiteRoot });
const all = (path: string): boolean => !path.endsWith("/");
const paths = async (at = ""): Promise<string[]> =>
  (await (await open(join(base, at))).scan(all)).map((file) => file.path);

describe("the root of the site", () => {
  it.each([
    ["_config.yml", "source/_posts"],
    ["hugo.toml", "content/posts"],
    ["config/_default/hugo.yml", "content"],
    ["astro.config.mjs", "src/content/blog"],
    [".vitepress/config.ts", "posts"],
  ])("is found by %s above %s", async (mark, posts) => {
    await write(`site/${mark}`);
    await write(`site/${posts}/a.md`);
    const folder = await open(join(base, "site", posts));
    expect(folder.root).toBe(join(base, "site"));
    expect(folder.folder).toBe(posts);
  });

  it("is the folder itself when nothing says otherwise", async () => {
    await write("notes/a.md");
    const folder = await open(join(base, "notes"));
    expect([folder.root, folder.folder]).toEqual([join(base, "notes"), ""]);
  });

  it("is never looked for above a repository or in the home folder", async () => {
    await write("_config.yml");
    await write("home/repo/.git/HEAD");
    await write("home/repo/posts/a.md");
    expect(await findSiteRoot(join(base, "home/repo/posts"), isSiteRoot)).toBeNull();
    await rm(join(base, "home/repo/.git"), { recursive: true });
    expect(
      await findSiteRoot(join(base, "home/repo/posts"), isSiteRoot, null, join(base, "home")),
    ).toBeNull();
    expect(await findSiteRoot(join(base, "home/repo/posts"), isSiteRoot, null, "/nowhere")).toBe(base);
  });

  it("says which setting to mend when the folder is missing or a file", async () => {
    await write("file.md");
    await expect(open(join(base, "none"))).rejects.toThrow(/POSTS_DIR names .*none, which does not exist/);
    await expect(open(join(base, "file.md"))).rejects.toThrow(/which is a file, not a folder/);
    await expect(open(join(base, "none"))).rejects.toBeInstanceOf(SourceError);
  });
});

describe("scanning", () => {
  it("lists files by path and passes over what no author writes", async () => {
    await write("_config.yml");
    for (const path of [
      "b.md",
      "a/c.md",
      "node_modules/x/readme.md",
      ".git/x.md",
      "public/a.md",
      "a/public/d.md",
    ])
      await write(path);
    expect(await paths()).toEqual(["_config.yml", "a/c.md", "a/public/d.md", "b.md"]);
  });

  it("keeps a folder named like an output folder where no generator writes", async () => {
    await write("public/a.md");
    expect(await paths()).toEqual(["public/a.md"]);
  });

  it("looks into an output folder where posts lie and nowhere else", async () => {
    await write("next.config.js");
    await write("public/a/index.md");
    await write("dist/b.md");
    const folder = await open(base);
    const wanted = (path: string): boolean => path === "public/" || path.endsWith(".md");
    expect((await folder.scan(wanted)).map(({ path }) => path)).toEqual(["public/a/index.md"]);
    expect((await folder.scan((path) => path.endsWith(".md"))).map(({ path }) => path)).toEqual([]);
  });

  it("reads an empty folder as one without posts", async () => {
    expect(await paths()).toEqual([]);
  });

  it("is not held up by a FIFO and reads no folder through a link", async () => {
    await write("real/a.md");
    execFileSync("mkfifo", [join(base, "pipe.md")]);
    await symlink("real", join(base, "loop"));
    await symlink(".", join(base, "real", "self"));
    expect(await paths()).toEqual(["real/a.md"]);
    expect(await (await open(base)).read("pipe.md", 1000)).toBe("gone");
  });
});

describe("reading", () => {
  it("follows a link to a file inside the root and none that leaves it", async () => {
    await write("secret.md", "secret");
    await write("blog/real.md", "mine");
    await symlink("real.md", join(base, "blog/link.md"));
    await symlink("../secret.md", join(base, "blog/out.md"));
    await symlink("..", join(base, "blog/up"));
    const blog = await open(join(base, "blog"));
    expect(await blog.read("link.md", 1000)).toEqual(Buffer.from("mine"));
    for (const path of ["out.md", "up/secret.md", "../secret.md", "/etc/passwd", "a\0b"])
      expect(await blog.read(path, 1000), path).toBe("outside");
    for (const path of ["real.md/x", "none.md", ""]) expect(await blog.read(path, 1000), path).toBe("gone");
  });

  it("reads in a thread plain files alone, where they lie", async () => {
    await write("a.md", "12345");
    await write("real/b.md");
    await symlink("a.md", join(base, "link.md"));
    await symlink("real", join(base, "by-link"));
    execFileSync("mkfifo", [join(base, "pipe.md")]);
    const read = (path: string, limit = 5) => readPlainFile(`${base}/${path}`, limit);
    expect(read("a.md")).toEqual(Buffer.from("12345"));
    expect(read("a.md", 4)).toBeNull();
    for (const path of ["link.md", "by-link/b.md", "real/../a.md", "real", "pipe.md", "none.md", "a\0.md"])
      expect(read(path), path).toBeNull();
  });

  it("gives nothing over the limit", async () => {
    await write("a.md", "12345");
    const folder = await open(base);
    expect(await folder.read("a.md", 4)).toBe("large");
    expect(await folder.read("a.md", 5)).toHaveLength(5);
  });

  it("lists names with folders marked, and nothing outside", async () => {
    await write("blog/b.md");
    await write("blog/a/c.md");
    const folder = await open(join(base, "blog"));
    expect(await folder.list("")).toEqual(["a/", "b.md"]);
    expect(await folder.list("..")).toEqual([]);
    expect(await folder.list("none")).toEqual([]);
  });
});
