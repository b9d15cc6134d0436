// Plain Markdown folders: front matter of three languages, dates from names, links from a pattern.
import { expect, test } from "vitest";
import { site } from "../site.js";

const one = async (name: string, text: string, overrides = {}) =>
  (await site({ [name]: text }, { url: "https://p.example", timezone: "Asia/Tokyo", ...overrides })).post(
    name,
  );

test.each([
  ["YAML", "---\ntitle: T\ntags: [a]\n---\nBody"],
  ["TOML", "+++\ntitle = 'T'\ntags = ['a']\n+++\nBody"],
  ["JSON", '{"title": "T", "tags": ["a"]}\n\nBody'],
  ["named YAML", "---yaml\ntitle: T\ntags: [a]\n---\nBody"],
])("%s front matter is read", async (_, text) => {
  expect(await one("a.md", text)).toMatchObject({ title: "T", tags: ["a"], summary: "Body" });
});

test.each([
  ["meta:\n  keywords: [a, b c]", ["a", "b c"]],
  ["keywords: a, b c，d", ["a", "b c", "d"]],
  ["tags: [x]\nkeywords: a, b", ["x"]],
  ["tags: []\nkeywords: a, b", []],
])("of %j the tags are %j", async (written, tags) => {
  expect((await one("a.md", `---\n${written}\n---\nBody`)).tags).toEqual(tags);
});

test.each([
  `{ title: "A", draft: true, tags: ['x', "it's"], nested: { a: 1, }, // what it is\n }`,
  `const title = "A";\nexport const draft = true\nconst tags = [\n  'x',\n  'it\\'s',\n];`,
])("values as front matter are read: %s", async (written) => {
  expect(await one("a.md", `---js\n${written}\n---\nBody`)).toMatchObject({
    title: "A",
    visibility: "draft",
    tags: ["x", "it's"],
  });
});

test.each([
  "const title = name();",
  "const draft = !(1 > 0);",
  "const a = `x`;",
  "{ title: process.env.X }",
  "let a = 1; run()",
])("what computes is refused: %s", async (written) => {
  const notes = await site({ "a.md": `---js\n${written}\n---\nBody` });
  expect(notes.problems("a.md")[0]?.message).toContain("never runs code");
});

test("a program as front matter is refused, not run", async () => {
  const name = "a.md";
  for (const language of ["js", "javascript", "coffee"]) {
    const notes = await site({ [name]: `---${language}\nglobalThis.ran = true\n---\nBody` });
    expect(notes.kind(name)).toBe("broken");
    expect(notes.problems(name)[0]?.message).toContain("never runs code");
  }
  expect("ran" in globalThis).toBe(false);
});

test.each([
  ["2024-03-04-walk.md", "x", "2024-03-04T00:00:00", "walk"],
  ["2024-03-04-walk/index.md", "x", "2024-03-04T00:00:00", "walk"],
  ["walk.md", "---\ndate: 2024-03-04 05:06\n---\nx", "2024-03-04T05:06:00", "walk"],
  ["walk.md", "---\ndate: 2024-03-04T05:06:07Z\n---\nx", "2024-03-04T14:06:07", "walk"],
])("%s is dated %j", async (name, text, wall, slug) => {
  const post = await one(name, text);
  expect([post.date?.wall, post.slug]).toEqual([wall, slug]);
});

test.each(["2024-13-45", "someday", ""])("date %j invents nothing", async (date) => {
  expect((await one("a.md", `---\ndate: ${date}\n---\nx`)).date).toBeNull();
});

test("the link follows PERMALINK, or is unknown without one", async () => {
  const text = "---\ndate: 2024-03-04\n---\nx";
  expect((await one("notes/My walk.md", text, { permalink: "/:year/:title/" })).url).toBe(
    "https://p.example/2024/My-walk/",
  );
  expect((await one("notes/a.md", text, { permalink: ":path" })).url).toBe("https://p.example/notes/a");
  expect((await one("a.md", text)).url).toBeNull();
  expect((await one("a.md", "---\npermalink: /x y/\n---\nx")).url).toBe("https://p.example/x%20y/");
});

test.each(["README.md", "node_modules/a.md", ".obsidian/a.md", "_drafts/a.md", "a.txt", "posts/_index.md"])(
  "%s is no post",
  async (path) => {
    expect((await site({})).reader.isPost(path)).toBe(false);
  },
);

test.each([
  ["about.md", "x", "ignored"],
  ["projects.md", "---\ntitle: Projects\n---\nx", "ignored"],
  ["about.md", "---\ndate: 2024-03-04\n---\nx", "ignored"],
  ["now/index.md", "---\ndate: 2024-03-04\n---\nx", "ignored"],
  ["uses.md", "---\ndate: 2024-03-04\n---\nx", "post"],
  ["notes/about.md", "x", "post"],
  ["about-tea.md", "x", "post"],
])("a page that every site has is no post: %s with %j is %s", async (path, text, kind) => {
  expect((await site({ [path]: text })).kind(path)).toBe(kind);
});

test.each([
  ["page", "never"],
  ["layouts/page.njk", "never"],
  ["post", "normal"],
])("what has the layout %s is announced: %s", async (layout, notify) => {
  const post = await one("a.md", `---\ndate: 2024-03-04\nlayout: ${layout}\n---\nx`);
  expect(post.announcing.notify).toBe(notify);
});

test.each([
  ["a pointer of git LFS", "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 5\n", /LFS/],
  ["a link of a repository", "../../drafts/secret.md", /is a link to/],
])("%s is no post, and is told", async (_, text, message) => {
  const plain = await site({ "a.md": text });
  expect(plain.kind("a.md")).toBe("broken");
  expect(plain.problems("a.md")[0]?.message).toMatch(message);
});
