// The words of a text apart from its code: what is counted, searched, and summed up.
import type { Block, Document, Inline } from "./document.js";
import { childDocuments, inlinesOf } from "./inside.js";

/** What a text says, by what it is written as. */
export interface BodyText {
  /** Headings, paragraphs, lists, tables and the words for pictures, a line each; no formulas. */
  readonly prose: string;
  readonly headings: readonly string[];
  /** Of blocks of code and of what is code in a line, one after another. */
  readonly code: string;
  /** As TeX, a line each. */
  readonly formulas: string;
}

/** Without `withCode` as if nothing stood between back-ticks. */
export function bodyText(document: Document, withCode = true): BodyText {
  const prose: string[] = [];
  const headings: string[] = [];
  const apart: Apart = { code: [], formulas: [] };
  const walk = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      const lines = inlinesOf(block).map((line) => words(line, withCode, apart));
      prose.push(...lines);
      if (block.type === "heading") headings.push(...lines);
      else if (block.type === "code") apart.code.push(block.value);
      else if (block.type === "math") apart.formulas.push(block.tex);
      else if (block.type === "figure") prose.push(block.alt);
      else if (block.type === "note") prose.push(block.title);
      for (const inner of childDocuments(block)) walk(inner);
    }
  };
  walk(document);
  return {
    prose: prose.filter((line) => line.trim() !== "").join("\n"),
    headings,
    code: apart.code.join("\n"),
    formulas: apart.formulas.join("\n"),
  };
}

interface Apart {
  readonly code: string[];
  readonly formulas: string[];
}

/** A line without its formulas; these and what is code in it are put into `apart`. */
function words(line: readonly Inline[], withCode: boolean, apart: Apart): string {
  let text = "";
  for (const one of line)
    if (one.type === "text") text += one.value;
    else if (one.type === "code") {
      text += withCode ? one.value : " ";
      apart.code.push(one.value);
    } else if (one.type === "image") text += ` ${one.alt} `;
    else if ("children" in one) text += words(one.children, withCode, apart);
    else {
      text += " ";
      if (one.type === "math") apart.formulas.push(one.tex);
    }
  return text;
}
