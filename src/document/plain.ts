// A Document as plain text: for summaries, the search index, autocomplete and titles.
import type { Block, Document, Inline } from "./document.js";
import { pictureLabel } from "./picture.js";
import { unicodeMath } from "./unicode-math.js";

export interface PlainWords {
  readonly math: (tex: string) => string;
  readonly picture: (alt: string, url: string) => string;
  /** For what was written by its name. */
  readonly emoji?: (sign: string, written: string) => string;
}
export const WORDS: PlainWords = { math: (tex) => `$${tex}$`, picture: () => "" };
/** For a place that takes no marks: maths in signs where these say exactly the same, else its source. */
const SIGNS: PlainWords = { math: (tex) => unicodeMath(tex) ?? tex, picture: pictureLabel };

/** Marks dropped, maths as TeX between dollars and pictures left out unless `words` has it otherwise; a break is a newline. */
export function inlineToPlain(children: readonly Inline[], words = WORDS): string {
  let text = "";
  for (const child of children) {
    switch (child.type) {
      case "text":
        text +=
          child.written === undefined || !words.emoji ? child.value : words.emoji(child.value, child.written);
        break;
      case "code":
        text += child.value;
        break;
      case "math":
        text += words.math(child.tex);
        break;
      case "break":
        text += "\n";
        break;
      case "strong":
      case "emphasis":
      case "strike":
      case "link":
        text += inlineToPlain(child.children, words);
        break;
      case "image":
        text += words.picture(child.alt, child.url);
        break;
      case "footnote":
        break;
    }
  }
  return text;
}

/** The same for a place that takes no marks: maths and pictures as what can be read there. */
export const inlineToSigns = (children: readonly Inline[]): string => inlineToPlain(children, SIGNS);

interface Look {
  readonly bullets: boolean;
  /** Between blocks. */
  readonly gap: string;
  readonly words: PlainWords;
  /** Of a formula that stands by itself. */
  readonly display: (tex: string) => string;
}

/** Blocks on lines of their own, display maths between double dollars, cells divided by a tab: the words alone. */
export const toPlain = (document: Document): string =>
  blocksToPlain(document, { bullets: false, gap: "\n", words: WORDS, display: (tex) => `$$${tex}$$` });

/**
 * The same for a reader: paragraphs stand apart, lists have their bullets, numbers and boxes, and with `signs` formulas
 * are in signs where these say exactly the same.
 */
export function toReadable(document: Document, { signs = true } = {}): string {
  const inSigns = (tex: string): string | null => (signs ? unicodeMath(tex) : null);
  return blocksToPlain(document, {
    bullets: true,
    gap: "\n\n",
    words: { math: (tex) => inSigns(tex) ?? `$${tex}$`, picture: pictureLabel },
    display: (tex) => inSigns(tex) ?? `$$${tex}$$`,
  });
}

const blocksToPlain = (document: Document, look: Look): string =>
  document
    .map((block) => blockToPlain(block, look))
    .filter((text) => text !== "")
    .join(look.gap);

function blockToPlain(block: Block, look: Look): string {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return inlineToPlain(block.children, look.words).trim();
    case "list":
      return lines(
        block.items.map(({ children, checked }, at) => {
          const text = blocksToPlain(children, { ...look, gap: "\n" });
          if (!look.bullets || text === "") return text;
          const mark = block.ordered ? `${block.start + at}. ` : "- ";
          const box = checked === undefined ? "" : checked ? "[x] " : "[ ] ";
          return mark + box + text.replaceAll("\n", `\n${" ".repeat(mark.length)}`);
        }),
      );
    case "code":
      return block.value;
    case "math":
      return look.display(block.tex);
    case "quote":
      return blocksToPlain(block.children, look);
    case "table":
      return lines(
        [block.header, ...block.rows].map((row) =>
          row.map((cell) => inlineToPlain(cell, look.words)).join("\t"),
        ),
      );
    case "figure":
      return inlineToPlain(block.caption, look.words);
    case "details":
      return lines([inlineToPlain(block.summary, look.words), blocksToPlain(block.children, look)]);
    case "note":
      return lines([block.title, blocksToPlain(block.children, look)]);
    case "footnotes":
      return lines(block.notes.map((note) => blocksToPlain(note.children, look)));
    case "definitions":
      return lines(
        block.items.flatMap((item) => [
          inlineToPlain(item.term, look.words),
          ...item.descriptions.map((one) => blocksToPlain(one, look)),
        ]),
      );
    case "divider":
      return "";
  }
}

const lines = (texts: readonly string[]): string => texts.filter((text) => text !== "").join("\n");
