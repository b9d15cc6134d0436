// What only some generators' Markdown reads is text with all others, and in code.
import { expect, test } from "vitest";
import { toPlain } from "../../src/document/plain.js";
import { GUESSED, PYTHON_MARKDOWN, type Extensions } from "../../src/markdown/extensions.js";
import { parseMarkdown } from "../../src/markdown/read-body.js";

const KRAMDOWN: Extensions = ["kramdown attributes"];

const read = (markdown: string, extensions: Extensions = []): string =>
  toPlain(parseMarkdown(markdown, { base: "https://blog.example/p/", extensions }));

test.each<[string, Extensions, string]>([
  ["## Head {#id .x}\n\nWords.", ["heading attributes"], "Head\nWords."],
  ['## Head { #id class="a b" }\n\nWords.', PYTHON_MARKDOWN, "Head\nWords."],
  ["## Head {#id}\n\nWords.", [], "Head\nWords."],
  ["![a](a.png)\n{.center}\n\nWords.", ["block attributes"], "Words."],
  ['Words.\n{class="x" id=y}', ["line attributes"], "Words."],
  ["The class {.x}\n\nWords.", ["line attributes"], "The class\nWords."],
  ['<Badge @click="a > b" #x>new</Badge> words', ["vue tags"], "new words"],
  ['Then <Button @click="go">press</Button>, <Title>all</Title>.', ["vue tags"], "Then press, all."],
  ["It is ==new==, a == b == c.", ["marks"], "It is new, a == b == c."],
  ["Text.\n\n    :::python\n    x = 1", PYTHON_MARKDOWN, "Text.\nx = 1"],
  ["{!a.md!}\n\nWords.", PYTHON_MARKDOWN, "Words."],
])("%j with %j reads as %j", (markdown, extensions, said) => {
  expect(read(markdown, extensions)).toBe(said);
});

test.each<[string, Extensions]>([
  ["secret\nsecret\n{: .hidden}", []],
  ["{: .d-none}\nsecret\nsecret", []],
  ["## secret {.d-none}", ["heading attributes"]],
  ["secret\n{.hidden}", ["block attributes"]],
  ["## secret\n{: .hidden}", []],
  ["```\nsecret\n```\n{: .hidden}", []],
  ["- a\n- secret {.hidden}", ["line attributes"]],
  ['secret {.x style="display:none"}', ["line attributes"]],
  ['> secret\n{: class="box hidden"}', ["kramdown attributes"]],
  ["a [secret]{.hidden} b", []],
  ["a **secret**{: .hidden} b", []],
  ["a [secret](secret.md){.sr-only} b", []],
  ["a **secret _secret_**{: .hidden} `secret`{: .hidden} <b>secret</b>{: .hidden} b", []],
  ["a [secret *secret* [secret](a.md)]{.hidden} b", []],
  ["- a\n- secret{.hidden}\n  - secret\n- b", ["line attributes"]],
  ["- secret\n- secret\n{.hidden}", ["line attributes"]],
  ["- a\n\n- secret {.hidden}\n\n- b", ["line attributes"]],
  ["- a\n- secret\n{: .hidden}", PYTHON_MARKDOWN],
  ["- secret *secret*\n  {.hidden}\n- secret", ["line attributes"]],
  ["- secret\n  {.hidden}\n\n- secret", ["line attributes"]],
  ["- a\n\n  secret\n  {.hidden}\n\n- b", ["line attributes"]],
  ["- a\n  - secret\n  - see [secret](u) `secret`\n    {.hidden}\n  - secret\n- b", ["line attributes"]],
  ["- a\n- secret *secret*\n{: .hidden}", PYTHON_MARKDOWN],
  ["- secret *secret*\n{: .hidden}", KRAMDOWN],
  ["{: .hidden}\n{: .x}\nsecret", KRAMDOWN],
  ["- {: .hidden} secret\n- b", KRAMDOWN],
  ["- secret\n- secret\n{: .hidden}", KRAMDOWN],
  ["| secret |\n|---|\n| secret |\n{: .hidden}", KRAMDOWN],
  ["| a | secret {.hidden} |\n|---|---|\n| b | c |", ["line attributes"]],
  ["secret {.hidden}\n===", ["heading attributes"]],
  ["secret **b** {.hidden}\n---", ["line attributes"]],
  ["{:x: .hidden}\n\nsecret\n{:x}\n\na *secret*{:y} b\n\n{:y: hidden='hidden'}", KRAMDOWN],
  ["<div>\nsecret\n</div>\n{: .hidden}", KRAMDOWN],
  ["$$secret$$\n{: .hidden}", KRAMDOWN],
  ["~~~js {.hidden}\nsecret\n~~~", []],
  ["::: hidden\n\nsecret\n\n- secret\n\n:::", []],
  ["::: {#a .note .d-none}\n\nsecret\n\n::: tip\nsecret\n:::\n\nsecret\n\n:::", ["containers"]],
])("%j with %j hides what its class hides", (markdown, extensions) => {
  const said = read(`Words.\n\n${markdown}\n\nMore.`, extensions);
  expect(said).not.toContain("secret");
  expect(said).toMatch(/^Words\.[^]*More\.$/);
});

// What hides is not missed for what else its list holds.
const BESIDE = [
  ".w-1/2",
  ".mt-[3px]",
  ".-mt-4",
  ".lg:[&>a]:x",
  "#1a",
  "key",
  "@x=1",
  ".2col",
  `x="${"y".repeat(210)}"`,
];
const HIDING = [
  ...BESIDE.map((beside) => `.hidden ${beside}`),
  ...BESIDE.map((beside) => `${beside} style="display: none"`),
  ".a .b .c .d .e .f .g .h .i .j .k .hidden",
  ".hidden, .x",
];

test.each(HIDING)("a list hides that holds %j", (list) => {
  const said = (markdown: string, extensions: Extensions) =>
    read(`Words.\n\n${markdown}\n\nMore.`, extensions);
  for (const extensions of [[], KRAMDOWN, GUESSED, PYTHON_MARKDOWN, ["line attributes"]] as const)
    for (const markdown of [
      `secret\n{: ${list}}`,
      `{: ${list}}\nsecret`,
      `## secret {: ${list}}`,
      `- secret\n{: ${list}}`,
      `<b>secret</b>\n{: ${list}}`,
      `**secret**{: ${list}}`,
      `[secret](a.md){${list.startsWith(".") ? list : `.x ${list}`}}`,
    ])
      expect(said(markdown, extensions), markdown).toBe("Words.\nMore.");
  for (const extensions of [GUESSED, PYTHON_MARKDOWN, ["line attributes"]] as const)
    expect(said(`## secret {${list}}`, extensions)).toBe("Words.\nMore.");
  for (const extensions of [PYTHON_MARKDOWN, ["line attributes"]] as const)
    expect(said(`secret\n{${list}}`, extensions)).toBe("Words.\nMore.");
  expect(said(`secret {${list}}`, ["line attributes"])).toBe("Words.\nMore.");
  const mdx = { mdx: true, base: "https://blog.example/p/", extensions: GUESSED };
  expect(toPlain(parseMarkdown(`## secret {.x ${list}}\n\nMore.`, mdx))).toBe("More.");
});

test.each<[string, Extensions]>([
  ["secret\n{: hidden}", PYTHON_MARKDOWN],
  ["secret\n{: hidden}", []],
  ["**secret**{: hidden}", GUESSED],
  ["## secret {x hidden}", PYTHON_MARKDOWN],
  ["secret\n{ hidden }", PYTHON_MARKDOWN],
  ["secret {hidden}", ["line attributes"]],
  ["**secret**{hidden}", ["line attributes"]],
])("%j with %j: a word alone hides as it does in HTML", (markdown, extensions) => {
  expect(read(`Words.\n\n${markdown}\n\nMore.`, extensions)).toBe("Words.\nMore.");
});

test.each<[string, Extensions]>([
  ["Words {the hidden [ones](a.md)} here {hidden}.", GUESSED],
  ["Words {the hidden ones} here.", PYTHON_MARKDOWN],
  ["Words {the hidden ones}", PYTHON_MARKDOWN],
  ["Words {a, hidden, b}", ["line attributes"]],
  ["## Words {the hidden ones}", ["heading attributes"]],
  ["**Words**{hidden}", GUESSED],
  ["{hidden}", GUESSED],
  ["Words {.hidden .w-1/2}", PYTHON_MARKDOWN],
  ["Words {a: 'hidden'} {b = \"hidden\"}", PYTHON_MARKDOWN],
  ["Words\n{the hidden\nones}", PYTHON_MARKDOWN],
])("%j with %j: words in braces stay", (markdown, extensions) => {
  const shown = markdown.replace(/^## |\*\*|\[(\w+)\]\(a\.md\)/g, "$1").replace(/\n/g, " ");
  expect(read(markdown, extensions).replace(/[“”‘’]/g, (sign) => ("“”".includes(sign) ? '"' : "'"))).toBe(
    shown,
  );
});

test.each<[string, Extensions?]>([
  ["Words.\n{: .hidden .md:block}"],
  ["- *secret*{.hidden}\n- Words.", ["line attributes"]],
  ["```\nWords.\n{: .hidden}\n```"],
  ["*Words.*{: .visible}"],
  ["{:x: .hidden}\n\nWords."],
  ["{: .hidden}\n## Secret\nWords."],
  ["## Words.\nsecret\n{: .hidden}"],
  ["a\n\n    Words.\n    {: .hidden}\n", KRAMDOWN],
  ["<div>\na {: .hidden}\nWords.\n</div>", KRAMDOWN],
  ["<pre>\n<b>Words.</b>\n{: .hidden}\n</pre>", KRAMDOWN],
  ["secret\n{: .hidden}\nWords.", KRAMDOWN],
  ["> secret\n> {: .hidden}\n>\n> Words.", KRAMDOWN],
  ["{: .hidden}\nsecret\n{: .x}\n\nWords.\n", KRAMDOWN],
  ["Words.\n\n{: .hidden}\nsecret\n{: .hidden}", KRAMDOWN],
  ["::: tip Use class=hidden\nWords.\n:::", ["containers"]],
  ["::: tip How .hidden works\nWords.\n:::", ["containers"]],
])("%j with %j is shown", (markdown, extensions) => {
  const said = read(markdown, extensions);
  expect(said).toContain("Words.");
  expect(said).not.toMatch(/secret/i);
});

test.each([
  "Use the class {.word}",
  "The anchor {#word}",
  "Set it to {id=5}",
  "A set {.5, 1} and {a=1} here.",
  "{color=red}",
  "!!! note",
  '=== "Tab"',
  "@tab here I said it",
  '--8<-- "x.md"',
  "{!a.md!}",
  "It is ==new==.",
])("without them %j stands as it is", (markdown) => {
  expect(read(`Words.\n\n${markdown}\n\nWords.`)).toBe(`Words.\n${markdown}\nWords.`);
  expect(read(`\`\`\`\n${markdown}\n\`\`\``, [...PYTHON_MARKDOWN, "line attributes", "marks"])).toBe(
    markdown,
  );
});

test.each<[string, Extensions, string]>([
  ["Words {.x}\n{.y}", ["heading attributes"], "Words {.x} {.y}"],
  ["Words {.x}", PYTHON_MARKDOWN, "Words {.x}"],
  ["## Head {.x}", [], "Head {.x}"],
  ["Words.\n\n    :::note\n    x\n    :::\n\nWords.", [], "Words.\n:::note\nx\n:::\nWords."],
  ["- Words.\n\n    ::: tip\n    x\n    :::", [], "Words.\nx"],
])("%j with %j alone reads as %j", (markdown, extensions, said) => {
  expect(read(markdown, extensions)).toBe(said);
});

// Where HTML's elements hold Markdown, what only browsers take for a tag, and what is printed as it stands, is HTML as before.
test.each([
  ['<div hidden "q">\nsecret\n</div>\n\nSeen.', "Seen."],
  ["<div hidden data-a='1'data-b='2'>\nsecret\n</div>\n\nSeen.", "Seen."],
  ["<div style=display:none @click=a;b>\n\nsecret\n\n</div>\n\nSeen.", "Seen."],
  ["<div>\n*Seen* `Map<K, V>`\n</div>", "Seen Map<K, V>"],
  ['<div class="sourceCode"><pre><code>a_b_c *p* q\n    ind\n</code></pre></div>', "a_b_c *p* q\n    ind"],
])("%j with elements reads as %j", (markdown, said) => {
  expect(read(markdown, ["elements"])).toBe(said);
});

test("what is written to cost by its square does not", () => {
  const began = process.cpuUsage();
  read(`<${"a".repeat(200_000)}`);
  parseMarkdown(`{{/*${"*/".repeat(40_000)}`, { templates: ["vue"] });
  read(`a\n\n${"    :::x\n".repeat(8_000)}`);
  read(`export const a = ${`"\\`.repeat(50_000)}`, ["modules"]);
  for (const row of ["<a b='", '<a b="c" ', "<a    ", "<div a=b a", "`"])
    read(`<div>\n${row.repeat(20_000)}\n</div>`, ["elements"]);
  parseMarkdown("```mdx-code-block\n".repeat(15_000), { mdx: true });
  expect(process.cpuUsage(began).user / 1_000).toBeLessThan(4_000);
});
