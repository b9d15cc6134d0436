// What every renderer promises: any document, any budget, and what comes out keeps the budget and whole graphemes.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markdownToHtml } from "../../src/chat/discord/markdown-html.js";
import { printDocument } from "../../src/chat/discord/print-document.js";
import { writeBlocks } from "../../src/chat/telegram/document.js";
import { richBlocks } from "../../src/chat/telegram/rich/blocks.js";
import { MessageBudget } from "../../src/chat/telegram/rich/message-budget.js";
import { printHtml, Writer } from "../../src/chat/telegram/rich-text.js";
import { splitDocument } from "../../src/fit/cut.js";
import type { Document } from "../../src/document/document.js";
import { toPlain } from "../../src/document/plain.js";
import { safeText } from "../../src/document/safe-text.js";
import { document } from "../fixtures/hostile.js";
import { parseHtml } from "../stand-in/telegram/html.js";
import { readRich } from "../stand-in/telegram/rich.js";
import { richMessage, type RichMessage } from "../stand-in/telegram/rich-schemas.js";

interface Shown {
  /** What counts against the budget. */
  readonly size: number;
  /** What a reader sees. */
  readonly text: string;
  readonly links: readonly string[];
}

const unescape = (html: string): string =>
  html.replace(/<[^>]*>/g, "").replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

const renderers: Readonly<Record<string, (document: Document, budget: number) => Shown>> = {
  Discord(blocks, budget) {
    const { text } = printDocument(blocks, budget);
    const html = markdownToHtml(text);
    const links = Array.from(html.matchAll(/href="([^"]*)"/g), ([, href = ""]) => href);
    return { size: text.length, text: unescape(html), links };
  },
  "Telegram HTML"(blocks, budget) {
    const out = new Writer(budget);
    writeBlocks(out, blocks);
    // Throws where a tag stays open.
    const { text, entities, breaches } = parseHtml(printHtml(out.runs()));
    expect(breaches).toEqual([]);
    return { size: text.length, text, links: entities.flatMap(({ url }) => url ?? []) };
  },
  "Telegram rich"(blocks, budget) {
    const room = new MessageBudget(budget);
    const message = {
      blocks: richBlocks(blocks, { room, shows: () => true, notes: new Map(), written: new Set<string>() }),
    };
    if (message.blocks.length === 0) return { size: 0, text: "", links: [] };
    expect(richMessage.safeParse(message).error?.issues ?? []).toEqual([]);
    const { text, links, media, counts } = readRich(message as RichMessage);
    return { size: counts.characters, text, links: [...links, ...media] };
  },
  "parts of an article"(blocks, budget) {
    const [head] = splitDocument(blocks, (part) => toPlain(part).length <= budget);
    const text = safeText(toPlain(head));
    return { size: text.length, text, links: [] };
  },
};

const graphemes = fc.array(
  fc.constantFrom("👩‍👩‍👧‍👦", "e\u0301", "字", "🇨🇭", "각", "a", "z", "नि", "👋🏽", "\u0644\u0627"),
  { minLength: 1, maxLength: 60 },
);

describe.each(Object.entries(renderers))("%s", (_name, show) => {
  test("keeps any budget, is well-formed, links only to the web", () => {
    fc.assert(
      fc.property(document, fc.integer({ min: 1, max: 5000 }), (blocks, budget) => {
        const { size, text, links } = show(blocks, budget);
        expect(size).toBeLessThanOrEqual(budget);
        expect(text.isWellFormed()).toBe(true);
        for (const link of links) expect(link).toMatch(/^https?:\/\/[^\s/]/);
      }),
      { numRuns: 150 },
    );
  });

  test("ends between graphemes", () => {
    fc.assert(
      fc.property(graphemes, fc.integer({ min: 1, max: 200 }), (signs, budget) => {
        const source = signs.join("");
        const { text } = show([{ type: "paragraph", children: [{ type: "text", value: source }] }], budget);
        const kept = text.replace(/…$/, "");
        const ends = Array.from(new Intl.Segmenter().segment(source), ({ index }) => index);
        expect(source.startsWith(kept)).toBe(true);
        expect([...ends, source.length]).toContain(kept.length);
      }),
      { numRuns: 300 },
    );
  });
});

test("a fold whose title does not fit has no beginning", () => {
  const empty: Document = [{ type: "quote", children: [{ type: "paragraph", children: [] }] }];
  const fold: Document = [{ type: "details", summary: [{ type: "text", value: "Title" }], children: empty }];
  expect(splitDocument(fold, (part) => toPlain(part).length <= 4)).toEqual([[], fold]);
});
