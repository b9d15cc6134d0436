// Divides an article into parts to read one after another, at headings where it can be.
import { inlineToPlain } from "./plain.js";
import { splitDocument } from "./cut.js";
import type { Block, Document } from "./document.js";
import { weight } from "./weight.js";

/** What one message carries beside its title in every chat (4000 units in Discord, 4096 in Telegram). */
const PART = 3300;

/** Every block of the article stands in exactly one part; an article without text has none. */
export function partsOf(article: Document, budget = PART): readonly Document[] {
  const parts: Document[] = [];
  let rest = article;
  while (rest.length > 0) {
    const near = rest.slice(0, heavierThan(rest, budget));
    const [head, tail] = splitDocument(near, (part) => weight(part) <= budget);
    const later = rest.slice(near.length);
    if (tail.length === 0 && later.length === 0) {
      parts.push(head);
      break;
    }
    const heading = head.findLastIndex((block, at) => at > 0 && block.type === "heading");
    if (heading > 0 && weight(head.slice(0, heading)) >= budget / 3) {
      parts.push(head.slice(0, heading));
      rest = rest.slice(heading);
    } else if (head.length > 0) {
      parts.push(head);
      rest = [...tail, ...later];
    } else {
      // One block that cannot be divided: the chat shows what it can of it.
      parts.push(rest.slice(0, 1));
      rest = rest.slice(1);
    }
  }
  return parts;
}

/** So many blocks from the start that they surely weigh more than the budget: no need to look at the others. */
function heavierThan(blocks: Document, budget: number): number {
  let [sum, count] = [0, 0];
  while (count < blocks.length && sum <= budget) sum += weight(blocks.slice(count, ++count));
  return count;
}

export interface Chapter {
  readonly title: string;
  /** 1–6. */
  readonly level: number;
  /** The part it begins in, from 1. */
  readonly part: number;
}

export const chaptersOf = (parts: readonly Document[]): readonly Chapter[] =>
  parts.flatMap((part, at) =>
    part
      .filter((block): block is Extract<Block, { type: "heading" }> => block.type === "heading")
      .map(({ level, children }) => ({ title: inlineToPlain(children).trim(), level, part: at + 1 })),
  );
