// The gates for text and addresses.
import { expect, it } from "vitest";
import { safeLine, safeText } from "../../src/document/safe-text.js";
import { safeUrl } from "../../src/document/safe-url.js";

it.each([
  ["a\u0000b\u0007c", "abc"],
  ["evil\u202Etxt.exe", "eviltxt.exe"],
  ["a\r\nb\rc", "a\nb\nc"],
  ["\ud800x", "\ufffdx"],
  ["👨‍👩‍👧 नि", "👨‍👩‍👧 नि"],
  ["zero\u200bwidth\ufeff", "zerowidth"],
])("safeText of %j", (value, expected) => {
  expect(safeText(value)).toBe(expected);
});

it("safeLine keeps a title on one line", () => {
  expect(safeLine("  a\n\n b\t\u2028c ")).toBe("a b c");
});

const base = "https://blog.example/a/";
it.each([
  ["https://x.example/y?z#w", "https://x.example/y?z#w"],
  ["b/c.html", "https://blog.example/a/b/c.html"],
  ["//other.example/x", "https://other.example/x"],
  ["http://例え.jp/パス", "http://xn--r8jz45g.jp/%E3%83%91%E3%82%B9"],
  ["javascript:alert(1)", null],
  ["JaVaScRiPt:alert(1)", null],
  ["data:text/html,x", null],
  ["tg://resolve?domain=x", null],
  ["https://user@evil.example/", null],
  ["https://user:pw@evil.example/", null],
  ["http://", null],
  ["", null],
  [`https://x.example/${"a".repeat(3000)}`, null],
])("safeUrl of %s", (address, expected) => {
  expect(safeUrl(address, base)).toBe(expected);
});

it("a relative address without a base is none", () => {
  expect(safeUrl("a/b")).toBeNull();
});
