// Every kind of block and mark as Telegram shows it.
import { expect, test } from "vitest";
import type { Block } from "../../../src/document/document.js";
import { writeBlocks } from "../../../src/chat/telegram/document.js";
import { printHtml, Writer } from "../../../src/chat/telegram/rich-text.js";
import { parseMarkdown } from "../../../src/markdown/read-body.js";

const html = (blocks: readonly Block[], room = 4096): string => {
  const out = new Writer(room);
  writeBlocks(out, blocks);
  return printHtml(out.runs());
};
const markdown = (text: string): string => html(parseMarkdown(text));

test.each([
  ["paragraphs", "one\n\ntwo", "one\n\ntwo"],
  ["marks", "**b** *i* ~~s~~ `c`", "<b>b</b> <i>i</i> <s>s</s> <code>c</code>"],
  ["marks in marks", "**b *i* b**", "<b>b <i>i</i> b</b>"],
  ["code in bold loses the bold", "**a `c` b**", "<b>a </b><code>c</code><b> b</b>"],
  [
    "a link",
    "[the *post*](https://x.example/a?b=1&c=2)",
    '<a href="https://x.example/a?b=1&amp;c=2">the <i>post</i></a>',
  ],
  ["a link that may not be followed", "[click](javascript:alert(1))", null],
  ["headings", "# One\n\n### Three", "<b>One</b>\n\n<b><i>Three</i></b>"],
  ["a list", "- a\n- b\n  - c", "• a\n• b\n   • c"],
  ["a numbered list", "3. a\n4. b", "3. a\n4. b"],
  ["tasks", "- [x] done\n- [ ] open", "☑ done\n☐ open"],
  ["a quote", "> said\n> > deeper", "<blockquote>said\n\ndeeper</blockquote>"],
  [
    "a list behind a text and behind a quote",
    "a\n\n- b\n\n> c\n\n- d",
    "a\n• b\n\n<blockquote>c</blockquote>\n\n• d",
  ],
  ["a note without a title", "> [!WARNING]\n> careful", "<blockquote><b>Warning</b>\ncareful</blockquote>"],
  ["code", "```js\na < b\n```", '<pre><code class="language-js">a &lt; b</code></pre>'],
  ["code that says @name", "`@name`", "<code>@name</code>"],
  ["inline maths", "so $e^{i\\pi}=-1$.", "so <code>e^{i\\pi}=-1</code>."],
  ["maths that Unicode says exactly", "$$\nx^2\n$$", "x²"],
  [
    "other maths of its own",
    "$$\n\\frac{a}{b}\n$$",
    '<pre><code class="language-latex">\\frac{a}{b}</code></pre>',
  ],
  ["a rule", "a\n\n---\n\nb", "a\n\n———\n\nb"],
  [
    "a small table",
    "| a | 数 |\n|---|--:|\n| 1 | 二 |\n| xyz | 3 |",
    "<pre>a     数\n────────\n1     二\nxyz  　3</pre>",
  ],
  ["a mention", "thanks @durov", "thanks @\u2060durov"],
  ["an address of mail", "write a@b.example", "write a@b.example"],
])("%s", (_name, text, expected) => {
  if (expected === null) expect(markdown(text)).not.toContain("<a");
  else expect(markdown(text)).toBe(expected);
});

test("a wide table becomes a short list a row", () => {
  const wide = markdown(`| Name | What it is for |\n|---|---|\n| A | ${"long ".repeat(12)} |\n| B | short |`);
  expect(wide).toBe(
    `<b>Name: A</b>\nWhat it is for: ${"long ".repeat(12).trim()}\n\n<b>Name: B</b>\nWhat it is for: short`,
  );
});

test("blocks that Markdown alone does not have", () => {
  const words = (value: string) => [{ type: "text" as const, value }];
  const paragraph = (value: string): Block => ({ type: "paragraph", children: words(value) });
  expect(
    html([
      { type: "details", summary: words("More"), children: [paragraph("inside")] },
      { type: "note", kind: "warning", title: "Mind", children: [paragraph("the gap")] },
      { type: "figure", url: "https://x.example/p.png", alt: "a cat", caption: words("My cat") },
      { type: "definitions", items: [{ term: words("SLAM"), descriptions: [[paragraph("mapping")]] }] },
      { type: "footnotes", notes: [{ label: "1", children: [paragraph("see there")] }] },
    ]),
  ).toBe(
    "<b>More</b>\n<blockquote expandable>inside</blockquote>\n\n" +
      "<blockquote><b>Mind</b>\nthe gap</blockquote>\n\n" +
      '<a href="https://x.example/p.png">🖼 a cat</a>\n<i>My cat</i>\n\n' +
      "<b>SLAM</b>\n  mapping\n\n[1] see there",
  );
});

test("what does not fit is cut at a whole sign, with an ellipsis and closed tags", () => {
  const family = "👩‍👩‍👧‍👦";
  expect(html(parseMarkdown(`> **${family.repeat(3)}**`), 20)).toBe(
    `<blockquote><b>${family}…</b></blockquote>`,
  );
});

test.each([
  ["lists", (at: number) => `${"  ".repeat(at)}- word${at}`],
  ["quotes", (at: number) => `${"> ".repeat(at)}word${at}`],
])("%s within each other stand whole, and so does what follows", (_, one) => {
  const numbers = Array.from({ length: 30 }, (__, at) => at);
  const words = new Set(markdown(`${numbers.map(one).join("\n")}\n\nThe end.`).match(/\w+/g));
  expect(numbers.filter((at) => !words.has(`word${at}`))).toEqual([]);
  expect(words).toContain("end");
});
