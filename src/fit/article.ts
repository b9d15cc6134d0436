// A whole article as it is read in a chat: its parts, several of them together for a chat with more room, its chapters.
import type { Document } from "../document/document.js";
import {
  chaptersOf,
  codeBegunIn,
  partsOf,
  spansOf,
  type Chapter,
  type Code,
  type ArticleSpan,
} from "./parts.js";

/** Plain data: it is made in a thread of its own. */
export interface DividedArticle {
  readonly parts: readonly ShownPart[];
  /** The parts put together for a chat with much room. */
  readonly spans: readonly ArticleSpan[];
  readonly chapters: readonly Chapter[];
  /** Whether it is the beginning of one that takes too long to read. */
  readonly cut?: true;
}

interface ShownPart {
  readonly document: Document;
  /** The code that begins at its end and goes on in the next part, whole. */
  readonly code: Code | null;
}

export function articleOf(document: Document): DividedArticle {
  const parts = partsOf(document);
  return {
    parts: parts.map((part, at) => ({ document: part.document, code: codeBegunIn(parts, at + 1) })),
    spans: spansOf(parts),
    chapters: chaptersOf(parts),
  };
}
