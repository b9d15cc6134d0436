// The words of a text apart from its code: what is counted, searched, and summed up.
import type { Block, Document, Inline } from "./document.js";
import { childrenOf, inlinesOf } from "./inside.js";

/** What a text says, by what it is written as. */
export interface BodyText {
  /** Headings, paragraphs, lists, tables and the words for pictures, a line each; no formulas. */
  readonly prose: string;
  readonly headings: readonly string[];
  /** Of blocks of code and of what is code in a line, one after another. */
  readonly code: string;
}

/** Without `withCode` as if nothing stood between back-ticks. */
export function bodyText(document: Document, withCode = true): BodyText {
  const [prose, headings, code]: [string[], string[], string[]] = [[], [], []];
  const walk = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      const lines = inlinesOf(block).map((line) => words(line, withCode, code));
      prose.push(...lines);
      if (block.type === "heading") headings.push(...lines);
      else if (block.type === "code") code.push(block.value);
      else if (block.type === "figure") prose.push(block.alt);
      else if (block.type === "note") prose.push(block.title);
      for (const inner of childrenOf(block)) walk(inner);
    }
  };
  walk(document);
  return { prose: prose.filter((line) => line.trim() !== "").join("\n"), headings, code: code.join("\n") };
}

/** A line without its formulas; what is code in it is put into `code` as well. */
function words(line: readonly Inline[], withCode: boolean, code: string[]): string {
  let text = "";
  for (const one of line)
    if (one.type === "text") text += one.value;
    else if (one.type === "code") {
      text += withCode ? one.value : " ";
      code.push(one.value);
    } else if (one.type === "image") text += ` ${one.alt} `;
    else if ("children" in one) text += words(one.children, withCode, code);
    else text += " ";
  return text;
}
