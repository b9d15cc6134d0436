// Whatever a post or a reply holds, its Telegram message keeps every rule.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Block, Inline } from "../../../src/document/document.js";
import { messageParams, render } from "../../../src/chat/telegram/render.js";
import { telegramPreview } from "../../../src/chat/telegram/telegram-preview.js";
import { localeFor } from "../../../src/locale/locale.js";
import type { SealedReply } from "../../../src/reply/reply.js";
import { parseHtml } from "../../stand-in/telegram/html.js";
import { schemas } from "../../stand-in/telegram/schemas.js";
import { post } from "./bot.js";

const nasty = fc.constantFrom(
  "</b><script>alert(1)</script>",
  "@everyone @durov",
  "tg://user?id=1",
  "\ud800",
  "\u202egnp.exe",
  "&lt;&amp;&#60;",
  "👩‍👩‍👧‍👦",
  "a\u0301".repeat(90),
  "\0\n\r\n\t",
  "```",
  "字".repeat(500),
  "",
  " ",
);
const words = fc
  .oneof(nasty, fc.string({ unit: "binary", maxLength: 40 }), fc.string({ unit: "grapheme", maxLength: 40 }))
  .chain((text) => fc.integer({ min: 1, max: 60 }).map((times) => text.repeat(times)));
const url = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example",
    "https://a@b.c/",
    "ftp://x",
    'https://x/"><b>',
    "https://x/" + "a".repeat(5000),
    "",
  ),
  words,
);
const { inline, block } = fc.letrec<{ inline: Inline; block: Block }>((tie) => {
  const inlines = fc.array(tie("inline"), { maxLength: 4 });
  const blocks = fc.array(tie("block"), { maxLength: 4 });
  return {
    inline: fc.oneof(
      { maxDepth: 4 },
      words.map((value): Inline => ({ type: "text", value })),
      words.map((value): Inline => ({ type: "code", value })),
      words.map((tex): Inline => ({ type: "math", tex })),
      words.map((label): Inline => ({ type: "footnote", label })),
      fc.constant<Inline>({ type: "break" }),
      fc.record({ type: fc.constant("image" as const), url, alt: words }),
      fc.record({
        type: fc.constantFrom("strong" as const, "emphasis" as const, "strike" as const),
        children: inlines,
      }),
      fc.record({ type: fc.constant("link" as const), url, children: inlines }),
    ) as fc.Arbitrary<Inline>,
    block: fc.oneof(
      { maxDepth: 4 },
      fc.record({ type: fc.constant("paragraph" as const), children: inlines }),
      fc.record({
        type: fc.constant("heading" as const),
        level: fc.integer({ min: 1, max: 6 }),
        children: inlines,
      }),
      fc.record({ type: fc.constant("code" as const), lang: fc.option(words), value: words }),
      fc.record({ type: fc.constant("math" as const), tex: words }),
      fc.record({ type: fc.constant("quote" as const), children: blocks }),
      fc.record({
        type: fc.constant("list" as const),
        ordered: fc.boolean(),
        start: fc.nat(),
        items: fc.array(
          fc
            .tuple(blocks, fc.option(fc.boolean(), { nil: undefined }))
            .map(([children, checked]) => (checked === undefined ? { children } : { children, checked })),
          { maxLength: 5 },
        ),
      }),
      fc.record({
        type: fc.constant("table" as const),
        align: fc.array(fc.constantFrom("left" as const, "right" as const, "center" as const, null), {
          maxLength: 5,
        }),
        header: fc.array(inlines, { maxLength: 5 }),
        rows: fc.array(fc.array(inlines, { maxLength: 6 }), { maxLength: 5 }),
      }),
      fc.record({ type: fc.constant("figure" as const), url, alt: words, caption: inlines }),
      fc.record({ type: fc.constant("details" as const), summary: inlines, children: blocks }),
      fc.record({ type: fc.constant("note" as const), kind: words, title: words, children: blocks }),
      fc.record({
        type: fc.constant("footnotes" as const),
        notes: fc.array(fc.record({ label: words, children: blocks }), { maxLength: 3 }),
      }),
      fc.record({
        type: fc.constant("definitions" as const),
        items: fc.array(fc.record({ term: inlines, descriptions: fc.array(blocks, { maxLength: 2 }) }), {
          maxLength: 3,
        }),
      }),
      fc.constant<Block>({ type: "divider" }),
    ) as fc.Arbitrary<Block>,
  };
});
const document = fc.array(block, { maxLength: 8 });
const state = fc.oneof(fc.string({ minLength: 1, maxLength: 90 }), words);
const button = fc.oneof(fc.record({ label: words, action: state }), fc.record({ label: words, url }));
const page = fc.record({
  number: fc.nat(),
  count: fc.nat(),
  previous: fc.option(state),
  next: fc.option(state),
});
const list = fc.array(
  fc.record({
    title: words,
    url: fc.option(url),
    detail: words,
    depth: fc.integer({ min: -1, max: 50 }),
    action: state,
  }),
  { maxLength: 120 },
);
const card = fc.record({
  post: fc.constant(post("any", "Any")),
  title: words,
  url: fc.option(url),
  date: fc.option(words),
  tags: fc.array(words, { maxLength: 20 }),
  categories: fc.array(words, { maxLength: 5 }),
  summary: document,
  cover: fc.option(url),
  notes: fc.array(words, { maxLength: 4 }),
});
const reply = fc.record(
  {
    title: words,
    body: document,
    card,
    list,
    page,
    buttons: fc.array(button, { maxLength: 120 }),
    posts: fc.constant([]),
    audience: fc.constant("everyone" as const),
  },
  { requiredKeys: ["buttons", "posts", "audience"] },
) as fc.Arbitrary<SealedReply>;

function expectRules(message: SealedReply): void {
  const params = { chat_id: 1, ...messageParams(render(message, localeFor("en"))) };
  expect(schemas.sendMessage.safeParse(params).error?.issues ?? []).toEqual([]);
  const { text, breaches } = parseHtml(params.text);
  expect(breaches).toEqual([]);
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(4096);
  expect(JSON.stringify(params).isWellFormed()).toBe(true);
  expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\0]/);
  const plain = messageParams(render(message, localeFor("en")), true);
  expect(plain.text.length).toBeLessThanOrEqual(4096);
}

test("any reply becomes a message within every rule", () => {
  fc.assert(fc.property(reply, expectRules), { numRuns: 300 });
});

test("no mention survives outside code", () => {
  fc.assert(
    fc.property(fc.array(inline, { maxLength: 6 }), (children) => {
      const body: Block[] = [{ type: "paragraph", children }];
      const { text, entities } = parseHtml(
        messageParams(render({ body, buttons: [], posts: [], audience: "asker" }, localeFor(null))).text,
      );
      for (const { index } of text.matchAll(/(?<![\p{L}\p{N}_])@[A-Za-z0-9_]/gu))
        expect(
          entities.some(
            ({ type, offset, length }) => type === "code" && index >= offset && index < offset + length,
          ),
        ).toBe(true);
    }),
  );
});

test("the preview is HTML without anything that runs or loads", () => {
  fc.assert(
    fc.property(reply, (message) => {
      const html = telegramPreview().html(message);
      const tags = Array.from(html.matchAll(/<\/?([a-z0-9]+)/g), ([, name]) => name);
      expect(
        tags.filter((name) => !/^(div|b|i|s|u|a|code|pre|blockquote|button|span)$/.test(name ?? "")),
      ).toEqual([]);
      for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https?:\/\//);
      expect(html).not.toMatch(/<[^>]*\son[a-z]+=|<[^>]*\sstyle=/);
      expect(html.split("<div").length).toBe(html.split("</div").length);
    }),
    { numRuns: 100 },
  );
});

test.each<[string, Block]>([
  [
    "100,000 nested quotes",
    Array.from({ length: 100_000 }).reduce<Block>((inner) => ({ type: "quote", children: [inner] }), {
      type: "divider",
    }),
  ],
  [
    "a table of a million cells",
    {
      type: "table",
      align: [],
      header: [],
      rows: Array.from({ length: 1000 }, () =>
        Array.from({ length: 1000 }, () => [{ type: "text" as const, value: "x" }]),
      ),
    },
  ],
  [
    "a paragraph of 5 MB",
    { type: "paragraph", children: [{ type: "text", value: "@a<b>&".repeat(1_000_000) }] },
  ],
  ["a code block of 5 MB", { type: "code", lang: "js", value: "\n".repeat(5_000_000) }],
])("%s is rendered within the rules", (_name, block) => {
  expectRules({ body: [block], buttons: [], posts: [], audience: "asker" });
});
