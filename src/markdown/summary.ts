// The summary of a post: the first of the places an author may write one that holds a text.
import { parseHtml, parseMarkdown } from "./markdown.js";
import { tellingSentences } from "./telling-sentences.js";
import type { Typography } from "../document/typography.js";
import { beginningOf, firstParagraph, textBefore, textOfHtml, textOfMarkdown, tidy } from "./plain-text.js";

/** More than any author writes as a summary; a marker at the end of a book is none. */
const LONGEST = 4000;
/** Length of a summary that Postern makes itself: UTF-16 units of sentences, graphemes of a paragraph without any. */
const OWN = 280;
/** Characters from the start that such a one is made of: what an article is about it says early. */
const EARLY = 3000;
/** A base for its pictures, so that these are known as such and their captions too; no address is shown. */
const ANYWHERE = "https://blog.invalid/";
/** A marker that no generator takes but that is clearly meant as one. */
const LENIENT_MARKER = /<!--+\s*more\b[^>]*?-*-->/i;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Signs that are a grapheme each, whatever stands beside them out of this set: no accents, joiners, surrogates. */
const SIMPLE =
  /^[\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0391-\u0482\u048a-\u052f\u2010-\u2027\u3001-\u3029\u3041-\u3096\u30a1-\u30fc\u3400-\u9fff\uac00-\ud7a3\uff01-\uff5e]*$/;

/** The first `limit` graphemes, ended by `…` when something was cut. */
export function cutText(text: string, limit: number): string {
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
  /** What front matter says (`excerpt`, `description`, `summary`) as plain text or HTML: before the marker and after it. */
  readonly before: readonly (string | null)[];
  readonly after: readonly (string | null)[];
  /** The marker the generator takes. */
  readonly marker: RegExp | null;
  readonly typography: Typography;
  /** Whether the body is HTML. */
  readonly html?: boolean;
  readonly mdx?: boolean;
  /** Text before the marker found by the generator's own rule, instead of `marker`. */
  readonly excerpt?: string | null;
}

function* candidates(body: string, sources: SummarySources, title: string): Generator<string | null> {
  for (const text of sources.before) yield text === null ? null : written(text);
  const { typography } = sources;
  const html = sources.html === true;
  if (sources.excerpt !== undefined && sources.excerpt !== null)
    yield html ? tidy(textOfHtml(sources.excerpt)) : textOfMarkdown(sources.excerpt, typography, body);
  if (sources.marker)
    yield html ? htmlBefore(body, sources.marker) : textBefore(body, sources.marker, typography);
  for (const text of sources.after) yield text === null ? null : written(text);
  yield html ? htmlBefore(body, LENIENT_MARKER) : textBefore(body, LENIENT_MARKER, typography);
  yield extract(body, sources, title);
  yield cutText(html ? tidy(textOfHtml(body.slice(0, 20_000))) : firstParagraph(body, typography), OWN);
}

/** The sentences that say most of the article's beginning, whole; "" where it has none. */
function extract(body: string, { html, mdx, typography }: SummarySources, title: string): string {
  const document = html
    ? parseHtml(body.slice(0, EARLY), ANYWHERE)
    : parseMarkdown(beginningOf(body, EARLY), { base: ANYWHERE, typography, mdx: mdx === true });
  return tellingSentences(document, { title, limit: OWN });
}

/** A summary in front matter: no Markdown, but some write HTML there. */
const written = (text: string): string =>
  tidy(/<\/?(?:p|b|i|a|br|em|strong|span|div)\b[^<>]*>/i.test(text) ? textOfHtml(text) : text);

function htmlBefore(body: string, marker: RegExp): string | null {
  const at = body.search(marker);
  return at < 0 ? null : tidy(textOfHtml(body.slice(0, at)));
}

/** The summary of a post as plain text: the author's, else the sentences that say most; "" when the post holds none. */
export function summarize(body: string, sources: SummarySources, title = ""): string {
  for (const text of candidates(body, sources, title))
    if (text !== null && text !== "") return cutText(text, LONGEST);
  return "";
}
