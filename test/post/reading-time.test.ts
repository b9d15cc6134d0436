// How long a post takes to read: counted in its Markdown, told on its card in the language of the reader.
import { aBody } from "../fixtures/a-body.js";
import { describe, expect, test } from "vitest";
import { localeFor } from "../../src/locale/locale.js";
import { readingTime } from "../../src/post/reading-time.js";
import { cardOf } from "../../src/reply/card.js";
import { aPost } from "../fixtures/a-post.js";

const timeOf = (markdown: string) => readingTime(aBody(markdown).text.prose);

test.each([
  ["English", "word ".repeat(476), { length: 476, unit: "words", minutes: 2 }],
  ["Chinese", "字".repeat(800), { length: 800, unit: "characters", minutes: 2 }],
  ["both", `${"字".repeat(400)} ${"word ".repeat(238)}`, { length: 638, unit: "characters", minutes: 2 }],
  ["a few words", "Don't **stop** here.", { length: 3, unit: "words", minutes: 1 }],
  ["nothing", " \n\n---\n", null],
])("%s", (_name, text, expected) => {
  expect(timeOf(text)).toEqual(expected);
});

describe("what is not read is not counted", () => {
  test.each([
    ["code", "a\n```js\nlet not = counted;\n```\nb"],
    ["code in a list", "a\n- ```\n  not counted\n  ```\n- b"],
    ["code never closed", "a b\n```\nnot counted"],
    ["a formula", "a $x + y$\n$$\nz = 1\n$$\nb"],
    ["a formula in one line", "a\n$$ x = 1 $$\nb"],
    ["addresses", "[a](https://x.example/some/path) https://y.example/other b"],
    ["pictures", "a ![](/some/picture.png) b"],
    ["tags of HTML and of generators", '<div class="many words">a</div> {% note info %} b'],
    ["a code tag", "a\n{% codeblock lang:js %}\nnot counted\n{% endcodeblock %}\nb"],
    ["scripts", "a\n<script>\nnot.counted()\n</script>\nb"],
  ])("%s", (_name, text) => {
    expect(timeOf(text)?.length).toBe(2);
  });
});

test("no text takes long to count", () => {
  for (const sign of ["{%", "{{", "<", "$", "](", "- ", "`", "\n$$\n", "&a"]) {
    const began = performance.now();
    readingTime(sign.repeat(150_000));
    expect(performance.now() - began).toBeLessThan(2000);
  }
});

test("the card tells it in words or characters, as the text is written; a protected post tells nothing", () => {
  const post = aPost({ reading: { length: 1200, unit: "words", minutes: 5 } });
  const chinese = aPost({ reading: { length: 1200, unit: "characters", minutes: 5 } });
  expect(cardOf(post, localeFor("en")).notes).toEqual(["5 min · 1,200 words"]);
  expect(cardOf(chinese, localeFor("en")).notes).toEqual(["5 min · 1,200 characters"]);
  expect(cardOf(post, localeFor("zh")).notes).toEqual(["约 5 分钟 · 1,200 个单词"]);
  expect(cardOf(chinese, localeFor("zh")).notes).toEqual(["约 5 分钟 · 1,200 字"]);
  expect(cardOf(post, localeFor("ru")).notes).toEqual(["5 мин · 1\u00a0200 слов"]);
  expect(cardOf({ ...post, protected: true }, localeFor("en")).notes).toEqual(["Protected by a password"]);
});
