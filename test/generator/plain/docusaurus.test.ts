// Docusaurus: its blogs, their addresses, names and translations.
import { expect, test } from "vitest";
import { site } from "../site.js";

// What Docusaurus 3 itself made of these files.
test("Docusaurus: the blog alone, its links, its names of authors and tags", async () => {
  const docu = await site(
    {
      "docusaurus.config.ts":
        "import type {Config} from 'x';\nconst config: Config = {title: 'D', url: 'https://d.example', baseUrl: '/base/', i18n: {defaultLocale: 'en'}};\nexport default config;\n",
      "blog/authors.yml": "ann:\n  name: Ann Lee\n",
      "blog/tags.yml": "hello:\n  label: Hello\n",
      "blog/2021-08-26-welcome/index.mdx":
        "---\nslug: welcome\nauthors: [ann]\ntags: [hello, {label: Lab, permalink: /lab}]\n---\n\n:::tip\n\nShort.\n\n:::\n\n{/* truncate */}\n\nLong.",
      "blog/2023/04-05-two.md": "# Two **bold**\n\nText",
      "blog/2023/05/06/slashed/index.md": "x",
      "blog/some post.md": "---\ndate: 2022-03-04\n---\nx",
      "docs/intro.md": "x",
    },
    { timezone: "UTC" },
  );
  expect(docu.post("blog/2021-08-26-welcome/index.mdx")).toMatchObject({
    authors: ["Ann Lee"],
    tags: ["Hello", "Lab"],
    summary: "Short.",
    url: "https://d.example/base/blog/welcome",
  });
  expect(docu.post("blog/2023/04-05-two.md")).toMatchObject({
    title: "Two bold",
    url: "https://d.example/base/blog/2023/04/05/two",
  });
  expect(docu.post("blog/2023/05/06/slashed/index.md").url).toBe(
    "https://d.example/base/blog/2023/05/06/slashed",
  );
  expect(docu.post("blog/some post.md").url).toBe("https://d.example/base/blog/some%20post");
  expect(docu.kind("docs/intro.md")).toBe("ignored");
});

test("Docusaurus: a README is a post like others, an index is its folder", async () => {
  const docusaurus = await site({
    "docusaurus.config.js": "module.exports = { title: 'L', url: 'https://d.example', baseUrl: '/' }",
    "blog/2022-05-16-vast-v2.0/README.md": "---\ntitle: R\n---\nWords.\n",
    "blog/2022-05-17-b/index.md": "---\ntitle: B\n---\nWords.\n",
    "blog/2022/05-18-c/README.md": "Words.",
    "README.md": "# R\n",
  });
  expect(docusaurus.post("blog/2022/05-18-c/README.md")).toMatchObject({
    url: "https://d.example/blog/2022/05/18/c/README",
    date: { wall: "2022-05-18T00:00:00" },
  });
  expect(docusaurus.post("blog/2022-05-16-vast-v2.0/README.md")).toMatchObject({
    url: "https://d.example/blog/2022/05/16/vast-v2.0/README",
    date: { wall: "2022-05-16T00:00:00" },
  });
  expect(docusaurus.post("blog/2022-05-17-b/index.md").url).toBe("https://d.example/blog/2022/05/17/b");
  expect(docusaurus.kind("README.md")).toBe("ignored");
});

test.each([
  ["the preset's", "presets: [['classic', { blog: { routeBasePath: '/' } }]]", "/a"],
  ["the preset's without a word", "presets: ['classic']", "/blog/a"],
  ["none of the preset", "presets: [['classic', { blog: false }]]", null],
])("Docusaurus: every blog is read, %s and those of plugins", async (_, presets, path) => {
  const plugged = (id: string, more: string) =>
    `['@docusaurus/plugin-content-blog', { id: '${id}', ${more} }]`;
  const plugins = `plugins: [${plugged("x", "path: './x/posts', routeBasePath: '/notes'")}, ${plugged("y", "path: 'y'")}]`;
  const docusaurus = await site({
    "docusaurus.config.js": `module.exports = { title: 'L', url: 'https://d.example', baseUrl: '/', ${presets}, ${plugins} }`,
    "blog/a.md": "Words.",
    "x/authors.yml": "no:\n  name: No",
    "x/posts/authors.yml": "ann:\n  name: Ann Lee",
    "x/posts/2024-05-06-b.md": "---\nauthors: ann\n---\nWords.",
    "x/c.md": "Words.",
    "y/d.md": "Words.",
    "docs/e.md": "Words.",
  });
  if (path === null) expect(docusaurus.kind("blog/a.md")).toBe("ignored");
  else expect(docusaurus.post("blog/a.md").url).toBe(`https://d.example${path}`);
  expect(docusaurus.post("x/posts/2024-05-06-b.md")).toMatchObject({
    url: "https://d.example/notes/2024/05/06/b",
    authors: ["Ann Lee"],
  });
  expect(docusaurus.post("y/d.md").url).toBe("https://d.example/blog/d");
  expect(docusaurus.reader.isConfig("x/posts/authors.yml")).toBe(true);
  expect(docusaurus.reader.postsFolder("x/posts/f/g.md")).toBe("x/posts/f");
  for (const one of ["x/c.md", "docs/e.md"]) expect(docusaurus.kind(one)).toBe("ignored");
});

// By the documentation of Docusaurus 3, "i18n/introduction" (translation files location).
test("Docusaurus: translated posts have their language's address and the key of what they translate", async () => {
  const docusaurus = await site({
    "docusaurus.config.js":
      "export default { url: 'https://d.example', baseUrl: '/base/', i18n: { defaultLocale: 'en', locales: ['en', 'zh-CN'] }, presets: ['classic'], plugins: [['@docusaurus/plugin-content-blog', { id: 'news', path: 'news', routeBasePath: 'news' }]] }",
    "blog/2024-05-06-a.md": "Words.",
    "i18n/zh-CN/docusaurus-plugin-content-blog/2024-05-06-a.md": "话。",
    "i18n/zh-CN/docusaurus-plugin-content-blog-news/b.md": "话。",
    "news/b.md": "Words.",
  });
  const { translationKey, lang } = docusaurus.post("blog/2024-05-06-a.md");
  expect(lang).toBe("en");
  expect(docusaurus.post("i18n/zh-CN/docusaurus-plugin-content-blog/2024-05-06-a.md")).toMatchObject({
    translationKey,
    lang: "zh-CN",
    url: "https://d.example/base/zh-CN/blog/2024/05/06/a",
  });
  expect(docusaurus.post("i18n/zh-CN/docusaurus-plugin-content-blog-news/b.md").url).toBe(
    "https://d.example/base/zh-CN/news/b",
  );
});

const config = (rest: string) => `module.exports = { url: 'https://d.example', baseUrl: '/', ${rest} }`;

test.each([
  ["presets: [['classic', { blog: { routeBasePath: '/' } }], ['redocusaurus', {}]]", "/a"],
  ["presets: [['redocusaurus', {}], require.resolve('@docusaurus/preset-classic')]", "/blog/a"],
  ["presets: [cond && ['classic', { blog: { routeBasePath: 'n' } }], false && ['x', {}]]", "/n/a"],
  ["presets: [['x', { blog: { routeBasePath: 'n' } }]]", "/n/a"],
  [
    "presets: ['classic'], plugins: [['@docusaurus/plugin-content-blog', { id: 'x', routeBasePath: 'x' }]]",
    null,
  ],
])("Docusaurus: only a preset that is known has a blog of itself: %s", async (rest, path) => {
  const docusaurus = await site({ "docusaurus.config.js": config(rest), "blog/a.md": "Words." });
  expect(docusaurus.post("blog/a.md").url).toBe(path === null ? null : `https://d.example${path}`);
});

test.each([
  ["presets: [['classic', { blog: false }], ['redocusaurus', {}]]", /turns the blog off/],
  ["presets: [['classic', { blog: { path: 'news' } }]]", /is there: news\./],
  ["presets: [['classic', { blog: false }]], plugins: [async () => ({ name: 'x' })]", /turns the blog off/],
  // The word elsewhere is none of a plugin's.
  ...[
    "[async () => ({}), require.resolve('./src/css/blog.css')[0]]",
    "[function tailwind() { return {} }] }; // moved from 'https://blog.example'\nconst more = {",
    "[require('x')] }; import feed from './src/blog-feed'; const more = {",
    "[[require('./x/recent-blog-posts'), {}], require('./plugins/blog-feed')]",
    "[...made, require('./x')], themes: [require('./blog')]",
    `[require('x')] }; const ${"blog".repeat(20_000)} = {`,
  ].map((plugins): [string, RegExp] => [
    `presets: [['classic', { blog: false }]], plugins: ${plugins}`,
    /turns the blog off/,
  ]),
])("Docusaurus: where no blog is, nothing is a post: %s", async (rest, message) => {
  const docusaurus = await site({
    "docusaurus.config.js": config(rest),
    "blog/a.md": "Words.",
    "docs/b.md": "Words.",
  });
  for (const path of ["blog/a.md", "docs/b.md"]) expect(docusaurus.kind(path)).toBe("ignored");
  expect(docusaurus.reader.problems.map(({ source }) => source)).toEqual(["docusaurus.config.js"]);
  expect(docusaurus.reader.problems[0]?.message).toMatch(message);
});

test("Docusaurus: each blog and each language has names of its own", async () => {
  const front = "---\nauthors: [ann, bo]\ntags: [ann]\n---\nWords.";
  const zh = "i18n/zh-CN/docusaurus-plugin-content-blog";
  const docusaurus = await site({
    "docusaurus.config.js": config(
      "i18n: { defaultLocale: 'en', locales: ['en', 'zh-CN'] }, presets: [['classic', {}]], plugins: [['@docusaurus/plugin-content-blog', { id: 'n', path: 'n', routeBasePath: 'n' }]]",
    ),
    "blog/authors.yml": "ann: { name: Ann Lee }\nbo: { name: Bo Li }",
    "blog/a.md": front,
    [`${zh}/authors.yml`]: "ann: { name: 李安 }",
    [`${zh}/a.md`]: front,
    "n/authors.yml": "ann: { name: Anna }",
    "n/a.md": front,
  });
  const named = ["blog/a.md", `${zh}/a.md`, "n/a.md"].map((path) => docusaurus.post(path));
  expect(named.map(({ authors }) => authors)).toEqual([
    ["Ann Lee", "Bo Li"],
    ["李安", "Bo Li"],
    ["Anna", "bo"],
  ]);
  // A tag is no author.
  expect(named.map(({ tags }) => tags)).toEqual([["ann"], ["ann"], ["ann"]]);
});

test("Docusaurus: folders and addresses of languages as the site sets them, and files it leaves out", async () => {
  const docusaurus = await site({
    "docusaurus.config.js": config(
      "i18n: { path: 'tr', defaultLocale: 'en', locales: ['en', 'fr', 'de'], localeConfigs: { fr: { path: 'fr-FR' }, de: { baseUrl: '/d/' } } }, presets: [['classic', { blog: { path: '.', exclude: ['**/x/**'] } }]]",
    ),
    "authors.yml": "ann: { name: Ann Lee }",
    "a.md": "---\nauthors: ann\n---\nWords.",
    "x/b.md": "Words.",
    "tr/fr-FR/docusaurus-plugin-content-blog/a.md": "Mots.",
    "tr/de/docusaurus-plugin-content-blog/a.md": "Worte.",
  });
  expect(docusaurus.post("a.md")).toMatchObject({ url: "https://d.example/blog/a", authors: ["Ann Lee"] });
  expect(docusaurus.kind("x/b.md")).toBe("ignored");
  expect(docusaurus.post("tr/fr-FR/docusaurus-plugin-content-blog/a.md")).toMatchObject({
    url: "https://d.example/fr/blog/a",
    lang: "fr",
  });
  expect(docusaurus.post("tr/de/docusaurus-plugin-content-blog/a.md").url).toBeNull();
});

const OWN = "presets: [['classic', { blog: false }]], plugins";
test.each([
  [`${OWN}: [['./plugins/blog-plugin', { path: 'blog', routeBasePath: 'n' }]]`, "/n/a"],
  [`${OWN}: [[extended, { routeBasePath: 'n', postsPerPage: 5 }]]`, "/n/a"],
  [`${OWN}: ['./plugins/blog-plugin']`, null],
  [`${OWN}: [ours] }; import ours from './src/blog/plugin'; const more = {`, null],
  [`${OWN}: [require('./plugins/blog')]`, null],
  [`${OWN}: [() => ({}), ours] }; const ours = require('./plugins/blog'); const more = {`, null],
  [`${OWN}: [blogPlugin] }; async function blogPlugin() {}; const more = {`, null],
  ["presets: ['classic'], plugins: ['./src/blog-global-data']", "/blog/a"],
  ["presets: [['classic', { blog: { routeBasePath: 'n' } }]], plugins: ['./src/blog-data']", "/n/a"],
  ["presets: [['classic', made()]]", null],
])("Docusaurus: a plugin of the site's own may be its blog: %s", async (rest, path) => {
  const docusaurus = await site({ "docusaurus.config.js": config(rest), "blog/a.md": "Words." });
  expect(docusaurus.reader.problems).toEqual([]);
  expect(docusaurus.post("blog/a.md").url).toBe(path === null ? null : `https://d.example${path}`);
});

test.each([
  "export default makeConfig;",
  config("title: 'L'"),
  config("presets: makePresets()"),
  config("presets: [['classic', { blog: makeBlog() }]]"),
  config("presets: [['classic', { blog: { path: makePath(), routeBasePath: 'n' } }]]"),
])("Docusaurus: where the blog lies is not told, nothing vanishes: %s", async (written) => {
  const docusaurus = await site(
    {
      "docusaurus.config.js": written,
      "news/a.md": "Words.",
      "docs/b.md": "Words.",
      "i18n/fr/docusaurus-plugin-content-docs/b.md": "Mots.",
    },
    { url: "https://d.example" },
  );
  expect(docusaurus.reader.problems).toEqual([]);
  expect(docusaurus.post("news/a.md").url).toBeNull();
  for (const path of ["docs/b.md", "i18n/fr/docusaurus-plugin-content-docs/b.md"])
    expect(docusaurus.kind(path)).toBe("ignored");
});

test("Docusaurus: a plugin of documents is no blog", async () => {
  const docs =
    "['@docusaurus/plugin-content-docs', { path: 'k', routeBasePath: 'k' }], [made, { path: 'k' }]";
  const docusaurus = await site({ "docusaurus.config.js": config(`${OWN}: [${docs}]`), "k/a.md": "Words." });
  expect(docusaurus.kind("k/a.md")).toBe("ignored");
});

test("Docusaurus: what one blog leaves out stays in the others", async () => {
  const docusaurus = await site({
    "docusaurus.config.js": config(
      "presets: ['classic'], plugins: [['@docusaurus/plugin-content-blog', { id: 'n', path: 'news', exclude: ['**/2019/**'] }]]",
    ),
    "blog/2019/a.md": "Words.",
    "news/2019/b.md": "Words.",
  });
  expect(docusaurus.kind("news/2019/b.md")).toBe("ignored");
  expect(docusaurus.kind("blog/2019/a.md")).toBe("post");
});

test("Docusaurus: the default language, too, may have an address of its own", async () => {
  const docusaurus = await site({
    "docusaurus.config.js": config(
      "i18n: { defaultLocale: 'en', locales: ['en', 'fr'], localeConfigs: { en: { baseUrl: '/en/' } } }, presets: ['classic']",
    ),
    "blog/a.md": "Words.",
    "i18n/fr/docusaurus-plugin-content-blog/a.md": "Mots.",
  });
  expect(docusaurus.post("blog/a.md").url).toBeNull();
  expect(docusaurus.post("i18n/fr/docusaurus-plugin-content-blog/a.md").url).toBe(
    "https://d.example/fr/blog/a",
  );
});
