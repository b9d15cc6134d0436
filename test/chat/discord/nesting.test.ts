// Lists and quotes within each other: as deep as Discord shows them, and nothing of what lies deeper is lost.
import { expect, it } from "vitest";
import { printDocument } from "../../../src/chat/discord/print-document.js";
import { parseMarkdown } from "../../../src/markdown/read-body.js";

const print = (markdown: string) => printDocument(parseMarkdown(markdown), 20_000);
const lines = (one: (level: number) => string) => Array.from({ length: 30 }, (_, at) => one(at));

it.each([
  ["lists", lines((at) => `${"  ".repeat(at)}- word${at}`)],
  ["numbered lists", lines((at) => `${"   ".repeat(at)}1. word${at}`)],
  ["quotes", lines((at) => `${"> ".repeat(at)}word${at}`)],
  ["lists in quotes", lines((at) => `${"> - ".repeat(at)}word${at}`)],
])("%s within each other stand whole, and so does what follows", (_, written) => {
  const { text, whole } = print(`${written.join("\n")}\n\nThe end.`);
  expect(whole).toBe(true);
  expect(lines((at) => `word${at}`).filter((word) => !new RegExp(`${word}\\b`).test(text))).toEqual([]);
  expect(text).toMatch(/The end\.$/);
});

it("a quote within a quote has no sign of its own: Discord would show it as text", () => {
  expect(print("> one\n> > two\n>\n> three").text).toBe("> one\n> two\n> three");
});

it("six levels of a list are indented, deeper ones stand at the last", () => {
  const { text } = print(lines((at) => `${"  ".repeat(at)}- word${at}`).join("\n"));
  expect(text.split("\n").slice(5, 9)).toEqual([
    "          - word5",
    "            - word6",
    "            - word7",
    "            - word8",
  ]);
});
