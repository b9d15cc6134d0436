// What a Hugo site's files become: paths, dates, languages, bundles and visibility as Hugo publishes them.
import { describe, expect, test } from "vitest";
import { site } from "../site.js";

const hugoSite = (files: Record<string, string>, config = "baseURL = 'https://h.example/sub/'\n") =>
  site({ "hugo.toml": config, ...files });
const read = async (text: string, name = "content/post/a.md", config?: string) =>
  (await hugoSite({ [name]: text }, config)).post(name);
const front = (...lines: string[]) => `---\n${lines.join("\n")}\n---\nFirst words.\n`;

describe("paths", () => {
  test.each([
    ["content/post/C# & C++ 100%.md", "post/c%23-c++-100/"],
    ["content/post/File With Space.md", "post/file-with-space/"],
    ["content/post/bundle/index.md", "post/bundle/"],
    ["content/about.md", "about/"],
    ["content/post/（全角）：，。！.md", "post/%E5%85%A8%E8%A7%92/"],
    ["content/post/x.zh.md", "post/x.zh/"],
  ])("%s", async (name, path) => {
    expect((await read(front("title: x"), name)).url).toBe(`https://h.example/sub/${path}`);
  });

  test.each([
    ["slug: My Slug", "post/my-slug/"],
    ["url: /custom/u/", "custom/u/"],
    ["url: custom/rel", "custom/rel/"],
    ["url: /c.html", "c.html"],
    ["permalink: /p/", "post/a/"],
  ])("%s", async (line, path) => {
    expect((await read(front(line))).url).toBe(`https://h.example/sub/${path}`);
  });

  test.each([
    ["/:year/:month/:day/:slug/", "2023/01/02/a-title-c/"],
    [":monthname/:weekdayname/:yearday/:title", "january/monday/2/a-title-c/"],
    ["/:section/:filename/", "post/name/"],
    ["/:sections[1:]/:title/", "a-title-c/"],
    ["/:2006/:01/:slugorfilename", "2023/01/name/"],
    ["/:06-:1-:2-:Monday/:2006_01_02_15_04", "23-1-2-monday/2023_01_02_23_30/"],
    ["/a\\\\:b/:sections[5:]/:slug", "ab/a-title-c/"],
    ["/:sections[-1:]/:slug", "post/a-title-c/"],
  ])("permalink %s", async (pattern, path) => {
    const config = `baseURL = "https://h.example/"\n[permalinks]\npost = "${pattern}"\n`;
    const text = front("title: A title, C++", "date: 2023-01-02T23:30:00-08:00");
    expect((await read(text, "content/post/deep/name.md", config)).url).toBe(`https://h.example/${path}`);
  });

  test("shortcodes are read in files of HTML too", async () => {
    const text =
      '---\ntitle: T\n---\n<div><p>See {{< link "/stats" >}}</p></div>\n{{< plotly >}}\n<p>{{% note %}}Mind.{{% /note %}}</p>';
    const post = await read(text, "content/post/a.html");
    expect(post.summary).toContain("See /stats");
    expect(post.summary).not.toMatch(/[{}<%]/);
  });

  test("a resource of a bundle is no post, a section's index neither", async () => {
    const hugo = await hugoSite({
      "content/p/b/index.md": "x",
      "content/p/b/note.md": "x",
      "content/p/_index.md": "x",
    });
    expect(
      ["content/p/b/index.md", "content/p/b/note.md", "content/p/_index.md"].map((path) =>
        hugo.reader.isPost(path),
      ),
    ).toEqual([true, false, false]);
    expect(hugo.reader.isConfig("content/p/new/index.md")).toBe(true);
    expect(hugo.reader.isConfig("content/p/b/index.md")).toBe(false);
  });
});

describe("dates", () => {
  test.each([
    ["2023-10-21T05:02:42+08:00", "2023-10-20T21:02:42.000Z"],
    ["2023-10-21 05:02:42 +0800", "2023-10-20T21:02:42.000Z"],
    ["2023-10-21", "2023-10-20T16:00:00.000Z"],
    ['"Sat, 21 Oct 2023 05:02:42 +0800"', "2023-10-20T21:02:42.000Z"],
    ["1697835762", "2023-10-20T21:02:42.000Z"],
  ])("%s", async (written, instant) => {
    const post = await read(front(`date: ${written}`), "content/post/a.md", "timeZone = 'Asia/Shanghai'\n");
    expect(new Date(post.date?.instant ?? 0).toISOString()).toBe(instant);
  });

  test.each(["2023-1-2", "2023/10/21", "2023-10-21 05:02", "2023-13-45", '"Oct 21, 2023"'])(
    "%s is none",
    async (written) => {
      expect((await read(front(`date: ${written}`))).date).toBeNull();
    },
  );

  test("a date keeps the offset its author wrote", async () => {
    expect((await read(front("date: 2022-09-07T14:00:00-04:00"))).date).toMatchObject({
      wall: "2022-09-07T14:00:00",
      offset: "-04:00",
    });
  });

  test("a file name gives date and slug where the configuration says so", async () => {
    const config = "baseURL = 'https://h.example'\n[frontmatter]\ndate = [':filename', ':default']\n";
    const post = await read(front("title: x"), "content/post/2023-10-21-named.md", config);
    expect([post.date?.wall, post.url]).toEqual(["2023-10-21T00:00:00", "https://h.example/post/named/"]);
  });
});

describe("front matter", () => {
  test.each([
    ["TOML", "+++\ntitle = 'T'\ntags = ['a']\ndate = 2023-10-21\n+++\nBody"],
    ["JSON", '{"title": "T", "tags": ["a"]}\nBody'],
    ["Org", "#+title: T\n#+tags[]: a\n\nBody"],
    ["capitals", "---\nTITLE: T\nTags: [a]\n---\nBody"],
  ])("%s", async (kind, text) => {
    expect(await read(text, `content/post/a.${kind === "Org" ? "org" : "md"}`)).toMatchObject({
      title: "T",
      tags: ["a"],
      summary: "Body",
    });
  });

  test("one text is one tag", async () => {
    expect((await read(front("tags: a, b"))).tags).toEqual(["a, b"]);
  });
});

describe("languages", () => {
  const config =
    "baseURL: https://h.example/\ndefaultContentLanguage: en\nlanguages:\n  en: {weight: 1}\n  ja: {weight: 2}\n  de: {disabled: true}\n";
  const files = {
    "content/p/a/index.en.md": front("title: A"),
    "content/p/a/index.ja.md": front("title: あ"),
    "content/p/a.de.md": "x",
    "content/p/b.fr.md": "x",
  };
  const polyglot = () => site({ "hugo.yaml": config, ...files });

  test("a suffix that is configured names the language and is left out of the path", async () => {
    const hugo = await polyglot();
    expect(hugo.post("content/p/a/index.en.md")).toMatchObject({ lang: "en", url: "https://h.example/p/a/" });
    expect(hugo.post("content/p/a/index.ja.md")).toMatchObject({
      lang: "ja",
      url: "https://h.example/ja/p/a/",
    });
    expect(hugo.post("content/p/b.fr.md").url).toBe("https://h.example/p/b.fr/");
    expect(hugo.kind("content/p/a.de.md")).toBe("ignored");
  });

  test("translations share a key", async () => {
    const hugo = await polyglot();
    const [en, ja] = ["en", "ja"].map((lang) => hugo.post(`content/p/a/index.${lang}.md`).translationKey);
    expect(en).toBe(ja);
    expect(en).not.toBe(hugo.post("content/p/b.fr.md").translationKey);
  });

  test("each language may have its folder and zone", async () => {
    const hugo = await site({
      "hugo.yaml":
        "baseURL: https://h.example/\ndefaultContentLanguage: zh\ndefaultContentLanguageInSubdir: true\nlanguages:\n  zh: {contentDir: content/zh, timeZone: Asia/Shanghai}\n  en: {contentDir: content/en}\n",
      "content/zh/p/a.md": front("date: 2023-01-02 05:00:00"),
      "content/en/p/a.md": front("date: 2023-01-02 05:00:00"),
    });
    expect(hugo.post("content/zh/p/a.md")).toMatchObject({
      url: "https://h.example/zh/p/a/",
      date: { offset: "+08:00" },
    });
    expect(hugo.post("content/en/p/a.md")).toMatchObject({
      url: "https://h.example/en/p/a/",
      date: { offset: "+00:00" },
    });
  });

  test("a folder of configuration files is one configuration", async () => {
    const hugo = await site({
      "config/_default/hugo.yml": "baseURL: https://h.example/\n",
      "config/_default/languages.yml": "en: {title: E}\nja: {title: J}\n",
      "content/p/a.ja.md": "x",
    });
    expect(hugo.post("content/p/a.ja.md").url).toBe("https://h.example/ja/p/a/");
  });
});

describe("summaries and visibility", () => {
  test.each([
    ["P1.\n\n<!--more-->\n\nP2.", "P1."],
    ["P1 a <!--more--> b.", "P1 a"],
    ["P1.\n\n```\n<!--more-->\n```\n\nP2.", "P1."],
    ['{{< figure src="a.png" >}}\n\nP1.\n\nP2', "P1."],
    ["P1.\n\n<!-- more -->\n\nP2.", "P1."],
  ])("%j", async (body, summary) => {
    expect((await read(`---\ntitle: x\n---\n${body}`)).summary).toBe(summary);
  });

  test.each([
    ["draft: true", "draft"],
    ["published: false", "draft"],
    ["expiryDate: 2020-01-01", "hidden"],
    ["publishDate: 2099-01-01", "scheduled"],
    ["_build: {list: never}", "hidden"],
    ["build: {list: never}", "hidden"],
    ["title: x", "public"],
  ])("%s is %s", async (line, visibility) => {
    expect((await read(front(line))).visibility).toBe(visibility);
  });
});

// Seen on 0.111.3.
describe("cascades", () => {
  const files = {
    "hugo.toml":
      'baseURL = "https://h.example/"\n[[cascade]]\ntags = ["site"]\n[cascade._target]\npath = "/blog/**"\n' +
      '[[cascade]]\ncategories = ["fr"]\n[cascade._target]\nlang = "fr"\n[languages.en]\n[languages.fr]\n',
    "content/blog/_index.md": front("cascade:", "  categories: [near]"),
    "content/blog/a.md": front("title: A"),
    "content/blog/a.fr.md": front("title: A"),
    "content/blog/own.md": front("tags: []", "categories: [own]"),
    "content/blog/sub/_index.md": front("cascade:", "  tags: [sub]", "  date: 2020-02-02"),
    "content/blog/sub/deep/x.md": front("title: X"),
    "content/gone/_index.md": front("cascade:", "  - _target: { path: '/gone/o*' }", "    draft: true"),
    "content/gone/one.md": front("title: O"),
    "content/gone/two.md": front("title: T"),
  };

  test.each([
    ["blog/a", ["site"], [["near"]]],
    ["blog/a.fr", ["site"], [["fr"]]],
    ["blog/own", [], [["own"]]],
    ["blog/sub/deep/x", ["sub"], [["near"]]],
  ])("%s", async (name, tags, categories) => {
    expect((await site(files)).post(`content/${name}.md`)).toMatchObject({ tags, categories });
  });

  test("they give dates and hide, where they are meant for the page", async () => {
    const hugo = await site(files);
    expect(hugo.post("content/blog/sub/deep/x.md").date?.wall).toBe("2020-02-02T00:00:00");
    expect(["one", "two"].map((name) => hugo.post(`content/gone/${name}.md`).visibility)).toEqual([
      "draft",
      "public",
    ]);
    expect(hugo.reader.isConfig("content/blog/_index.md")).toBe(true);
  });
});

test("mounts may put the content of each language elsewhere; what they put below it is told", async () => {
  const hugo = await site({
    "hugo.toml":
      'baseURL = "https://h.example/"\ndefaultContentLanguage = "en"\n[languages.en]\n[languages.fr]\n' +
      '[[module.mounts]]\nsource = "texts/en"\ntarget = "content"\nlang = "en"\n' +
      '[[module.mounts]]\nsource = "texts/fr/"\ntarget = "content"\nlang = "fr"\n' +
      '[[module.mounts]]\nsource = "docs"\ntarget = "content/docs"\n' +
      '[[module.mounts]]\nsource = "static"\ntarget = "static"\n',
    "texts/en/posts/a.md": "---\ntitle: A\n---\nWords.\n",
    "texts/fr/posts/a.md": "---\ntitle: A\n---\nMots.\n",
    "content/posts/b.md": "",
  });
  expect(hugo.post("texts/en/posts/a.md")).toMatchObject({ url: "https://h.example/posts/a/" });
  expect(hugo.post("texts/fr/posts/a.md")).toMatchObject({ url: "https://h.example/fr/posts/a/" });
  expect(hugo.reader.isPost("content/posts/b.md")).toBe(false);
  expect(hugo.reader.problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/module\.mounts puts docs into content\/docs/),
  ]);
});

// As Hugo 0.111.3 lists them.
test("ignoreFiles and a mount's excludeFiles leave files out", async () => {
  const hugo = await site({
    "hugo.yaml":
      "baseURL: https://h.example/\nignoreFiles: ['\\.draft\\.md$', '(a+)+$']\nmodule:\n  mounts:\n    - source: content\n      target: content\n      excludeFiles: [Templates/*, '**.tmp.md']\n",
    "content/post/a.md": "",
  });
  const paths = [
    "post/a.md",
    "post/b.draft.md",
    "Templates/t.md",
    "Templates/deep/t.md",
    "post/c.tmp.md",
    "post/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.md",
  ];
  expect(paths.filter((path) => hugo.reader.isPost(`content/${path}`))).toEqual([
    "post/a.md",
    "post/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.md",
  ]);
  expect(hugo.kind("content/post/b.draft.md")).toBe("ignored");
});

describe("what a language sets for itself", () => {
  const LANGUAGES =
    "baseURL = 'https://h.example/'\ntitle = 'All'\nuglyURLs = false\n[permalinks]\nposts = '/:year/:slug/'\nnews = '/n/:slug/'\n" +
    "[languages.en]\ntitle = 'The Log'\n[languages.de]\nuglyURLs = true\n[languages.de.permalinks]\nposts = '/p/:slug/'\n";
  test("permalinks, ugly addresses and the title of the main one", async () => {
    const name = "content/posts/a.de.md";
    const hugo = await hugoSite(
      {
        [name]: front("date: 2021-03-04", "slug: y"),
        "content/posts/a.en.md": front("date: 2021-03-04", "slug: x"),
        "content/news/b.de.md": front("slug: b"),
      },
      LANGUAGES,
    );
    expect(hugo.reader.site.title).toBe("The Log");
    expect(
      ["posts/a.de", "posts/a.en", "news/b.de"].map((one) => hugo.post(`content/${one}.md`).url),
    ).toEqual([
      "https://h.example/de/p/y.html",
      "https://h.example/2021/x/",
      "https://h.example/de/n/b.html",
    ]);
  });

  test("a url with a slash before it is of the whole site, another of its language", async () => {
    const hugo = await hugoSite(
      { "content/a.de.md": front("url: /demos"), "content/b.de.md": front("url: andere/") },
      LANGUAGES,
    );
    expect(["a", "b"].map((one) => hugo.post(`content/${one}.de.md`).url)).toEqual([
      "https://h.example/demos/",
      "https://h.example/de/andere/",
    ]);
  });
});

test("a date in a file's name is no part of its slug only where it is the post's date", async () => {
  const config = "baseURL = 'https://h.example/'\n[frontmatter]\ndate = ['date', ':filename']\n";
  const url = async (...lines: string[]) =>
    (await read(front(...lines), "content/posts/2025-05-24-foo.md", config)).url;
  expect(await url("title: Foo")).toBe("https://h.example/posts/foo/");
  expect(await url("date: 2025-05-24T11:59:59")).toBe("https://h.example/posts/2025-05-24-foo/");
});

test("pages outside the blog's sections are read and never announced", async () => {
  const files = Object.fromEntries(
    ["about", "posts/a", "docs/b", "now/index"].map((name) => [
      `content/${name}.md`,
      front("date: 2024-01-02"),
    ]),
  );
  const quiet = async (config: string, only = files) => {
    const hugo = await hugoSite(only, `baseURL = 'https://h.example/'\n${config}`);
    return Object.keys(only).filter((name) => hugo.post(name).announcing.notify === "never");
  };
  expect(await quiet("")).toEqual(["content/about.md", "content/now/index.md"]);
  expect(await quiet("[params]\nmainSections = ['posts']\n")).toEqual([
    "content/about.md",
    "content/docs/b.md",
    "content/now/index.md",
  ]);
  expect(await quiet("", { "content/a.md": front("date: 2024-01-02") })).toEqual([]);
});
