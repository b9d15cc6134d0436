// Whether a post answers a question, or is only the nearest there is: the share of the question that it truly holds.
import { grams } from "../analysis/grams.js";
import { family } from "../analysis/terms.js";
import { postOf } from "../index/postings.js";
import { shareOfHolders, tellingOf, type Lookup } from "../query/lookup.js";
import { languageOf } from "../query/match-han.js";
import { partWeight, type QueryPart } from "../query/query-parts.js";
import { shareMeant } from "../query/translate.js";
import type { Match } from "../search-index.js";
import { sureness } from "../points.js";
import { fieldWeight, type MatchWay } from "../weights.js";

/** @param matches by what the post at `place` was found; the scores of the parts are still in the scratch */
export function isSure(
  lookup: Lookup,
  place: number,
  parts: readonly QueryPart[],
  matches: readonly Match[],
): boolean {
  const words = new Set(parts.map(({ text }) => text));
  // The whole question: as a title, a phrase, in pinyin, misspelt.
  if (
    matches.some(
      ({ how, word, score }) =>
        how === "phrase" ||
        how === "title" ||
        (!words.has(word) && score > (how === "typo" ? sureness.misspelt : sureness.whole)),
    )
  )
    return true;
  let [held, known, all, strength] = [0, 0, 0, 0];
  for (const [index, part] of parts.entries()) {
    const weight = weightOf(lookup, part);
    const share = Math.min(1, Math.max(...matches.map((match) => evidence(lookup, place, part, match))));
    const scores = lookup.scratch.parts[index];
    all += weight;
    held += weight * share;
    // What the blog says elsewhere tells that the question is about its matters.
    known += weight * (1 - share) * Math.min(1, (scores?.best ?? 0) / sureness.knownFrom);
    strength += partWeight(part) * Math.min(1, scores?.of(place) ?? 0);
  }
  const whole = parts.length === 1 ? sureness.alone : 1;
  return (
    held >= all * sureness.nearlyAll ||
    (whole * held + sureness.known * known) / all + strength >= sureness.least
  );
}

/** What a part says of the question: what every post has says little, what no post has the most. */
function weightOf(lookup: Lookup, part: QueryPart): number {
  const { flat, rare } = sureness.telling;
  return partWeight(part) * (part.script === "word" ? flat + rare * tellingOf(lookup, part.text) : 1);
}

const isKana = (text: string): boolean => /^[\u3041-\u3096]+$/u.test(text);
const isOther: ReadonlySet<string> = new Set(["prefix", "typo"] satisfies MatchWay[]);

/** How much of a part a match shows to be there, 0 to 1. */
function evidence(
  lookup: Lookup,
  place: number,
  { script, text, raw }: QueryPart,
  { word, how, score, field }: Match,
): number {
  if (word !== text || how === "phrase") return 0;
  const standing = field === "title" ? sureness.inTitle : sureness.elsewhere;
  // The pairs of a word of kana stand in many others (ワイン: スワイプ, ライン).
  if (isKana(text) && how === "part" && score < sureness.kana * fieldWeight[field]) return 0;
  if (script !== "word" && how === "part")
    return standing * Math.min(1, shareHeld(lookup, place, text) / sureness.pairs) ** 2;
  const { trust, full } = sureness.ways[how];
  const share =
    how === "translation" && script === "han"
      ? shareMeant(lookup, place, { run: text, raw, language: languageOf(lookup, text, raw) })
      : 1;
  // Where the blog has the very word, what it is only the beginning of, or looks like, was hardly meant.
  const meant =
    isOther.has(how) && text.length < sureness.long && shareOfHolders(lookup, text) > 0 ? sureness.other : 1;
  return standing * trust * share * meant * Math.min(1, score / full) ** 2;
}

/** The share of a run's pairs of signs that a post holds. */
function shareHeld({ postings }: Lookup, place: number, run: string): number {
  const pairs = grams(run, 2);
  const held = pairs.filter((pair) =>
    postings.read(family.pair, pair).some((posting) => postOf(posting) === place),
  );
  return held.length / Math.max(1, pairs.length);
}
