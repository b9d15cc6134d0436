// A rich message in words, for a terminal.
import type { InputRichMessage, RichText } from "@grammyjs/types";
import { plainOf } from "./inline.js";
import type { RenderedBlock } from "./rich-html.js";

type RichBlocks = NonNullable<InputRichMessage<string>["blocks"]>;

export const richWords = ({ blocks = [] }: InputRichMessage<string>): string => blocksWords(blocks);

const blocksWords = (blocks: RichBlocks): string =>
  (blocks as readonly RenderedBlock[]).map(blockWords).join("\n\n");

function blockWords(block: RenderedBlock): string {
  switch (block.type) {
    case "paragraph":
    case "heading":
    case "footer":
    case "pre":
      return plainOf(block.text);
    case "mathematical_expression":
      return block.expression;
    case "divider":
      return "———";
    case "table":
      return block.cells.map((row) => row.map(({ text }) => words(text)).join(" | ")).join("\n");
    case "list":
      return block.items
        .map((item) => {
          const box = item.has_checkbox ? (item.is_checked ? "☑ " : "☐ ") : "";
          return `${item.value === undefined ? "-" : `${item.value}.`} ${box}${blocksWords(item.blocks)}`;
        })
        .join("\n");
    case "blockquote":
      return blocksWords(block.blocks).replace(/^/gm, "> ");
    case "details":
      return `${plainOf(block.summary)}\n\n${blocksWords(block.blocks)}`;
    case "photo":
    case "animation":
      return `(picture${block.caption ? `: ${words(block.caption.text)}` : ""})`;
    case "collage":
      return [blocksWords(block.blocks), words(block.caption?.text)].filter(Boolean).join("\n");
  }
}

const words = (text: RichText | undefined): string => (text === undefined ? "" : plainOf(text));
