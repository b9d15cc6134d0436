// A symbolic link among posts is followed to another post of its folder, and to nothing else.
import { execFileSync } from "node:child_process";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isSiteRoot, openSite } from "../../src/generator/detect.js";
import { openFolder } from "../../src/source/folder.js";
import { makeRoom, type Opened, type Room } from "./room.js";

let room: Room;
beforeEach(async () => {
  room = await makeRoom();
});
afterEach(() => room.close());

const open = async (start = "", apart: string | null = null): Promise<Opened> =>
  room.open({ openSite, source: await openFolder(join(room.root, start), { isRoot: isSiteRoot, apart }) });
const link = async (from: string, to: string): Promise<void> => {
  await mkdir(dirname(join(room.root, from)), { recursive: true });
  await symlink(to, join(room.root, from));
};
const shown = ({ library }: Opened): string[] =>
  library
    .visible()
    .map(({ source }) => source)
    .sort();
const post = (title: string, more = ""): string =>
  `---\ntitle: ${title}\ndate: 2024-05-06\n${more}---\nWords.\n`;

/** Where posts lie, a configuration that shows the generator, and what no link may open. */
const sites = [
  {
    name: "Hexo",
    config: ["_config.yml", "url: https://blog.test\n"],
    folder: "source/_posts",
    private: ["source/_drafts/d.md"],
  },
  {
    name: "Jekyll",
    config: ["_config.yml", "url: https://blog.test\n"],
    folder: "_posts",
    private: ["_drafts/d.md", "secret/_posts/2024-05-06-d.md"],
  },
  {
    name: "Hugo",
    config: ["hugo.toml", 'baseURL = "https://blog.test/"\n'],
    folder: "content/posts",
    private: ["content/secret/d.md"],
  },
  {
    name: "Astro",
    config: ["astro.config.mjs", 'export default { site: "https://blog.test" };\n'],
    folder: "src/content/blog",
    private: ["src/content/secret/d.md"],
  },
  {
    name: "VitePress",
    config: [".vitepress/config.js", "export default {};\n"],
    folder: "posts",
    private: [".vitepress/d.md", "secret/d.md"],
  },
  {
    name: "VuePress",
    config: [".vuepress/config.js", "module.exports = {};\n"],
    folder: "posts",
    private: [".vuepress/d.md", "secret/d.md"],
  },
  {
    name: "Zola",
    config: ["config.toml", 'base_url = "https://blog.test"\ncompile_sass = true\n'],
    folder: "content/posts",
    private: ["content/secret/d.md"],
  },
  {
    name: "plain files",
    config: ["notes.txt", ""],
    folder: "posts",
    private: ["drafts/d.md", "secret/d.md"],
  },
] as const;

describe.each(sites)("links of $name", ({ config, folder, private: hidden }) => {
  const at = (name: string): string => `${folder}/2024-05-06-${name}.md`;
  const up = "../".repeat(folder.split("/").length);

  it("lead to another post of the folder, not to secrets, drafts, other folders or what lies outside", async () => {
    await room.write(config[0], config[1]);
    await room.write(at("real"), post("Real"));
    await room.write(".env", "TOKEN=secret\n");
    await room.write(".git/config", "[remote]\n");
    await room.write(`${folder}/.hidden.md`, post("Hidden"));
    await room.write("data/state.md", post("State"));
    await writeFile(join(room.root, "../outside.md"), post("Outside"));
    for (const path of hidden) await room.write(path, post("Private"));
    await link(at("same"), "2024-05-06-real.md");
    const left = {
      env: `${up}.env`,
      git: `${up}.git/config`,
      dot: ".hidden.md",
      data: `${up}data/state.md`,
      outside: `${up}../outside.md`,
      ...Object.fromEntries(hidden.map((path, n) => [`private${n}`, `${up}${path}`])),
    };
    for (const [name, to] of Object.entries(left)) await link(at(name), to);
    await link(`${folder}/folder`, `${up}${dirname(hidden[0])}`);
    const opened = await open("", join(room.root, "data"));
    const among = shown(opened).filter((path) => path.startsWith(`${folder}/`));
    expect(among).toEqual([at("real"), at("same")]);
    const told = opened.library.problems().map(({ source }) => source);
    for (const name of Object.keys(left)) expect(told, name).toContain(at(name));
    expect(opened.warnings).toContain(
      `${at("env")}: cannot be read: it is a link, and not to a post in the same folder of posts. Put the file itself here.`,
    );
    const texts = await Promise.all(
      opened.library
        .all()
        .map(async ({ id }) =>
          JSON.stringify([await opened.library.body(id)?.text(), await opened.library.article(id)]),
        ),
    );
    expect(texts.join()).not.toMatch(/secret|remote/);
  });
});

it("is not shown for what its target's own folder keeps back", async () => {
  await room.write("hugo.toml", 'baseURL = "https://blog.test/"\n');
  await room.write("content/posts/private/_index.md", "---\ncascade:\n  draft: true\n---\n");
  await room.write("content/posts/private/a.md", post("Private"));
  await room.write("content/posts/locked.md", post("Locked", "draft: true\n"));
  await link("content/posts/a.md", "private/a.md");
  await link("content/posts/b.md", "locked.md");
  const opened = await open();
  expect(shown(opened)).toEqual([]);
  expect(opened.warnings).toEqual([
    "content/posts/a.md: cannot be read: it is a link to what readers may not see.",
    "content/posts/b.md: cannot be read: it is a link to what readers may not see.",
  ]);
});

it("does not leave the folder that is named", async () => {
  await room.write("_config.yml", "url: https://blog.test\n");
  await room.write("source/_posts/private/a.md", post("Private"));
  await link("source/_posts/open/b.md", "../private/a.md");
  expect(shown(await open("source/_posts/open"))).toEqual([]);
});

it("takes a post away that becomes such a link", async () => {
  await room.write("_config.yml", "url: https://blog.test\n");
  await room.write(".env", "TOKEN=secret\n");
  await room.write("source/_posts/a.md", post("A"));
  await room.write("source/_posts/b.md", post("B"));
  const opened = await open();
  await rm(join(room.root, "source/_posts/a.md"));
  await link("source/_posts/a.md", "../../.env");
  await opened.until(() => opened.titles().length === 1, "the end of the first post");
  expect(opened.titles()).toEqual(["B"]);
});

describe("what is left out", () => {
  const folderMessage =
    "is a link to a folder, and such links are not followed: set POSTS_DIR to the real folder, or put its files here.";
  const linkMessage =
    "cannot be read: it is a link, and not to a post in the same folder of posts. Put the file itself here.";

  it.each(sites)("names a linked folder of posts of $name once", async ({ name, config, folder }) => {
    await room.write(config[0], config[1]);
    // Without it, only real folders are collections of Astro's.
    await room.write(
      name === "Astro" ? "src/content.config.ts" : "notes.txt",
      'import { defineCollection } from "astro:content";\nimport { glob } from "astro/loaders";\nexport const collections = { blog: defineCollection({ loader: glob({ pattern: "**/*.md", base: "./src/content/blog" }) }) };\n',
    );
    await room.write("../notes/deep/2024-05-06-a.md", post("A"));
    await link(folder, `${"../".repeat(folder.split("/").length)}notes`);
    const opened = await open();
    expect(shown(opened)).toEqual([]);
    expect(opened.warnings.filter((text) => !text.includes("SITE_URL"))).toEqual([
      `${folder}: ${folderMessage}`,
    ]);
    expect(opened.library.problems()).toContainEqual(
      expect.objectContaining({ source: folder, kind: "linked folder" }),
    );
  });

  it("says nothing of a linked folder without posts, and no more of one that became a folder", async () => {
    await room.write("hugo.toml", 'baseURL = "https://blog.test/"\n');
    await room.write("content/posts/a.md", post("A"));
    await room.write("../media/a.png", "");
    await room.write("../notes/b.md", post("B"));
    await link("static/media", "../../media");
    await link("content/media", "../../media");
    await link("content/notes", "../../notes");
    const opened = await open();
    expect(opened.warnings).toEqual([`content/notes: ${folderMessage}`]);
    await rm(join(room.root, "content/notes"));
    await room.write("content/notes/b.md", post("B"));
    await opened.until(() => opened.titles().length === 2, "the post of the folder");
    expect(opened.library.problems()).toEqual([]);
  });

  it("names links to a FIFO, a device, themselves and nothing", async () => {
    await room.write("_config.yml", "url: https://blog.test\n");
    const at = (name: string): string => `source/_posts/${name}.md`;
    await room.write(at("real"), post("Real"));
    execFileSync("mkfifo", [join(room.root, "source/fifo"), join(room.root, "source/_posts/pipe.md")]);
    await link(at("device"), "/dev/zero");
    await link(at("fifo"), "../fifo");
    await link(at("loop"), "loop.md");
    await link(at("nothing"), "none.md");
    await link(at("piped"), "pipe.md");
    const opened = await open();
    expect(shown(opened)).toEqual([at("real")]);
    expect(opened.warnings.sort()).toEqual([
      `${at("device")}: cannot be read: it is a link that leads out of the site's folder. Put the file itself here, or set POSTS_DIR to where it lies.`,
      ...["fifo", "loop", "nothing", "piped"].map((name) => `${at(name)}: ${linkMessage}`),
    ]);
  });
});

describe("a link to a post that changes", () => {
  const target = "_posts/2024-01-01-a.md";
  const [from, other] = ["_posts/2024-01-03-la.md", "_posts/2024-01-04-b.md"];
  const words = (title: string, more = ""): string => `---\ntitle: ${title}\n${more}---\nWords.\n`;
  let time = new Date("2025-01-01T00:00:00Z");
  const begin = async (text: string): Promise<Opened> => {
    await room.write("_config.yml", "url: https://blog.test\ntimezone: UTC\n");
    await room.write(target, text);
    await room.write(other, words("B"));
    await link(from, "2024-01-01-a.md");
    const source = await openFolder(room.root, { isRoot: isSiteRoot });
    return room.open({ openSite, source, now: () => time });
  };

  it("leaves with it when that becomes a draft, and comes back with it", async () => {
    const opened = await begin(words("A"));
    expect(shown(opened)).toEqual([target, from, other]);
    await room.write(target, words("A", "published: false\n"));
    await opened.until(() => !shown(opened).includes(target), "the end of the post");
    expect(shown(opened)).toEqual([other]);
    await room.write(target, words("A"));
    await opened.until(() => shown(opened).includes(target), "the post");
    expect(shown(opened)).toEqual([target, from, other]);
  });

  it("shows what that now says, and leaves and comes back when that does", async () => {
    const opened = await begin(words("A"));
    await room.write(target, words("Anew"));
    await opened.until(() => opened.titles().includes("Anew"), "the new title");
    expect(opened.titles().sort()).toEqual(["Anew", "Anew", "B"]);
    await room.remove(target);
    await opened.until(() => !shown(opened).includes(target), "the end of the post");
    expect(shown(opened)).toEqual([other]);
    await room.write(target, words("A"));
    await opened.until(() => shown(opened).includes(target), "the post");
    expect(shown(opened)).toEqual([target, from, other]);
  });

  it("is shown when the time of that has come", async () => {
    time = new Date("2025-01-01T00:00:00Z");
    const opened = await begin(words("A", "date: 2025-01-02 00:00:00\n"));
    expect(shown(opened)).toEqual([other]);
    time = new Date("2025-01-02T00:00:01Z");
    await opened.until(() => shown(opened).includes(target), "the post");
    expect(shown(opened)).toEqual([target, from, other]);
  });
});
