// Whatever a post or a reply holds, its Discord message keeps every rule and shows the text as it stands.
import { decodeHTML } from "entities";
import fc from "fast-check";
import { expect, test } from "vitest";
import { discordPreview } from "../../../src/chat/discord/discord-preview.js";
import { markdownToHtml } from "../../../src/chat/discord/markdown-html.js";
import { printDocument } from "../../../src/chat/discord/print-document.js";
import { renderReply } from "../../../src/chat/discord/render-reply.js";
import type { Block, Inline } from "../../../src/document/document.js";
import { inlineToPlain } from "../../../src/document/plain.js";
import { safeText } from "../../../src/document/safe-text.js";
import { localeFor } from "../../../src/locale/locale.js";
import type { SealedReply } from "../../../src/reply/reply.js";
import { aPost } from "../../fixtures/a-post.js";
import { brokenSign, document, inline, monsters, reply, words, shownJson } from "../../fixtures/hostile.js";
import { messageBreaches } from "../../stand-in/discord/limits.js";

function expectRules(message: SealedReply): void {
  for (const locale of ["en", "zh"]) {
    const { files, ...payload } = renderReply(message, {
      asker: "900000000000000401",
      locale: localeFor(locale),
      remark: "@everyone ".repeat(100),
      marker: 2_147_483_647,
      mayAttach: true,
    });
    for (const { name } of files) expect(name).toMatch(/^[\w.-]+$/);
    expect(messageBreaches({ ...payload, allowed_mentions: { parse: [] } }, "create")).toEqual([]);
    const shown = shownJson(payload);
    expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(shown).not.toMatch(brokenSign);
  }
}

/** What a reader sees of drawn Markdown. */
const visible = (html: string): string => decodeHTML(html.replace(/<[^>]*>/g, "")).replaceAll("\u200B", "");

test("any reply becomes a message within every rule", () => {
  fc.assert(fc.property(reply, expectRules), { numRuns: 200 });
});

test("a text that fills the message leaves the list out, to the last letter", () => {
  const list = [{ title: "Post", marks: [], url: null, detail: "", depth: 0, action: "p|a" }];
  for (let length = 3980; length <= 4020; length++)
    expectRules({
      title: "",
      body: [{ type: "paragraph", children: [{ type: "text", value: "a".repeat(length) }] }],
      list,
      buttons: [],
      posts: [],
      audience: "everyone",
    });
});

test("any document is printed into any room, with every fence closed", () => {
  fc.assert(
    fc.property(document, fc.integer({ min: 0, max: 3000 }), (blocks, room) => {
      const { text } = printDocument(blocks, room);
      expect(text.length).toBeLessThanOrEqual(room);
      expect(text.isWellFormed()).toBe(true);
      expect(text.match(/```/g)?.length ?? 0).toSatisfy((count: number) => count % 2 === 0);
    }),
    { numRuns: 200 },
  );
});

test("plain text is shown as it stands: no sign of it is taken for Markdown", () => {
  const tricky = fc.oneof(
    words,
    fc.string({ unit: fc.constantFrom(...Array.from("\\*_~`|<>[]()#@-+.:1 a字\n")), maxLength: 40 }),
    fc.constantFrom(
      "# a",
      "-# a",
      "- a",
      "+ a",
      "1. a",
      "12. a",
      "> a",
      ">>> a",
      "<@1>",
      "<t:1:R>",
      "||a||",
      "[a](https://b.c)",
      "a_b_c",
      "https:/x",
      "\uE000- a",
    ),
  );
  fc.assert(
    fc.property(fc.array(tricky, { minLength: 1, maxLength: 4 }), (values) => {
      fc.pre(values.every((value) => !/https?:\/\//.test(value)));
      const children = values.map((value): Inline => ({ type: "text", value }));
      const { text, whole } = printDocument([{ type: "paragraph", children }], 100_000);
      expect(whole).toBe(true);
      const html = markdownToHtml(text);
      const meant = values.map((value) => safeText(value).replaceAll("\uE000", "\uFFFD")).join("");
      expect(oneLine(visible(html)).trim()).toBe(oneLine(meant).trim());
      expect(html.replace(/<\/?div[^>]*>/g, "")).not.toContain("<");
    }),
    { numRuns: 1000 },
  );
});

const oneLine = (value: string): string => value.replace(/\s+/g, " ");

test("marks never swallow or spill: what is inside them is what was inside", () => {
  const plainText = fc.string({
    unit: fc.constantFrom(...Array.from("ab*_~`[]\\ 字")),
    minLength: 1,
    maxLength: 8,
  });
  const run: fc.Arbitrary<Inline> = fc.letrec<{ run: Inline }>((tie) => ({
    run: fc.oneof(
      { maxDepth: 3 },
      plainText.map((value): Inline => ({ type: "text", value })),
      plainText.map((value): Inline => ({ type: "code", value })),
      fc.record({
        type: fc.constantFrom("strong" as const, "emphasis" as const, "strike" as const),
        children: fc.array(tie("run"), { maxLength: 3 }),
      }),
    ) as fc.Arbitrary<Inline>,
  })).run;
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 4 }), (children) => {
      const { text } = printDocument([{ type: "paragraph", children }], 100_000);
      const bare = (value: string) => value.replace(/\s/g, "");
      expect(bare(visible(markdownToHtml(text)))).toBe(bare(inlineToPlain(children)));
    }),
    { numRuns: 1000 },
  );
});

test("only http(s) addresses become links", () => {
  fc.assert(
    fc.property(fc.array(inline, { maxLength: 5 }), (children) => {
      const { text } = printDocument([{ type: "paragraph", children }], 4000);
      for (const [, href] of markdownToHtml(text).matchAll(/href="([^"]*)"/g))
        expect(href).toMatch(/^https?:\/\//);
    }),
  );
});

test.each(["components", "embeds"] as const)(
  "the preview (%s) is HTML without anything that runs or loads from elsewhere",
  async (style) => {
    await fc.assert(
      fc.asyncProperty(reply, async (message) => {
        const html = await discordPreview(null, { style }).html(message);
        const tags = Array.from(html.matchAll(/<\/?([a-z0-9]+)/g), ([, name]) => name);
        expect(
          tags.filter(
            (name) =>
              !/^(div|b|i|s|em|strong|small|a|img|code|pre|blockquote|button|span|details|summary)$/.test(
                name ?? "",
              ),
          ),
        ).toEqual([]);
        for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https?:\/\//);
        for (const [, src] of html.matchAll(/src="([^"]*)"/g))
          expect(src).toMatch(/^\/(picture\?url|formula\/)/);
        expect(html).not.toMatch(/<[^>]*\son[a-z]+=|<[^>]*\sstyle=/);
        expect(html.split("<div").length).toBe(html.split("</div").length);
      }),
      { numRuns: 100 },
    );
  },
);

test.each(monsters)("%s is rendered within the rules", (_name, block: Block) => {
  expectRules({ body: [block], buttons: [], posts: [], audience: "asker" });
});

test("every part as long as its room: the message is full, not over", () => {
  const long = [{ type: "code" as const, lang: null, value: "a".repeat(9000) }];
  const title = "a".repeat(2000);
  const card = { post: aPost(), url: null, date: title, tags: [], categories: [], cover: null, notes: [] };
  expectRules({
    title,
    body: long,
    card: { ...card, title, summary: long, url: `https://a.example/${"a".repeat(1480)}` },
    page: { number: 10, count: 99, previous: null, next: null },
    buttons: [],
    posts: [],
    audience: "asker",
  });
});
