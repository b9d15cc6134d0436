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
import { inChinese, inJapanese, whole, type InRun } from "./where-meant.js";
import { saidInInitials } from "./where-said.js";

export interface Marker {
  readonly parts: readonly QueryPart[];
  /** Where in a text the parts stand, in whatever form: in order, never overlapping. */
  mark(text: string): readonly Span[];
  /** Which of them stand in a text. */
  meets(text: string): ReadonlySet<QueryPart>;
}

type Fold = (text: string) => string;
/** Told of a part that stands in a text, and where from `at` on in the text as it is folded by `how`. */
type Tell = (part: QueryPart, here: readonly Span[], at: number, how: Fold) => void;

export const where = (query: string, text: string, japaneseBlog = false): readonly Span[] =>
  createMarker(query, japaneseBlog).mark(text);

/** `japaneseBlog`: a text without kana is taken for Japanese too. What it finds in a run it remembers for other texts. */
export function createMarker(query: string, japaneseBlog: boolean): Marker {
  const parts = queryParts(parseQuery(query).text).slice(0, limits.parts);
  const asWritten = remembered(parts, (part) => (run) => standsIn(part, run));
  const misspelt = remembered(parts, (part) => (run) => (isTypo(part, run) ? [whole(run)] : []));
  const meant = remembered(parts, inChinese());
  const meantInJapanese = remembered(parts, inJapanese());

  const isInJapanese = (text: string): boolean => japaneseBlog || languageOf(text) === "ja";

  const ofSyllables = parts.some(({ text }) => areLeads(text));
  const wordParts = parts.filter(({ script }) => script === "word").map(({ text }) => text);
  const pairs = new Set(parts.map(({ text }, at) => text + (parts[at + 1]?.text ?? "")));
  const near = new Map<string, boolean>();
  /** Whether a run is, or begins, any of the parts as they are written or misspelt; it is looked at once. */
  function isNear(run: Run): boolean {
    let is = near.get(run.text);
    if (is === undefined) {
      is =
        [asWritten, misspelt].some((found) => found(run).length > 0) ||
        (run.script === "word" &&
          (pairs.has(run.text) || wordParts.some((part) => part.startsWith(run.text))));
      near.set(run.text, is);
    }
    return is;
  }
  /** Whether any of the parts may stand there; what they mean is looked up last. */
  const isOfUse = (standing: readonly Run[]): boolean =>
    standing.some(isNear) || standing.some((run) => meant(run).length > 0);

  function look(text: string, foldedBy: (how: Fold) => string, tell: Tell): void {
    const folded = foldedBy(fold);
    const standing = runs(folded);
    if (!ofSyllables && !isOfUse(standing) && !isInJapanese(text)) return;
    for (const { part, next, here } of joined(parts, standing)) {
      tell(part, here, 0, fold);
      tell(next, here, 0, fold);
    }
    const unknown = new Set(parts);
    const lookIn = (all: readonly Run[], found: (run: Run) => readonly Found[], how = fold): void => {
      const known = all.flatMap((run) =>
        found(run).flatMap(({ part, here }) => {
          if (!unknown.has(part)) return [];
          tell(part, here, run.at, how);
          return [part];
        }),
      );
      for (const part of known) unknown.delete(part);
    };
    lookIn(standing, asWritten);
    for (const part of unknown) {
      const here = apart(part, standing, folded);
      if (here.length > 0) unknown.delete(part);
      tell(part, here, 0, fold);
    }
    lookIn(standing, misspelt);
    if (unknown.size === 0) return;
    const untranslated = [...unknown];
    lookIn(standing, meant);
    // The dictionary of Japanese knows its own characters only.
    if (!isInJapanese(text)) return;
    for (const part of untranslated) unknown.add(part);
    lookIn(runs(foldedBy(foldCase)), meantInJapanese, foldCase);
  }

  return {
    parts,
    mark(text) {
      const piece = text.slice(0, limits.markedText);
      const folds = new Map<Fold, ReturnType<typeof foldWithPlaces>>();
      const foldedBy = (how: Fold) => {
        const known = folds.get(how) ?? foldWithPlaces(piece, how);
        folds.set(how, known);
        return known;
      };
      const spans: Span[] = [];
      look(
        text,
        (how) => foldedBy(how).folded,
        (_, here, at, how) => {
          const place = (of: number): number => foldedBy(how).places[at + of] ?? text.length;
          for (const { from, to } of here) spans.push({ from: place(from), to: place(to) });
        },
      );
      return united(spans);
    },
    meets(text) {
      const piece = text.slice(0, limits.markedText);
      const met = new Set<QueryPart>();
      look(
        text,
        (how) => how(piece),
        (part, here) => {
          if (here.length > 0) met.add(part);
        },
      );
      // In one order, so that the same parts weigh the same wherever they stand.
      return new Set(parts.filter((part) => met.has(part)));
    },
  };
}

/** A part and where in a run it stands. */
interface Found {
  readonly part: QueryPart;
  readonly here: readonly Span[];
}

/** Which of the parts stand in a run; a run that many texts have is looked at once. */
function remembered(
  parts: readonly QueryPart[],
  lookFor: (part: QueryPart) => InRun,
): (run: Run) => readonly Found[] {
  // Most texts hold a part as it is written: what it means in other languages is then not looked up.
  let looks: readonly { readonly part: QueryPart; readonly look: InRun }[] | undefined;
  const known = new Map<string, readonly Found[]>();
  return (run) => {
    let found = known.get(run.text);
    if (!found) {
      looks ??= parts.map((part) => ({ part, look: lookFor(part) }));
      found = looks
        .map(({ part, look }) => ({ part, here: look(run) }))
        .filter(({ here }) => here.length > 0);
      known.set(run.text, found.length > 0 ? found : NOTHING);
    }
    return found;
  };
}

const NOTHING: readonly Found[] = [];

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

const placeOf = ({ at, text }: Run): Span => ({ from: at, to: at + text.length });

function standsIn(part: QueryPart, run: Run): readonly Span[] {
  if ((part.script === "word") !== (run.script === "word") || areLeads(part.text)) return [];
  return run.script === "word" ? wordIn(part.text, run) : signsIn(part.text, run);
}

/** What is no run by itself: `screentime` where a title has Screen time, initial consonants. */
function apart({ script, text }: QueryPart, standing: readonly Run[], folded: string): readonly Span[] {
  if (areLeads(text)) return saidInInitials(text, folded);
  if (script !== "word") return [];
  return standing.flatMap((run, at) => {
    const next = standing[at + 1];
    return run.script === "word" && next?.script === "word" && run.text + next.text === text
      ? [placeOf(run), placeOf(next)]
      : [];
  });
}

/** `git hub` where a title has GitHub. */
function joined(parts: readonly QueryPart[], standing: readonly Run[]) {
  return parts.flatMap((part, at) => {
    const next = parts[at + 1];
    if (part.script !== "word" || next?.script !== "word") return [];
    const here = standing.filter(({ text }) => text === part.text + next.text).map(placeOf);
    return here.length > 0 ? [{ part, next, here }] : [];
  });
}

function wordIn(word: string, run: Run): readonly Span[] {
  const stemmed = stem(word);
  const isForm =
    lemma(word) === lemma(run.text) ||
    (stemmed === stem(run.text) && stemTrust(stemmed) > settledWeights.stemTrust);
  if (isForm) return [whole(run)];
  const at = run.text.indexOf(word);
  if (at !== 0 && (at < 0 || word.length < 4)) return [];
  return word.length < 2 ? [] : [{ from: at, to: at + word.length }];
}

/** Whatever two signs and more in a row are the same; a single sign only when it was asked for alone. */
function signsIn(signs: string, run: Run): readonly Span[] {
  const found: Span[] = [];
  for (let at = 0; at < run.text.length; at += 1) {
    let length = 0;
    while (at + length < run.text.length && signs.includes(run.text.slice(at, at + length + 1))) length += 1;
    if (length < Math.min(2, signs.length)) continue;
    found.push({ from: at, to: at + length });
    at += length - 1;
  }
  return found;
}

const isTypo = (part: QueryPart, run: Run): boolean => {
  const most = part.text.length < 3 ? 0 : part.text.length < 7 ? 1 : 2;
  if (part.script !== "word" || run.script !== "word" || distance(part.text, run.text, most) > most)
    return false;
  // Three letters are too few to be misspelt, unless they are the same ones.
  return part.text.length > 3 || sameLetters(part.text, run.text);
};
