// Divides an article into parts to read one after another, at headings where it can be.
import { inlineToSigns } from "../document/plain.js";
import { splitDocument } from "./cut.js";
import type { Block, Document, Inline, ListEntry, Table } from "../document/document.js";
import { formulasOf } from "../document/formulas.js";
import { tally } from "./tally.js";
import { weight } from "./weight.js";

/** What one message carries beside its title in every chat (4000 units in Discord, 4096 in Telegram). */
const PART = 3300;

/** A message of Discord carries ten files, and formulas may be some. */
const PICTURES = 10;

/** One part of an article. */
export interface ArticlePart {
  readonly document: Document;
  /** The blocks that stand in it, undivided; the first may be the remains of one that began in an earlier part. */
  readonly blocks: Document;
  /** Whether it begins where a block begins; else it goes on with one that was divided. */
  readonly whole: boolean;
}

/** Every block of the article stands in exactly one part; an article without text has none. */
export function partsOf(article: Document, budget = PART): readonly ArticlePart[] {
  const all = article.flatMap<Block>((block) => (block.type === "table" ? readable(block, budget) : [block]));
  const parts: ArticlePart[] = [];
  /** What is left of a block that was divided, and where the blocks behind it begin. */
  let [remains, next]: [Block | null, number] = [null, 0];
  while (remains !== null || next < all.length) {
    // No block weighs nothing, and only so many can matter here: a part costs by its own size.
    const ahead: Document = [...(remains === null ? [] : [remains]), ...all.slice(next, next + budget)];
    const near = ahead.slice(0, heavierThan(ahead, budget));
    const crowded = formulasOf(near).displays.length > PICTURES;
    const [head, tail] = splitDocument(
      near,
      (part) => weight(part) <= budget && !(crowded && formulasOf(part).displays.length > PICTURES),
    );
    // A heading right behind another one belongs to it.
    const heading =
      near.length === ahead.length && tail.length === 0
        ? -1
        : head.findLastIndex(
            (block, at) => at > 0 && block.type === "heading" && head[at - 1]?.type !== "heading",
          );
    const document =
      heading > 0 && weight(head.slice(0, heading)) >= budget / 3
        ? head.slice(0, heading)
        : // One block that cannot be divided: the chat shows what it can of it.
          head.length > 0
          ? head
          : near.slice(0, 1);
    parts.push({ document, blocks: near.slice(0, document.length), whole: remains === null });
    next += document.length - (remains === null ? 0 : 1);
    const divided = document.at(-1) !== near[document.length - 1];
    remains = divided && tail[0] !== undefined && !near.includes(tail[0]) ? tail[0] : null;
  }
  return parts;
}

/**
 * A row too heavy for a part is a list of its cells, which can be divided; the rows around it stay tables. A header
 * that would fill half a part is only said once, as a row, for it goes with every piece.
 */
function readable(table: Table, budget: number): Document {
  const { header } = table;
  if (header.some((cell) => cell.length > 0) && weight([{ ...table, rows: [] }]) > budget / 2)
    return readable({ ...table, header: header.map(() => []), rows: [header, ...table.rows] }, budget);
  const blocks: Block[] = [];
  let light: Table["rows"][number][] = [];
  for (const row of table.rows)
    if (weight([{ ...table, rows: [row] }]) <= budget) light.push(row);
    else {
      if (light.length > 0) blocks.push({ ...table, rows: light });
      light = [];
      blocks.push({ type: "list", ordered: false, start: 1, items: cellsOf(row, header) });
    }
  if (light.length > 0 || blocks.length === 0) blocks.push({ ...table, rows: light });
  return blocks;
}

const cellsOf = (row: Table["rows"][number], header: Table["header"]): ListEntry[] =>
  row.map((cell, column) => {
    const name = header[column] ?? [];
    const named: Inline[] =
      name.length > 0
        ? [
            { type: "strong", children: name },
            { type: "text", value: " " },
          ]
        : [];
    return { children: [{ type: "paragraph", children: [...named, ...cell] }] };
  });

export type Code = Extract<Block, { type: "code" }>;

/** The code block that begins at the end of a part and goes on in the next, whole; null when there is none. */
export function codeBegunIn(parts: readonly ArticlePart[], number: number): Code | null {
  const [part, next] = [parts[number - 1], parts[number]];
  if (!part || !next || next.whole) return null;
  const at = part.document.length - 1;
  // What was itself divided before is no beginning.
  if (at === 0 && !part.whole) return null;
  const block = part.blocks[at];
  return block?.type === "code" ? block : null;
}

/** Several parts that follow each other as one; `first` is the number of the first, from 1. */
export interface ArticleSpan {
  readonly first: number;
  readonly document: Document;
}

/**
 * The parts again, as many together as `fits` allows. A block that was divided between parts is whole again,
 * unless it alone is too much.
 */
export function spansOf(
  parts: readonly ArticlePart[],
  fits: (document: Document) => boolean = fitsRoomy,
): readonly ArticleSpan[] {
  const spans: ArticleSpan[] = [];
  for (let at = 0; at < parts.length;) {
    const start = parts[at];
    if (!start) break;
    let [end, document] = [at + 1, start.document];
    let joined = start.blocks;
    for (let next = at + 1; next <= parts.length; next += 1) {
      const part = parts[next];
      if (part?.whole !== false) {
        if (!fits(joined)) break;
        [end, document] = [next, joined];
      }
      joined = [...joined, ...(part?.whole === false ? part.blocks.slice(1) : (part?.blocks ?? []))];
    }
    spans.push({ first: at + 1, document });
    at = end;
  }
  return spans;
}

/**
 * What Telegram's rich message takes beside a title (Bot API 10.3: 32,768 characters, here counted as bytes to be
 * safe in either reading; 500 blocks, 50 pictures).
 */
const ROOMY = { bytes: 30_000, blocks: 450, pictures: 48 };

function fitsRoomy(document: Document): boolean {
  const { bytes, blocks, pictures } = tally(document);
  return bytes <= ROOMY.bytes && blocks <= ROOMY.blocks && pictures <= ROOMY.pictures;
}

/** So many blocks from the start that they surely weigh more than the budget: no need to look at the others. */
function heavierThan(blocks: Document, budget: number): number {
  let [sum, count] = [0, 0];
  while (count < blocks.length && sum <= budget) sum += weight(blocks.slice(count, ++count));
  return count;
}

export interface Chapter {
  readonly title: string;
  /** 1–6. */
  readonly level: number;
  /** The part it begins in, from 1. */
  readonly part: number;
}

export const chaptersOf = (parts: readonly ArticlePart[]): readonly Chapter[] =>
  parts.flatMap(({ document }, at) =>
    document
      .filter((block): block is Extract<Block, { type: "heading" }> => block.type === "heading")
      .map(({ level, children }) => ({ title: inlineToSigns(children).trim(), level, part: at + 1 })),
  );
