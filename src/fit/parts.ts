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
  /** The article from here to its end. */
  readonly rest: Document;
  /** Whether it begins where a block begins; else it goes on with one that was divided. */
  readonly whole: boolean;
}

/** Every block of the article stands in exactly one part; an article without text has none. */
export function partsOf(article: Document, budget = PART): readonly ArticlePart[] {
  const parts: ArticlePart[] = [];
  let rest: Document = article.flatMap<Block>((block) =>
    block.type === "table" ? readable(block, budget) : [block],
  );
  let whole = true;
  /** Ends a part; what follows is `next`, which may begin with the remains of a block. */
  const end = (document: Document, next: Document): void => {
    parts.push({ document, rest, whole });
    whole = next[0] === undefined || rest.includes(next[0]);
    rest = next;
  };
  while (rest.length > 0) {
    const near = rest.slice(0, heavierThan(rest, budget));
    const crowded = formulasOf(near).displays.length > PICTURES;
    const [head, tail] = splitDocument(
      near,
      (part) => weight(part) <= budget && !(crowded && formulasOf(part).displays.length > PICTURES),
    );
    const later = rest.slice(near.length);
    if (tail.length === 0 && later.length === 0) {
      end(head, []);
      break;
    }
    // A heading right behind another one belongs to it.
    const heading = head.findLastIndex(
      (block, at) => at > 0 && block.type === "heading" && head[at - 1]?.type !== "heading",
    );
    if (heading > 0 && weight(head.slice(0, heading)) >= budget / 3)
      end(head.slice(0, heading), rest.slice(heading));
    else if (head.length > 0) end(head, [...tail, ...later]);
    // One block that cannot be divided: the chat shows what it can of it.
    else end(rest.slice(0, 1), rest.slice(1));
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

type Code = Extract<Block, { type: "code" }>;

/** The code block that begins at the end of a part and goes on in the next, whole; null when there is none. */
export function codeBegunIn(parts: readonly ArticlePart[], number: number): Code | null {
  const [part, next] = [parts[number - 1], parts[number]];
  if (!part || !next || next.whole) return null;
  const at = part.document.length - 1;
  // What was itself divided before is no beginning.
  if (at === 0 && !part.whole) return null;
  const block = part.rest[at];
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
    for (let next = at + 1; next <= parts.length; next += 1) {
      if (parts[next]?.whole === false) continue;
      const joined = start.rest.slice(0, start.rest.length - (parts[next]?.rest.length ?? 0));
      if (!fits(joined)) break;
      [end, document] = [next, joined];
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
