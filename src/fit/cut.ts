// Divides a Document for a budget: at blocks, then at sentences, and within a sentence only when nothing else is left.
import { cutText } from "./cut-text.js";
import type { Block, Document, ListEntry } from "../document/document.js";
import { largest } from "./largest.js";
import { splitInline } from "./split-inline.js";

type Fits<T> = (part: T) => boolean;
type Halves<T> = readonly [head: T | null, tail: T | null];

/**
 * Divides a Document so that the head fits: `[everything, []]` when all does, `[[], document]` when not even
 * a beginning of the first block does.
 */
export function splitDocument(document: Document, fits: Fits<Document>): readonly [Document, Document] {
  const whole = largest(document.length, (n) => fits(document.slice(0, n)));
  if (whole === document.length) return [document, []];
  const kept = document.slice(0, whole);
  const next = document[whole];
  const later = document.slice(whole + 1);
  const [head, tail] = next ? splitFitting(next, (part) => fits([...kept, part]), whole === 0) : [null, null];
  const [heads, tails] = [head ? [...kept, head] : kept, tail ? [tail, ...later] : later];
  // A heading at the end of a part has lost its text.
  const end = heads.findLastIndex((block) => block.type !== "heading") + 1;
  return end === 0 ? [heads, tails] : [heads.slice(0, end), [...heads.slice(end), ...tails]];
}

/** A block of which what cannot be left out does not fit, as the title of a fold, has no head. */
function splitFitting(block: Block, fits: Fits<Block>, anywhere: boolean): Halves<Block> {
  const halves = splitBlock(block, fits, anywhere);
  return halves[0] && !fits(halves[0]) ? [null, block] : halves;
}

/** `anywhere`: whether a sentence may be divided, since nothing else would be kept. */
function splitBlock(block: Block, fits: Fits<Block>, anywhere: boolean): Halves<Block> {
  switch (block.type) {
    case "paragraph":
    case "heading": {
      const [head, tail] = splitInline(block.children, (children) => fits({ ...block, children }), anywhere);
      return [head && { ...block, children: head }, tail && { ...block, children: tail }];
    }
    case "quote":
    case "note":
    case "details": {
      const [head, tail] = splitDocument(block.children, (children) => fits({ ...block, children }));
      if (head.length === 0) return [null, block];
      return [{ ...block, children: head }, tail.length > 0 ? { ...block, children: tail } : null];
    }
    case "list":
      return splitList(block, fits);
    case "code": {
      const lines = block.value.split("\n");
      // A line is divided only where not even one stands whole.
      const within = anywhere && !fits({ ...block, value: lines[0] ?? "" });
      const [head, tail] = splitItems(
        lines,
        (part) => fits({ ...block, value: part.join("\n") }),
        (line, lineFits) => {
          const length = within ? largest(line.length, (n) => n === 0 || lineFits(cutText(line, n, ""))) : 0;
          const start = cutText(line, length, "");
          return start === "" ? [null, line] : [start, line.slice(start.length)];
        },
      );
      return [head && { ...block, value: head.join("\n") }, tail && { ...block, value: tail.join("\n") }];
    }
    case "table": {
      const [head, tail] = splitItems(block.rows, (rows) => fits({ ...block, rows }));
      return [head && { ...block, rows: head }, tail && { ...block, rows: tail }];
    }
    case "footnotes": {
      const [head, tail] = splitItems(block.notes, (notes) => fits({ ...block, notes }));
      return [head && { ...block, notes: head }, tail && { ...block, notes: tail }];
    }
    case "definitions": {
      const [head, tail] = splitItems(block.items, (items) => fits({ ...block, items }));
      return [head && { ...block, items: head }, tail && { ...block, items: tail }];
    }
    case "math":
    case "figure":
    case "divider":
      return [null, block];
  }
}

function splitList(block: Extract<Block, { type: "list" }>, fits: Fits<Block>): Halves<Block> {
  const [head, tail] = splitItems<ListEntry>(
    block.items,
    (items) => fits({ ...block, items }),
    (item, itemFits) => {
      const [first, rest] = splitDocument(item.children, (children) => itemFits({ ...item, children }));
      if (first.length === 0) return [null, item];
      return [{ ...item, children: first }, rest.length > 0 ? { ...item, children: rest } : null];
    },
  );
  const done = head ? head.length - (tail && head.length + tail.length > block.items.length ? 1 : 0) : 0;
  return [head && { ...block, items: head }, tail && { ...block, start: block.start + done, items: tail }];
}

/** Whole items first; then, if asked, the beginning of the next. */
function splitItems<T>(
  items: readonly T[],
  fits: Fits<readonly T[]>,
  within: (item: T, fits: Fits<T>) => Halves<T> = (item) => [null, item],
): Halves<readonly T[]> {
  // What has no items and still does not fit cannot be divided.
  if (items.length === 0) return [null, items];
  const whole = largest(items.length, (n) => n === 0 || fits(items.slice(0, n)));
  const kept = items.slice(0, whole);
  const next = items[whole];
  if (whole === items.length || next === undefined) return [items, null];
  const [head, tail] = within(next, (part) => fits([...kept, part]));
  const heads = head === null ? kept : [...kept, head];
  const tails = [...(tail === null ? [] : [tail]), ...items.slice(whole + 1)];
  return [heads.length > 0 ? heads : null, tails.length > 0 ? tails : null];
}
