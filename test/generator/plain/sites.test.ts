// Sites of generators without a file of their own, as their starters lay them out.
import { beforeAll, describe, expect, test } from "vitest";
import { toPlain } from "../../../src/document/plain.js";
import { site } from "../site.js";

const ZOLA = {
  "config.toml":
    'base_url = "https://z.example/blog"\ntitle = "Z"\ndefault_language = "en"\n[languages.fr]\ntitle = "Zf"\n',
  "content/blog/_index.md": '+++\ntitle = "Section"\n+++\n',
};

test.each([
  [
    '{:title "A \\"kettle\\"", :tags ["tea" "pot"] ; x\n :layout :post}\n\nWords.',
    { title: 'A "kettle"', tags: ["tea", "pot"], visibility: "public", summary: "Words." },
  ],
  ['\n{:title "A" :draft? true #_ :x :toc {:a 1}}\nWords.', { visibility: "draft", summary: "Words." }],
  ["{: .lead}\nWords.", { title: "2024-05-06-a", summary: "Words." }],
  ['{:title "A" #_ :x :draft? true}\nWords.', { title: "A", visibility: "draft" }],
  ['{:title "A" #_#_ :draft? false :draft? true}\nWords.', { title: "A", visibility: "draft" }],
  ['{#_:draft? :title "A" :draft? #_ "why" true}\nWords.', { title: "A", visibility: "draft" }],
  [
    '{:title "A" :date #inst "2020-01-02" :draft? true :sign \\{ :set #{1 2}}\nWords.',
    { title: "A", visibility: "draft", date: { wall: "2020-01-02T00:00:00" } },
  ],
  ['{; remark\n :title "A" :ns #:a{:b 1} :draft? true}\nWords.', { title: "A", visibility: "draft" }],
  // What is no map by its rules is not published where it speaks of a draft.
  ["{:toc}\n* Contents\n\nOf Cryogen's `:draft?`.", { visibility: "public" }],
  ['{:title "A" :draft? true :x}\nWords.', { visibility: "draft" }],
  ['{:title "A" :draft? false :draft? true}\nWords.', { visibility: "draft" }],
  ['{:title "A" :tags ["a" } :draft? true\nWords.', { visibility: "draft" }],
  ["{:toc}\n# T", { title: "T", visibility: "public" }],
  ["{:note .x}\nWords.", { summary: "{:note .x} Words.", visibility: "public" }],
  ["{:a no end", { title: "2024-05-06-a", visibility: "public" }],
])("front matter of Cryogen is read: %s", async (text, post) => {
  const cryogen = await site({ "content/md/posts/2024-05-06-a.md": text });
  expect(cryogen.post("content/md/posts/2024-05-06-a.md")).toMatchObject(post);
});

describe("a site of Zola", () => {
  let zola: Awaited<ReturnType<typeof site>>;
  const bundle = "content/blog/2024-05-06-bundle/index";
  beforeAll(async () => {
    zola = await site(
      {
        ...ZOLA,
        [`${bundle}.md`]:
          '+++\ntitle = "T"\n[taxonomies]\ntags = ["rust"]\ncategories = ["prog"]\n[extra]\nauthor = "Bob"\n+++\nx',
        [`${bundle}.fr.md`]: '+++\ntitle = "F"\n+++\nx',
        "content/blog/a.md": '+++\ntitle = "A"\nslug = "autre"\n+++\nx',
        "content/blog/b.md": '+++\ntitle = "B"\npath = "very/own"\n+++\nx',
        "content/blog/c.md": '+++\ntitle = "C"\nrender = false\n+++\nx',
        "content/blog/日本.md": '+++\ntitle = "J"\n+++\nx',
        "content/releases/latest.md": '+++\ntemplate = "latest.html"\n+++\n',
      },
      { timezone: "UTC" },
    );
  });

  test("is not taken for Hugo's", () => {
    expect(zola.reader.site).toMatchObject({ generator: "plain", foundBy: "config.toml", title: "Z" });
  });

  test("has terms, authors and the date of a name", () => {
    const post = zola.post(`${bundle}.md`);
    expect(post).toMatchObject({ tags: ["rust"], categories: [["prog"]], authors: ["Bob"], lang: "en" });
    expect(post.date?.wall).toBe("2024-05-06T00:00:00");
  });

  test("tells a translation by its name", () => {
    const { translationKey } = zola.post(`${bundle}.md`);
    expect(zola.post(`${bundle}.fr.md`)).toMatchObject({ lang: "fr", translationKey });
  });

  test.each([
    ["by its folder", `${bundle}.md`, "https://z.example/blog/blog/bundle/"],
    ["by its language", `${bundle}.fr.md`, "https://z.example/blog/fr/blog/bundle/"],
    ["by its slug", "content/blog/a.md", "https://z.example/blog/blog/autre/"],
    ["by its path", "content/blog/b.md", "https://z.example/blog/very/own/"],
    // Zola spells it in Latin letters by tables of its own.
    ["by no guess", "content/blog/日本.md", null],
  ])("has the address of a post %s", (_how, source, url) => {
    expect(zola.post(source).url).toBe(url);
  });

  test("calls a post by its folder without the date", () => {
    expect(zola.post(`${bundle}.md`).slug).toBe("bundle");
  });

  test("shows neither what is not rendered nor sections", () => {
    expect(zola.post("content/blog/c.md").visibility).toBe("hidden");
    expect(zola.kind("content/blog/_index.md")).toBe("ignored");
    expect(zola.kind("content/releases/latest.md")).toBe("ignored");
  });
});

test("a site of Hugo keeps being Hugo's", async () => {
  const hugo = await site({ "config.toml": 'baseURL = "https://h.example"\n', "content/a.md": "x" });
  expect(hugo.reader.site.generator).toBe("hugo");
});

test("Eleventy: no page, no collection, templated links, collections among the tags", async () => {
  const site11 = await site(
    {
      "eleventy.config.js": "export default function () {}",
      "_data/metadata.js": 'export default { title: "E", url: "https://e.example/", language: "en" };',
      "blog/a/a.md": "---\ntags: [posts, x]\n---\nx",
      "blog/b.md": "---\npermalink: false\n---\nx",
      "blog/c.md": "---\neleventyExcludeFromCollections: true\n---\nx",
      "blog/d.md": '---\npermalink: "/p/{{ title | slugify }}/"\n---\nx',
      "blog/e.md": "---\npermalink: /odd/index.html\n---\nx",
    },
    { permalink: "/:path/" },
  );
  expect(site11.post("blog/a/a.md")).toMatchObject({ tags: ["x"], url: "https://e.example/blog/a/" });
  expect(site11.post("blog/b.md")).toMatchObject({ visibility: "hidden", url: null });
  expect(site11.post("blog/c.md").visibility).toBe("hidden");
  expect(site11.post("blog/d.md").url).toBe("https://e.example/blog/d/");
  expect(site11.post("blog/e.md").url).toBe("https://e.example/odd/");
});

const NOTE = `---
tags: "#garden, nested/tag"
created: 2024-02-03
---
# A heading

See [[Other Note]], [[Other Note|shown]], [[#Local]] and ==lit== %%never%%here. #inline #123 \`[[code]] #no\`

![[picture.png|300]]

A line ^anchor
`;

test("an Obsidian vault: notes are named by their files, links are words, inline tags count", async () => {
  const vault = await site({
    ".obsidian/templates.json": '{"folder": "Forms"}',
    "Forms/new.md": "---\ntitle: {{title}}\n---\n",
    "My Note.md": NOTE,
    "board.md": "---\nkanban-plugin: basic\n---\n## Todo\n",
    "draw.excalidraw.md": "x",
  });
  const { post, body } = vault.parsed("My Note.md");
  expect(post).toMatchObject({ title: "My Note", tags: ["garden", "nested/tag", "inline"] });
  expect(body.text.prose.split("\n").slice(1)).toEqual([
    "See Other Note, shown, Local and lit here. #inline #123 [[code]] #no",
    "A line",
  ]);
  for (const path of ["Forms/new.md", "board.md", "draw.excalidraw.md"])
    expect(vault.kind(path)).toBe("ignored");
});

test("plain folders: lists in brackets and percent signs are no wikilinks", async () => {
  const text = "The grid [[1,2],[3,4]], [[5, 6]] and 20%% of 30%% as [[a note]].";
  expect((await site({ "a.md": text })).parsed("a.md").body.text.prose).toBe(
    text.replace("[[a note]]", "a note"),
  );
});

test("Quartz: its address, its folder, what it leaves out, its links", async () => {
  const quartz = await site({
    "quartz.config.ts":
      'const config: QuartzConfig = { configuration: { pageTitle: "Q", baseUrl: "q.example/garden", locale: "en-US", ignorePatterns: ["private", "templates"] } };\nexport default config',
    "content/notes/My Note & more.md": "x",
    "content/private/p.md": "x",
    "content/index.md": "x",
    "docs/x.md": "x",
  });
  expect(quartz.post("content/notes/My Note & more.md").url).toBe(
    "https://q.example/garden/notes/My-Note--and--more",
  );
  for (const path of ["content/private/p.md", "content/index.md", "docs/x.md"])
    expect(quartz.kind(path)).toBe("ignored");
});

test("Pelican: headers, its configuration, pairs of one slug", async () => {
  const pelican = await site({
    "pelicanconf.py": "SITENAME = \"P's\"\nSITEURL = \"\"\nTIMEZONE = 'Europe/Paris'\nDEFAULT_LANG = 'en'\n",
    "publishconf.py": 'SITEURL = "https://p.example"\n',
    "content/a.md":
      "Title: A: b\nDate: 2010-12-03 10:20\nTags: x, y\nSlug: s\nAuthors: Ann\n  Lee\nSummary: Short\n\nBody.",
    "content/b.md": "Title: B\nLang: fr\nSlug: s\n\nTexte",
    "content/c.md": "Title: C\nStatus: draft\n\nx",
    "content/d.md": "Just text: with a colon\n\nx",
    "content/pages/about.md": "Title: About\n\nx",
  });
  expect(pelican.reader.site).toMatchObject({
    title: "P's",
    url: "https://p.example",
    timezone: "Europe/Paris",
  });
  const post = pelican.post("content/a.md");
  expect(post).toMatchObject({ title: "A: b", tags: ["x", "y"], summary: "Short", authors: ["Ann Lee"] });
  expect(post.date?.wall).toBe("2010-12-03T10:20:00");
  expect(pelican.post("content/b.md")).toMatchObject({ lang: "fr", translationKey: post.translationKey });
  expect(pelican.post("content/c.md").visibility).toBe("draft");
  expect(pelican.post("content/d.md").title).toBe("d");
  expect(pelican.kind("content/pages/about.md")).toBe("ignored");
});

test("Nikola: metadata without a comment around them", async () => {
  const nikola = await site({
    "conf.py": 'BLOG_TITLE = "N"\nSITE_URL = "https://n.example/"\n',
    "posts/a.md": ".. title: A\n.. date: 2016-02-17 18:47:19 UTC\n.. tags: x\n.. link: \n\nText.\n\nB\n==",
    "posts/b.md": ".. is no metadata\n\nText.",
  });
  expect(nikola.post("posts/a.md")).toMatchObject({ title: "A", tags: ["x"], summary: "Text." });
  expect(nikola.post("posts/b.md")).toMatchObject({ title: "b", date: null });
});

test("Pelican: keys in any case, and metadata that only a line of dashes ends", async () => {
  const pelican = await site({
    "pelicanconf.py": 'SITENAME = "P"\nSITEURL = "https://p.example"\n',
    "content/a.md": "---\nTitle: A\nDate: 2021-02-15\nSlug: named\nTags: x, y\n---\nText.",
    "content/b.md": "Title: B\ndate: 2012-08-08 18:50\nslug: other\n---\n\nText.",
  });
  const read = { date: expect.anything(), summary: "Text." };
  expect(pelican.post("content/a.md")).toMatchObject({ ...read, title: "A", tags: ["x", "y"] });
  expect(pelican.post("content/a.md").url).toBe("https://p.example/named.html");
  expect(pelican.post("content/b.md")).toMatchObject({ ...read, title: "B", slug: "other" });
});

test("Nikola: metadata in a comment, offsets after UTC, its teaser", async () => {
  const nikola = await site({
    "conf.py": 'BLOG_TITLE = "N"\nSITE_URL = "https://n.example/"\nTIMEZONE = "Europe/Berlin"\n',
    "posts/a.md":
      "<!--\n.. title: A\n.. date: 2012-03-30 23:00:00 UTC-03:00\n.. tags: x, mathjax\n-->\n\nShort.\n\n<!-- TEASER_END -->\n\nLong.",
    "posts/b.md": "<!--\n.. title: B\n.. status: private\n-->\nx",
  });
  const post = nikola.post("posts/a.md");
  expect(post).toMatchObject({ title: "A", tags: ["x"], summary: "Short." });
  expect(post.date?.wall).toBe("2012-03-31T04:00:00");
  expect(nikola.post("posts/b.md").visibility).toBe("hidden");
});

test("other starters tell their address and where posts lie", async () => {
  const gatsby = await site({
    "gatsby-config.js": "module.exports = { siteMetadata: { title: `G`, siteUrl: `https://g.example` } }",
    "content/blog/a/index.md": "x",
    "notes.md": "x",
  });
  expect(gatsby.reader.site).toMatchObject({ title: "G", url: "https://g.example" });
  expect([gatsby.kind("content/blog/a/index.md"), gatsby.kind("notes.md")]).toEqual(["post", "ignored"]);
  const bridgetown = await site({
    Gemfile: 'gem "bridgetown"',
    "config/initializers.rb": 'Bridgetown.configure do |config|\n  url "https://b.example"\nend\n',
    "src/_posts/2024-04-05-a.md": "x",
    "src/about.md": "x",
  });
  expect(bridgetown.reader.site.url).toBe("https://b.example");
  expect(bridgetown.kind("src/about.md")).toBe("ignored");
  expect(bridgetown.post("src/_posts/2024-04-05-a.md").slug).toBe("a");
  const named = await site({ "static/CNAME": "c.example.org\n", "a.md": "x" });
  expect(named.reader.site.url).toBe("https://c.example.org");
});

test.each([
  ["folders side by side", "en/a.md", "zh/a.md", "en"],
  ["folders below", "posts/en/a.md", "posts/zh-CN/a.md", "en"],
  ["endings of names", "a.en.md", "a.ja.md", "en"],
])("translations in plain folders: %s", async (_, first, second, lang) => {
  const plain = await site(
    { [first]: "x", [second]: "x" },
    { url: "https://p.example", permalink: "/:lang/:title/" },
  );
  const post = plain.post(first);
  expect(post).toMatchObject({ lang, slug: "a", url: "https://p.example/en/a/" });
  expect(post.translationKey).not.toBeNull();
  expect(plain.post(second).translationKey).toBe(post.translationKey);
});

test("a lone folder or ending of two letters is no language", async () => {
  const plain = await site({ "my/a.md": "x", "b.ts.md": "x", "vue.js.md": "x" });
  for (const path of ["my/a.md", "b.ts.md", "vue.js.md"]) expect(plain.post(path).lang).toBeNull();
});

test.each(["index.md", "posts/index.md", "404.md", "README.zh-CN.md", "AGENTS.md", "Templates/a.md"])(
  "%s is no post",
  async (path) => {
    expect((await site({ [path]: "x" })).kind(path)).toBe("ignored");
  },
);

test("runs of blanks and backticks as long as a file are read at once", async () => {
  for (const run of [" ", "`"]) {
    const text = `[[1, 2]]${run.repeat(200_000)}x`;
    const { body } = (await site({ "a.md": text })).parsed("a.md");
    expect(body.text.prose).toContain("[[1, 2]]");
  }
});

test("Zola: a date that stands in the address alone counts", async () => {
  const zola = await site({
    "config.toml": 'base_url = "https://z.example"',
    "content/1.0-plan.md": '+++\npath = "2014/12/12/1.0-plan"\ntitle = "A"\n+++\nx',
  });
  expect(zola.post("content/1.0-plan.md")).toMatchObject({
    url: "https://z.example/2014/12/12/1.0-plan/",
    date: { wall: "2014-12-12T00:00:00" },
  });
});

test("SvelteKit: what mdsvex reads as Svelte is no text", async () => {
  const svelte = await site({
    "svelte.config.js": "export default {}",
    "README.md": "# R",
    "src/posts/a.md":
      "---\ntitle: A\ndate: 2020-01-01\n---\n<script>\n  import X from './x.svelte';\n</script>\n\nWords <X a={b} /> {@html y}here {#if false}secret{/if}\n\n`{#if code}`",
  });
  expect(toPlain(svelte.parsed("src/posts/a.md").body.document)).toBe("Words here\n{#if code}");
  expect(svelte.kind("README.md")).toBe("ignored");
});
