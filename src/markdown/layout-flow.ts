// What the layouts of single elements share: how their contents are laid out, and their bare text.
import type { Block, Inline } from "../document/document.js";
import type { Element, Node } from "./element.js";

/** Lays out what is inside an element. */
export interface Flow {
  /** Blocks of a mixed content: inline nodes between blocks become paragraphs. */
  blocks(nodes: readonly Node[]): Block[];
  /** Everything below an element on one line, blocks divided by a break. */
  line(element: Element): Inline[];
}

/** Elements whose content is no text of the article. */
const SILENT = new Set(
  "script style template noscript head title svg math button select textarea embed canvas map rp".split(" "),
);

export const isSilentName = (name: string): boolean => SILENT.has(name);

export function rawText(nodes: readonly Node[]): string {
  let text = "";
  for (const node of nodes) {
    if (typeof node === "string") text += node;
    else if ("math" in node) text += node.math;
    else if ("emoji" in node) text += node.written;
    else if ("name" in node) text += node.name === "br" ? "\n" : rawText(node.children);
  }
  return text;
}
