// Whatever a post or a reply holds, its Telegram message keeps every rule.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Block } from "../../../src/document/document.js";
import { messageParams, render, richParams } from "../../../src/chat/telegram/render.js";
import { telegramPreview } from "../../../src/chat/telegram/telegram-preview.js";
import { localeFor } from "../../../src/locale/locale.js";
import type { SealedReply } from "../../../src/reply/reply.js";
import { parseHtml } from "../../stand-in/telegram/html.js";
import { readRich } from "../../stand-in/telegram/rich.js";
import type { RichMessage } from "../../stand-in/telegram/rich-schemas.js";
import { schemas } from "../../stand-in/telegram/schemas.js";
import { brokenSign, inline, monsters, reply, shownJson } from "../../fixtures/hostile.js";

function expectRules(message: SealedReply): void {
  const params = { chat_id: 1, ...messageParams(render(message, localeFor("en"))) };
  expect(schemas.sendMessage.safeParse(params).error?.issues ?? []).toEqual([]);
  const { text, breaches } = parseHtml(params.text);
  expect(breaches).toEqual([]);
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(4096);
  expect(shownJson(params)).not.toMatch(brokenSign);
  expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  const plain = messageParams(render(message, localeFor("en")), true);
  expect(plain.text.length).toBeLessThanOrEqual(4096);
}

function expectRichRules(message: SealedReply): void {
  const params = richParams(render(message, localeFor("zh"), "always"), () => true);
  if (params === null) return;
  expect(schemas.sendRichMessage.safeParse({ chat_id: 1, ...params }).error?.issues ?? []).toEqual([]);
  const { text, links, media } = readRich(params.rich_message as RichMessage);
  expect(params.rich_message.skip_entity_detection).toBe(true);
  for (const url of [...links, ...media]) expect(url).toMatch(/^https?:\/\/[^\s/]/);
  expect(shownJson(params)).not.toMatch(brokenSign);
  expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
}

test("any reply becomes a rich message within every rule, or none", () => {
  fc.assert(fc.property(reply, expectRichRules), { numRuns: 300 });
});

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

const TAGS =
  /^(a|b|blockquote|button|code|details|div|hr|i|img|li|ol|p|pre|s|small|span|summary|sup|table|td|th|tr|u|ul|var)$/;

test.each(["where-better", null] as const)(
  "the preview (%s) is HTML without anything that runs or loads from elsewhere",
  async (wish) => {
    await fc.assert(
      fc.asyncProperty(reply, async (message) => {
        const html = await telegramPreview("en", { wish }).html(message);
        const tags = Array.from(html.matchAll(/<\/?([a-z0-9]+)/g), ([, name]) => name);
        expect(tags.filter((name) => !TAGS.test(name ?? ""))).toEqual([]);
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

test.each(monsters)("%s is rendered within the rules", (_name, block) => {
  expectRules({ body: [block], buttons: [], posts: [], audience: "asker" });
  expectRichRules({ article: { body: [block], buttons: [] }, buttons: [], posts: [], audience: "asker" });
});
