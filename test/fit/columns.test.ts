// Tables in columns: alike in Discord and Telegram, whatever the fonts there are.
import { expect, it } from "vitest";
import { printDocument } from "../../src/chat/discord/print-document.js";
import { tableRuns } from "../../src/chat/telegram/table.js";
import { parseMarkdown } from "../../src/markdown/read-body.js";

const discord = (markdown: string): string => printDocument(parseMarkdown(markdown), 4000).text;
const telegram = (markdown: string): string =>
  parseMarkdown(markdown)
    .flatMap((block) => (block.type === "table" ? tableRuns(block, 4000) : []))
    .map(({ text }) => text)
    .join("");
const WIDE = /[\u3000\u2e80-\u9fff]/g;
/** How many signs of each width stand before each column. */
const stops = (line: string): string[] => {
  const cells = line.split("│");
  return cells.slice(1).map((_, at) => {
    const before = cells.slice(0, at + 1).join("│");
    const wide = before.match(WIDE)?.length ?? 0;
    return `${before.length - wide}+${wide}`;
  });
};

it("columns of letters of both widths begin behind as many of each, so that they meet in every font", () => {
  const lines = discord("| 等级 | 值 |\n|:-:|--:|\n| DEBUG | 十 |\n| 警告 a | 20 |").split("\n").slice(1, -1);
  expect(new Set(lines.filter((line) => line.includes("│")).map((line) => stops(line).join()))).toEqual(
    new Set(["6+2"]),
  );
  expect(lines[1]).toMatch(/^─+$/);
});

it("where there is no room for both, a wide letter counts as two", () => {
  const line = "A".repeat(30);
  const shown = discord(`| 一二三四五六七八九十一二三四五 | b |\n|-|-|\n| ${line} | c |`).split("\n");
  expect(shown[1]).toBe("一二三四五六七八九十一二三四五 │ b");
  expect(shown[3]).toBe(`${line} │ c`);
});

it("what is written from right to left stands in no columns, which would turn its lines around", () => {
  const table = "| الكلمة | العدد |\n|-|-|\n| بحث | 12% |";
  expect(discord(table)).toBe("- **الكلمة:** بحث · **العدد:** 12%");
  expect(telegram(table)).toBe("الكلمة: بحث\nالعدد: 12%");
});

it("a list of cells tells names from words, and leaves out what is empty", () => {
  const wide = "wide ".repeat(12).trim();
  expect(
    discord(`| Way | Strong at | Weak at |\n|-|-|-|\n| **Both** | **All** | |\n| One | ${wide} | b |`),
  ).toBe(
    `- **Way:** **Both** · **Strong at:** **All**\n- **Way:** One · **Strong at:** ${wide} · **Weak at:** b`,
  );
});
