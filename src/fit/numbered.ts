// A Document whose formulas are shown apart from it: a number stands in their place, or behind those within a line.
import { paragraph, text } from "../document/builders.js";
import type { Block, Document, Inline } from "../document/document.js";

/** From 1, by source. */
export type Numbers = ReadonlyMap<string, number>;

/** Circled, so that it is neither a footnote nor an author's own number. Unicode has them in one row up to 20. */
export const numberSign = (number: number): string => String.fromCodePoint(0x245f + number);
export const LAST_NUMBER = 20;

/** As deep as `formulasOf` looks. */
const DEEPEST = 20;

export function numbered(document: Document, numbers: Numbers, depth = 0): Document {
  if (depth > DEEPEST) return document;
  const inside = (blocks: Document): Document => numbered(blocks, numbers, depth + 1);
  return document.map((block): Block => {
    switch (block.type) {
      case "math": {
        const number = numbers.get(block.tex);
        return number === undefined ? block : paragraph(numberSign(number));
      }
      case "paragraph":
        return { ...block, children: inLine(block.children, numbers) };
      case "list":
        return {
          ...block,
          items: block.items.map((item) => ({ ...item, children: inside(item.children) })),
        };
      case "quote":
      case "details":
      case "note":
        return { ...block, children: inside(block.children) };
      case "footnotes":
        return {
          ...block,
          notes: block.notes.map((note) => ({ ...note, children: inside(note.children) })),
        };
      case "definitions":
        return {
          ...block,
          items: block.items.map((item) => ({ ...item, descriptions: item.descriptions.map(inside) })),
        };
      case "heading":
      case "code":
      case "table":
      case "figure":
      case "divider":
        return block;
    }
  });
}

/** The source stays in its line, so that the sentence can be read without looking away. */
const inLine = (children: readonly Inline[], numbers: Numbers): readonly Inline[] =>
  children.flatMap((child): readonly Inline[] => {
    if ("children" in child) return [{ ...child, children: inLine(child.children, numbers) }];
    const number = child.type === "math" ? numbers.get(child.tex) : undefined;
    return number === undefined ? [child] : [child, text(` ${numberSign(number)}`)];
  });
