// What a Jekyll site's files become: names, dates, permalinks, tags and defaults as Jekyll publishes them.
import { describe, expect, test } from "vitest";
import { site } from "../site.js";

const jekyllSite = (files: Record<string, string>, config = "url: https://j.example\nbaseurl: /sub\n") =>
  site({ "_config.yml": config, Gemfile: "", ...files });
const read = async (text: string, name = "_posts/2022-03-04-a.md", config?: string) =>
  (await jekyllSite({ [name]: text }, config)).post(name);
const front = (...lines: string[]) => `---\n${lines.join("\n")}\n---\nFirst words.\n\nNext.\n`;

test.each([
  ["'Listen #1: <br>Richard Scott'", "Listen #1: Richard Scott"],
  ["'<em>a <b>c <i>d</i></b></em> <T>'", "a c d <T>"],
  ["'H<sub>2</sub>O <em class=\"x\">now</em>'", "H2O now"],
  ["Meet the <dialog> and <b> elements", "Meet the <dialog> and <b> elements"],
])("a title is printed into the page as it is: %s", async (written, title) => {
  expect((await read(front(`title: ${written}`))).title).toBe(title);
});

test.each([
  ["_posts/2022-03-04-C# & 100%.md", "2022/03/04/C-&-100.html"],
  ["_posts/2022-3-4-short.md", "2022/03/04/short.html"],
  ["_posts/22-3-4-yy.md", "2022/03/04/yy.html"],
  ["cat1/cat2/_posts/2022-03-04-x.md", "cat1/cat2/2022/03/04/x.html"],
  ["_posts/sub/2022-03-04-x.md", "2022/03/04/x.html"],
])("%s is found at %s", async (name, path) => {
  expect((await read(front("title: x"), name)).url).toBe(`https://j.example/sub/${path}`);
});

test.each([
  ["pretty", "foo%20bar/c%23/2022/03/04/My_Slug-X/"],
  ["weekdate", "foo%20bar/c%23/2022/W09/Fri/My_Slug-X.html"],
  ["/:slugified_categories/:title/", "foo-bar/c/My_Slug-X/"],
  ["/:y_day/:short_month/:hour:minute:second/:slug/", "063/Mar/000000/my-slug-x/"],
])("permalink %s", async (permalink, path) => {
  const config = `url: https://j.example\npermalink: ${permalink}\n`;
  const post = await read(front("categories: [Foo Bar, C#]", "slug: My_Slug X"), undefined, config);
  expect(post.url).toBe(`https://j.example/${path}`);
});

test.each([
  ["permalink: /x/y/", "x/y/"],
  ["permalink: pretty", "pretty"],
  ["permalink: /:year/:title.html", "2022/a.html"],
])("front matter %s", async (line, path) => {
  expect((await read(front(line))).url).toBe(`https://j.example/sub/${path}`);
});

test("an unknown token leaves the link unknown", async () => {
  expect(
    (await read(front("title: x"), undefined, "url: https://j.example\npermalink: /:mood/:title/\n")).url,
  ).toBeNull();
});

describe("dates", () => {
  test.each([
    ["title: x", "2022-03-03T16:00:00.000Z"],
    ["date: 2023-10-21 05:02:42", "2023-10-21T05:02:42.000Z"],
    ["date: '2023-10-21 05:02:42'", "2023-10-20T21:02:42.000Z"],
    ["date: 2023-10-21 05:02", "2023-10-20T21:02:00.000Z"],
    ["date: 2023-10-21", "2023-10-20T16:00:00.000Z"],
    ["date: 2023-10-21 05:02:42 +0900", "2023-10-20T20:02:42.000Z"],
  ])("%s in a site in Shanghai", async (line, instant) => {
    const post = await read(front(line), undefined, "timezone: Asia/Shanghai\n");
    expect(new Date(post.date?.instant ?? 0).toISOString()).toBe(instant);
  });

  test.each(["2023-13-45", "someday"])("%s stops Jekyll: the file is skipped", async (date) => {
    const jekyll = await jekyllSite({ "_posts/2022-03-04-a.md": front(`date: ${date}`) });
    expect(jekyll.kind("_posts/2022-03-04-a.md")).toBe("broken");
  });
});

test.each([
  ["tags: a, b", ["a,", "b"]],
  ["tags: [[a, b], c, null, 2017]", ["a", "b", "c", "2017"]],
  ["tag: x y", ["x y"]],
  ["tag: x\ntags: [y]", ["x"]],
])("%s", async (line, tags) => {
  expect((await read(front(line))).tags).toEqual(tags);
});

test("defaults for a type go before those for all of the same folder", async () => {
  const config =
    "url: https://j.example\ndefaults:\n  - {scope: {path: '', type: posts}, values: {permalink: /p.html}}\n  - {scope: {path: ''}, values: {permalink: /all.html}}\n";
  expect((await read(front("title: A"), undefined, config)).url).toBe("https://j.example/p.html");
});

test("where Liquid is turned off its tags are text", async () => {
  const text =
    "---\nrender_with_liquid: false\ntitle: A\n---\nShown {{ page.title }} {% comment %}too{% endcomment %}.\n";
  expect((await read(text)).summary).toBe("Shown {{ page.title }} {% comment %}too{% endcomment %}.");
  expect((await read(text.replace("false", "true"))).summary).toBe("Shown A .");
});

test("defaults give front matter by path, and categories add up", async () => {
  const config =
    "url: https://j.example\ndefaults:\n  - scope: {path: '', type: posts}\n    values: {permalink: /blog/:title/, categories: [def], lang: en}\n";
  const post = await read(front("categories: mine"), undefined, config);
  expect(post).toMatchObject({
    url: "https://j.example/blog/a/",
    lang: "en",
    categories: [["def"], ["mine"]],
  });
});

test.each([
  ["_posts/2022-03-04-notitle-multi-word.md", "---\n---\nx", "Notitle Multi Word"],
  ["_posts/2022-03-04-blank.md", "\n---\ntitle: t\n---\nx", "Blank"],
  ["_posts/2022-03-04-dots.md", "---\ntitle: dots\n...\nx", "dots"],
  ["_posts/2022-03-04-dupe.md", "---\ntitle: a\ntitle: b\n---\nx", "b"],
])("the title of %s", async (name, text, title) => {
  expect((await read(text, name)).title).toBe(title);
});

test.each([
  ["P1 *one*\nstill.\n\nP2.", "", "P1 one still."],
  ["# H\n\nP1.\n\nP2.", "", "P1."],
  ["P1.\n\nP2.\n<!--more-->\nP3.", 'excerpt_separator: "<!--more-->"', "P1. P2."],
  ["See [x][1].\n\nP2.\n\n[1]: https://a.example", "", "See x."],
  ["P1.", "excerpt: Said.", "Said."],
])("summary of %j", async (body, line, summary) => {
  expect((await read(`---\ntitle: x\n${line}\n---\n${body}`)).summary).toBe(summary);
});

test.each([
  ["published: false", "hidden"],
  ["published: no", "hidden"],
  ['published: "false"', "public"],
  ["date: 2099-01-01", "scheduled"],
  ["draft: true", "draft"],
])("%s is %s", async (line, visibility) => {
  expect((await read(front(line))).visibility).toBe(visibility);
});

test("translations in folders of languages share a key", async () => {
  const jekyll = await jekyllSite({
    "en/news/_posts/2022-03-04-a.md": front("lang: en"),
    "ja/news/_posts/2022-03-04-a.md": front("lang: ja"),
  });
  const [en, ja] = ["en", "ja"].map((lang) => jekyll.post(`${lang}/news/_posts/2022-03-04-a.md`));
  expect(en?.translationKey).toBe(ja?.translationKey);
  expect([en?.lang, ja?.lang]).toEqual(["en", "ja"]);
});

test.each([
  "_posts/nodate.md",
  "_posts/_2022-03-04-x.md",
  "about.md",
  "node_modules/a/_posts/2022-03-04-x.md",
  "_site/_posts/2022-03-04-x.md",
])("%s is no post", async (path) => {
  expect((await jekyllSite({})).reader.isPost(path)).toBe(false);
});

describe("as Jekyll 4.3.1 said of sites made by a seeded generator", () => {
  test.each([
    ["_posts/2022-03-04-a.htm", "", "a.htm"],
    ["_posts/2022-03-04-a.mdx", "", "a.mdx"],
    ["_posts/2022-03-04-a.mdx", "markdown_ext: md,mdx\n", "a.html"],
    ["_posts/2022-03-04-a.text", "markdown_ext: md,text\n", "a.html"],
  ])("%s with %j ends in %s", async (name, more, end) => {
    const post = await read(front("title: x"), name, `url: https://j.example\n${more}`);
    expect(post.url).toBe(`https://j.example/2022/03/04/${end}`);
  });

  test("dashes at the end of a name are no part of the title", async () => {
    expect((await read(front("tags: a"), "_posts/2022-03-04-t-.md")).title).toBe("T");
  });

  test.each(["1", "true", "2023-10-21"])("tags: %s are none", async (written) => {
    expect((await read(front(`tags: ${written}`))).tags).toEqual([]);
  });

  test("an empty key leaves the default standing", async () => {
    const config = "url: https://j.example\ndefaults:\n  - scope: {path: ''}\n    values: {tags: z}\n";
    expect((await read(front("tags:"), undefined, config)).tags).toEqual(["z"]);
  });

  test("show_drafts and unpublished build what is hidden without them", async () => {
    const hidden = front("published: false");
    expect((await read(hidden)).visibility).toBe("hidden");
    expect((await read(hidden, undefined, "unpublished: true\n")).visibility).toBe("public");
    expect((await read(front("title: x"), "_drafts/a.md")).visibility).toBe("draft");
    expect((await read(front("title: x"), "_drafts/a.md", "show_drafts: true\n")).visibility).toBe("public");
  });
});

test("jekyll-multiple-languages-plugin: a folder for every language but the first, unless told", async () => {
  const urls = async (more: string) => {
    const jekyll = await site({
      Gemfile: "x",
      "_config.yml": `url: https://j.example\npermalink: /:categories/:title/\nlanguages: [de, en]\n${more}`,
      "_i18n/de/_posts/2022-03-04-a.md": front("title: A"),
      "_i18n/en/_posts/news/2022-03-04-b.md": front("title: B"),
    });
    const posts = ["_i18n/de/_posts/2022-03-04-a.md", "_i18n/en/_posts/news/2022-03-04-b.md"].map((path) =>
      jekyll.post(path),
    );
    expect(posts.map(({ lang, categories }) => [lang, categories])).toEqual([
      ["de", []],
      ["en", []],
    ]);
    expect(jekyll.reader.site.lang).toBe("de");
    return posts.map(({ url }) => url?.slice(17));
  };
  expect(await urls("")).toEqual(["/a/", "/en/b/"]);
  expect(await urls("default_locale_in_folder: true\n")).toEqual(["/de/a/", "/en/b/"]);
});

// Ruby's documentation of Time.parse and its date_parse.c: the day first, digits that run on, years behind the time.
test.each([
  ["11-9-2017", "2017-09-11T00:00:00"],
  // Ruby knows no zones but the American ones by name, and passes over others.
  ["Jan 14 2020 18:00 CET", "2020-01-14T18:00:00"],
  ["Mon, 11 Sep 2017 10:20:30 EST", "2017-09-11T23:20:30"],
  ["Mon Sep 11 10:20:30 UTC 2017", "2017-09-11T18:20:30"],
  ["2017-09-11 10:20:30 GMT+0900 (Japan Standard Time)", "2017-09-11T10:20:30"],
  ["17/9/11", "2017-09-11T00:00:00"],
  ["11.09.17 10:20", "2011-09-17T10:20:00"],
  ["2021-06-31 10:00", "2021-07-01T10:00:00"],
  ["2017-09-11 10h20m30s", "2017-09-11T10:20:30"],
  ["2017-09-11-10:20", "2017-09-11T10:20:00"],
  ["2017-09-11 -0500", "2017-09-11T00:00:00"],
  ["12.09.2017 8:05", "2017-09-12T08:05:00"],
  ["09/12/2017", "2017-12-09T00:00:00"],
  ["17-09-12", "2017-09-12T00:00:00"],
  ["20170912", "2017-09-12T00:00:00"],
  ["20170912T183022", "2017-09-12T18:30:22"],
  ["2023-01-29 18:30:22 2023 -0800", "2023-01-29T18:30:22"],
  ["Sun Jan 29 18:30:22 2023 -0800", "2023-01-29T18:30:22"],
  ["12th September 2017 6:30pm", "2017-09-12T18:30:00"],
  ["12-09-2017 18:30:00 +0000", "2017-09-13T02:30:00"],
  ["2017-09-12 6 pm", "2017-09-12T18:00:00"],
  ["2017-09-12 at 18h30", "2017-09-12T18:30:00"],
  ["201709121830", "2017-09-12T18:30:00"],
  ["Tue Sep 12 18:30:00 +0000 2017", "2017-09-13T02:30:00"],
  ["2017-09-12 18:30 +0800 CST", "2017-09-12T18:30:00"],
  ["2017-09-12 18:30 Asia/Shanghai", "2017-09-12T18:30:00"],
])("the date %s is read as Ruby reads it", async (date, wall) => {
  const config = "url: https://j.example\ntimezone: Asia/Shanghai\nfuture: true\n";
  const post = await read(front(`date: ${date}`), "_posts/2001-01-01-a.md", config);
  expect(post.date?.wall).toBe(wall);
});

test.each(["src", "./src/", "a/b"])("posts lie in the folder that `source: %s` names", async (source) => {
  const folder = source.replace(/^\.\/|\/$/g, "");
  const config = `url: https://j.example\nsource: ${source}\npermalink: /:categories/:title/\nexclude: [old]\ndefaults: [{ scope: { path: _posts }, values: { tags: [x] } }]\n`;
  const jekyll = await jekyllSite(
    { [`${folder}/_posts/2020-01-01-a.md`]: front("categories: [notes]") },
    config,
  );
  expect(jekyll.post(`${folder}/_posts/2020-01-01-a.md`)).toMatchObject({
    url: "https://j.example/notes/a/",
    categories: [["notes"]],
    tags: ["x"],
  });
  expect(
    ["_posts/2020-01-01-a.md", `${folder}/old/_posts/2020-01-01-a.md`].map((path) => jekyll.kind(path)),
  ).toEqual(["ignored", "ignored"]);
});

test("Jekyll builds as of `time`, and only the newest of `limit_posts` (seen on 4.3.1)", async () => {
  const posts = {
    "_posts/2018-01-02-a.md": "A",
    "_posts/2019-01-01-b.md": "B",
    "tea/_posts/2019-01-01-c.md": "C",
    "_posts/2021-01-01-d.md": "D",
  };
  const dated = await site({ "_config.yml": "time: 2020-01-01\n", ...posts });
  expect(Object.keys(posts).map((path) => dated.post(path).visibility)).toEqual([
    "public",
    "public",
    "public",
    "hidden",
  ]);
  const few = await site({ "_config.yml": "limit_posts: 2\n", ...posts });
  expect(Object.keys(posts).map((path) => few.kind(path))).toEqual(["ignored", "ignored", "post", "post"]);
  const both = await site({ "_config.yml": "limit_posts: 2\ntime: 2020-01-01\n", ...posts });
  expect(
    Object.keys(posts).filter(
      (path) => both.kind(path) === "post" && both.post(path).visibility === "public",
    ),
  ).toEqual(["_posts/2019-01-01-b.md", "tea/_posts/2019-01-01-c.md"]);
  expect(few.reader.isPost("_posts/2022-01-01-new.md")).toBe(true);
});

// By Jekyll's documentation ("Variables", page variables).
test("what Jekyll tells of a page is printed", async () => {
  const text =
    "---\ncategories: [Tea Time]\ntags: b c\n---\n{{ page.title }} | {{ page.url }} | {{ page.id }} | {{ page.path }} | {{ page.slug }} | {{ page.categories | join: ', ' }} | {{ page.tags | size }} | [here]({{ site.baseurl }}{{ page.url }}) | {{ page.next.title }}.\n";
  expect((await read(text, "_posts/2022-03-04-black-tea.md")).summary).toBe(
    "Black Tea | /tea%20time/2022/03/04/black-tea.html | /tea%20time/2022/03/04/black-tea | _posts/2022-03-04-black-tea.md | black-tea | Tea Time | 2 | here | .",
  );
});
