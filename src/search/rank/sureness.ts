// Whether a post answers a question, or is only the nearest there is: the share of the question that it truly holds.
import { grams } from "../analysis/grams.js";
import { family } from "../analysis/terms.js";
import { postOf } from "../index/postings.js";
import type { Lookup } from "../query/lookup.js";
import { languageOf } from "../query/match-han.js";
import type { QueryPart } from "../query/query-parts.js";
import { shareMeant } from "../query/translate.js";
import type { Match } from "../search-index.js";
import { sureness } from "../points.js";

/** @param matches by what the post at `place` was found; @param weightOf what a part says of the question */
export function isSure(
  lookup: Lookup,
  place: number,
  parts: readonly QueryPart[],
  matches: readonly Match[],
  weightOf: (part: QueryPart) => number,
): boolean {
  const words = new Set(parts.map(({ text }) => text));
  // The whole question: as a title, a phrase, in pinyin, misspelt.
  if (
    matches.some(
      ({ how, word, score }) =>
        how === "phrase" || how === "title" || (!words.has(word) && score > sureness.whole),
    )
  )
    return true;
  let [held, all] = [0, 0];
  for (const part of parts) {
    const weight = weightOf(part);
    all += weight;
    held += weight * Math.max(...matches.map((match) => evidence(lookup, place, part, match)));
  }
  return held >= all * sureness.least;
}

/** How much of a part a match shows to be there, 0 to 1. */
function evidence(
  lookup: Lookup,
  place: number,
  { script, text, raw }: QueryPart,
  { word, how, score }: Match,
): number {
  if (word !== text || how === "phrase") return 0;
  if (script !== "word" && how === "part")
    return Math.min(1, shareHeld(lookup, place, text) / sureness.pairs);
  const { trust, full } = sureness.ways[how];
  const share =
    how === "translation" && script === "han"
      ? shareMeant(lookup, place, { run: text, raw, language: languageOf(lookup, text, raw) })
      : 1;
  return trust * share * Math.min(1, score / full) ** 2;
}

/** The share of a run's pairs of signs that a post holds. */
function shareHeld({ postings }: Lookup, place: number, run: string): number {
  const pairs = grams(run, 2);
  const held = pairs.filter((pair) =>
    postings.of(family.pair, pair).some((posting) => postOf(posting) === place),
  );
  return held.length / Math.max(1, pairs.length);
}
