// A rich message as the server weighs it: the text readers see, what it shows, and every limit of Bot API 10.3.
import { BadRequest } from "./html.js";
import type { RichBlock, RichMessage, RichText } from "./rich-schemas.js";

/** "Rich Message Limits" of the Bot API. */
const MOST = { characters: 32_768, blocks: 500, levels: 16, media: 50, columns: 20 };
const INK = /[\p{L}\p{N}\p{P}\p{S}]/u;

export interface ReadRich {
  /** What readers see, formulas by their source, a block a line. */
  readonly text: string;
  /** Addresses of pictures, in place order. */
  readonly media: readonly string[];
  readonly links: readonly string[];
  readonly types: readonly string[];
  readonly counts: { readonly characters: number; readonly blocks: number; readonly levels: number };
}

/** Throws BadRequest with the words of the server. */
export function readRich(message: RichMessage): ReadRich {
  const media: string[] = [];
  const links: string[] = [];
  const types: string[] = [];
  const [names, wanted] = [new Set<string>(), new Set<string>()];
  let [blocks, levels, characters] = [0, 0, 0];
  const counted = (text: string): string => {
    characters += Array.from(text).length;
    return text;
  };
  const deep = (level: number): void => void (levels = Math.max(levels, level));

  const plain = (text: RichText, level: number): string => {
    if (typeof text === "string") return counted(text);
    if (Array.isArray(text)) return text.map((one) => plain(one, level)).join("");
    deep(level);
    types.push(text.type);
    if (text.type === "mathematical_expression") return counted(text.expression);
    if (text.type === "url") links.push(text.url);
    if (text.type === "reference") names.add(text.name);
    if (text.type === "reference_link") wanted.add(text.reference_name);
    return plain(text.text, level + 1);
  };
  const seen = (text: RichText, level: number): string => {
    const shown = plain(text, level);
    if (!INK.test(shown)) throw new BadRequest("RICH_MESSAGE_CONTENT_REQUIRED");
    return shown;
  };
  const captioned = (block: { caption?: { text: RichText } | undefined }, level: number): string =>
    block.caption ? seen(block.caption.text, level + 1) : "";

  const read = (block: RichBlock, level: number): string => {
    blocks += 1;
    deep(level);
    types.push(block.type);
    const all = (inner: readonly RichBlock[], deeper = 1): string =>
      inner.map((one) => read(one, level + deeper)).join("\n");
    switch (block.type) {
      case "paragraph":
      case "footer":
      case "heading":
      case "pre":
        return seen(block.text, level + 1);
      case "divider":
        return "";
      case "mathematical_expression":
        return counted(block.expression);
      case "photo":
        media.push(block.photo.media);
        return captioned(block, level);
      case "animation":
        media.push(block.animation.media);
        return captioned(block, level);
      case "collage":
        return `${all(block.blocks)}\n${captioned(block, level)}`;
      case "blockquote":
        return all(block.blocks);
      case "details":
        return `${seen(block.summary, level + 1)}\n${all(block.blocks)}`;
      case "list":
        blocks += block.items.length;
        return block.items.map((item) => all(item.blocks, 2)).join("\n");
      case "table":
        blocks += block.cells.length;
        if (block.cells.some((row) => row.length > MOST.columns))
          throw new BadRequest("RICH_MESSAGE_TABLE_TOO_WIDE");
        return block.cells
          .map((row) => row.map(({ text }) => plain(text ?? "", level + 2)).join("\t"))
          .join("\n");
    }
  };
  const text = message.blocks.map((block) => read(block, 1)).join("\n");
  if (!text.isWellFormed()) throw new BadRequest("strings must be encoded in UTF-8");
  if (characters > MOST.characters) throw new BadRequest("RICH_MESSAGE_TEXT_TOO_LONG");
  if (blocks > MOST.blocks) throw new BadRequest("RICH_MESSAGE_TOO_MANY_BLOCKS");
  if (levels > MOST.levels) throw new BadRequest("RICH_MESSAGE_TOO_DEEP");
  if (media.length > MOST.media) throw new BadRequest("RICH_MESSAGE_TOO_MANY_MEDIA");
  for (const one of wanted) if (!names.has(one)) throw new BadRequest("RICH_MESSAGE_REFERENCE_INVALID");
  return { text, media, links, types, counts: { characters, blocks, levels } };
}
