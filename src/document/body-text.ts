// The words of a text apart from its code: what is counted, searched, and summed up.
import type { Block, Document, Inline } from "./document.js";
import { childrenOf, inlinesOf } from "./inside.js";

/** What a text says, by what it is written as. */
export interface BodyText {
  /** Headings, paragraphs, lists, tables and the words for pictures, a line each; no formulas. */
  readonly prose: string;
  readonly headings: readonly string[];
  /** Of blocks of code, one after another. */
  readonly code: string;
}

export function bodyText(document: Document, inlineCode = true): BodyText {
  const [prose, headings, code]: [string[], string[], string[]] = [[], [], []];
  const walk = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      const lines = inlinesOf(block).map((line) => words(line, inlineCode));
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

/** A line without its formulas. */
function words(line: readonly Inline[], code: boolean): string {
  let text = "";
  for (const one of line)
    if (one.type === "text") text += one.value;
    else if (one.type === "code") text += code ? one.value : " ";
    else if (one.type === "image") text += ` ${one.alt} `;
    else if ("children" in one) text += words(one.children, code);
    else text += " ";
  return text;
}
