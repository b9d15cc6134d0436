// Cutting: whatever the text and the budget, what comes out fits and is whole.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitDocument } from "../../src/fit/cut.js";
import { cutText } from "../../src/fit/cut-text.js";
import { parseMarkdown } from "../../src/markdown/read-body.js";
import { toPlain } from "../../src/document/plain.js";

const length = (document: Parameters<typeof toPlain>[0]): number => toPlain(document).length;

describe("cutText", () => {
  it("cuts before a grapheme that would be halved, the ellipsis within the limit", () => {
    expect(cutText("abcdef", 4)).toBe("abc…");
    expect(cutText("ab👨‍👩‍👧cd", 6)).toBe("ab…");
    expect(cutText("e\u0301e\u0301", 3)).toBe("e\u0301…");
    expect(cutText("abc", 3)).toBe("abc");
    expect(cutText("abc", 0)).toBe("");
  });

  it("never exceeds the limit nor halves a pair", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.nat(300), (text, limit) => {
        const cut = cutText(text, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("splitDocument", () => {
  const article = parseMarkdown(
    "# Head\n\nOne sentence. Another one, longer.\n\n第一句。第二句很长很长。\n\n## Next\n\n- a b c\n- d e f\n\n```\nx\ny\n```",
  );

  const headOf = (budget: number) => splitDocument(article, (part) => length(part) <= budget)[0];

  it("keeps whole blocks, then whole sentences", () => {
    expect(toPlain(headOf(25))).toBe("Head\nOne sentence.");
    expect(toPlain(headOf(47))).toBe("Head\nOne sentence. Another one, longer.\n第一句。");
  });

  it("leaves no heading at the end without its text", () => {
    const cut = headOf(length(article) - 12);
    expect(cut.at(-1)?.type).not.toBe("heading");
  });

  it("fits any budget, and head and tail of a division hold all words", () => {
    fc.assert(
      fc.property(fc.nat(140), (budget) => {
        const [head, tail] = splitDocument(article, (part) => length(part) <= budget);
        expect(length(head)).toBeLessThanOrEqual(budget);
        const words = (text: string): string => text.replace(/\s/g, "");
        expect(words(toPlain(head)) + words(toPlain(tail))).toBe(words(toPlain(article)));
      }),
    );
  });
});

it("divides code between lines, and a line only where not even one stands whole", () => {
  const code = (value: string) => [{ type: "code" as const, lang: null, value }];
  expect(splitDocument(code("first line\nsecond line"), (part) => length(part) <= 15)).toEqual([
    code("first line"),
    code("second line"),
  ]);
  expect(splitDocument(code("a line too long"), (part) => length(part) <= 6)[0]).toEqual(code("a line"));
});
