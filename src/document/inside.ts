// What a block holds: for all that look through a whole tree.
import type { Block, Document, Inline } from "./document.js";

/** The documents within a block, in reading order. */
export function childDocuments(block: Block): readonly Document[] {
  switch (block.type) {
    case "list":
      return block.items.map(({ children }) => children);
    case "quote":
    case "details":
    case "note":
      return [block.children];
    case "footnotes":
      return block.notes.map(({ children }) => children);
    case "definitions":
      return block.items.flatMap(({ descriptions }) => descriptions);
    case "paragraph":
    case "heading":
    case "code":
    case "math":
    case "table":
    case "figure":
    case "divider":
      return [];
  }
}

/** The runs of text that are a block's own, in reading order. */
export function inlinesOf(block: Block): readonly (readonly Inline[])[] {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return [block.children];
    case "table":
      return [block.header, ...block.rows].flat();
    case "figure":
      return [block.caption];
    case "details":
      return [block.summary];
    case "definitions":
      return block.items.map(({ term }) => term);
    case "list":
    case "quote":
    case "note":
    case "footnotes":
    case "code":
    case "math":
    case "divider":
      return [];
  }
}
