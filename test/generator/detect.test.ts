// How a site's generator is found, and what happens to a site whose configuration cannot be read.
import { expect, test } from "vitest";
import { toPlain } from "../../src/document/plain.js";
import { isSiteRoot } from "../../src/generator/detect.js";
import { open, site } from "./site.js";

test("a folder under no generator is plain", async () => {
  expect((await open({ "a.md": "x" })).site.generator).toBe("plain");
});

test("a configuration with posts below source is Hexo's", async () => {
  expect((await open({ "_config.yml": "title: x", "source/_posts/a.md": "" })).site.generator).toBe("hexo");
});

test("several configurations named in package.json are laid over each other", async () => {
  const reader = await open({
    "_config.yml": "title: a\nurl: https://a.example\n",
    "_config.live.yml": "url: https://b.example\n",
    "package.json": '{"scripts": {"g": "hexo g --config _config.yml,_config.live.yml"}}',
    "source/_posts/a.md": "",
  });
  expect(reader.site).toMatchObject({ title: "a", url: "https://b.example" });
  expect(reader.isConfig("_config.live.yml")).toBe(true);
});

test("a broken configuration is told once, and the posts are still read", async () => {
  const notes = await site({
    "_config.yml": "title: [x\nurl: {",
    "source/_posts/2024-01-02-a.md": "# Hello\n\nWords.",
  });
  expect(notes.reader.problems).toHaveLength(1);
  expect(notes.reader.problems[0]).toMatchObject({ source: "_config.yml" });
  expect(notes.reader.problems[0]?.message).toContain("plain rules");
  expect(notes.post("source/_posts/2024-01-02-a.md")).toMatchObject({ title: "Hello", summary: "Words." });
});

test("what the owner sets wins over the site's configuration", async () => {
  const files = {
    "_config.yml": "title: a\nurl: https://a.example\ntimezone: UTC\n",
    "source/_posts/a.md": "",
  };
  const reader = await open(files, { title: "b", url: "https://b.example/", timezone: "Asia/Tokyo" });
  expect(reader.site).toMatchObject({ title: "b", url: "https://b.example", timezone: "Asia/Tokyo" });
});

test("an unknown generator is refused with the names that can stand there", async () => {
  await expect(open({}, { generator: "hxo" })).rejects.toThrow(
    'SITE_GENERATOR must be one of hexo, hugo, jekyll, astro, vuepress, vitepress, plain (it is "hxo").',
  );
  await expect(open({}, { generator: "feed" })).rejects.toThrow("SITE_GENERATOR must be one of");
});

test("a folder _posts is Jekyll's where its files are named so, or Jekyll's own files lie beside it", async () => {
  const generator = async (files: Record<string, string>) => (await open(files)).site.generator;
  const dated = { "_posts/2024-01-02-a.md": "" };
  expect(await generator(dated)).toBe("jekyll");
  expect(await generator({ ...dated, "next.config.mjs": "" })).toBe("plain");
  expect(await generator({ ...dated, "astro.config.mjs": "", "src/content/blog/a.md": "" })).toBe("astro");
  expect(await generator({ "_posts/sub/2024-01-02-a.md": "" })).toBe("jekyll");
  expect(await generator({ "_config.yml": "title: x", "_posts/.gitkeep": "" })).toBe("jekyll");
  expect(await generator({ "_posts/.gitkeep": "" })).toBe("plain");
  expect(await generator({ "_posts/hello.md": "" })).toBe("plain");
  expect(await generator({ ...dated, ".vuepress/config.js": "" })).toBe("vuepress");
  expect(await generator({ ...dated, "astro.config.mjs": "" })).toBe("astro");
});

/** Whether a post at this path of a site is shown with its author's line breaks. */
const breaksIn = async (path: string, files: Readonly<Record<string, string>>): Promise<boolean> => {
  const text = "---\ntitle: A\ndate: 2024-01-02\n---\na\nb\n";
  return toPlain((await site({ ...files, [path]: text })).parsed(path).body.document) === "a\nb";
};

test("lines break where Hexo's renderer breaks them, and nowhere else", async () => {
  const breaks = (config: string, needs = {}) =>
    breaksIn("source/_posts/a.md", {
      "_config.yml": config,
      "package.json": JSON.stringify({ dependencies: { hexo: "8", ...needs } }),
    });
  expect(await breaks("title: x")).toBe(true);
  expect(await breaks("marked:\n  breaks: false")).toBe(false);
  const markdownIt = { "hexo-renderer-markdown-it": "7" };
  expect(await breaks("marked:\n  breaks: false", markdownIt)).toBe(true);
  expect(await breaks("markdown:\n  render:\n    breaks: false", markdownIt)).toBe(false);
  expect(await breaks("title: x", { "hexo-renderer-pandoc": "0.4" })).toBe(false);
  expect(await breaksIn("_posts/2024-01-02-a.md", { "_config.yml": "title: x" })).toBe(false);
});

test("every generator shows the roots of its sites", async () => {
  const root = (tree: Readonly<Record<string, readonly string[]>>) =>
    isSiteRoot(async (at) => tree[at] ?? []);
  for (const name of ["_config.yml", "hugo.toml", "astro.config.ts", ".vuepress", ".vitepress", ".obsidian"])
    expect(await root({ "": ["a.md", name] }), name).toBe(true);
  expect(await root({ "": ["config"], config: ["_default"] })).toBe(true);
  expect(await root({ "": ["config.toml"] })).toBe(false);
  expect(await root({ "": ["config.toml", "content"] })).toBe(true);
  expect(await root({ "": ["a.md", "config", "package.json"] })).toBe(false);
});

test.each([
  [
    "source/CNAME",
    { "_config.yml": "url: http://example.com\nroot: /b/", "source/_posts/a.md": "" },
    "https://me.example.io/b",
  ],
  ["CNAME", { "_config.yml": "title: x", "_posts/2024-01-02-a.md": "" }, "https://me.example.io"],
  ["static/CNAME", { "hugo.toml": "baseURL = 'https://example.org/'" }, "https://me.example.io"],
  ["static/CNAME", { "hugo.toml": "baseURL = 'https://mine.test/'" }, "https://mine.test"],
])("%s says where a site is that does not say so itself", async (name, files, url) => {
  expect((await open({ ...files, [name]: "me.example.io\n" })).site.url).toBe(url);
  expect((await open({ ...files, [name]: "me.example.io\n" }, { url: "https://set.test" })).site.url).toBe(
    "https://set.test",
  );
});

test("lines break where Jekyll's, Hugo's and VitePress' settings say so", async () => {
  const jekyll = "_posts/2024-01-02-a.md";
  expect(await breaksIn(jekyll, { "_config.yml": "kramdown:\n  hard_wrap: true" })).toBe(true);
  const hugo = "content/posts/a.md";
  expect(await breaksIn(hugo, { "hugo.toml": "[markup.goldmark.renderer]\nhardWraps = true" })).toBe(true);
  expect(await breaksIn(hugo, { "hugo.toml": "title = 'x'" })).toBe(false);
  const config = "export default { markdown: { breaks: true } }";
  expect(await breaksIn("a.md", { ".vitepress/config.ts": config })).toBe(true);
});

test.each(["next.config.js", "gatsby-config.ts", "eleventy.config.js", "nuxt.config.ts", "pelicanconf.py"])(
  "a folder that Astro has too is not Astro's beside %s",
  async (file) => {
    const files = { "src/content/blog/a.md": "", "src/content/docs/b.md": "" };
    expect((await open(files)).site.generator).toBe("astro");
    expect((await open({ ...files, [file]: "" })).site).toMatchObject({ generator: "plain", foundBy: file });
  },
);
