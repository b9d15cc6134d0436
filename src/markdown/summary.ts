// The summary of a post: the first of the places an author may write one that holds a text.
import type { Block, Document, Inline } from "../document/document.js";
import { childDocuments } from "../document/inside.js";
import { inlineToPlain, toPlain } from "../document/plain.js";
import { singleSpaced } from "../document/safe-text.js";
import { lineTree, markdownTree } from "./markdown.js";
import { withoutHidden } from "./hide.js";
import { monthOf } from "./months.js";
import { before, readBody, wordsOf, type ParsedBody, type Writing } from "./read-body.js";
import { guessedBeside } from "./template-languages.js";
import { tellingSentences } from "./telling-sentences.js";

/** More than any author writes as a summary; a marker at the end of a book is none. */
const LONGEST = 4000;
/** Length of a summary that Postern makes itself: UTF-16 units of sentences, graphemes of a paragraph without any. */
const OWN = 280;
/** Characters from the start that such a one is made of: what an article is about it says early. */
const EARLY = 3000;
/** A marker that no generator takes but that is clearly meant as one. */
const LENIENT_MARKER = /<!--+\s*more\b[^>]*?-*-->/i;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Signs that are a grapheme each, whatever stands beside them out of this set: no accents, joiners, surrogates. */
const SIMPLE =
  /^[\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0391-\u0482\u048a-\u052f\u2010-\u2027\u3001-\u3029\u3041-\u3096\u30a1-\u30fc\u3400-\u9fff\uac00-\ud7a3\uff01-\uff5e]*$/;

/** The first `limit` graphemes, ended by `…` when something was cut. */
export function cutGraphemes(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Finding graphemes takes a while and hardly any text needs it.
  if (SIMPLE.test(text.slice(0, limit + 1))) return `${text.slice(0, limit).trimEnd()}…`;
  let kept = 0;
  for (const { index } of graphemes.segment(text)) {
    if (kept === limit) return `${text.slice(0, index).trimEnd()}…`;
    kept += 1;
  }
  return text;
}

export interface SummarySources {
  /** Plain words that go before all else, taken as they stand. */
  readonly plain?: string | null;
  /** What front matter says (`excerpt`, `description`, `summary`), in Markdown: before the marker and after it. */
  readonly before: readonly (string | null)[];
  readonly after: readonly (string | null)[];
  /** The marker the generator takes. */
  readonly marker: RegExp | null;
  /** A piece of the reading's source found by the generator's own rule, instead of `marker`. */
  readonly excerpt?: string | null;
}

/** A day and no more, as blogs put it below their titles: `August 24, 2018`, `24. August 2018`, `2018-08-24`, `2018年8月24日`. */
const DAY =
  /^(?:(?<before>\p{L}{3,12})\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:\.|st|nd|rd|th)? (?:de )?(?<behind>\p{L}{3,12})\.?,? (?:de )?\d{4}|\d{4}([-/.])\d{1,2}\3\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)\.?$/u;
/** `Week 12, 2024` is no day. */
function isOnlyADay(text: string): boolean {
  const found = DAY.exec(text);
  const word = found?.groups?.["before"] ?? found?.groups?.["behind"];
  return found !== null && (word === undefined || monthOf([word]) !== undefined);
}

const tidy = (text: string): string => singleSpaced(text).trim();

/** A whole text as plain words on one line: formulas as TeX, pictures and footnotes left out. */
export const plainWords = (document: Document): string =>
  tidy(toPlain(document.filter(({ type }) => type !== "footnotes")));

function* candidates(reading: ParsedBody, sources: SummarySources, title: string): Generator<string | null> {
  yield sources.plain ?? null;
  for (const text of sources.before) yield text === null ? null : written(text, reading.writing);
  if (sources.excerpt) yield plainWords(pieceOf(sources.excerpt, reading));
  for (const marker of sources.marker === null ? [] : [sources.marker]) yield beforeMarker(reading, marker);
  for (const text of sources.after) yield text === null ? null : written(text, reading.writing);
  yield beforeMarker(reading, LENIENT_MARKER);
  const document = wordsOf(reading);
  yield tellingSentences(beginning(document), { title, limit: OWN });
  yield cutGraphemes(firstProse(document), OWN);
}

function beforeMarker(reading: ParsedBody, marker: RegExp): string | null {
  const document = before(reading, marker);
  return document && plainWords(document);
}

/** The whole blocks that a text begins with. */
function beginning(document: Document): Document {
  let signs = 0;
  const end = document.findIndex((block) => {
    const far = signs > EARLY;
    signs += toPlain([block]).length;
    return far;
  });
  return end < 0 ? document : document.slice(0, end);
}

/** Definitions of links and footnotes anywhere in a text: a piece of it needs them to show its marks as such. */
const definitionsOf = (text: string): string =>
  (text.match(/^ {0,3}\[[^\]\n]+\]:[^\n]*$/gm) ?? []).join("\n\n");

/** A piece of a reading's source, read as the whole is. */
function pieceOf(piece: string, { source, writing }: ParsedBody): Document {
  const text = piece.includes("]") && !writing.html ? `${piece}\n\n${definitionsOf(source)}` : piece;
  return wordsOf(readBody(text, { ...writing, templates: [] }));
}

/** The first prose in a piece of a reading's source; "" when it holds none. */
export const proseOf = (piece: string, reading: ParsedBody): string => firstProse(pieceOf(piece, reading));

/** The text of the first paragraph, list item or quote that is prose; "" without one. */
export function firstProse(document: Document): string {
  for (const block of document) {
    const text =
      block.type === "paragraph" && !block.children.every(({ type }) => type === "math")
        ? tidy(inlineToPlain(block.children))
        : firstProse(childDocuments(block).flatMap((inner): readonly Block[] => inner));
    if (/[\p{L}\p{N}]/u.test(text) && !isOnlyADay(text)) return text;
  }
  return "";
}

/** HTML that a line of front matter may hold; anything else between angles is meant as it stands, `Map<K, V>`. */
const NO_TAG =
  /(?<!\{\{)<(?!\/?(?:a|abbr|b|br|cite|code|del|div|em|font|i|img|ins|kbd|mark|p|q|s|small|span|strong|sub|sup|u)\b|!--)/gi;

/** Lines that begin a list, a quotation, a heading or code, in a text of several. */
const BLOCKS = /\n[ \t]*(?:[-*+>]|\d{1,3}[.)]|#{1,6}|```)[ \t]?\S|^(?:[-*+>]|#{1,6})[ \t][^\n]*\n/;

/** A mark of a footnote, which stands elsewhere; what stands apart and is no number may be a pattern, `[^abc]`. */
const FOOTNOTE = /(?:(?<=\S)\[\^[^\]\s]+\]|\[\^\d+\])(?!:)/g;

/**
 * The words of a line of front matter that is written in Markdown or HTML, whatever it hides; code keeps its ticks, by
 * which a card knows it.
 */
function written(text: string, { data, site, templates = [] }: Writing): string {
  const ticked = (inline: Inline): Inline =>
    inline.type === "code"
      ? { type: "text", value: `\`${inline.value}\`` }
      : "children" in inline
        ? { ...inline, children: inline.children.map(ticked) }
        : inline;
  // In one line a number or a dash at its start makes no list; below each other they do.
  const hasBlocks = BLOCKS.test(text.trim());
  const shown = withoutHidden(hasBlocks ? text : tidy(text), [guessedBeside(templates), "html"], data, site);
  const line = shown.replace(FOOTNOTE, "").replace(NO_TAG, "&lt;");
  const document = wordsOf({ tree: hasBlocks ? markdownTree(line) : lineTree(line) });
  return plainWords(
    document.map((block) =>
      block.type === "paragraph" ? { ...block, children: block.children.map(ticked) } : block,
    ),
  );
}

/** A string of its own: V8 keeps a whole text in memory as long as a piece of it, and summaries are kept for all posts. */
const apart = (text: string): string => Buffer.from(text).toString();

/** The summary of a post as plain text: the author's, else the sentences that say most; "" when the post holds none. */
export function summarize(reading: ParsedBody, sources: SummarySources, title = ""): string {
  for (const text of candidates(reading, sources, title))
    if (text !== null && text !== "" && !isOnlyADay(text)) return apart(cutGraphemes(text, LONGEST));
  return "";
}
