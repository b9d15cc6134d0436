// A text for a reader without marks, as in a terminal.
import { expect, test } from "vitest";
import { parseMarkdown } from "../../src/markdown/read-body.js";
import { toPlain, toReadable } from "../../src/document/plain.js";

test("lists have their bullets, numbers and boxes, for readers only", () => {
  const text = parseMarkdown("- a\n- b\n  1. c\n  2. d\n\n> - [x] e\n> - [ ] f");
  expect(toReadable(text)).toBe("- a\n- b\n  1. c\n  2. d\n\n- [x] e\n- [ ] f");
  expect(toPlain(text)).toBe("a\nb\nc\nd\ne\nf");
});

test("paragraphs stand apart, and formulas are in signs where these say the same, for readers only", () => {
  const text = parseMarkdown("With $x^2$ and $\\tilde{q}_{a,b}$:\n\n$$a \\le b$$\n\nEnd.");
  expect(toReadable(text)).toBe("With x² and $\\tilde{q}_{a,b}$:\n\na ≤ b\n\nEnd.");
  expect(toReadable(text, { signs: false })).toBe(
    "With $x^2$ and $\\tilde{q}_{a,b}$:\n\n$$a \\le b$$\n\nEnd.",
  );
  expect(toPlain(text)).toBe("With $x^2$ and $\\tilde{q}_{a,b}$:\n$$a \\le b$$\nEnd.");
});
