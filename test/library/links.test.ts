// A symbolic link among posts is followed to another post of its folder, and to nothing else.
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
    const texts = await Promise.all(opened.library.all().map(({ id }) => opened.library.body(id)));
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
