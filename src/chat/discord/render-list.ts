// A Reply's list as Discord Markdown: whole entries, as many as fit.
import { cutText } from "../../fit/cut-text.js";
import type { Inline } from "../../document/document.js";
import { markedLine } from "../../document/marked.js";
import { safeLine } from "../../document/safe-text.js";
import { safeUrl } from "../../document/safe-url.js";
import type { SealedReply } from "../../reply/reply.js";
import { escapeText, LONGEST_INLINE_URL, markdownUrl } from "./escape-text.js";
import { printInline } from "./print-inline.js";

/** Details so short stand behind the titles; where one is longer, all stand below them. */
const SHORT_DETAIL = 24;
const LONGEST_ENTRY_TITLE = 160;
const LONGEST_DETAIL = 240;
/** A sentence is cut where there is little room, and left out where there is less. */
const LONGEST_PASSAGE = 400;
const SHORTEST_PASSAGE = 60;
const QUOTE = "\n> ";

type SealedList = NonNullable<SealedReply["list"]>;

const MORE = "\n…";

/** Ends with a sign where entries are left out; nothing where there is no room for it. */
export function renderList(list: SealedList, room: number, firstNumber = 1): string {
  if (room < MORE.length) return "";
  const entries = listEntries(list, room - MORE.length, firstNumber);
  return entries.join("\n") + (entries.length < list.length ? MORE : "");
}

/**
 * Each entry stands whole or not at all; `room` holds them with a line break between any two. What is left is shared by
 * the sentences below them.
 */
export function listEntries(list: SealedList, room: number, firstNumber = 1): readonly string[] {
  const entries = bareEntries(list, room, firstNumber);
  const left = room - entries.reduce((sum, entry) => sum + entry.length + 1, 0);
  const quoted = list.slice(0, entries.length).filter(({ passage }) => passage).length;
  const each = Math.min(LONGEST_PASSAGE, Math.floor(left / quoted) - QUOTE.length);
  if (quoted === 0 || each < SHORTEST_PASSAGE) return entries;
  return entries.map((entry, at) => {
    const { passage } = list[at] ?? {};
    return passage ? entry + QUOTE + printInline(markedLine(passage.text, passage.marks), each).text : entry;
  });
}

function bareEntries(list: SealedList, room: number, firstNumber: number): readonly string[] {
  const tree = list.some(({ depth }) => depth > 0);
  const behindTitle = tree || list.every(({ detail }) => safeLine(detail).length <= SHORT_DETAIL);
  const entries: string[] = [];
  let left = room;
  for (const [index, item] of list.entries()) {
    const url = item.url === null ? null : safeUrl(item.url);
    const title = markedLine(cutText(safeLine(item.title), LONGEST_ENTRY_TITLE) || "…", item.marks);
    const linked: Inline =
      url && markdownUrl(url).length <= LONGEST_INLINE_URL
        ? { type: "link", url, children: title }
        : { type: "strong", children: title };
    const sign = tree
      ? `${"  ".repeat(Math.min(Math.max(0, item.depth), 8))}- `
      : `**${firstNumber + index}.** `;
    const detail = cutText(safeLine(item.detail), LONGEST_DETAIL);
    const shown = escapeText(detail, 2 * LONGEST_DETAIL + 2).text;
    const behind = detail === "" ? "" : behindTitle ? ` — ${shown}` : `\n-# ${shown}`;
    const entry = sign + printInline([linked], 2 * LONGEST_ENTRY_TITLE + 600).text + behind;
    left -= entry.length + 1;
    if (left < 0) break;
    entries.push(entry);
  }
  return entries;
}
