// Where in a title or a sentence the words of a query stand: as written, in another form, begun, misspelt, translated, as pinyin.
import { fold, foldCase } from "../analysis/fold.js";
import { areLeads } from "../analysis/hangul.js";
import { languageOf } from "../analysis/language.js";
import { runs, type Run } from "../analysis/runs.js";
import { parseQuery } from "../query/parse-query.js";
import { queryParts, type QueryPart } from "../query/query-parts.js";
import type { Span } from "../search-index.js";
import { limits } from "../limits.js";
import { foldWithPlaces, type FoldedText } from "./fold-with-places.js";
import { FormedRun } from "./formed-run.js";
import { looksFor, type PartLooks } from "./part-looks.js";
import { once } from "./post-facts.js";
import { inChinese, inJapanese, NOWHERE, whole, type InRun } from "./where-meant.js";
import { saidInInitials } from "./where-said.js";

export interface Marker {
  readonly looks: PartLooks;
  /** Where in a text the parts stand, in whatever form: in order, never overlapping. */
  mark(text: string): readonly Span[];
}

export const where = (query: string, text: string, japaneseBlog = false): readonly Span[] =>
  createMarker(query, japaneseBlog).mark(text);

/** `japaneseBlog`: a text without kana is taken for Japanese too. What it finds in a run it remembers for other texts. */
export function createMarker(query: string, japaneseBlog: boolean): Marker {
  const parts = queryParts(parseQuery(query).text).slice(0, limits.parts);
  const looks = looksFor(parts);
  const asWritten = remembered(parts, () => looks.written);
  const misspelt = remembered(parts, () => looks.misspelt);
  const meant = remembered(
    parts,
    once(() => looks.meanings().map(inChinese())),
  );
  const meantInJapanese = remembered(
    parts,
    once(() => looks.meanings().map(inJapanese())),
  );

  return {
    looks,
    mark(text) {
      const piece = text.slice(0, limits.markedText);
      const folded = foldWithPlaces(piece, fold);
      const standing = runs(folded.text);
      const spans: Span[] = [];
      const put = (here: readonly Span[], at: number, { placeOf }: FoldedText): void => {
        for (const { from, to } of here) spans.push({ from: placeOf(at + from), to: placeOf(at + to) });
      };
      for (const run of standing) if (looks.together.has(run.text)) put([whole(run)], run.at, folded);
      const unknown = new Set(parts);
      const lookIn = (all: readonly Run[], find: FindIn, by = folded): void => {
        const known = all.flatMap((run) =>
          find(run).flatMap(({ part, here }) => {
            if (!unknown.has(part)) return [];
            put(here, run.at, by);
            return [part];
          }),
        );
        for (const part of known) unknown.delete(part);
      };
      lookIn(standing, asWritten);
      for (const part of unknown) {
        const here = apart(part, standing, folded.text);
        if (here.length > 0) unknown.delete(part);
        put(here, 0, folded);
      }
      lookIn(standing, misspelt);
      if (unknown.size === 0) return united(spans);
      const untranslated = [...unknown];
      lookIn(standing, meant);
      // The dictionary of Japanese knows its own characters only.
      if (!japaneseBlog && languageOf(text) !== "ja") return united(spans);
      for (const part of untranslated) unknown.add(part);
      const written = foldWithPlaces(piece, foldCase);
      lookIn(runs(written.text), meantInJapanese, written);
      return united(spans);
    },
  };
}

/** A part and where in a run it stands. */
interface Found {
  readonly part: QueryPart;
  readonly here: readonly Span[];
}

type FindIn = (run: Run) => readonly Found[];

/** Which of the parts stand in a run; a run that many texts have is looked at once. */
function remembered(parts: readonly QueryPart[], looks: () => readonly InRun[]): FindIn {
  const known = new Map<string, readonly Found[]>();
  return (run) => {
    let found = known.get(run.text);
    if (!found) {
      const all = looks();
      const formed = new FormedRun(run);
      found = parts
        .map((part, at) => ({ part, here: all[at]?.(formed) ?? NOWHERE }))
        .filter(({ here }) => here.length > 0);
      known.set(run.text, found);
    }
    return found;
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

const placeOf = ({ at, text }: Run): Span => ({ from: at, to: at + text.length });

/** What is no run by itself: `screentime` where a title has Screen time, initial consonants. */
function apart({ script, text }: QueryPart, standing: readonly Run[], folded: string): readonly Span[] {
  if (areLeads(text)) return saidInInitials(text, folded);
  if (script !== "word") return NOWHERE;
  return standing.flatMap((run, at) => {
    const next = standing[at + 1];
    return run.script === "word" && next?.script === "word" && run.text + next.text === text
      ? [placeOf(run), placeOf(next)]
      : [];
  });
}
