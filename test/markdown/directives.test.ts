// Blocks and components between colons (Nuxt Content, remark, Docusaurus) and callouts: words stay, nothing raw remains.
import { expect, it } from "vitest";
import { parseMarkdown } from "../../src/markdown/read-body.js";
import { toPlain } from "../../src/document/plain.js";
import { undress } from "../../src/markdown/undress.js";

const extensions = ["directives"] as const;
const plain = (markdown: string): string => toPlain(parseMarkdown(markdown, { extensions })).trim();

it.each([
  ["::alert\nBe careful.\n::", { kind: "alert", title: "" }],
  ['::alert{type="warning" icon="x"}\nBe careful.\n::', { kind: "warning", title: "" }],
  ["::prose-note\n---\nto: /x\n---\nBe careful.\n::", { kind: "note", title: "" }],
  [":::note[My **title**]\n\nBe careful.\n\n:::", { kind: "note", title: "My title" }],
  [':::danger{title="Attr"}\nBe careful.\n:::', { kind: "danger", title: "Attr" }],
  ["> [!tip]\n> Be careful.", { kind: "tip", title: "" }],
  ["> [!my-own|right]\n> Be careful.", { kind: "my-own", title: "" }],
])("%j is a note", (markdown, expected) => {
  const [note, after] = parseMarkdown(`${markdown}\n\nAfter.`, { extensions });
  expect(note).toMatchObject({ type: "note", ...expected });
  expect(toPlain([note!]).trim()).toBe(
    expected.title === "" ? "Be careful." : `${expected.title}\nBe careful.`,
  );
  expect(after).toMatchObject({ type: "paragraph" });
});

it.each([
  [
    "settings and slots",
    "::card\n---\ntitle: 'Shown'\nicon: mdi:x\n---\nInner.\n\n#footer\nBelow.\n::\n\nAfter.",
    "Shown\nInner.\nBelow.\nAfter.",
  ],
  [
    "blocks in blocks",
    "::::outer\n:::inner{x=1}\n::deep\nDeep.\n::\nMiddle.\n:::\nOuter.\n::::",
    "Deep.\nMiddle.\nOuter.",
  ],
  ["a block that stands alone", "::divider{x=1}\n\nAfter.", "After."],
  [
    "components in a line",
    'Press :icon{name="mdi:home"} then :kbd[Ctrl]{.x}, :kbd{value="Alt"} or :badge[New].',
    "Press then Ctrl, Alt or New.",
  ],
  [
    "attributes of a span",
    "A [styled]{.red} word, **bold**{.x} and `code`{lang=ts}.",
    "A styled word, bold and code.",
  ],
  ["a folded callout", "> [!question]- Why?\n> Because.", "Why?\nBecause."],
  ["a callout of its title alone", "> [!bug|left]+ Only this", "Only this"],
])("%s", (_, markdown, text) => {
  expect(plain(markdown)).toBe(text);
});

it.each([
  "Time 10:30, a :smile: and a ratio 3:x.",
  "参考:abc[文档](https://a.example)",
  "see :tag[the list](https://a.example) there",
  "the namespace ::std and ::",
  "Rust's ::path alone:\n\n::core\n\nmore",
  "a set {a=1} and f{.b}",
  "```md\n::alert\nx\n::\n```",
  "`:icon{name=x}` and `[a]{.b}`",
  "function f(d){id=d;g(d)}",
  "#hashtag\n\n::",
  '```md\n```js\n::alert{type="tip"}\nBe careful.\n::\n```',
])("%j stays as it is", (markdown) => {
  expect(undress(markdown, { extensions })).toBe(markdown);
});

it.each(["::a{", "::a\n---\n", ":a[", "[a", "]{.a", "::\n", "::a\n", "> [!a|"])(
  "100,000 signs of %j do no harm",
  (piece) => {
    const began = performance.now();
    undress(piece.repeat(100_000 / piece.length), { extensions });
    expect(performance.now() - began).toBeLessThan(5_000);
  },
);
