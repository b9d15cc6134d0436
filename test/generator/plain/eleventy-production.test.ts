// Eleventy: what functions of a site's own hide in a build for readers, and what they only may hide.
import { expect, test } from "vitest";
import { read } from "./eleventy-site.js";

const computed = (key: string, value: string) =>
  `module.exports = { eleventyComputed: { ${key}: ${value} } }`;
const IN_PRODUCTION =
  '(data) => { if (process.env.NODE_ENV === "production" && data.draft) return false; return data.permalink }';
const HELPER =
  'const { isDev } = require("./env.js");\nconst showDraft = (data) => isDev || (!data.draft && !data.wip);\n';

test.each([
  [IN_PRODUCTION],
  ["(data) => data.page.date > new Date() ? false : data.permalink"],
  ["(data) => data.page.date.getTime() >= Date.now() ? false : data.permalink"],
  ["(data) => data.expires && new Date(data.expires) < new Date() ? false : data.permalink"],
  ["(data) => data.draft == true ? false : data.permalink"],
  ['(data) => "draft" in data ? false : data.permalink'],
  ['(data) => typeof data.draft === "boolean" ? false : data.permalink'],
  ['(data) => data.eleventy.env.runMode === "build" && data.draft ? false : data.permalink'],
  ['(data) => data.page.inputPath.includes("drafts") ? false : data.permalink'],
  ['(data) => (data.tags ?? []).includes("draft") ? false : data.permalink'],
  ["(data) => isLocal() && data.draft ? false : data.permalink"],
])("a post with nothing to hide keeps its link: %s", async (value) => {
  expect(await read(computed("permalink", value), "date: 2024-05-06")).toEqual(["/n/a/", "public"]);
});

test.each([
  [IN_PRODUCTION.replace("data.draft", "data.late"), "late: true"],
  ["(data) => data.until > new Date() ? false : data.permalink", "until: 2999-01-01"],
  ["(data) => new Date(data.until) < Date.now() ? false : data.permalink", "until: 2020-01-01"],
  ["(data) => data.late == true ? false : data.permalink", "late: true"],
  ['(data) => "late" in data ? false : data.permalink', "late: true"],
  ['(data) => data.eleventy.env.runMode === "build" && data.late ? false : "/x/"', "late: true"],
  ['(data) => data.page.inputPath.startsWith("./src/n/") ? false : data.permalink', ""],
  ['(data) => (data.tags ?? []).includes("late") ? false : data.permalink', "tags: [late]"],
  ["(data) => (data.late || isLocal() ? false : data.permalink)", "late: true"],
])("a post that is surely left out is hidden: %s", async (value, front) => {
  expect(await read(computed("permalink", value), front)).toEqual([null, "hidden"]);
});

test("a post of tomorrow is scheduled, with the link it will have", async () => {
  const program = computed("permalink", "(data) => data.page.date > new Date() ? false : data.permalink");
  expect(await read(program, "date: 2999-01-01")).toEqual(["/n/a/", "scheduled"]);
});

test("a helper that asks what cannot be told decides by the rest", async () => {
  const program = HELPER + computed("permalink", "(data) => showDraft(data) ? data.permalink : false");
  expect(await read(program)).toEqual(["/n/a/", "public"]);
  expect(await read(program, "draft: true")).toEqual([null, "draft"]);
  expect(await read(program, "wip: true")).toEqual([null, "hidden"]);
});

test.each([
  ["export default { permalink: (data) => (isReady(data) ? '/x/' : false) }"],
  [
    "export default { permalink(data) { return isNew(data) ? '/a/' : slugify(data.title, { remove: false }) } }",
  ],
])("what cannot be told hides only what has something to hide: %s", async (program) => {
  expect(await read(program)).toEqual([null, "public"]);
  for (const front of ["wip: true", "ready: false", "isPublished: false"])
    expect(await read(program, front)).toEqual([null, "hidden"]);
});

test("a computed mark that cannot be told hides only what has something to hide", async () => {
  const key = "eleventyExcludeFromCollections";
  const some = computed(key, '(data) => process.env.X === "production" && data.draft');
  expect(await read(some)).toEqual(["/n/a/", "public"]);
  expect((await read(some, "draft: true"))[1]).toBe("draft");
  const none = computed(key, "hides");
  expect(await read(none)).toEqual(["/n/a/", "public"]);
  expect((await read(none, "wip: true"))[1]).toBe("hidden");
});

test.each([
  [
    "module.exports = { eleventyNavigation: { key: (data) => data.title }, title: (data) => data.x }",
    "/n/a/",
  ],
  ["module.exports = { ...others }", null],
])("a file of computed data takes the link only where it may make one: %s", async (program, url) => {
  expect(await read("", "", { "src/_data/eleventyComputed.js": program })).toEqual([url, "public"]);
});

test("computed data that is not read may make the link", async () => {
  expect((await read("", "", { "src/_data/eleventyComputed/permalink.js": "x" }))[0]).toBeNull();
  expect((await read("", "", { "src/_data/eleventyComputed.yaml": "permalink: x" }))[0]).toBeNull();
});

test.each([
  [
    'const isProd = process.env.NODE_ENV === "production";\nmodule.exports = { eleventyExcludeFromCollections: isProd }',
    "hidden",
  ],
  [
    'const { isProd } = require("./env");\nmodule.exports = { eleventyExcludeFromCollections: isProd }',
    "hidden",
  ],
  ['module.exports = { draft: process.env.X !== "1" }', "draft"],
  ['module.exports = { draft: process.env.NODE_ENV !== "production" }', "public"],
  ["module.exports = { permalink: { build: false } }", "hidden"],
  ["module.exports = { permalink: process.env.SHOW_DRAFTS ? undefined : false }", "hidden"],
])("a folder that its data file hides: %s", async (program, visibility) => {
  expect((await read(program))[1]).toBe(visibility);
});

test("a map as permalink", async () => {
  expect(await read("", "permalink:\n  build: false")).toEqual([null, "hidden"]);
  expect(await read("", "permalink:\n  build: /z/")).toEqual(["/z/", "public"]);
  expect((await read('module.exports = { draft: process.env.X !== "1" }', "draft: false"))[1]).toBe("public");
});
