// Eleventy: what functions and templates of a site's own make of a post's address, and whether they hide it.
import { expect, test } from "vitest";
import { site } from "../site.js";
import { base, CONFIG, read } from "./eleventy-site.js";

const computed = (key: string, value: string) => `export default { eleventyComputed: { ${key}: ${value} } }`;

// By the documentation of Eleventy 3: "Permalinks" (`permalink: false`), "Computed Data", "Collections".
test.each([
  ["export default { permalink: () => false }"],
  ["export default { permalink: (data) => (data.ready ? data.permalink : false) }"],
  ["export default { 'permalink': function (data) { if (!data.ready) return false; return '/x/'; } }"],
  ["export default { permalink: process.env.DRAFTS ? '/x/' : false }"],
  [computed("permalink", "({ ready }) => (ready ? undefined : false)")],
  [computed("eleventyExcludeFromCollections", "(data) => !data.ready")],
])("a post that a function leaves out is hidden: %s", async (program) => {
  expect((await read(program))[1]).toBe("hidden");
});

test.each([
  ["export default { permalink: (data) => (data.draft ? false : slug(data.title)) }", null],
  ["export default { permalink: (data) => (isNew(data) ? '/a/' : '/b/') }", null],
  [computed("eleventyExcludeFromCollections", "(data) => data.late === true"), "/n/a/"],
  [computed("permalink", "(data) => data.permalink"), "/n/a/"],
])("a post that it does not leave out is public: %s", async (program, url) => {
  expect(await read(program)).toEqual([url, "public"]);
});

// What only running the site would tell, asked of a post that has a mark of the site's own.
test.each([
  ["export default { permalink: (data) => (data.internal && late() ? false : slug(data.title)) }"],
  [
    "const shown = ({ internal, title }) => internal ? false : slug(title); export default { permalink: (data) => shown(data) }",
  ],
  [computed("eleventyExcludeFromCollections", "({ internal }) => internal && isLate()")],
  [computed("permalink", "({ internal }) => (check(internal) ? undefined : false)")],
  [
    computed(
      "permalink",
      "(d) => { let to = sl(d.title); if (d.internal || old(d)) to = false; return to; }",
    ),
  ],
  [computed("permalink", "(d) => ({ build: !d.internal && slug(d.title) })")],
  [
    "export default { permalink: (data) => (data.all || data.internal ? false : slug(data.title, data.toc)) }",
  ],
])("a mark that a program asks for may hide its post: %s", async (program) => {
  expect((await read(program, "internal: true"))[1]).toBe("hidden");
  expect((await read(program, "toc: true"))[1]).toBe("public");
});

// Its name, and a `false`, are no reason by themselves.
test.each([
  ["(data) => data.featured ? `/best/${slug(data.title)}/` : `/n/${slug(data.title)}/`", "featured: true"],
  ["(data) => data.comments ? `/a/${slug(data.title)}/` : `/n/${slug(data.title)}/`", "comments: false"],
  ["(data) => `/n/${slug(data.title, { toc: true, strict: false })}/`", "toc: true"],
  ["(data) => Math.max(1, math(data.title)) ? slug(data.title) : false", "math: true"],
  ["(data) => data.published ? `/${slug(data.title)}/` : false", "published: true"],
  ["(data) => isLive(data.published) ? `/${slug(data.title)}/` : false", "published: true"],
  ["(data) => data.draft && isBuild() ? false : `/${slug(data.title)}/`", "draft: false"],
  ["(data) => data.best && isBest(data) ? `/${slug(data.title)}/` : false", "best: true"],
  ["(data) => data.list && data.pagination ? false : slug(data.title)", "list: true"],
  ["(data) => data.i18n && !data.title ? false : slug(data.title)", "i18n: true\ntitle: A"],
  ["(data) => slugify(data.title, data.comments) || false", "comments: true"],
  ["(data) => LONG.includes(data.x) ? false : slug(data.title)", "toc: true"],
])("a mark that decides nothing of it hides nothing: %s", async (program, front) => {
  const long = program.replace("LONG", `[${"0,".repeat(130_000)}0]`);
  expect(await read(computed("permalink", long), front)).toEqual([null, "public"]);
});

test.each([
  ["Asia/Shanghai", "/2024/6/"],
  ["UTC", "/2024/5/"],
  [null, null],
])("an address made of a date, built in %s", async (zone, url) => {
  const program = computed(
    "permalink",
    "({ page: { date } }) => `/${date.getFullYear()}/${date.getMonth() + 1}/`",
  );
  expect((await read(program, "date: 2024-05-31T20:00:00Z", {}, "src/n/a.md", zone))[0]).toBe(url);
});

test("a post that is a draft by a function is none", async () => {
  expect((await read(computed("draft", "(data) => data.state === 'new'"), "state: new"))[1]).toBe("draft");
});

test.each([
  [
    "a computed text is a template",
    "(data) => data.permalink || '/blog/{{ page.fileSlug }}/index.html'",
    "",
    "/blog/a/",
  ],
  ["one that is not known gives no link", "(data) => '/blog/{{ title | slug }}/'", "title: A", null],
  ["what is computed wins over a post", "(data) => `/z/${data.page.fileSlug}/`", "permalink: /a/", "/z/a/"],
  ["so does a text", "'/z/{{ page.fileSlug }}/'", "permalink: /a/", "/z/a/"],
  ["it may build on what the post says", "(data) => `/z${data.permalink}`", "permalink: /a/", "/z/a/"],
  [
    "another computed value is not known",
    "(data) => `/${data.title}/`, title: (data) => data.x",
    "title: A",
    null,
  ],
  ["nor the collections", "(data) => (data.collections.x ? '/a/' : '/b/')", "", null],
  ["nor a language of the site's", "(data) => (data.page.lang ? '/a/' : '/b/')", "", null],
  [
    "nor an hour's minutes in the zone of the machine",
    "(d) => `/${d.page.date.getMinutes()}/`",
    "date: 2024-05-06",
    null,
  ],
])("%s", async (_, program, front, url) => {
  expect((await read(computed("permalink", program), front))[0]).toBe(url);
});

test("global data is what its file says, and unknown where a program makes it", async () => {
  const program = "export default { permalink: (data) => `/${data.metadata.title}/${data.site.base}/` }";
  const text = (value: string) => program.replace("${data.site.base}", value);
  expect(await read(text("x"))).toEqual(["/Log/x/", "public"]);
  expect((await read(program, "", { "src/_data/site.js": "export default make()" }))[0]).toBeNull();
  expect(
    (
      await read(text("${data.set ? 1 : 2}"), "", {
        "eleventy.config.js": CONFIG.replace("return", "it.addGlobalData('set', x()); return"),
      })
    )[0],
  ).toBeNull();
  // No site means to write `undefined`.
  expect((await read(text("${data.none}")))[0]).toBeNull();
});

test.each([
  ["export default { permalink: (data) => (data.ready ? undefined : false) }", "/n/a/", "hidden"],
  ["export default { permalink: () => '/g/{{ page.fileSlug }}/' }", "/g/a/", "public"],
  ["export default { ...others }", null, "public"],
])("a file of global data computes for all posts: %s", async (program, url, visibility) => {
  const more = { "src/_data/eleventyComputed.js": program };
  expect(await read("", "", more)).toEqual([visibility === "hidden" ? null : url, visibility]);
});

test.each([
  ["src/b/x/index.md", "/b/x/index.html", "x"],
  ["src/b/a/a.md", "/b/a/a.html", "a"],
  ["src/b/2024-05-06-c.md", "/b/c.html", "c"],
  ["src/b/2024-05-06-d/index.md", "/b/2024-05-06-d/index.html", "d"],
])("what Eleventy calls %s", async (name, stem, slug) => {
  const front = (path: string) => `permalink: "${path}"`;
  const at = async (path: string) => (await read("", front(path), {}, name))[0];
  expect(await at("/y{{ page.filePathStem }}.html")).toBe(`/y${stem}`.replace(/index\.html$/, ""));
  expect(await at("/{{ page.fileSlug }}/")).toBe(`/${slug}/`);
});

test("a number is written as the engine prints it", async () => {
  expect((await read("", 'id: 1.10\npermalink: "/{{ id }}/"'))[0]).toBe("/1.1/");
});

test("a reader's tag is none of the site's collections by its case", async () => {
  const eleventy = await site({ ...base, "src/n/a.md": "---\ntags: [NAV, nav, blogPosts]\n---\nWords." });
  expect(eleventy.post("src/n/a.md").tags).toEqual(["NAV"]);
});
