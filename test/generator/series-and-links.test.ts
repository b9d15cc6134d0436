// What of a file tells its series and the posts it is linked with: front matter of several generators, links of every form.
import { expect, test } from "vitest";
import { ownLinks } from "../../src/generator/rules/own-links.js";
import { partOf, seriesOf } from "../../src/generator/rules/fields.js";
import { readFrontMatter } from "../../src/generator/rules/front-matter.js";
import { readBody } from "../../src/markdown/read-body.js";

const said = (yaml: string): [string | null, number | null] => {
  const { data } = readFrontMatter(`---\n${yaml}\n---\n`);
  return [seriesOf(data), partOf(data)];
};

test.each([
  ["series: Rust", ["Rust", null]],
  ["series: [Rust, Parsing]\nseries_order: 2", ["Rust", 2]],
  ["series:\n  name: Rust\n  order: 3", ["Rust", 3]],
  ["series: Rust\npart: 4", ["Rust", 4]],
  ["part: 4", [null, null]],
  ["series: Rust\nseries_order: first", ["Rust", null]],
  ["series: {}", [null, null]],
])("%s", (yaml, expected) => {
  expect(said(yaml)).toEqual(expected);
});

const standing = {
  source: "posts/here.md",
  url: "https://blog.example.com/base/here/",
  siteUrl: "https://blog.example.com/base",
};
const linksOf = (markdown: string) => ownLinks(readBody(markdown, {}), standing);

test("links to the own site are pages, however they are written; others are none", () => {
  expect(
    linksOf(
      "[a](/base/a/) [a](../a/index.html#top) [a](https://blog.example.com/base/a?x=1) [b](./b.md) [c](/c%20d.mdx#x) " +
        "[far](https://elsewhere.example.com/base/a) [up](/a/) [self](#top) [self](/base/here) [script](javascript:alert(1)) " +
        "[bad](https://blog.example.com/base/%E0%A4%A) ![picture](/base/p.png) <a href='/base/中文/'>x</a>",
    ),
  ).toEqual([
    "blog.example.com/base/a",
    "posts/b.md",
    "/c d.mdx",
    "blog.example.com/base/%E0%A4%25A",
    "blog.example.com/base/中文",
  ]);
});

test("a page of a thousand links keeps a hundred", () => {
  const many = Array.from({ length: 1000 }, (_, at) => `[x](/base/${at}/)`).join(" ");
  expect(linksOf(many)).toHaveLength(100);
});
