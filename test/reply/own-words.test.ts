// A place's own words: what stands where, what is left out, and that nothing in a post can break out of them.
import fc from "fast-check";
import { expect, test } from "vitest";
import { toPlain } from "../../src/document/plain.js";
import { readTemplate } from "../../src/post/template.js";
import { ownWords } from "../../src/reply/own-words.js";
import { aPost } from "../fixtures/a-post.js";
import { words } from "../fixtures/hostile.js";

const post = aPost({ title: "Tea", tags: ["green", "oolong"], summary: "Hot water, $x_1$ and leaves." });
const shown = (template: string, of = post): string => toPlain(ownWords(template, of));

test.each([
  ["{title}", "Tea"],
  ["★ {title} ★\n{url}", "★ Tea ★\nhttps://blog.example.org/lighthouse/"],
  ["{ Title }: {tags}", "Tea: #green #oolong"],
  ["{summary}\n\n{title}{title}", "Hot water, $x_1$ and leaves.\nTeaTea"],
  ["{other} {title}", "{other} Tea"],
  ["no post", "no post"],
])("%j", (template, expected) => {
  expect(shown(template)).toBe(expected);
});

test("a line that stands only for what a post has not is left out, others stay", () => {
  const bare = aPost({ title: "Tea", tags: [], summary: "", url: null });
  expect(shown("{title}\n{tags} {url}\nRead: {url}\n\n{summary}", bare)).toBe("Tea\nRead:");
  expect(ownWords("{summary}", aPost({ protected: true }))).toEqual([]);
});

test("what a post says is no template", () => {
  expect(shown("{title} {tags}", aPost({ title: "{url} {summary}", tags: ["{title}"] }))).toBe(
    "{url} {summary} #{title}",
  );
});

test("the address is a link, and only a safe one", () => {
  expect(ownWords("{url}", aPost({ url: "javascript:alert(1)" }))).toEqual([]);
  const [paragraph] = ownWords("{url}", post);
  expect(paragraph).toMatchObject({ children: [{ type: "link", url: post.url }] });
});

test("whatever a post says, its title is one line and the address behind its summary is not pushed out", () => {
  fc.assert(
    fc.property(words, words, (title, summary) => {
      const text = shown("{title}\n{summary}\n{url}", aPost({ title, summary }));
      expect(text.length).toBeLessThan(3000);
      expect(text.endsWith("https://blog.example.org/lighthouse/")).toBe(true);
      expect(text.isWellFormed() || !title.isWellFormed() || !summary.isWellFormed()).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ["", null],
  ["  \\n ", null],
  ["{title} {nonsense}", null],
  ["off", null],
  [`{title}${"x".repeat(993)}`, `{title}${"x".repeat(993)}`],
  [`{title}${"x".repeat(994)}`, null],
  ["{title}\\n{url}", "{title}\n{url}"],
  ["{} { } {a-b} {title}", "{} { } {a-b} {title}"],
])("read: %j", (typed, expected) => {
  expect(readTemplate(typed)).toBe(expected);
});
