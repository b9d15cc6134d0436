// What the doctor tells of a site: faults before warnings before notes, each with the files it is about.
import { expect, test } from "vitest";
import { parseMarkdown } from "../../src/markdown/markdown.js";
import type { Finding } from "../../src/doctor/finding.js";
import { examine } from "../../src/doctor/findings.js";
import { deadLinks, linksOf } from "../../src/doctor/links.js";
import { trialsFor } from "../../src/doctor/trials.js";
import { site } from "../generator/site.js";

const front = (...lines: string[]) => `---\n${lines.join("\n")}\n---\nWords.\n`;
const CONFIG = "url: https://d.example\npermalink: /:title/\n";

async function findings(posts: Record<string, string>, config = CONFIG): Promise<readonly Finding[]> {
  const paths = Object.fromEntries(
    Object.entries(posts).map(([name, text]) => [`source/_posts/${name}`, text]),
  );
  const hexo = await site({ "_config.yml": config, "source/_posts/.keep": "", ...paths });
  const names = Object.keys(paths);
  const read = names.filter((path) => hexo.kind(path) === "post").map((path) => hexo.parsed(path));
  const all = read.map(({ post }) => post);
  const links = read.map(
    ({ post, body }) => [post.id, linksOf(parseMarkdown(body, { base: post.url }))] as const,
  );
  return examine({
    site: hexo.reader.site,
    problems: [...hexo.reader.problems, ...names.flatMap((path) => hexo.problems(path))],
    posts: all,
    deadLinks: deadLinks(hexo.reader.site.url, all, new Map(links)),
  });
}
const sources = (finding: Finding | undefined) => finding?.items.map(({ source }) => source);
const kinds = (found: readonly Finding[]) => found.map(({ kind }) => kind);

test("a healthy site gives nothing to say", async () => {
  const dated = front("title: A", "date: 2024-01-02 03:04:05", "tags: [x]");
  expect(await findings({ "a.md": dated }, `${CONFIG}timezone: Asia/Shanghai\n`)).toEqual([]);
});

test("a blog without posts is told what to set, and a linked folder how to have it read", async () => {
  const { reader } = await site({ "_config.yml": `${CONFIG}timezone: UTC\n`, "source/_posts/.keep": "" });
  const source = "source/_posts";
  const problems = [{ source, line: null, message: "is a link", kind: "linked folder" } as const];
  const found = examine({ site: reader.site, problems, posts: [] });
  expect(found.map(({ level, kind }) => [level, kind])).toEqual([
    ["fault", "no posts"],
    ["fault", "linked folder"],
  ]);
  expect(found[0]?.mend).toMatch(/POSTS_DIR.*SITE_GENERATOR/);
  expect(found[1]).toMatchObject({
    items: [{ source }],
    mend: expect.stringContaining("POSTS_DIR") as string,
  });
});

test("a sample for an address is told", async () => {
  const [found] = await findings(
    { "a.md": front("date: 2024-01-02") },
    CONFIG.replace("d.example", "example.com"),
  );
  expect(found).toMatchObject({ level: "warning", kind: "site url" });
  expect(found?.mend).toContain("SITE_URL");
});

test("a site without address and zone is told which settings to make", async () => {
  const found = await findings({ "a.md": front("date: 2024-01-02 03:04:05") }, "title: x\n");
  expect(kinds(found)).toEqual(["site url", "time zone"]);
  expect(found.map(({ mend }) => mend).join()).toMatch(/SITE_URL.*SITE_TIMEZONE/s);
});

test("without a zone, days alone are no reason to worry", async () => {
  expect(kinds(await findings({ "a.md": front("date: 2024-01-02") }))).toEqual([]);
});

test("posts without date, hidden and protected ones are counted", async () => {
  const found = await findings({
    "a.md": front("permalink: /same/"),
    "c.md": front("published: false"),
    "d.md": front("password: x", "date: 2024-01-02"),
  });
  expect(kinds(found)).toEqual(["undated", "protected", "hidden"]);
  expect(sources(found[0])).toEqual(["source/_posts/a.md"]);
});

test("a skipped file is a fault, a warning about a post that was read is not", async () => {
  const found = await findings({
    "a.md": "---\ntitle: a\ntitle: b\n---\n",
    "b.md": front("draft: true", "date: 2024-01-02"),
  });
  expect(found.map((one) => [one.level, one.kind, sources(one)])).toEqual([
    ["fault", "skipped", ["source/_posts/a.md"]],
    ["warning", "odd", ["source/_posts/b.md"]],
    ["note", "hidden", ["source/_posts/b.md"]],
  ]);
  expect(found[0]?.items[0]?.line).toBe(3);
});

test("a permalink that asks for what a post does not say is told once, with the reason", async () => {
  const found = await findings(
    { "a.md": front("date: 2024-01-02") },
    "url: https://d.example\npermalink: /:nr/\n",
  );
  expect(kinds(found)).toEqual(["link unknown"]);
  expect(found[0]?.items[0]?.text).toContain(":nr");
});

async function told(files: Record<string, string>, source: string): Promise<readonly Finding[]> {
  const read = await site(files);
  const problems = [...read.reader.problems, ...read.problems(source)];
  return examine({ site: read.reader.site, problems, posts: [read.post(source)] });
}

test("a post that is to have no page is no fault", async () => {
  const found = await told(
    {
      "hugo.toml": 'baseURL = "https://h.example"\n',
      "content/p/a.md": front("title: A", "date: 2024-01-02", "build: {render: never, list: always}"),
    },
    "content/p/a.md",
  );
  expect(found).toMatchObject([{ level: "note", kind: "no page", mend: null }]);
});

test.each([
  ["conf.py", 'BLOG_TITLE = "N"\nSITE_URL = "https://n.example/"\n', "posts/a.md", "/posts/:folder/:slug/"],
  [
    "conf.py",
    'BLOG_TITLE = "N"\nSITE_URL = "https://n.example/"\nPRETTY_URLS = False\n',
    "posts/a.md",
    "/posts/:folder/:slug.html",
  ],
  ["pelicanconf.py", "SITEURL = 'https://p.example'\nARTICLE_URL = X\n", "content/a.md", "/:slug.html"],
  [
    "gatsby-config.js",
    "module.exports = { siteMetadata: { siteUrl: 'https://g.example' } }",
    "content/blog/a.md",
    "/:path/",
  ],
  [
    "bridgetown.config.yml",
    "url: https://b.example\n",
    "src/_posts/2024-01-02-a.md",
    "/:category/:year/:month/:day/:slug/",
  ],
  ["CNAME", "c.example.org\n", "a.md", "/:year/:month/:day/:title/"],
])(
  "where links are unknown, a pattern that fits such sites is proposed: %s %j",
  async (name, config, path, fits) => {
    const files = { [name]: config, [path]: front("title: A", "date: 2024-01-02") };
    const [found] = await told(files, path);
    expect(found).toMatchObject({ level: "fault", kind: "link unknown" });
    expect(found?.items[0]?.text).toContain(`PERMALINK=${fits}`);
    // It can be followed.
    expect((await site(files, { permalink: fits })).post(path).url).toMatch(/\/a(?:\/|\.html)$/);
  },
);

test("tags that differ only in case or spaces are shown together", async () => {
  const found = await findings({
    "a.md": front("date: 2024-01-02", "tags: [Deep Learning, x]"),
    "b.md": front("date: 2024-01-02", "tags: [deep-learning]"),
    "c.md": front("date: 2024-01-02", "tags: [deep-learning]"),
  });
  expect(kinds(found)).toEqual(["tag variants"]);
  expect(found[0]?.items[0]?.text).toBe("“deep-learning” in 2 posts, “Deep Learning” in 1 post");
});

test("a link to where no post stands is told; pages, pictures, code and good links are not", async () => {
  const config = "url: https://d.example\npermalink: /notes/:title/\n";
  const body =
    "[b](/notes/b/) [b](/notes/b.html#x) [c](https://d.example/notes/c) [p](/notes/p.png) [o](https://o.example/notes/x) " +
    "[about](/about/) [tags](/notes/tags/) `[x](/notes/y/)`";
  const dated = front("date: 2024-01-02").replace("Words.", body);
  const found = await findings({ "a.md": dated, "b.md": front("date: 2024-01-02") }, config);
  expect(kinds(found)).toEqual(["broken link"]);
  expect(found[0]?.items.map(({ text }) => text)).toEqual(["https://d.example/notes/c"]);
});

test("the trials for wrong links begin with the build machine in UTC", () => {
  const site = {
    title: "",
    url: "http://d.example/blog",
    timezone: "Asia/Tokyo",
    lang: null,
    generator: "hexo",
  };
  const trials = trialsFor({ site, permalink: ":year/:title/", name: "blog" });
  expect(trials.map(({ setting }) => setting)).toEqual([
    "BUILD_TIMEZONE=UTC",
    "BUILD_TIMEZONE=Asia/Tokyo",
    "PERMALINK=:year/:title",
    "PERMALINK=:year/:title.html",
    "SITE_URL=http://d.example",
    "SITE_URL=http://www.d.example/blog",
    "SITE_URL=https://d.example/blog",
  ]);
});

test("links are found wherever text stands, in the head of what is folded too", () => {
  const link = (name: string) => `<a href="https://a.example/${name}">${name}</a>`;
  const text = `${link("p")}\n\n- ${link("item")}\n\n|a|\n|-|\n|${link("cell")}|\n\nTerm ${link("term")}\n: ${link("what")}\n\n<details><summary>${link("head")}</summary>${link("folded")}</details>\n`;
  const names = ["p", "item", "cell", "term", "what", "head", "folded"];
  expect(linksOf(parseMarkdown(text)).toSorted()).toEqual(
    names.map((name) => `https://a.example/${name}`).toSorted(),
  );
});
