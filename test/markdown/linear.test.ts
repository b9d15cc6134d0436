// What reading a text costs grows as its length, whatever it repeats: told by the processor time of one and one four times as long.
import { expect, it } from "vitest";
import { assignedList } from "../../src/generator/plain/kin.js";
import { readFrontMatter } from "../../src/generator/rules/front-matter.js";
import { readBody, textOf, type Writing } from "../../src/markdown/read-body.js";
import type { Template } from "../../src/markdown/template-languages.js";

const TEMPLATES: readonly Template[] = [
  "liquid",
  "hexo",
  "eleventy",
  "hugo",
  "zola",
  "kramdown",
  "vue",
  "obsidian",
];

/** As a site of all generators at once would be read; each language walks over the text of its own. */
const HOWS: readonly Writing[] = [
  {
    templates: [...TEMPLATES, "html"],
    typography: "typographer",
    extensions: ["kramdown attributes", "emoji names"],
  },
  { templates: ["mdx", "html"], mdx: true, wiki: "vault" },
];

function read(text: string): void {
  for (const how of HOWS) void textOf(readBody(text, { ...how, data: { a: "a" } })).prose;
}

/** In microseconds. */
function cost(text: string, work: (text: string) => void): number {
  const before = process.cpuUsage();
  work(text);
  return process.cpuUsage(before).user;
}

/** What costs less shows no growth. */
const LITTLE = 30_000;

it.each([
  "{`${",
  "{`",
  '{"',
  "{/*",
  "{/[",
  "{//",
  '<a b="',
  "<A ",
  "{<a>",
  "{false && ",
  "{: .a}\n",
  "[a]{.a}",
  "<div>{: .a}\n",
  "{{",
  "{{ ",
  "{{a\n",
  "{{<",
  "{%",
  "{% a ",
  "{% raw %}",
  "{% codeblock %}",
  "{{< highlight >}}",
  "{% if a %}",
  "{% if ((((((((((((((",
  "{% comment %}",
  "{::comment}",
  "{{ a | append: a }}",
  "{% assign a = a | append: a %}",
  "{#",
  "{",
  "<!--",
  "<!-- a\n\n",
  "[",
  "![",
  "$",
  "$a ",
  "%%",
  "%% a\n",
  "::",
  "::a\n",
  ":::a\n",
  "^[a]]",
  "^[",
  "[^a]",
  "`",
  "<%",
  "a:",
  ":key: ",
  "a://",
  "mailto:",
  "键:id:",
])("rows of %j", (sign) => {
  expectLinear((length) => sign.repeat(Math.ceil(length / sign.length)));
});

// A tag may be long: what it costs grows as its length, too.
it.each([
  ["{% ", "a", ""],
  ["{% a", " ", ""],
  ["{%", " ", ""],
  ["{% a b", " ", "c %}"],
  ["{% assign a = b", " ", "c %}"],
  ["{% for a", " ", "c %}"],
  ["{% for", " ", "c %}"],
  ["{{< ", "a", ""],
  ["{{< a", " ", ""],
  ["<div a", " ", "b />\n"],
  ["{null", " ", "x"],
  ["{false", " ", ") x"],
  ['<p class="hidden ', "2xl:", 'nope">a</p>\n'],
  ['<p class="hidden ', "@[@a]:", 'nope">a</p>\n'],
  ['<p class="hidden ', "[@media_a]:", 'nope">a</p>\n'],
])("tags of %j with rows of %j", (open, sign, close) => {
  expectLinear((length) => (open + sign.repeat(length / 2) + close).repeat(6));
});

// Each call of a name costs what the name stands for.
it.each([
  ["{:x: .y}\n", "*a*{:x}"],
  [`{:x: ${".yy ".repeat(60)}}\n`, `*a*{:${"x ".repeat(100)}}`],
  ["{:x: .y@}\n", "*a*{:x}"],
  ["{:x: y@=z}\n", "*a*{:x}"],
  ["{:x: .md:a@:block}\n", "*a*{:x}"],
  ["", ":::{.a y@=z .b}\n"],
])("rows of %j, then rows of %j that call it", (given, call) => {
  const rows = (one: string, length: number): string =>
    Array.from({ length: Math.ceil(length / Math.max(1, one.length)) }, (_, at) =>
      one.replace("@", String(at)),
    ).join("");
  expectLinear((length) => `${rows(given, length)}\n${rows(call, length)}`);
});

it("quotes in front matter of JavaScript", () => {
  expectLinear(
    (length) => `---js\n{ a: ${'\\"'.repeat(length)} }\n---\n`,
    (text) => {
      expect(() => readFrontMatter(text)).toThrow("is a program");
    },
  );
});

it("additions to a list of a configuration", () => {
  expectLinear(
    (length) => "X += ['a']\n".repeat(length),
    (text) => {
      expect(assignedList(text, "X")?.at(-1)).toBe("a");
    },
  );
});

function expectLinear(row: (length: number) => string, work = read): void {
  // Whoever else works on the machine makes a time longer: the least of some counts.
  let [small, large] = [Infinity, Infinity];
  for (let tries = 0; tries < 8; tries += 1) {
    small = Math.min(small, cost(row(4_000), work));
    large = Math.min(large, cost(row(16_000), work));
    if (large < LITTLE || large / small < 7) return;
  }
  // By the square it would be 16 times as much.
  expect(large / small).toBeLessThan(9);
}
