// A Reply as a rich message: headings, tables, formulas and pictures as Telegram itself draws them.
import type { InputRichMessage } from "@grammyjs/types";
import { paragraph, text } from "../../../document/builders.js";
import type { Block, Document, Inline } from "../../../document/document.js";
import { childDocuments, inlinesOf } from "../../../document/inside.js";
import { pictureAt } from "../../../document/picture.js";
import { toPlain } from "../../../document/plain.js";
import { unicodeMath } from "../../../document/unicode-math.js";
import type { Locale } from "../../../locale/locale.js";
import type { Card, SealedReply } from "../../../reply/reply.js";
import { cardMeta, cardNotes, shortLine, LONGEST_TITLE } from "../card-lines.js";
import { richBlocks } from "./blocks.js";
import type { RichBlock, RichContext } from "./inline.js";
import { MOST_CHARS, MessageBudget } from "./message-budget.js";

/** `always`: also where plain HTML says the same. */
export type Wish = "where-better" | "always";

/** Which of its pictures a message shows, by address; the others are linked. */
export type Shows = (url: string) => boolean;

/** Told at the end of a message that does not hold everything. */
const END = "…";

/** Whether a rich message would show what HTML cannot. Lists and remarks look alike in both. */
export function worthRich(reply: SealedReply, wish: Wish): boolean {
  if (reply.list && reply.list.length > 0) return false;
  if (reply.article) return true;
  if (!reply.card) return false;
  const { url, cover, summary } = reply.card;
  // The preview of the link shows the cover; without a link there is none.
  return wish === "always" || (url === null && cover !== null) || summary.some(beyondHtml);
}

/** Whether HTML can show a block only as something else: a formula as its source, a table as text. */
const beyondHtml = (block: Block): boolean =>
  block.type === "table" ||
  block.type === "figure" ||
  (block.type === "math" && unicodeMath(block.tex) === null) ||
  inlinesOf(block).some((run) => run.some(inlineBeyondHtml)) ||
  childDocuments(block).some((inner) => inner.some(beyondHtml));

const inlineBeyondHtml = (inline: Inline): boolean =>
  inline.type === "math"
    ? unicodeMath(inline.tex) === null
    : "children" in inline && inline.children.some(inlineBeyondHtml);

/** A Reply with its article in the place of the part of it that smaller messages show. */
export function withArticle(reply: SealedReply): SealedReply {
  const { article, page: _, ...rest } = reply;
  return article ? { ...rest, ...article } : reply;
}

/** Of what `withArticle` gives. Null when nothing in it can be seen. */
export function richMessage(
  reply: SealedReply,
  locale: Locale,
  shows: Shows,
): InputRichMessage<string> | null {
  const { body = [], page } = reply;
  const parts: Document = [
    ...(reply.title ? [heading(1, text(shortLine(reply.title, LONGEST_TITLE)))] : []),
    ...body,
    ...(reply.card ? cardDocument(reply.card) : []),
  ];
  const { blocks, room } = write(parts, shows, notesOf(body));
  if (blocks.length === 0) return null;
  const footer = page ? shortLine(locale.say.pageOf(page.number, page.count), 60) : "";
  const end: RichBlock[] = room.full
    ? [{ type: "footer", text: END }]
    : footer && room.blocks()
      ? [{ type: "footer", text: room.text(footer) }]
      : [];
  return {
    blocks: [...blocks, ...end],
    // What stands in a post must neither ping nor link by itself.
    skip_entity_detection: true,
    ...(isRightToLeft(parts) && { is_rtl: true }),
  };
}

/** Marks of footnotes that did not find room lead nowhere: then it is written once more without them. */
function write(parts: Document, shows: Shows, notes: ReadonlyMap<string, string>) {
  const scope: RichContext = {
    room: new MessageBudget(MOST_CHARS - END.length),
    shows,
    notes,
    written: new Set(),
  };
  const blocks = richBlocks(parts, scope);
  const lost = Array.from(notes.values()).some((name) => !scope.written.has(name));
  if (!lost) return { blocks, room: scope.room };
  return write(parts, shows, new Map(Array.from(notes).filter(([, name]) => scope.written.has(name))));
}

const heading = (level: number, ...children: readonly Inline[]): Block => ({
  type: "heading",
  level,
  children,
});

function cardDocument(card: Card): Document {
  const title = text(shortLine(card.title, LONGEST_TITLE) || "…");
  const meta = cardMeta(card);
  const notes = cardNotes(card);
  const cover = card.cover === null ? null : pictureAt(card.cover);
  return [
    ...(cover ? [{ type: "figure" as const, url: cover.url, alt: "", caption: [] }] : []),
    heading(3, card.url === null ? title : { type: "link", url: card.url, children: [title] }),
    ...(meta ? [paragraph(meta)] : []),
    ...(notes ? [paragraph({ type: "emphasis", children: [text(notes)] })] : []),
    ...(card.summary.length > 0 ? [{ type: "quote" as const, children: card.summary }] : []),
  ];
}

/** A name for each footnote, so that its mark in the text can lead to it. */
function notesOf(body: Document): ReadonlyMap<string, string> {
  const labels = body.flatMap((block) =>
    block.type === "footnotes" ? block.notes.map(({ label }) => label) : [],
  );
  return new Map(labels.map((label, at) => [label, `note-${at + 1}`]));
}

/** Whether the first letter belongs to a script that is written from right to left. */
const isRightToLeft = (document: Document): boolean =>
  /^\P{L}*[\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/u.test(
    toPlain(document.slice(0, 4)).slice(0, 4000),
  );
