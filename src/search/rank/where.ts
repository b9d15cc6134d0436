// Where in a title or a sentence the words of a query stand: as written, in another form, begun, misspelt, translated, as pinyin.
import { distance, sameLetters } from "../analysis/distance.js";
import { lemma, stem, stemTrust } from "../analysis/english.js";
import { fold, foldCase } from "../analysis/fold.js";
import { areLeads } from "../analysis/hangul.js";
import { languageOf } from "../analysis/language.js";
import { runs, type Run } from "../analysis/runs.js";
import { parseQuery } from "../query/parse-query.js";
import { queryParts, type QueryPart } from "../query/query-parts.js";
import type { Span } from "../search-index.js";
import { limits } from "../limits.js";
import { settledWeights } from "../weights.js";
import { inOtherWords, japaneseWordsOf, meaning, verbIn, whole } from "./where-meant.js";
import { kanaAsked, saidInInitials, saidInJapanese, type RunAt } from "./where-said.js";

/** What of a question stands in a text. */
export interface Marking {
  /** In order, never overlapping. */
  readonly spans: readonly Span[];
  /** Those of the question's parts that stand there in whatever form. */
  readonly met: ReadonlySet<QueryPart>;
}

export interface Marker {
  readonly parts: readonly QueryPart[];
  mark(text: string): Marking;
}

export const where = (query: string, text: string, japaneseBlog = false): readonly Span[] =>
  createMarker(query, japaneseBlog).mark(text).spans;

/** `japaneseBlog`: a text without kana is taken for Japanese too. */
export function createMarker(query: string, japaneseBlog: boolean): Marker {
  const parts = queryParts(parseQuery(query).text).slice(0, limits.parts);
  return {
    parts,
    mark(text) {
      const { folded, standing, inText } = read(text, fold);
      const spans: Span[] = [];
      const met = new Set<QueryPart>();
      const found = (part: QueryPart, here: readonly Span[]): void => {
        if (here.length > 0) met.add(part);
        spans.push(...here);
      };
      for (const { part, next, here } of joined(parts, standing)) {
        found(part, here.map(inText));
        met.add(next);
      }
      const unknown: QueryPart[] = [];
      for (const part of parts) {
        const asWritten = literal(part, standing, folded);
        const here = asWritten.length > 0 ? asWritten : misspelt(part, standing);
        found(part, here.map(inText));
        if (here.length === 0) unknown.push(part);
      }
      for (const part of unknown) found(part, inOtherWords(part, standing).map(inText));
      if (unknown.length > 0 && (japaneseBlog || languageOf(text) === "ja")) inJapanese(unknown, text, found);
      return { spans: united(spans), met };
    },
  };
}

/** A text folded, its runs and where they stand, and places in the fold as places in the text. */
function read(text: string, how: (piece: string) => string) {
  const { folded, places } = foldWithPlaces(text.slice(0, limits.markedText), how);
  return {
    folded,
    standing: placed(runs(folded), folded),
    inText: ({ from, to }: Span): Span => ({ from: places[from] ?? 0, to: places[to] ?? text.length }),
  };
}

function united(all: readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  for (const span of all.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    // A part of a sign alone (folding takes some apart) is nothing to mark.
    if (span.to <= span.from) continue;
    const last = spans.at(-1);
    if (last && span.from <= last.to)
      spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else spans.push(span);
  }
  return spans;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A folded text, and for each of its units (and its end) the place it comes from. */
function foldWithPlaces(
  text: string,
  how: (piece: string) => string,
): { folded: string; places: { readonly [at: number]: number } } {
  if (/^[\0-\x7f]*$/.test(text)) return { folded: how(text), places: Array.from(text, (_, at) => at) };
  let folded = "";
  const places: number[] = [];
  for (const { segment, index } of graphemes.segment(text)) {
    const piece = how(segment);
    for (let at = 0; at < piece.length; at += 1) places.push(index);
    folded += piece;
  }
  places.push(text.length);
  return { folded, places };
}

function placed(all: readonly Run[], folded: string): readonly RunAt[] {
  let end = 0;
  return all.map((run) => {
    const at = folded.indexOf(run.text, end);
    end = at + run.text.length;
    return { ...run, at };
  });
}

/** The part as it stands there, in whatever form, together or apart. */
function literal(part: QueryPart, standing: readonly RunAt[], folded: string): readonly Span[] {
  if (areLeads(part.text)) return saidInInitials(part.text, folded);
  const found = standing.flatMap((run) => {
    if ((part.script === "word") !== (run.script === "word")) return [];
    return run.script === "word" ? wordIn(part.text, run) : signsIn(part.text, run);
  });
  return found.length > 0 || part.script !== "word" ? found : apart(part.text, standing);
}

/** `screentime` where a title has Screen time. */
function apart(word: string, standing: readonly RunAt[]): readonly Span[] {
  return standing.flatMap((run, at) => {
    const next = standing[at + 1];
    return run.script === "word" && next?.script === "word" && run.text + next.text === word
      ? [whole(run), whole(next)]
      : [];
  });
}

/** `git hub` where a title has GitHub. */
function joined(parts: readonly QueryPart[], standing: readonly RunAt[]) {
  return parts.flatMap((part, at) => {
    const next = parts[at + 1];
    if (part.script !== "word" || next?.script !== "word") return [];
    const here = standing.filter(({ text }) => text === part.text + next.text).map(whole);
    return here.length > 0 ? [{ part, next, here }] : [];
  });
}

const misspelt = (part: QueryPart, standing: readonly RunAt[]): readonly Span[] =>
  standing.flatMap((run) => (isTypo(part, run) ? [whole(run)] : []));

function wordIn(word: string, run: RunAt): readonly Span[] {
  const stemmed = stem(word);
  const isForm =
    lemma(word) === lemma(run.text) ||
    (stemmed === stem(run.text) && stemTrust(stemmed) > settledWeights.stemTrust);
  if (isForm) return [whole(run)];
  const at = run.text.indexOf(word);
  if (at !== 0 && (at < 0 || word.length < 4)) return [];
  return word.length < 2 ? [] : [{ from: run.at + at, to: run.at + at + word.length }];
}

/** Whatever two signs and more in a row are the same; a single sign only when it was asked for alone. */
function signsIn(signs: string, run: RunAt): readonly Span[] {
  const found: Span[] = [];
  for (let at = 0; at < run.text.length; at += 1) {
    let length = 0;
    while (at + length < run.text.length && signs.includes(run.text.slice(at, at + length + 1))) length += 1;
    if (length < Math.min(2, signs.length)) continue;
    found.push({ from: run.at + at, to: run.at + at + length });
    at += length - 1;
  }
  return found;
}

const isTypo = (part: QueryPart, run: RunAt): boolean => {
  const most = part.text.length < 3 ? 0 : part.text.length < 7 ? 1 : 2;
  if (part.script !== "word" || run.script !== "word" || distance(part.text, run.text, most) > most)
    return false;
  // Three letters are too few to be misspelt, unless they are the same ones.
  return part.text.length > 3 || sameLetters(part.text, run.text);
};

/** The same in a Japanese title, whose dictionary knows its own characters only. */
function inJapanese(
  parts: readonly QueryPart[],
  text: string,
  found: (part: QueryPart, here: readonly Span[]) => void,
): void {
  const { standing, inText } = read(text, foldCase);
  const titleRuns = standing
    .filter(({ script }) => script === "han")
    .map((run) => ({ run, words: japaneseWordsOf(run) }));
  for (const part of parts) {
    const kana = kanaAsked(part.text);
    const here = titleRuns.flatMap(({ run, words }) => {
      const translated = part.script === "word" ? meaning(part.text, words) : [];
      if (translated.length > 0) return translated;
      return kana ? saidInJapanese(kana, run) : verbIn(part.raw, run);
    });
    found(part, here.map(inText));
  }
}
