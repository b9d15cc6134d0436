// Where in a title the words of a query stand: as written, in another form, begun, misspelt, translated, as pinyin.
import { distance, sameLetters } from "../analysis/distance.js";
import { lemma, roots, stem, stemTrust } from "../analysis/english.js";
import { fold } from "../analysis/fold.js";
import { languageOf } from "../analysis/language.js";
import { readings } from "../analysis/readings.js";
import { runs, type Run } from "../analysis/runs.js";
import { chinese } from "../dictionary/chinese.js";
import type { Gloss } from "../dictionary/gloss.js";
import { japanese } from "../dictionary/japanese.js";
import { parseQuery } from "../query/parse-query.js";
import { queryParts, type Part } from "../query/query-parts.js";
import type { Span } from "../search-index.js";

/** Longer texts are no titles; the rest of one is not looked at. */
const LONGEST = 300;
const PARTS = 16;

/** In order, never overlapping. */
export function where(query: string, text: string): readonly Span[] {
  const parts = queryParts(parseQuery(query).text).slice(0, PARTS);
  const { folded, places } = foldWithPlaces(text.slice(0, LONGEST));
  const standing = placed(runs(folded), folded);
  const found = parts.flatMap((part) => {
    const literal = standing.flatMap((run) => literally(part, run));
    if (literal.length > 0) return literal;
    const misspelt = standing.flatMap((run) => (isTypo(part, run) ? [whole(run)] : []));
    return misspelt.length > 0 ? misspelt : standing.flatMap((run) => inOtherWords(part, run, text));
  });
  const spans: Span[] = [];
  for (const { from, to } of found.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const span = { from: places[from] ?? 0, to: places[to] ?? text.length };
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
function foldWithPlaces(text: string): { folded: string; places: readonly number[] } {
  let folded = "";
  const places: number[] = [];
  for (const { segment, index } of graphemes.segment(text)) {
    const piece = fold(segment);
    for (let at = 0; at < piece.length; at += 1) places.push(index);
    folded += piece;
  }
  places.push(text.length);
  return { folded, places };
}

interface Standing extends Run {
  readonly at: number;
}

function placed(all: readonly Run[], folded: string): readonly Standing[] {
  let end = 0;
  return all.map((run) => {
    const at = folded.indexOf(run.text, end);
    end = at + run.text.length;
    return { ...run, at };
  });
}

const whole = ({ at, text }: Standing): Span => ({ from: at, to: at + text.length });

function literally(part: Part, run: Standing): readonly Span[] {
  if ((part.script === "word") !== (run.script === "word")) return [];
  return run.script === "word" ? wordIn(part.text, run) : signsIn(part.text, run);
}

function wordIn(word: string, run: Standing): readonly Span[] {
  const stemmed = stem(word);
  const isForm = lemma(word) === lemma(run.text) || (stemmed === stem(run.text) && stemTrust(stemmed) > 0.7);
  if (isForm) return [whole(run)];
  const at = run.text.indexOf(word);
  if (at !== 0 && (at < 0 || word.length < 4)) return [];
  return word.length < 2 ? [] : [{ from: run.at + at, to: run.at + at + word.length }];
}

/** Whatever two signs and more in a row are the same; a single sign only when it was asked for alone. */
function signsIn(signs: string, run: Standing): readonly Span[] {
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

const isTypo = (part: Part, run: Standing): boolean => {
  const most = part.text.length < 3 ? 0 : part.text.length < 7 ? 1 : 2;
  if (part.script !== "word" || run.script !== "word" || distance(part.text, run.text, most) > most)
    return false;
  // Three letters are too few to be misspelt, unless they are the same ones.
  return part.text.length > 3 || sameLetters(part.text, run.text);
};

/** What means the same in another script, or is said so. */
function inOtherWords(part: Part, run: Standing, text: string): readonly Span[] {
  if (part.script === "word" && run.script === "han") {
    const translated = wordsOf(run, text).filter(({ glosses }) =>
      glosses.some((gloss) => means(gloss, part.text)),
    );
    return translated.length > 0 ? translated : said(part.text, run);
  }
  if (part.script !== "han" || run.script !== "word") return [];
  const asked = wordsOf({ ...part, text: part.text, at: 0 }, part.raw);
  return asked.some(({ glosses }) => glosses.some((gloss) => gloss.lemma === lemma(run.text)))
    ? [whole(run)]
    : [];
}

const means = (gloss: Gloss, word: string): boolean =>
  gloss.lemma === lemma(word) ||
  roots(word).includes(gloss.lemma) ||
  (word.length >= 4 && gloss.word.startsWith(word));

/** The dictionary words of a run, each with its English. */
function wordsOf(run: Standing, text: string): readonly (Span & { readonly glosses: readonly Gloss[] })[] {
  const isJapanese = languageOf(text) === "ja";
  let at = run.at;
  return (isJapanese ? japanese() : chinese()).segment(run.text).map((word) => {
    const from = at;
    at += word.length;
    const glosses = isJapanese ? japanese().glosses(word) : (chinese().look(word)?.glosses ?? []);
    return { from, to: at, glosses };
  });
}

/** Two and more characters in a row whose syllables are the letters; the last syllable may be unfinished. */
function said(letters: string, run: Standing): readonly Span[] {
  if (!/^[a-z]{3,}$/u.test(letters)) return [];
  const spoken = readings(run.text);
  const end = (at: number, from: number): number => {
    if (from === letters.length) return at;
    for (const syllable of spoken[at] ?? []) {
      if (letters.startsWith(syllable, from)) {
        const found = end(at + 1, from + syllable.length);
        if (found >= 0) return found;
      } else if (from > 0 && syllable.startsWith(letters.slice(from))) return at + 1;
    }
    return -1;
  };
  for (let at = 0; at < spoken.length; at += 1) {
    const to = end(at, 0);
    if (to >= at + 2) return [{ from: run.at + at, to: run.at + to }];
  }
  return [];
}
