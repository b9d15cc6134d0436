// A Document as Discord Markdown within a budget: what does not fit is left out, and nothing stays open.
import { noteTitle } from "../../document/builders.js";
import type { Block, Document, Inline, ListEntry } from "../../document/document.js";
import { isLone } from "../../document/formulas.js";
import { unicodeMath } from "../../document/unicode-math.js";
import type { Illustrations } from "../../formula/illustrate.js";
import { pictureMark } from "./picture-mark.js";
import type { Printed } from "./escape-text.js";
import { printFence } from "./print-fence.js";
import { printInline } from "./print-inline.js";
import { CUT, inSequence, prefixed } from "./print-lines.js";
import { printTable } from "./print-table.js";

/** Quotes, lists and folds inside each other that are shown as such; what lies deeper stands flat. */
const DEEPEST = 6;
/** Deeper than any text is read; below, nothing is printed. */
const LAST = 64;

interface PrintContext {
  readonly depth: number;
  /** Discord knows no quote within a quote. */
  readonly quoted: boolean;
  readonly pictures: Illustrations;
}
const inside = (place: PrintContext): PrintContext => ({ ...place, depth: place.depth + 1 });
const NO_PICTURES: Illustrations = new Map();

/**
 * @param room at most so many UTF-16 units come out
 * @param pictures where one stands, a line holds its mark (`picture-mark.ts`)
 */
export function printDocument(
  document: Document,
  room: number,
  pictures: Illustrations = NO_PICTURES,
): Printed {
  return printBlocks(document, room, { depth: 0, quoted: false, pictures });
}

function printBlocks(blocks: Document, room: number, place: PrintContext): Printed {
  let text = "";
  let before: Block | null = null;
  for (const block of blocks) {
    const gap = text === "" ? "" : before?.type === "heading" || place.depth > 0 ? "\n" : "\n\n";
    const piece = printBlock(block, room - text.length - gap.length, place);
    if (piece.text !== "") {
      text += gap + piece.text;
      before = block;
    }
    if (!piece.whole) return { text, whole: false };
  }
  return { text, whole: true };
}

function printBlock(block: Block, room: number, place: PrintContext): Printed {
  if (room <= 0 || place.depth > LAST) return CUT;
  switch (block.type) {
    case "paragraph":
      return printParagraph(block, room, place);
    case "heading":
      return printHeading(block.level, block.children, room);
    case "list":
      return printList(block, room, place);
    case "code":
      return printFence(block.lang, block.value, room);
    case "math":
      return printDisplay(block, room, place);
    case "quote":
      return quoted(room, place, (inner, within) => printBlocks(block.children, inner, within));
    case "table":
      return printTable(block, room);
    case "figure":
      return printFigure(block, room);
    case "details":
      return titled(block.summary, block.children, room, place);
    case "note":
      return quoted(room, place, (inner, within) =>
        titled([{ type: "text", value: noteTitle(block) }], block.children, inner, within),
      );
    case "footnotes":
      return printFootnotes(block.notes, room, place);
    case "definitions":
      return inSequence(block.items, room, (item, left) =>
        titled(item.term, item.descriptions.flat(), left, place),
      );
    case "divider":
      return room >= 5 ? { text: "⎯⎯⎯⎯⎯", whole: true } : CUT;
  }
}

const trimmed = ({ text, whole }: Printed): Printed => ({ text: text.trim(), whole });
const oneLine = ({ text, whole }: Printed): Printed => ({ text: text.replace(/\s+/g, " ").trim(), whole });

/** With a picture below, where its formulas have one; in its place, where the paragraph is one formula. */
function printParagraph(
  block: Extract<Block, { type: "paragraph" }>,
  room: number,
  place: PrintContext,
): Printed {
  const found = pictureMark(block, place.pictures);
  // A picture explains text; where there is no room for any, it goes.
  const mark = room > 2 * found.length ? found : "";
  if (mark !== "" && isLone(block)) return { text: mark, whole: true };
  const gap = mark === "" ? "" : "\n";
  const { text, whole } = trimmed(printInline(block.children, room - mark.length - gap.length));
  return { text: text + gap + mark, whole };
}

/** As a picture, in signs of Unicode where they say exactly the same, else as its source. */
function printDisplay(block: Extract<Block, { type: "math" }>, room: number, place: PrintContext): Printed {
  const mark = pictureMark(block, place.pictures);
  if (mark !== "") return mark.length <= room ? { text: mark, whole: true } : CUT;
  return unicodeMath(block.tex) === null
    ? printFence("latex", block.tex, room)
    : trimmed(printInline([block], room));
}

/** Discord knows three levels; the others are bold. */
function printHeading(level: number, children: readonly Inline[], room: number): Printed {
  if (level > 3) return oneLine(printInline([{ type: "strong", children }], room));
  const sign = `${"#".repeat(Math.max(1, level))} `;
  const inner = oneLine(printInline(children, room - sign.length));
  return inner.text === "" ? inner : { text: sign + inner.text, whole: inner.whole };
}

function titled(title: readonly Inline[], children: Document, room: number, place: PrintContext): Printed {
  const head = oneLine(printInline([{ type: "strong", children: title }], room));
  if (!head.whole) return head;
  const gap = head.text === "" ? "" : "\n";
  const rest = printBlocks(children, room - head.text.length - gap.length, inside(place));
  return rest.text === ""
    ? { text: head.text, whole: rest.whole }
    : { text: head.text + gap + rest.text, whole: rest.whole };
}

function quoted(
  room: number,
  place: PrintContext,
  print: (room: number, within: PrintContext) => Printed,
): Printed {
  const within = { ...inside(place), quoted: true };
  return place.quoted || place.depth > DEEPEST
    ? print(room, within)
    : prefixed("> ", room, (inner) => print(inner, within));
}

function printList(list: Extract<Block, { type: "list" }>, room: number, place: PrintContext): Printed {
  const start = Number.isSafeInteger(list.start) && list.start >= 0 && list.start < 1e6 ? list.start : 1;
  let number = start;
  return inSequence(list.items, room, (item, left) => {
    const sign = list.ordered ? `${number++}. ` : "- ";
    return printEntry(item, sign, left, place);
  });
}

function printEntry(item: ListEntry, sign: string, room: number, place: PrintContext): Printed {
  const box = item.checked === undefined ? "" : item.checked ? "☑ " : "☐ ";
  const head = sign + box;
  if (room <= head.length) return CUT;
  // Discord nests by two spaces a level.
  const indent = place.depth < DEEPEST ? "  " : "";
  const print = (left: number): Printed => printBlocks(item.children, left, inside(place));
  const inner = indent ? prefixed(indent, room - box.length, print) : print(room - head.length);
  if (inner.text === "") return inner.whole ? { text: head.trimEnd(), whole: true } : CUT;
  const text = head + inner.text.slice(indent.length);
  return text.length <= room ? { text, whole: inner.whole } : CUT;
}

function printFigure(block: Extract<Block, { type: "figure" }>, room: number): Printed {
  const picture = oneLine(printInline([{ type: "image", url: block.url, alt: block.alt }], room));
  if (!picture.whole || block.caption.length === 0) return picture;
  const gap = "\n-# ";
  const caption = oneLine(printInline(block.caption, room - picture.text.length - gap.length));
  if (caption.text === "") return { text: picture.text, whole: caption.whole };
  return { text: picture.text + gap + caption.text, whole: caption.whole };
}

function printFootnotes(
  notes: Extract<Block, { type: "footnotes" }>["notes"],
  room: number,
  place: PrintContext,
): Printed {
  return inSequence(notes, room, (note, left) => {
    const sign = "-# ";
    const label = printInline([{ type: "text", value: `[${note.label}] ` }], left - sign.length);
    if (!label.whole) return CUT;
    const head = `${sign}${label.text.trimEnd()} `;
    const inner = printBlocks(note.children, left - head.length, inside(place));
    return { text: (head + inner.text).trimEnd(), whole: inner.whole };
  });
}
