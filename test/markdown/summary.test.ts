// The summary of a post whose author wrote none: whole sentences of its beginning.
import { expect, it } from "vitest";
import { readBody, type Writing } from "../../src/markdown/read-body.js";
import { summarize, type SummarySources } from "../../src/markdown/summary.js";

const none: SummarySources = { before: [], after: [], marker: null };
const summary = (text: string, sources = none, title = "", writing: Writing = {}): string =>
  summarize(readBody(text, writing), sources, title);
const long = `# Kettles

[[toc]]

![A kettle on a fire](/kettle.png)

\`\`\`
boil();
\`\`\`

A kettle boils water, and this article tells how kettles were made through the ages of the world. ${"However, nobody knows who made the first kettle of all those that were ever made. ".repeat(3)}A kettle of copper boils water sooner than a kettle of clay.

## More kettles

- a list of kettles.
`;

it("is whole sentences, without headings, captions, code and lists", () => {
  const text = summary(long, none, "Kettles");
  expect(text).toMatch(/^A kettle boils water, .* of the world\./);
  expect(text).toMatch(/\.$/);
  expect(text).not.toMatch(/However|boil\(|fire|list|More/);
});

it("is the same of HTML", () => {
  const html =
    "<h1>Kettles</h1><pre>boil();</pre><figure><img src=/k.png><figcaption>A kettle on a fire.</figcaption></figure>" +
    `<p>A kettle boils water for tea.</p><p>${"Tea is a drink that needs a kettle. ".repeat(9)}</p>`;
  expect(summary(html, none, "Kettles", { html: true })).toBe(
    "A kettle boils water for tea. Tea is a drink that needs a kettle.",
  );
});

it("shows no dress of MDX", () => {
  const mdx = "import A from 'a'\n\n{/* an outline. */}\n\n<Box>\n\tA kettle boils water.\n</Box>\n";
  expect(summary(mdx, none, "", { mdx: true, templates: ["mdx"] })).toBe("A kettle boils water.");
});

it("is the first paragraph where there is no sentence, and the author's own where there is one", () => {
  expect(summary("# Head\n\nJust words\n", none)).toBe("Just words");
  expect(summary(long, { ...none, before: ["My own."] })).toBe("My own.");
});

it.each([
  "August 24, 2018",
  "24 August 2018",
  "3 de mayo de 2021",
  "2018-08-24",
  "2018年8月24日",
  "Jan. 3rd 2020",
])("is no lone day, %s, where the text says more", (day) => {
  expect(summary("Just words\n", { ...none, after: [day] })).toBe("Just words");
  expect(summary(`${day}\n\nJust words\n`, none)).toBe("Just words");
  expect(summary("x", { ...none, after: [`${day}: tea`] })).toBe(`${day}: tea`);
});

it.each(["Week 12, 2024", "Issue 3, 2023", "Python 3 2021"])("may be %s, which is no day", (words) => {
  expect(summary("Just words\n", { ...none, after: [words] })).toBe(words);
});

it.each([
  ["**Bold** words with a [link](https://a.example) and `code`", "Bold words with a link and `code`"],
  ["![A picture](a.png) Words &amp; more", "Words & more"],
  ["Using <Suspense> and Map<K, V>", "Using <Suspense> and Map<K, V>"],
  ["<p>Of <b>HTML</b></p>", "Of HTML"],
  ["# 1 of 10 things", "# 1 of 10 things"],
  ["1. step", "1. step"],
  ["snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"],
  ["Two things:\n\n- one **bold**\n- two\n", "Two things: one bold two"],
  ["> Said.\n> By whom", "Said. By whom"],
  ["# Head\n\nWords", "Head Words"],
  ["2024. A year", "2024. A year"],
  ["- a dash", "- a dash"],
  ["Words {% macro x() %}internal{% endmacro %}here", "Words here"],
])("reads the Markdown of a description: %s", (description, words) => {
  expect(summary("Body.", { ...none, after: [description] })).toBe(words);
});

it("has no mark of a footnote, nor of a link, that is explained farther down", () => {
  const piece = "A kettle[^1] of [copper][c].";
  const text = `${piece}\n\nMore.\n\n[^1]: For water.\n\n[c]: /copper`;
  expect(summary(text, { ...none, excerpt: piece })).toBe("A kettle of copper.");
});

it.each([
  ["{% set a %}secret{% endset %}The kettle.", "The kettle."],
  ["The kettle.{% if 0 %}secret{% endif %}", "The kettle."],
  ["The kettle{false && <b style={{ x: 1 }}>secret</b>} is on.", "The kettle is on."],
  ["How {% comment %} hides, and { a && b }", "How hides, and { a && b }"],
])("it hides what the site's own engine would: %s", (line, said) => {
  const sources = { ...none, after: [line] };
  expect(summary("Else.", sources, "", { templates: ["nunjucks"] })).toBe(said);
});

it.each([
  ["The kettle.{% comment %}secret{% endcomment %}", "The kettle."],
  ["{# secret #}The kettle.{/* secret */}", "The kettle."],
  ["%% secret %%The kettle.<!-- secret -->", "The kettle."],
  ["The kettle[^1] {{< icon x >}}is on.", "The kettle is on."],
  ["About {{ page.who }}.", "About Ann."],
  ["A map<K, V> of things[^mine] [^2].", "A map<K, V> of things ."],
  ["What [^abc] means.", "What [^abc] means."],
])("front matter's line is read as the text is: %s", (line, said) => {
  const sources = { ...none, before: [line] };
  expect(summary("Else.", sources, "", { templates: ["liquid"], data: { who: "Ann" } })).toBe(said);
});
