// Counts what a Document consists of: bytes of text, blocks, pictures.
import type { Block, Document, Inline } from "../document/document.js";
import { inlineToPlain } from "../document/plain.js";

export interface Tally {
  /** Of readable text in UTF-8, the source of formulas and the words for pictures included. */
  readonly bytes: number;
  /** With nested ones, list items and table rows. */
  readonly blocks: number;
  /** That stand as blocks of their own. */
  readonly pictures: number;
}

const NOTHING: Tally = { bytes: 0, blocks: 0, pictures: 0 };
/** What a chat may add to a picture or a footnote's mark. */
const SIGNS = 16;

const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (all, one) => ({
      bytes: all.bytes + one.bytes,
      blocks: all.blocks + one.blocks,
      pictures: all.pictures + one.pictures,
    }),
    NOTHING,
  );
const block = (bytes: number): Tally => ({ bytes, blocks: 1, pictures: 0 });
const textBytes = (text: string): number => Buffer.byteLength(text);

export const tally = (document: Document): Tally => sum(document.map(tallyOf));

function inlineBytes(children: readonly Inline[]): number {
  const pictures = children.reduce(
    (bytes, child) =>
      bytes +
      (child.type === "image"
        ? textBytes(child.alt) + SIGNS
        : child.type === "footnote"
          ? textBytes(child.label) + SIGNS
          : 0),
    0,
  );
  return textBytes(inlineToPlain(children)) + pictures;
}

function tallyOf(one: Block): Tally {
  switch (one.type) {
    case "paragraph":
    case "heading":
      return block(inlineBytes(one.children));
    case "code":
      return block(textBytes(one.value));
    case "math":
      return block(textBytes(one.tex));
    case "divider":
      return block(0);
    case "figure":
      return { ...block(Math.max(inlineBytes(one.caption), textBytes(one.alt)) + SIGNS), pictures: 1 };
    case "quote":
      return sum([block(0), tally(one.children)]);
    case "details":
      return sum([block(inlineBytes(one.summary)), tally(one.children)]);
    case "note":
      return sum([block(textBytes(one.title || one.kind)), block(0), tally(one.children)]);
    case "list":
      return sum([block(0), ...one.items.map(({ children }) => sum([block(0), tally(children)]))]);
    case "table":
      return sum([
        block(0),
        ...[one.header, ...one.rows].map((row) =>
          block(row.reduce((bytes, cell) => bytes + inlineBytes(cell), 0)),
        ),
      ]);
    case "footnotes":
      return sum(
        one.notes.map(({ label, children }) => sum([block(textBytes(label) + SIGNS), tally(children)])),
      );
    case "definitions":
      return sum(
        one.items.map(({ term, descriptions }) =>
          sum([
            block(inlineBytes(term)),
            block(0),
            ...descriptions.map((each) => sum([block(0), tally(each)])),
          ]),
        ),
      );
  }
}
