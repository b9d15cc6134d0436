// A rich message as HTML, for the local page: about what Telegram's apps make of its blocks.
import type { InputRichBlock, InputRichMessage, RichText } from "@grammyjs/types";
import { unicodeMath } from "../../../document/unicode-math.js";
import { inTime } from "../../../formula/illustrate.js";
import type { Formulas } from "../../../formula/formulas.js";
import { escapeHtml, linkHtml } from "../rich-text.js";

type In = InputRichBlock<string>;
/** Those that Postern writes. */
export type Written = Extract<
  In,
  {
    type:
      | "animation"
      | "blockquote"
      | "collage"
      | "details"
      | "divider"
      | "footer"
      | "heading"
      | "list"
      | "mathematical_expression"
      | "paragraph"
      | "photo"
      | "pre"
      | "table";
  }
>;
/** The key of the picture of a formula. */
type Drawn = ReadonlyMap<string, string>;

/** Safe HTML. Display formulas are pictures as far as `formulas` has them in time; other pictures are links. */
export async function richHtml(
  { blocks = [], is_rtl }: InputRichMessage<string>,
  formulas: Formulas | null,
): Promise<string> {
  const drawn = new Map<string, string>();
  if (formulas) {
    const work = formulasIn(blocks).map(async (tex) => {
      const picture = await formulas.picture(tex);
      if (picture) drawn.set(tex, picture.key);
    });
    await inTime(Promise.all(work), formulas);
  }
  return `<div class="rich"${is_rtl ? ' dir="rtl"' : ""}>${blocksHtml(blocks, drawn)}</div>`;
}

/** Those of blocks that signs cannot say. */
const formulasIn = (blocks: readonly In[]): string[] =>
  blocks.flatMap((block) => {
    if (block.type === "mathematical_expression")
      return unicodeMath(block.expression) === null ? [block.expression] : [];
    if (block.type === "list") return block.items.flatMap((item) => formulasIn(item.blocks));
    return "blocks" in block ? formulasIn(block.blocks) : [];
  });

const blocksHtml = (blocks: readonly In[], drawn: Drawn): string =>
  (blocks as readonly Written[]).map((block) => blockHtml(block, drawn)).join("");

function blockHtml(block: Written, drawn: Drawn): string {
  switch (block.type) {
    case "paragraph":
      return `<p>${textHtml(block.text)}</p>`;
    case "heading":
      return `<div class="heading size${block.size}" role="heading" aria-level="${block.size + 1}">${textHtml(block.text)}</div>`;
    case "pre":
      return `<pre${block.language === undefined ? "" : ` title="${escapeHtml(block.language)}"`}><code>${textHtml(block.text)}</code></pre>`;
    case "mathematical_expression":
      return displayHtml(block.expression, drawn);
    case "divider":
      return "<hr />";
    case "table": {
      const rows = block.cells.map((row) => `<tr>${row.map(cellHtml).join("")}</tr>`).join("");
      return `<div class="scroll"><table>${rows}</table></div>`;
    }
    case "list":
      return listHtml(block.items, drawn);
    case "blockquote":
      return `<blockquote>${blocksHtml(block.blocks, drawn)}</blockquote>`;
    case "details":
      return `<details><summary>${textHtml(block.summary)}</summary>${blocksHtml(block.blocks, drawn)}</details>`;
    case "footer":
      return `<p class="footer">${textHtml(block.text)}</p>`;
    case "photo":
      return pictureHtml(block.photo.media, block.caption?.text);
    case "animation":
      return pictureHtml(block.animation.media, block.caption?.text);
    case "collage":
      return `<div class="gallery">${blocksHtml(block.blocks, drawn)}${captionHtml(block.caption?.text)}</div>`;
  }
}

type Cell = Extract<In, { type: "table" }>["cells"][number][number];

function cellHtml({ text, is_header, align }: Cell): string {
  const name = is_header ? "th" : "td";
  return `<${name} class="${align}">${text === undefined ? "" : textHtml(text)}</${name}>`;
}

type Items = Extract<In, { type: "list" }>["items"];

function listHtml(items: Items, drawn: Drawn): string {
  const ordered = items.some(({ value }) => value !== undefined);
  const all = items.map(({ blocks, value, has_checkbox, is_checked }) => {
    const box = has_checkbox ? `<i aria-hidden="true">${is_checked ? "☑" : "☐"}</i> ` : "";
    const number = value === undefined ? "" : ` value="${value}"`;
    return `<li${number}${box && ' class="task"'}>${box}${blocksHtml(blocks, drawn)}</li>`;
  });
  return ordered ? `<ol>${all.join("")}</ol>` : `<ul>${all.join("")}</ul>`;
}

function displayHtml(tex: string, drawn: Drawn): string {
  const key = drawn.get(tex);
  return key === undefined
    ? `<p class="display">${mathHtml(tex)}</p>`
    : `<img class="formula" src="/formula/${key}.png" alt="${escapeHtml(tex)}" />`;
}

function mathHtml(tex: string): string {
  const signs = unicodeMath(tex);
  return signs === null ? `<code>${escapeHtml(tex)}</code>` : `<var>${escapeHtml(signs)}</var>`;
}

/** The page loads nothing from outside. */
const pictureHtml = (url: string, caption: RichText | undefined): string =>
  `<p class="picture">${linkHtml(url, '<i aria-hidden="true">🖼</i>')}${captionHtml(caption)}</p>`;

const captionHtml = (caption: RichText | undefined): string =>
  caption === undefined ? "" : ` <small>${textHtml(caption)}</small>`;

const MARKS: ReadonlyMap<string, string> = new Map([
  ["bold", "b"],
  ["italic", "i"],
  ["strikethrough", "s"],
  ["code", "code"],
  ["reference_link", "sup"],
]);

function textHtml(text: RichText): string {
  if (typeof text === "string") return escapeHtml(text);
  if (Array.isArray(text)) return text.map(textHtml).join("");
  if (text.type === "mathematical_expression") return mathHtml(text.expression);
  const inner = "text" in text ? textHtml(text.text) : "";
  if (text.type === "url") return linkHtml(text.url, inner);
  const tag = MARKS.get(text.type);
  return tag === undefined ? inner : `<${tag}>${inner}</${tag}>`;
}
