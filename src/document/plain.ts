// A Document as plain text: for summaries, the search index, autocomplete and titles.
import type { Block, Document, Inline } from "./document.js";
import { unicodeMath } from "./unicode-math.js";

const source = (tex: string): string => `$${tex}$`;

/** Marks dropped, maths as TeX between dollars unless `maths` has it otherwise, pictures left out; a break is a newline. */
export function inlineToPlain(children: readonly Inline[], maths = source): string {
  let text = "";
  for (const child of children) {
    switch (child.type) {
      case "text":
      case "code":
        text += child.value;
        break;
      case "math":
        text += maths(child.tex);
        break;
      case "break":
        text += "\n";
        break;
      case "strong":
      case "emphasis":
      case "strike":
      case "link":
        text += inlineToPlain(child.children, maths);
        break;
      case "image":
      case "footnote":
        break;
    }
  }
  return text;
}

/** The same for a place that takes no marks: maths in signs where these say exactly the same. */
export const inlineToSigns = (children: readonly Inline[]): string =>
  inlineToPlain(children, (tex) => unicodeMath(tex) ?? source(tex));

/** Blocks on lines of their own, display maths between double dollars, cells divided by a tab. */
export const toPlain = (document: Document): string =>
  document
    .map(blockToPlain)
    .filter((text) => text !== "")
    .join("\n");

function blockToPlain(block: Block): string {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return inlineToPlain(block.children).trim();
    case "list":
      return lines(block.items.map((item) => toPlain(item.children)));
    case "code":
      return block.value;
    case "math":
      return `$$${block.tex}$$`;
    case "quote":
      return toPlain(block.children);
    case "table":
      return lines(
        [block.header, ...block.rows].map((row) => row.map((cell) => inlineToPlain(cell)).join("\t")),
      );
    case "figure":
      return inlineToPlain(block.caption);
    case "details":
      return lines([inlineToPlain(block.summary), toPlain(block.children)]);
    case "note":
      return lines([block.title, toPlain(block.children)]);
    case "footnotes":
      return lines(block.notes.map((note) => toPlain(note.children)));
    case "definitions":
      return lines(
        block.items.flatMap((item) => [inlineToPlain(item.term), ...item.descriptions.map(toPlain)]),
      );
    case "divider":
      return "";
  }
}

const lines = (texts: readonly string[]): string => texts.filter((text) => text !== "").join("\n");
