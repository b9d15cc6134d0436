// Eleventy: the folder of input, data files beside posts, links, and what is a page.
import { expect, test } from "vitest";
import { site } from "../site.js";

const CONFIG =
  "export default function (it) { it.addPlugin(x); return { dir: { input: './src', data: '_info' } }; }";
const base = {
  "eleventy.config.js": CONFIG,
  "src/_info/metadata.json": '{ "title": "Log", "url": "https://e.example" }',
};

test("data files of folders and of one post stand below its front matter", async () => {
  const eleventy = await site({
    ...base,
    "src/posts/posts.json":
      '{ "tags": ["posts", "all"], "permalink": "/writing/{{ page.fileSlug }}/", "author": "Ann" }',
    "src/posts/2018-05-01-first.md": "---\ntitle: First\ntags: [tea]\n---\nWords.\n",
    "src/posts/deep/deep.11tydata.js": "module.exports = { author: 'Bo', permalink: (data) => slug(data.x) }",
    "src/posts/deep/a.md": "Words.\n",
    "src/posts/fourth/fourth.11tydata.json":
      '{ "title": "Fourth", "date": "2018-09-30", "permalink": "/w/4/" }',
    "src/posts/fourth/fourth.md": "---\ntitle: Own\n---\nWords.\n",
    "src/about.md": "---\ntitle: About\n---\nWords.\n",
    "CC.md": "# Licence\n",
  });
  expect(eleventy.reader.site.title).toBe("Log");
  expect(eleventy.post("src/posts/2018-05-01-first.md")).toMatchObject({
    url: "https://e.example/writing/first/",
    tags: ["tea"],
    authors: ["Ann"],
  });
  expect(eleventy.post("src/posts/fourth/fourth.md")).toMatchObject({
    title: "Own",
    url: "https://e.example/w/4/",
    date: { wall: "2018-09-30T00:00:00" },
  });
  // Only the site itself can run a function.
  expect(eleventy.post("src/posts/deep/a.md")).toMatchObject({ url: null, authors: ["Bo"] });
  // The folder makes the collection of posts; what is not in it is a page.
  expect(["src/about.md", "CC.md"].map((path) => eleventy.kind(path))).toEqual(["ignored", "ignored"]);
  // What may stand beside a post is told by its name alone: it may come with the post.
  for (const path of ["posts/posts.json", "posts/new.json", "_posts/new.json", "posts/new.11tydata.js"])
    expect(eleventy.reader.isConfig(`src/${path}`)).toBe(true);
  for (const path of ["src/posts/new.yml", "src/_site/feed.json", "public/feed.json", "src/posts/new.md"])
    expect(eleventy.reader.isConfig(path)).toBe(false);
});

test("data for one post counts only where that is; what the folder or all take always", async () => {
  const { reader } = await site(base);
  expect(reader.beside?.("src/assets/search.json")).toContain("src/assets/search.md");
  expect(reader.beside?.("src/posts/a.11tydata.js")).toEqual([]);
  expect(reader.beside?.("src/posts/posts.json")).toEqual([]);
});

// By Eleventy 4's own fixtures ("permalink-empty-object", "permalink-nobuild", "dates") and documentation ("Ignores", "Directories").
test.each([
  ["src/b/d.md", "permalink: {}", "/b/d/", "public"],
  ["src/b/d.md", 'permalink: ""', "/b/d/", "public"],
  ["src/b/d.md", "permalink:", "/b/d/", "public"],
  ["src/b/d.md", "permalink: { build: false }", null, "hidden"],
  ["src/b/d.md", "permalink: { serverless: /x/ }", null, "hidden"],
  ["src/b/d.md", "permalink: { build: /x/ }", "/x/", "public"],
  ["src/2019-01-01-tea/2020-01-01-black.md", "", "/2019-01-01-tea/2020-01-01-black/", "public"],
])("%s with “%s” is at %s", async (name, line, path, visibility) => {
  const post = (await site({ ...base, [name]: `---\n${line}\n---\nWords.\n` })).post(name);
  expect([post.url?.replace("https://e.example", "") ?? null, post.visibility]).toEqual([path, visibility]);
});

test("the first day in a path dates a post that says none", async () => {
  const name = "src/2019-01-01-tea/2020-01-02-black.md";
  const eleventy = await site({ ...base, [name]: "Words.\n" });
  expect(eleventy.post(name).date?.wall).toBe("2019-01-01T00:00:00");
});

test("what is passed over by lists, the configuration or its folder is no post", async () => {
  const eleventy = await site({
    "package.json": '{ "scripts": { "build": "NODE_ENV=production npx eleventy --input=src" } }',
    "eleventy.config.js":
      "export default (it) => { it.setIncludesDirectory('parts'); if (isLive) it.ignores.add('src/later/**'); it.ignores.add(`**/old.md`); }",
    ".eleventyignore": "# none\nsrc/a/secret.md\n./src/drawer\n!src/a/b.md\n",
    ".gitignore": "/src/private/\nnode_modules\n",
    "src/.eleventyignore": "a/within.md\n",
  });
  const hidden = [
    "a/secret.md",
    "drawer/x.md",
    "a/within.md",
    "private/x.md",
    "later/x.md",
    "a/old.md",
    "parts/x.md",
  ];
  for (const path of hidden) expect([path, eleventy.reader.isPost(`src/${path}`)]).toEqual([path, false]);
  for (const path of ["a/b.md", "a/secrets.md"]) expect(eleventy.reader.isPost(`src/${path}`)).toBe(true);
  for (const path of [".eleventyignore", "src/.eleventyignore", ".gitignore"])
    expect(eleventy.reader.isConfig(path)).toBe(true);
  const kept = await site({
    "eleventy.config.js": "export default (it) => it.setUseGitIgnore(false)",
    ".gitignore": "posts\n",
  });
  expect(kept.reader.isPost("posts/a.md")).toBe(true);
});

test.each([
  ["export default function config(it) { if (it.again) config(it); it.ignores.add('posts/a.md'); }"],
  ["function walk(it) { it.ignores.add('posts/a.md'); setTimeout(walk, 1); } export default walk;"],
  ["const walk = (it) => { it.ignores.add('posts/a.md'); walk(it); }; module.exports = walk;"],
  ["function f(it) { g(it); } function g(it) { it.ignores.add('posts/a.md'); f(it); } export default f;"],
  ["function g(it) { it.ignores.add('posts/a.md'); f(it); } function f(it) { g(it); } module.exports = f;"],
])("a function that is called from within itself alone counts: %s", async (config) => {
  const eleventy = await site({ "eleventy.config.js": config });
  expect(eleventy.reader.isPost("posts/a.md")).toBe(false);
});

test("what such a function calls counts where it is called", async () => {
  const config =
    "function h(it) { it.ignores.add('posts/**'); } function f(it) { if (isFast()) h(it); f(it); } export default f;";
  const eleventy = await site({ "eleventy.config.js": config });
  expect(eleventy.reader.isPost("posts/a.md")).toBe(true);
});

// A leak cannot be taken back; a blog whose folder is left out by a condition is gone whole.
test.each([
  ["// it.ignores.add('posts/**');"],
  ["/* it.ignores.add('posts/**'); */"],
  ["if (process.env.NODE_ENV === 'development') it.ignores.add('posts/**');"],
  ["process.env.NODE_ENV === 'development' && it.ignores.add('posts/a.md');"],
  ["if (process.env.NODE_ENV === 'production') { y(); } else { it.ignores.add('posts/a.md'); }"],
  ["if (process.env.FAST) it.ignores.add('posts');"],
  ["if (isFast()) for (const one of [1]) it.ignores.add('**/*.md');"],
  ["it.ignores.add('posts/**'); it.ignores.delete('posts/**');"],
  ["if (process.env.ELEVENTY_ENV !== 'prod') it.ignores.add('posts/**/*.{md,html}');"],
  ["if (process.env.NODE_ENV !== 'development') return; it.ignores.add('posts/a.md');"],
  [
    "const fast = () => { it.ignores.add('posts/a.md'); }; if (process.env.NODE_ENV === 'development') fast();",
  ],
  ["function fast() { it.ignores.add('posts/**'); } if (isFast()) { fast(); }"],
  ["if (isLive) return; it.ignores.add('posts/**');"],
  ["// it.setInputDirectory('old')\n"],
  ["it.setInputDirectory('./');"],
])("what a configuration does not surely leave out stays: %s", async (line) => {
  const eleventy = await site({ "eleventy.config.js": `export default (it) => { ${line} }` });
  expect(eleventy.reader.isPost("posts/a.md")).toBe(true);
});

test.each([
  ["if (isLive) it.ignores.add('posts/a.md');"],
  ["if (isLive) it.ignores.add('**/a.md');"],
  ["if (isLive) it.ignores.add('posts/a*');"],
  ["if (process.env.ELEVENTY_ENV === 'prod') it.ignores.add('posts/a.md');"],
  ["if (process.env.NODE_ENV === 'production') it.ignores.add('posts/a.md');"],
  ["it.ignores.delete('posts/a.md'); it.ignores.add('posts/a.md');"],
  ["it.setInputDirectory('old');"],
  ["if (isLive) return; it.ignores.add('posts/a.md');"],
  ["if (process.env.NODE_ENV === 'development') return; it.ignores.add('posts/a.md');"],
  ["function late(x) { if (0) late(x); x.ignores.add('posts/**'); } late(it);"],
  ["const late = (x) => x.ignores.add('posts/**'); it.addPlugin(late);"],
  ["const late = (x) => x.ignores.add('posts/a.md'); if (isLive) it.addPlugin(late);"],
])("what it leaves out is no post: %s", async (line) => {
  const eleventy = await site({ "eleventy.config.js": `export default (it) => { ${line} }` });
  expect(eleventy.reader.isPost("posts/a.md")).toBe(false);
});

test("a page that lists others is no post", async () => {
  const file = "---\ntitle: All\npagination: { data: collections.all, size: 9 }\n---\nWords.\n";
  expect((await site({ ...base, "src/all.md": file })).kind("src/all.md")).toBe("ignored");
});

test("data files in formats that the configuration adds; in others they are none", async () => {
  const of = async (added: string) => {
    const eleventy = await site({
      ...base,
      "eleventy.config.js": CONFIG.replace("it.addPlugin(x)", added),
      "src/_info/metadata.json": "{}",
      "src/_info/global.yml": "title: Book\ndomain: https://d.example\n",
      "src/posts/posts.yml": "tags: [posts, ink]\nauthor: Ann\n",
      "src/posts/a/index.md": "Words.\n",
      "src/posts/a/index.yml": "title: Said beside\ndate: 2022-10-10\n",
    });
    const post = eleventy.post("src/posts/a/index.md");
    return [
      eleventy.reader.isConfig("src/posts/b/new.yml"),
      post.title,
      post.date?.wall,
      post.tags,
      post.url,
    ];
  };
  expect(await of("it.addDataExtension('yml,yaml', (text) => parse(text))")).toEqual([
    true,
    "Said beside",
    "2022-10-10T00:00:00",
    ["ink"],
    "https://d.example/posts/a/",
  ]);
  expect((await of("it.addPlugin(x)")).slice(0, 3)).toEqual([false, "a", undefined]);
});

// By the documentation of Eleventy 3 ("Permalinks", "Computed Data", "Page data").
test.each([
  ["export default { permalink({ page }) { return `/web/${page.fileSlug}/`; } }", "/web/first/"],
  [
    "module.exports = { permalink: (data) => `/${data.topic}${data.page.filePathStem}/index.html` }",
    "/tea/b/first/",
  ],
  [
    "export default { eleventyComputed: { permalink: (data) => (data.draft ? false : data.permalink) } }",
    "/b/2018-05-01-first/",
  ],
  [
    "export default () => ({ permalink: function (data) { return `/${data.page.date.getUTCFullYear()}/x/`; } })",
    "/2018/x/",
  ],
  ["export default { permalink: function (data) { return `/${this.slugify(data.title)}/`; } }", null],
  ["export default { permalink: '/{{ topic }}/{{ page.fileSlug }}/' }", "/tea/first/"],
])("a folder's data file makes the address: %s", async (program, path) => {
  const eleventy = await site({
    ...base,
    "src/b/b.11tydata.js": program,
    "src/b/2018-05-01-first.md": "---\ntopic: tea\n---\nWords.\n",
  });
  if (path === null)
    expect(eleventy.problems("src/b/2018-05-01-first.md")[0]?.message).toMatch(
      /Only the site itself.*PERMALINK=/,
    );
  const { url } = eleventy.post("src/b/2018-05-01-first.md");
  expect(url).toBe(path === null ? null : `https://e.example${path}`);
});

test("a collection of blog posts is the blog, and no tag", async () => {
  const eleventy = await site({
    ...base,
    "src/_posts/_posts.11tydata.js": "export default { tags: ['blog-post'] }",
    "src/_posts/a.md": "---\ntags: [tea]\n---\nWords.\n",
    "src/domains.md": "---\ntitle: D\n---\nWords.\n",
  });
  expect(eleventy.post("src/_posts/a.md").tags).toEqual(["tea"]);
  expect(eleventy.kind("src/domains.md")).toBe("ignored");
});

test.each([
  ["src/b/2018-05-01-first.md", "", "/b/2018-05-01-first/"],
  ["src/b/a/a.md", "", "/b/a/"],
  ["src/b/c/index.md", "", "/b/c/"],
  ["src/b/d.md", "permalink: /x{{ page.filePathStem }}/index.html", "/x/b/d/"],
  ["src/b/d.md", 'permalink: "/{{ title | slugify }}/"', null],
])("%s with “%s” is at %s", async (name, line, path) => {
  const eleventy = await site({ ...base, [name]: `---\n${line}\n---\nWords.\n` });
  expect(eleventy.post(name).url).toBe(path === null ? null : `https://e.example${path}`);
});

test.each([
  ["", "", "Words. {# x #}"],
  ["", "templateEngineOverride: njk,md", "Words."],
  ["markdownTemplateEngine: 'njk', ", "", "Words."],
  ["markdownTemplateEngine: engine(), ", "", "Words."],
  ["markdownTemplateEngine: false, ", "", "Words. {# x #}"],
])("a text is read by the engine that is set: %s%s", async (setting, line, expected) => {
  const config = CONFIG.replace("dir:", `${setting}dir:`);
  const file = `---\n${line}\n---\nWords. {# x #}\n`;
  const eleventy = await site({ ...base, "eleventy.config.js": config, "src/b/a.md": file });
  expect(eleventy.post("src/b/a.md").summary).toBe(expected);
});

test("a permalink that the configuration makes for all is not guessed", async () => {
  const eleventy = await site({
    ...base,
    "eleventy.config.js": CONFIG.replace("it.addPlugin(x)", "it.addGlobalData('permalink', '/x/')"),
    "src/a.md": "Words.\n",
  });
  expect(eleventy.post("src/a.md").url).toBeNull();
});

test("a configuration that exports its folders by name", async () => {
  const eleventy = await site({
    ...base,
    "eleventy.config.js":
      "export default function () {}\nexport const config = { dir: { input: 'src', data: '_info' } };",
    "src/a.md": "Words.\n",
  });
  expect(eleventy.post("src/a.md").url).toBe("https://e.example/a/");
});
