// What of a Document a picture would say better: formulas that plain signs cannot say exactly.
import type { Block, Document, Inline } from "./document.js";
import { childDocuments } from "./inside.js";
import { unicodeMath } from "./unicode-math.js";

type Paragraph = Extract<Block, { type: "paragraph" }>;

export interface Formula {
  /** The formula itself, or the paragraph that it stands in: the picture takes the one's place, and stands below the other. */
  readonly block: Block;
  /** Several of one paragraph stand below each other. */
  readonly sources: readonly string[];
}

/**
 * Short ones read well enough as TeX in their sentence, `T_{i,j}`; what is built up, or long, does not. A picture
 * cannot stand in a sentence, so the sentence keeps the source, and the picture below shows what it means.
 */
const HARD =
  /\\(?:[dtc]?frac|over|[dt]?binom|sqrt|begin|sum|prod|i*int|oint|lim|over(?:line|set|brace)|under(?:line|set|brace))(?![a-zA-Z])|^.{32}/s;

/** No text that a person wrote nests deeper. */
const DEEPEST = 20;

/** In reading order: displays in `displays`, paragraphs with formulas in their lines in `lines`, all in `all`. */
export function formulasOf(document: Document): {
  readonly displays: readonly Formula[];
  readonly lines: readonly Formula[];
  readonly all: readonly Formula[];
} {
  const all: Formula[] = [];
  const visit = (blocks: Document, depth: number): void => {
    if (depth > DEEPEST) return;
    for (const block of blocks) {
      if (block.type === "math") {
        if (unicodeMath(block.tex) === null) all.push({ block, sources: [block.tex] });
      } else if (block.type === "paragraph") {
        const isAlone = depth === 0 && isLone(block);
        const sources = [...new Set(inLine(block.children).filter((tex) => isAlone || HARD.test(tex)))];
        const inexact = sources.filter((tex) => unicodeMath(tex) === null);
        if (inexact.length > 0) all.push({ block, sources: inexact });
      } else for (const inner of childDocuments(block)) visit(inner, depth + 1);
    }
  };
  visit(document, 0);
  const displays = all.filter(({ block }) => block.type === "math");
  return { displays, lines: all.filter((one) => !displays.includes(one)), all };
}

/** Whether a paragraph is a formula and nothing else: it is meant as a display. */
export const isLone = ({ children }: Paragraph): boolean =>
  children.length === 1 && children[0]?.type === "math";

const inLine = (children: readonly Inline[]): string[] =>
  children.flatMap((child) =>
    child.type === "math" ? [child.tex] : "children" in child ? inLine(child.children) : [],
  );
