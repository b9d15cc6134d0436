// The words of a reply's own text, for tests to read.
import type { Block, Inline } from "../../src/document/document.js";
import type { SealedReply } from "../../src/reply/reply.js";

const inline = (part: Inline): string =>
  "children" in part ? part.children.map(inline).join("") : "value" in part ? part.value : "";

const block = (part: Block): string => {
  if (part.type === "list") return part.items.map((item) => item.children.map(block).join("\n")).join("\n");
  if (part.type === "paragraph" || part.type === "heading") return part.children.map(inline).join("");
  throw new Error(`a reply of the commands held a ${part.type}; teach toText to read it`);
};

export const toText = (reply: SealedReply): string =>
  [reply.title, ...(reply.body ?? []).map(block)].filter((line) => line !== undefined).join("\n");
