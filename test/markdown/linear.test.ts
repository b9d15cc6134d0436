// What reading a text costs grows as its length, whatever it repeats: told by the processor time of one and one four times as long.
import { expect, it } from "vitest";
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
  { templates: [...TEMPLATES, "html"], typography: "typographer" },
  { templates: ["mdx", "html"], mdx: true, wiki: "vault" },
];

function read(text: string): void {
  for (const how of HOWS) void textOf(readBody(text, { ...how, data: { a: "a" } })).prose;
}

/** In microseconds. */
function cost(text: string): number {
  const before = process.cpuUsage();
  read(text);
  return process.cpuUsage(before).user;
}

/** What costs less shows no growth. */
const LITTLE = 30_000;

it.each([
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
  "{/*",
])("rows of %j", (sign) => {
  const row = (length: number): string => sign.repeat(Math.ceil(length / sign.length));
  // Whoever else works on the machine makes a time longer: the least of some counts.
  let [small, large] = [Infinity, Infinity];
  for (let tries = 0; tries < 8; tries += 1) {
    small = Math.min(small, cost(row(4_000)));
    large = Math.min(large, cost(row(16_000)));
    if (large < LITTLE || large / small < 7) return;
  }
  // By the square it would be 16 times as much.
  expect(large / small).toBeLessThan(9);
});
