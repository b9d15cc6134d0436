// How much room a Document takes in any chat's markup: a generous guess, so that a part never has to be cut.
import { noteTitle } from "../document/builders.js";
import type { Block, Document, Inline } from "../document/document.js";
import { inlineToPlain } from "../document/plain.js";

/** Signs that a chat may have to write with a backslash. */
const ESCAPED = new Set(Array.from("\\*_~`|<>[]()#@:+.-", (sign) => sign.charCodeAt(0)));
const MARKS = 6;
const GAP = 4;

function text(value: string): number {
  let units = value.length;
  for (let at = 0; at < value.length; at += 1) if (ESCAPED.has(value.charCodeAt(at))) units += 1;
  return units;
}

function inlines(children: readonly Inline[]): number {
  let sum = 0;
  for (const child of children) {
    if (child.type === "text") sum += text(child.value);
    else if (child.type === "code") sum += child.value.length + MARKS;
    else if (child.type === "math") sum += text(child.tex) + MARKS;
    else if (child.type === "image") sum += child.url.length + text(child.alt) + MARKS;
    else if (child.type === "link") sum += child.url.length + inlines(child.children) + MARKS;
    else sum += "children" in child ? inlines(child.children) + MARKS : MARKS;
  }
  return sum;
}

/** In UTF-16 units of markup, rather too many than too few. */
export const weight = (document: Document, quoted = false): number =>
  document.reduce((sum, block) => sum + known(block, quoted) + GAP, 0);

/** Whoever divides a text asks for the same blocks again and again. */
const [plain, inQuotes] = [new WeakMap<Block, number>(), new WeakMap<Block, number>()];

function known(block: Block, quoted: boolean): number {
  const weights = quoted ? inQuotes : plain;
  const before = weights.get(block);
  if (before !== undefined) return before;
  const found = blockWeight(block, quoted);
  weights.set(block, found);
  return found;
}

/** What a sign before each line of a quote adds; one within a quote has none. */
const QUOTED = 1.2;

function blockWeight(block: Block, quoted: boolean): number {
  const boxed = (children: Document): number => (quoted ? 1 : QUOTED) * weight(children, true) + MARKS;
  switch (block.type) {
    case "paragraph":
    case "heading":
      return inlines(block.children) + MARKS;
    case "list":
      return block.items.reduce((sum, item) => sum + weight(item.children, quoted) + 2 * MARKS, 0);
    case "code":
      return block.value.length + 2 * MARKS + (block.lang?.length ?? 0);
    case "math":
      return block.tex.length + 3 * MARKS;
    case "quote":
      return boxed(block.children);
    case "details":
      return boxed(block.children) + inlines(block.summary);
    case "note":
      return boxed(block.children) + text(noteTitle(block));
    case "table":
      return tableWeight([block.header, ...block.rows]);
    case "figure":
      return block.url.length + text(block.alt) + inlines(block.caption) + 2 * MARKS;
    case "footnotes":
      return block.notes.reduce((sum, note) => sum + weight(note.children, quoted) + 2 * MARKS, 0);
    case "definitions":
      return block.items.reduce(
        (sum, item) =>
          sum +
          inlines(item.term) +
          item.descriptions.reduce((all, one) => all + weight(one, quoted), 0) +
          2 * MARKS,
        0,
      );
    case "divider":
      return MARKS;
  }
}

/** Wider than any chat draws in columns. */
const WIDEST_DRAWN = 64;

/** A table may be drawn with every cell as wide as its column, or as a list of cells with their links, each named in each row. */
function tableWeight(rows: readonly (readonly (readonly Inline[])[])[]): number {
  const widths: number[] = [];
  let cells = 0;
  for (const row of rows)
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, inlineToPlain(cell).length);
      cells += inlines(cell) + MARKS;
    }
  const width = widths.reduce((sum, one) => sum + one + 3, 0);
  const named = (rows[0] ?? []).reduce((sum, cell) => sum + inlines(cell) + MARKS, 0);
  const listed = cells + Math.max(0, rows.length - 2) * named;
  return (width <= WIDEST_DRAWN ? Math.max(rows.length * width, listed) : listed) + MARKS;
}
