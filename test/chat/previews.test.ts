// What the local page makes of messages: where a formula, a picture, and the text of a list's entry stand.
import { afterAll, beforeAll, expect, it } from "vitest";
import { discordPreview } from "../../src/chat/discord/discord-preview.js";
import { markdownToHtml } from "../../src/chat/discord/markdown-html.js";
import { printDocument } from "../../src/chat/discord/print-document.js";
import { telegramPreview } from "../../src/chat/telegram/telegram-preview.js";
import { parseMarkdown } from "../../src/markdown/read-body.js";
import type { Formulas } from "../../src/formula/formulas.js";
import type { SealedReply } from "../../src/reply/reply.js";
import { drawnFormulas } from "../formula/drawn.js";

const replyOf = (markdown: string): SealedReply => {
  const body = parseMarkdown(markdown, { base: "https://blog.example/" });
  return { body, article: { body, buttons: [] }, buttons: [], posts: [], audience: "everyone" };
};
let formulas: Formulas;
beforeAll(async () => {
  formulas = await drawnFormulas();
});
afterAll(() => formulas.stop());
const rich = (markdown: string) =>
  telegramPreview("en", { wish: "where-better", formulas }).html(replyOf(markdown));

it("letters of a formula in signs lean, names of functions and words do not", async () => {
  expect(await rich("so $q(z|x) \\le n\\log n < \\mathrm{tf}$.")).toContain(
    "so <var><i>q</i>(<i>z</i>|<i>x</i>) ≤ <i>n</i> log <i>n</i> &lt; tf</var>.",
  );
});

it("a formula within a sentence is drawn to its end", async () => {
  const width = async (tex: string) => Number(/width="(\d+)"/.exec(await rich(`so $${tex}$.`))?.[1]);
  expect(await width("\\eta \\le \\frac{1}{L}")).toBeGreaterThan(2 * (await width("\\frac{1}{L}")));
  expect(await width("\\eta \\le \\frac{1}{L}")).toBeLessThan(80);
});

it("a display is as large as the text beside it; one wider than the page can be moved along", async () => {
  expect(await rich("$$\\frac{a}{b}$$")).toMatch(
    /<div class="scroll"><img class="formula" width="404" height="\d+"/,
  );
  expect(await rich(`$$\\frac{a}{b}${"+ x_{i,j}^{k,l}".repeat(14)}$$`)).toMatch(
    /<div class="scroll wide"><img class="formula" width="\d{3}"/,
  );
});

it("a picture without words is called by its file or its server", async () => {
  const shown = await discordPreview("en").html(
    replyOf("![](https://a.example/i/loop-closure.png)\n\nText\n\n![](https://a.example/i/1.png)"),
  );
  expect(shown).toContain(
    'src="/picture?url=https%3A%2F%2Fa.example%2Fi%2Floop-closure.png" alt="loop-closure" /></a>',
  );
  expect(shown).toContain('src="/picture?url=https%3A%2F%2Fa.example%2Fi%2F1.png" alt="a.example" /></a>');
  expect(await rich("![](https://a.example/i/1.png)")).toContain('alt="a.example" /></a></p>');
});

it("what goes on in an entry of a list stands below its text, code without the list's blanks", () => {
  const { text } = printDocument(
    parseMarkdown("- one\n\n  two\n\n  ```js\n  if (x)\n    y();\n  ```\n"),
    2000,
  );
  expect(markdownToHtml(text)).toBe(
    '<div class="entry in0" dir="auto"><span>•</span><div><div>one</div></div></div>' +
      '<div class="more in1" dir="auto"><div>two</div></div>' +
      '<div class="more in1" dir="auto"><pre><code>if (x)\n  y();</code></pre></div>',
  );
});
