// What a Hexo site's files become: dates, links, tags, summaries and visibility as Hexo publishes them.
import { NO_BODY } from "../../../src/post/body.js";
import { describe, expect, test } from "vitest";
import { CONFIG, hexoSite, read } from "./site.js";
import { site } from "../site.js";

const front = (...lines: string[]) => `---\n${lines.join("\n")}\n---\nFirst words.\n`;

describe("dates", () => {
  test.each([
    ["2023-10-21 05:02:42", "2023-10-20T21:02:42.000Z"],
    ["2023-1-2 5:02:42", "2023-01-01T21:02:42.000Z"],
    ["2023-10-21", "2023-10-20T16:00:00.000Z"],
    ["2023-10-21 05:02", "2023-10-20T21:02:00.000Z"],
    ["2023-10-21T05:02:42+08:00", "2023-10-20T13:02:42.000Z"],
    ["'2023-10-21T05:02:42+08:00'", "2023-10-20T21:02:42.000Z"],
    ["'2023-10-21'", "2023-10-21T00:00:00.000Z"],
    ["Oct 21, 2023", "2023-10-20T16:00:00.000Z"],
    ["2023-10-21 05:02:42 +0800", "2023-10-20T21:02:42.000Z"],
  ])("%s is the instant Hexo gives it", async (written, instant) => {
    const { date } = await read(front(`date: ${written}`));
    expect(new Date(date?.instant ?? 0).toISOString()).toBe(instant);
  });

  test("the wall clock and offset are those of the site's zone", async () => {
    const { date } = await read(front("date: 2023-10-21 05:02:42"));
    expect(date).toEqual({
      instant: Date.UTC(2023, 9, 20, 21, 2, 42),
      wall: "2023-10-21T05:02:42",
      offset: "+08:00",
    });
  });

  test("a path is dated in the build machine's zone", async () => {
    const post = await read(front("date: 2023-10-21 05:02:42"), "a.md", CONFIG, "UTC");
    expect(post.url).toBe("https://notes.example/2023/10/20/a/");
    expect(post.date?.wall).toBe("2023-10-21T05:02:42");
  });

  test.each(["", "date:", "date: not a date", "date: 2023年10月21日"])(
    "%s leaves a post undated and its link unknown",
    async (line) => {
      const post = await read(front("title: a", line));
      expect(post.date).toBeNull();
      expect(post.url).toBeNull();
    },
  );

  test("a file name gives the date where new_post_name says so", async () => {
    const config = `${CONFIG}new_post_name: :year-:month-:day-:title.md\n`;
    const post = await read(front("title: x"), "2023-01-02-hello-world.md", config);
    expect(post.date?.wall).toBe("2023-01-02T00:00:00");
    expect(post.url).toBe("https://notes.example/2023/01/02/hello-world/");
  });
});

describe("links", () => {
  test("a file name is kept as it is and encoded segment by segment", async () => {
    const post = await read(front("date: 2023-10-21 05:02:42"), "sub/C# (一) 100%.md");
    expect(post.url).toBe("https://notes.example/2023/10/21/sub/C%23%20%28%E4%B8%80%29%20100%25/");
    expect(post.slug).toBe("sub/C# (一) 100%");
  });

  test("front matter permalink replaces the pattern", async () => {
    expect((await read(front("permalink: foo/bar.html"))).url).toBe("https://notes.example/foo/bar.html");
  });

  test("root is added where url lacks it, and only there", async () => {
    const config = (url: string) => `url: ${url}\nroot: /blog/\npermalink: :title/\n`;
    expect((await read(front("title: x"), "a.md", config("https://n.example"))).url).toBe(
      "https://n.example/blog/a/",
    );
    expect((await read(front("title: x"), "a.md", config("https://n.example/blog"))).url).toBe(
      "https://n.example/blog/a/",
    );
  });

  test.each([
    [":category/:title/", "categories: [Web Dev, C#]", "Web-Dev/C/a/"],
    [":category/:title/", "", "uncategorized/a/"],
    ["p/:abbrlink.html", "abbrlink: 8e63", "p/8e+63.html"],
    ["p/:abbrlink.html", "abbrlink: '0123'", "p/0123.html"],
    ["p/:post_title/", 'title: "Héllo, World!"', "p/hello-world/"],
    [":i_month-:i_day/:name", "date: 2023-01-02 05:02:09", "1-2/a"],
  ])("%s with %s gives %s", async (permalink, line, path) => {
    const post = await read(front(line), "a.md", `url: https://n.example\npermalink: "${permalink}"\n`);
    expect(post.url).toBe(`https://n.example/${path}`);
  });

  test("a token that nobody sets makes the link unknown, with a warning", async () => {
    const notes = await hexoSite(
      { "a.md": front("title: x") },
      "url: https://n.example\npermalink: :mood/:title/\n",
    );
    expect(notes.post("source/_posts/a.md").url).toBeNull();
    expect(notes.problems("source/_posts/a.md")[0]?.message).toContain(":mood");
  });

  test("hexo-abbrlink numbers are made from the title", async () => {
    const notes = await site({
      "_config.yml": "url: https://n.example\npermalink: p/:abbrlink/\nabbrlink: {alg: crc32, rep: hex}\n",
      "package.json": '{"dependencies": {"hexo": "7", "hexo-abbrlink": "2"}}',
      "source/_posts/a.md": front("title: The quick brown fox jumps over the lazy dog"),
    });
    expect(notes.post("source/_posts/a.md").url).toBe("https://n.example/p/414fa339/");
  });
});

describe("tags and categories", () => {
  test.each([
    ["tags: a, b", ["a, b"]],
    ["tags: [a, [b, c], null, 2017, true]", ["a", "b,c", "2017", "true"]],
    ["tag: x", ["x"]],
    ["tag: x\ntags: [y]", ["y"]],
    ["Tags: [a]", []],
    ["tags:", []],
  ])("%s", async (line, tags) => {
    expect((await read(front(line))).tags).toEqual(tags);
  });

  test.each([
    ["categories: [a, b]", [["a", "b"]]],
    ["categories: [a, [b, c]]", [["a"], ["b", "c"]]],
    ["categories: 2017", [["2017"]]],
    ["category: [x, y]", [["x", "y"]]],
    ["categories: []", []],
  ])("%s", async (line, categories) => {
    expect((await read(front(line))).categories).toEqual(categories);
  });
});

describe("front matter", () => {
  test.each([
    ["without an opening line", "title: found\ntags: [a]\n---\nBody"],
    ["of four dashes", "----\ntitle: found\n----\nBody"],
    ["in JSON between ;;;", ';;;\n"title": "found"\n;;;\nBody'],
    ["with a byte order mark and CRLF", "\ufeff---\r\ntitle: found\r\n---\r\nBody"],
    ["indented by tabs", "---\ntitle: found\ntags:\n\t- a\n---\nBody"],
    ["after a blank line", "\n---\ntitle: found\n---\nBody"],
    ["closed with a trailing text", "---\ntitle: found\n--- x\nBody"],
  ])("%s is read", async (_, text) => {
    expect((await read(text)).title).toBe("found");
  });

  test.each([
    "---js\n{ title: process.exit() }\n---\nBody",
    "+++\ntitle = 'x'\n+++\nBody",
    "Just text\n\n---\n\nafter",
  ])("%j is no front matter for Hexo: the file names the post", async (text) => {
    expect((await read(text, "named.md")).title).toBe("named");
  });

  test.each([
    ["title: a\ntitle: b", "duplicated mapping key", 3],
    ["title: foo: bar", "bad indentation", 2],
    ["title: x\nexcerpt:", "empty excerpt", null],
  ])("%j keeps the post out, told with file and line", async (block, why, line) => {
    const notes = await hexoSite({ "a.md": `---\n${block}\n---\nBody` });
    expect(notes.kind("source/_posts/a.md")).toBe("broken");
    const [problem] = notes.problems("source/_posts/a.md");
    expect(problem?.message).toContain(why);
    expect(problem).toMatchObject({ source: "source/_posts/a.md", line });
  });

  test.each([
    [
      "an alias bomb",
      `---\na: &a [x,x,x,x,x,x,x,x,x,x]\n${"b c d e f g"
        .split(" ")
        .map((name, at) => `${name}: &${name} [${`*${"abcdef"[at]},`.repeat(10)}]`)
        .join("\n")}\n---\n`,
    ],
    ["brackets without end", `---\na: ${"[".repeat(20_000)}\n---\n`],
    ["64 kB of front matter", `---\na: ${"x".repeat(70_000)}\n---\n`],
    ["bytes that are no UTF-8", Uint8Array.from([0x2d, 0x2d, 0x2d, 0x0a, 0xc4, 0xe3])],
    ["NUL", "---\ntitle: x\n---\na\0b"],
  ])("%s is skipped with a reason", async (_, text) => {
    const notes = await hexoSite({ "a.md": text });
    expect(notes.kind("source/_posts/a.md")).toBe("broken");
    expect(notes.problems("source/_posts/a.md")[0]?.message).not.toBe("");
  });
});

describe("who may see a post", () => {
  test.each([
    ["published: false", "hidden"],
    ['published: "false"', "hidden"],
    ["published: no", "public"],
    ["hidden: true", "hidden"],
    ["draft: true", "draft"],
    ["date: 2099-01-01 00:00:00", "public"],
    ["layout: page", "public"],
  ])("%s is %s", async (line, visibility) => {
    expect((await read(front(line))).visibility).toBe(visibility);
  });

  test("a future post waits where future is false", async () => {
    expect(
      (await read(front("date: 2099-01-01 00:00:00"), "a.md", `${CONFIG}future: false\n`)).visibility,
    ).toBe("scheduled");
  });

  test("a draft folder is kept from readers unless render_drafts says otherwise", async () => {
    const files = (config: string) => ({
      "_config.yml": config,
      "source/_posts/.keep": "",
      "source/_drafts/a.md": front("title: x"),
    });
    expect((await site(files(CONFIG))).post("source/_drafts/a.md").visibility).toBe("draft");
    expect((await site(files(`${CONFIG}render_drafts: true\n`))).post("source/_drafts/a.md").visibility).toBe(
      "public",
    );
  });

  test("a post behind a password keeps its text, by its own password or its tag's", async () => {
    const config = `${CONFIG}encrypt:\n  tags:\n    - {name: diary, password: x}\n`;
    for (const line of ["password: secret", "tags: [diary]"]) {
      const notes = await hexoSite({ "a.md": front("description: told", line) }, config);
      const { post, body } = notes.parsed("source/_posts/a.md");
      expect([post.protected, post.summary, body]).toEqual([true, "", NO_BODY]);
    }
    expect((await read(front('password: ""', "tags: [diary]"), "a.md", config)).protected).toBe(false);
  });

  test("a page layout is never announced, notify says how the others are", async () => {
    const announcing = async (...lines: string[]) => (await read(front(...lines))).announcing;
    expect(await announcing("layout: page")).toEqual({ notify: "never", text: null });
    expect(await announcing("notify: false", "announce: Look!")).toEqual({ notify: "never", text: "Look!" });
    expect((await announcing("notify: digest")).notify).toBe("digest");
    expect((await announcing("title: x")).notify).toBe("normal");
  });
});

describe("which files are posts", () => {
  test.each([
    ["source/_posts/a.md", true],
    ["source/_posts/deep/er/a.markdown", true],
    ["source/_posts/a.MD", false],
    ["source/_posts/_a.md", false],
    ["source/_posts/.b/a.md", false],
    ["source/about/index.md", false],
    ["source/_posts/a.png", false],
  ])("%s: %s", async (path, is) => {
    expect((await hexoSite({})).reader.isPost(path)).toBe(is);
  });
});

describe("fields beside the text", () => {
  test("the cover is the one named, else the first picture, as an absolute address", async () => {
    const lines = ["date: 2023-10-21 05:02:42"];
    expect((await read(front(...lines, "cover: /img/a b.png"))).cover).toBe(
      "https://notes.example/img/a%20b.png",
    );
    expect((await read(`${front(...lines)}\n![x](pic.png)`)).cover).toBe(
      "https://notes.example/2023/10/21/a/pic.png",
    );
    expect((await read(front(...lines, "cover: javascript:alert(1)"))).cover).toBeNull();
  });

  test("an abbrlink keeps the id over a rename", async () => {
    const notes = await hexoSite({
      "a.md": front("abbrlink: x1"),
      "b.md": front("abbrlink: x1"),
      "c.md": front("title: c"),
    });
    const [a, b, c] = ["a", "b", "c"].map((name) => notes.post(`source/_posts/${name}.md`).id);
    expect(a).toBe(b);
    expect(a).not.toBe(c);
    expect(a).toMatch(/^[a-z2-7]{10}$/);
  });

  test("updated, series and authors come from front matter", async () => {
    const post = await read(
      front("updated: 2024-01-01 08:00:00", "series: Walks", "authors: [{name: Ada}, Lin]"),
    );
    expect(post.updated?.wall).toBe("2024-01-01T08:00:00");
    expect([post.series, post.authors]).toEqual(["Walks", ["Ada", "Lin"]]);
  });
});

// Seen on 8.1.2.
test("ignore goes by whole paths, skip_render by those below source, and exclude says nothing of posts", async () => {
  const hexo = await site({
    "_config.yml":
      "ignore: ['**/a/**', source/_posts/b.md]\nskip_render: [_posts/c.md, '**/d.md', source/_posts/e.md]\nexclude: ['**/f.md']\n",
    "source/_posts/g.md": "",
  });
  const posts = ["a/x", "b", "c", "sub/d", "e", "f"].filter((name) =>
    hexo.reader.isPost(`source/_posts/${name}.md`),
  );
  expect(posts).toEqual(["b", "e", "f"]);
});

// Latin paths as hexo-permalink-pinyin 1.1.0 itself makes them.
test("hexo-permalink-pinyin: Latin paths in its spelling, others have no link", async () => {
  const hexo = await site({
    "_config.yml": "url: https://x.example\npermalink: :year/:title/\npermalink_pinyin:\n  enable: true\n",
    "package.json": '{"dependencies": {"hexo": "8", "hexo-permalink-pinyin": "1.1.0"}}',
    "source/_posts/Hello_World! C++.md": "---\ndate: 2024-01-02\n---\n",
    "source/_posts/搭建.md": "---\ndate: 2024-01-02\n---\n",
  });
  expect(hexo.post("source/_posts/Hello_World! C++.md").url).toBe("https://x.example/2024/hello-world-c/");
  expect(hexo.post("source/_posts/搭建.md").url).toBeNull();
  expect(hexo.problems("source/_posts/搭建.md")[0]).toMatchObject({
    kind: "link",
    message: expect.stringContaining("hexo-permalink-pinyin") as string,
  });
});

test("hexo-util takes accents from Latin letters alone", async () => {
  const config = CONFIG.replace(":title/", ":category/:title/");
  const url = async (category: string) =>
    (await read(`---\ndate: 2024-01-02\ncategories: ${category}\n---\n`, "a.md", config)).url;
  expect(decodeURI((await url("Мой Йод")) ?? "")).toBe("https://notes.example/2024/01/02/Мой-Йод/a/");
  expect(decodeURI((await url("Größe ŁÓDŹ")) ?? "")).toBe("https://notes.example/2024/01/02/Grose-LODZ/a/");
  expect(decodeURI((await url("プログラミング")) ?? "")).toBe(
    "https://notes.example/2024/01/02/プログラミング/a/",
  );
});
