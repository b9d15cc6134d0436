// The words of a text apart from its code: what is counted, searched, and summed up.
import type { Block, Document, Heading, Inline } from "./document.js";
import { childDocuments, inlinesOf } from "./inside.js";
import { inlineToSigns } from "./plain.js";

/** A heading of a text, and where it stands. */
export interface BodyHeading {
  /** As it is read in a chat. */
  readonly title: string;
  /** Where its line begins in the prose, in UTF-16 units. */
  readonly at: number;
  /** What stands behind `#` in the address that opens its page there; null where that is not known. */
  readonly anchor: string | null;
}

/** The anchors of all headings of a text, in their order. */
export type HeadingAnchors = (headings: readonly Heading[]) => readonly (string | null)[];

/**
 * Stands in prose for a formula. A noncharacter (Unicode 23.7), which no text of an author holds: `safeText` leaves them
 * out.
 */
export const FORMULA = "\ufdd3";

/** What a text says, by what it is written as. */
export interface BodyText {
  /** Headings, paragraphs, lists, tables and the words for pictures, a line each; FORMULA in place of each formula. */
  readonly prose: string;
  readonly headings: readonly BodyHeading[];
  /** Of blocks of code and of what is code in a line, one after another. */
  readonly code: string;
  /** As TeX, a line each, in the order of their signs in the prose. */
  readonly formulas: string;
}

/** Only such as their authors gave. */
const ownAnchors: HeadingAnchors = (headings) => headings.map(({ id }) => id ?? null);

/** Without `withCode` as if nothing stood between back-ticks. */
export function bodyText(
  document: Document,
  { withCode = true, anchors = ownAnchors }: { withCode?: boolean; anchors?: HeadingAnchors } = {},
): BodyText {
  const prose: string[] = [];
  const headings: { readonly heading: Heading; readonly at: number }[] = [];
  const apart: Apart = { code: [], formulas: [] };
  let at = 0;
  const say = (line: string): void => {
    if (line.trim() === "") return;
    prose.push(line);
    at += line.length + 1;
  };
  const walk = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      if (block.type === "heading") headings.push({ heading: block, at });
      for (const line of inlinesOf(block)) say(words(line, withCode, apart));
      if (block.type === "code") apart.code.push(block.value);
      else if (block.type === "math") say(put(block.tex, apart));
      else if (block.type === "figure") say(block.alt);
      else if (block.type === "note") say(block.title);
      for (const inner of childDocuments(block)) walk(inner);
    }
  };
  walk(document);
  const anchored = anchors(headings.map(({ heading }) => heading));
  return {
    prose: prose.join("\n"),
    headings: headings.map(({ heading, at: place }, index) => ({
      title: inlineToSigns(heading.children).trim(),
      at: place,
      anchor: anchored[index] ?? null,
    })),
    code: apart.code.join("\n"),
    formulas: apart.formulas.join("\n"),
  };
}

interface Apart {
  readonly code: string[];
  readonly formulas: string[];
}

/** Puts a formula aside; what stands for it. */
function put(tex: string, { formulas }: Apart): string {
  formulas.push(tex.replaceAll("\n", " "));
  return FORMULA;
}

/** A line with signs for its formulas; these and what is code in it are put into `apart`. */
function words(line: readonly Inline[], withCode: boolean, apart: Apart): string {
  let text = "";
  for (const one of line)
    if (one.type === "text") text += one.value;
    else if (one.type === "code") {
      text += withCode ? one.value : " ";
      apart.code.push(one.value);
    } else if (one.type === "image") text += ` ${one.alt} `;
    else if ("children" in one) text += words(one.children, withCode, apart);
    else text += one.type === "math" ? put(one.tex, apart) : " ";
  return text;
}
