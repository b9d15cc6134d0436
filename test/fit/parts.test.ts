// Parts of an article: nothing lost, nothing too heavy.
import { array, assert, constantFrom, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { renderReply } from "../../src/chat/discord/render-reply.js";
import { localeFor } from "../../src/locale/locale.js";
import { parseMarkdown } from "../../src/markdown/read-body.js";
import type { Document } from "../../src/document/document.js";
import { formulasOf } from "../../src/document/formulas.js";
import { chaptersOf, partsOf, spansOf } from "../../src/fit/parts.js";
import { toPlain } from "../../src/document/plain.js";
import { weight } from "../../src/fit/weight.js";

const pieces = [
  "# Head\n\n",
  "A sentence. And another one that is longer.\n\n",
  "第一句话。第二句话很长很长很长。\n\n",
  "- one\n- two **bold words**\n  - three\n\n",
  "1. a\n2. b\n\n",
  "```js\nlet a = 1;\nlet b = 2;\n```\n\n",
  "> quoted words. More of them.\n\n",
  "$$\nx^2\n$$\n\n",
  "| a | b |\n|---|---|\n| c | d |\n| e | f |\n\n",
  "---\n\n",
];

test("every word stands in exactly one part, in order, and no part is over the budget", () => {
  assert(
    property(array(constantFrom(...pieces), { maxLength: 40 }), nat(600), (markdown, more) => {
      const article = parseMarkdown(markdown.join(""));
      const budget = 120 + more;
      const parts = partsOf(article, budget).map(({ document }) => document);
      const words = (text: string): string => text.replace(/\s/g, "");
      // A table that is divided shows its header in both parts.
      const told = words(parts.map(toPlain).join("")).replaceAll("ab", "");
      expect(told).toBe(words(toPlain(article)).replaceAll("ab", ""));
      for (const part of parts) expect(weight(part)).toBeLessThanOrEqual(budget);
    }),
  );
});

test("a paragraph without an end is divided, also without spaces", () => {
  const parts = partsOf(parseMarkdown("字".repeat(20_000)), 1000).map(({ document }) => document);
  expect(parts.map(toPlain).join("")).toBe("字".repeat(20_000));
  for (const part of parts) expect(weight(part)).toBeLessThanOrEqual(1000);
});

test("no part holds more formulas to be drawn than a message carries pictures", () => {
  const displays = (count: number): string => "$$\\frac ab$$\n\n- $$x$$\n- $$\\frac cd$$\n\n".repeat(count);
  const parts = partsOf(parseMarkdown(displays(17)));
  expect(parts.map(({ document }) => formulasOf(document).displays.length)).toEqual([10, 10, 10, 4]);
});

test("spans hold the same words in fewer parts, with divided blocks whole again", () => {
  assert(
    property(
      array(constantFrom(...pieces), { maxLength: 60 }),
      nat(600),
      nat(3000),
      (markdown, some, more) => {
        const article = parseMarkdown(markdown.join(""));
        const parts = partsOf(article, 120 + some);
        const spans = spansOf(parts, (part) => weight(part) <= 120 + some + more);
        const words = (documents: readonly Document[]): string =>
          documents.map(toPlain).join("").replace(/\s/g, "").replaceAll("ab", "");
        expect(words(spans.map(({ document }) => document))).toBe(words([article]));
        expect(spans.length).toBeLessThanOrEqual(parts.length);
        // Only what is too much even alone stays divided.
        if (spans.length === 1) expect(spans[0]?.document).toEqual(article);
      },
    ),
  );
  expect(spansOf(partsOf(parseMarkdown(`Word. ${"字".repeat(7000)}`)))).toHaveLength(1);
});

test("a part does not end with a heading whose next heading begins the next part", () => {
  const text = "Some words that are said here. ".repeat(20);
  const parts = partsOf(parseMarkdown(`${text}\n\n## Two\n\n### Two and a half\n\n${text}${text}`), 1000);
  expect(parts[0]?.document.at(-1)?.type).toBe("paragraph");
  expect(parts[1]?.document.map(({ type }) => type).slice(0, 2)).toEqual(["heading", "heading"]);
});

test("quotes within quotes take no more room than what they say", () => {
  const quotes = Array.from({ length: 30 }, (_, at) => `${"> ".repeat(at)}word${at}`).join("\n");
  expect(partsOf(parseMarkdown(quotes))).toHaveLength(1);
});

test.each([
  ["words", Array.from({ length: 900 }, (_, at) => `word${at}alpha`)],
  ["Chinese words", Array.from({ length: 3000 }, () => "苹果")],
])("a cell without a full stop is divided between %s", (_, words) => {
  const cell = words.join(words[0] === "苹果" ? "" : " ");
  const shown = partsOf(parseMarkdown(`| a | b |\n|-|-|\n| x | ${cell} |`), 1000).map(({ document }) =>
    toPlain(document),
  );
  expect(shown.length).toBeGreaterThan(2);
  const found = shown.flatMap((part) => part.match(/word\d+alpha|苹果/g) ?? []);
  expect(found).toEqual(words);
});

test("no word of a table's row is lost, however long the row is", () => {
  const cell = (name: string, words: number): string => `${"Word. ".repeat(words)}${name}`;
  const row = (name: string, words: number): string =>
    `| ${cell(`${name}a`, words)} | ${cell(`${name}b`, words)} |`;
  const table = ["| a | b |", "|-|-|", row("x", 10), row("y", 200), row("z", 1500), row("w", 10)].join("\n");
  const shown = partsOf(parseMarkdown(table)).map(({ document }) =>
    JSON.stringify(
      renderReply(
        { body: document, buttons: [], posts: [], audience: "everyone" },
        { asker: "", locale: localeFor("en") },
      ),
    ),
  );
  const said = shown.join(" ");
  for (const name of ["xa", "xb", "ya", "yb", "za", "zb", "wa", "wb"]) expect(said).toContain(name);
  expect(said.match(/Word/g)?.length).toBe(2 * (10 + 200 + 1500 + 10));
});

test("a heavy header of a table is said once, however many rows there are", () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => `| r${at} |`);
  const parts = partsOf(parseMarkdown([`| ${"Name. ".repeat(800)}|`, "|-|", ...rows].join("\n")));
  const said = parts.map(({ document }) => toPlain(document)).join("\n");
  expect(said.match(/Name/g)?.length).toBe(800);
  expect(said.match(/r\d+/g)?.length).toBe(20_000);
});

test("chapters are called by what can be read where no formula can be drawn", () => {
  const article = parseMarkdown("# 李代数$so(3)$ of $x^2$ and $\\hat{\\frac ab}$\n\ntext");
  expect(chaptersOf(partsOf(article)).map(({ title }) => title)).toEqual([
    "李代数so(3) of x² and \\hat{\\frac ab}",
  ]);
});

test("a formula that is a paragraph of its own is drawn, however short; within a sentence it is not", () => {
  const lines = (markdown: string) =>
    formulasOf(parseMarkdown(markdown)).lines.flatMap(({ sources }) => sources);
  expect(lines("so\n\n$\\hat R_{i,j}$\n\nand $\\hat T_{i,j}$ too\n\n- $\\hat U_{i,j}$")).toEqual([
    "\\hat R_{i,j}",
  ]);
});
