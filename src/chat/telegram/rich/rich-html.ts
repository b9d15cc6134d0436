// A rich message as HTML, for the local page: about what Telegram's apps make of its blocks.
import type { RichBlock } from "./inline.js";
import type { InputRichMessage, RichText } from "@grammyjs/types";
import { pictureTitle } from "../../../document/picture.js";
import { unicodeMath } from "../../../document/unicode-math.js";
import { inTime } from "../../../formula/illustrate.js";
import type { Formulas } from "../../../formula/formulas.js";
import { blogPictureHtml, escapeHtml, linkHtml } from "../../preview-html.js";
import { cardHtml, inLineHtml, signsHtml } from "./math-html.js";

/** Those that Postern writes. */
export type RenderedBlock = Extract<
  RichBlock,
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
/** The pictures of formulas as HTML, by their source: displays, and those within lines. */
interface Drawn {
  readonly displays: ReadonlyMap<string, string>;
  readonly lines: ReadonlyMap<string, string>;
}

/** Safe HTML. Formulas are pictures as far as `formulas` has them in time; other pictures are the blog's. */
export async function richHtml(
  { blocks = [], is_rtl }: InputRichMessage<string>,
  formulas: Formulas | null,
): Promise<string> {
  const [displays, lines] = [new Map<string, string>(), new Map<string, string>()];
  const drawn: Drawn = { displays, lines };
  if (formulas) {
    const found = formulasIn(blocks);
    const work = [
      ...[...found.displays].map(async (tex) => {
        const picture = await formulas.picture(tex);
        if (picture) displays.set(tex, cardHtml(picture, tex));
      }),
      ...[...found.lines].map(async (tex) => {
        const picture = await formulas.inLine(tex);
        if (picture) lines.set(tex, inLineHtml(picture, tex));
      }),
    ];
    await inTime(Promise.all(work), formulas);
  }
  return `<div class="rich"${is_rtl ? ' dir="rtl"' : ""}>${blocksHtml(blocks, drawn)}</div>`;
}

interface FormulaSources {
  readonly displays: Set<string>;
  readonly lines: Set<string>;
}

/** Those of blocks that signs cannot say. */
function formulasIn(blocks: readonly RichBlock[]): FormulaSources {
  const sources: FormulaSources = { displays: new Set(), lines: new Set() };
  collect(blocks, sources, false);
  return sources;
}

/** Through whatever a block is made of; an expression is a display where it stands as a block. */
function collect(part: unknown, sources: FormulaSources, inBlock: boolean): void {
  if (Array.isArray(part)) for (const one of part) collect(one, sources, inBlock);
  else if (typeof part === "object" && part !== null) {
    const { type, expression } = part as { readonly type?: unknown; readonly expression?: unknown };
    if (type === "mathematical_expression" && typeof expression === "string") {
      if (unicodeMath(expression) === null) sources[inBlock ? "lines" : "displays"].add(expression);
    } else
      for (const [name, inner] of Object.entries(part))
        collect(inner, sources, !["blocks", "items"].includes(name));
  }
}

const blocksHtml = (blocks: readonly RichBlock[], drawn: Drawn): string =>
  (blocks as readonly RenderedBlock[]).map((block) => blockHtml(block, drawn)).join("");

function blockHtml(block: RenderedBlock, drawn: Drawn): string {
  switch (block.type) {
    case "paragraph":
      return `<p>${textHtml(block.text, drawn)}</p>`;
    case "heading":
      return `<div class="heading size${block.size}" role="heading" aria-level="${block.size + 1}">${textHtml(block.text, drawn)}</div>`;
    case "pre":
      return `<pre${block.language === undefined ? "" : ` title="${escapeHtml(block.language)}"`}><code>${textHtml(block.text, drawn)}</code></pre>`;
    case "mathematical_expression":
      return displayHtml(block.expression, drawn);
    case "divider":
      return "<hr />";
    case "table": {
      const rows = block.cells
        .map((row) => `<tr>${row.map((cell) => cellHtml(cell, drawn)).join("")}</tr>`)
        .join("");
      return `<div class="scroll"><table>${rows}</table></div>`;
    }
    case "list":
      return listHtml(block.items, drawn);
    case "blockquote":
      return `<blockquote>${blocksHtml(block.blocks, drawn)}</blockquote>`;
    case "details":
      return `<details><summary>${textHtml(block.summary, drawn)}</summary>${blocksHtml(block.blocks, drawn)}</details>`;
    case "footer":
      return `<p class="footer">${textHtml(block.text, drawn)}</p>`;
    case "photo":
      return pictureHtml(block.photo.media, block.caption?.text, drawn);
    case "animation":
      return pictureHtml(block.animation.media, block.caption?.text, drawn);
    case "collage":
      return `<div class="gallery">${blocksHtml(block.blocks, drawn)}${captionHtml(block.caption?.text, drawn)}</div>`;
  }
}

type Cell = Extract<RichBlock, { type: "table" }>["cells"][number][number];

function cellHtml({ text, is_header, align }: Cell, drawn: Drawn): string {
  const name = is_header ? "th" : "td";
  return `<${name} class="${align}">${text === undefined ? "" : textHtml(text, drawn)}</${name}>`;
}

type Items = Extract<RichBlock, { type: "list" }>["items"];

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
  return drawn.displays.get(tex) ?? `<p class="display">${mathHtml(tex, drawn)}</p>`;
}

function mathHtml(tex: string, { lines }: Drawn): string {
  const picture = lines.get(tex);
  if (picture !== undefined) return picture;
  const signs = unicodeMath(tex);
  return signs === null ? `<code>${escapeHtml(tex)}</code>` : signsHtml(signs, tex);
}

const pictureHtml = (url: string, caption: RichText | undefined, drawn: Drawn): string =>
  `<p class="picture">${linkHtml(url, blogPictureHtml(url, pictureTitle("", url)))}${captionHtml(caption, drawn)}</p>`;

const captionHtml = (caption: RichText | undefined, drawn: Drawn): string =>
  caption === undefined ? "" : ` <small>${textHtml(caption, drawn)}</small>`;

const MARKS: ReadonlyMap<string, string> = new Map([
  ["bold", "b"],
  ["italic", "i"],
  ["strikethrough", "s"],
  ["code", "code"],
  ["reference_link", "sup"],
]);

function textHtml(text: RichText, drawn: Drawn): string {
  if (typeof text === "string") return escapeHtml(text);
  if (Array.isArray(text)) return text.map((one) => textHtml(one, drawn)).join("");
  if (text.type === "mathematical_expression") return mathHtml(text.expression, drawn);
  const inner = "text" in text ? textHtml(text.text, drawn) : "";
  if (text.type === "url") return linkHtml(text.url, inner);
  const tag = MARKS.get(text.type);
  return tag === undefined ? inner : `<${tag}>${inner}</${tag}>`;
}
