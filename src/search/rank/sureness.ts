// Whether a post answers a question, or is only the nearest there is: the share of the question that it truly holds.
import { sameLetters } from "../analysis/distance.js";
import { grams } from "../analysis/grams.js";
import { isKindOfText } from "../analysis/kinds-of-text.js";
import { family, type Family } from "../analysis/terms.js";
import { postOf } from "../index/postings.js";
import { seldom, shareOfHolders, tellingOf, type Lookup } from "../query/lookup.js";
import { languageOf, misheard } from "../query/match-han.js";
import { partWeight, type QueryPart } from "../query/query-parts.js";
import { shareMeant, shareOfWord } from "../query/translate.js";
import { european } from "../dictionary/european.js";
import type { European } from "../dictionary/european-forms.js";
import { synonymsOf } from "../dictionary/synonyms.js";
import { limits } from "../limits.js";
import type { Hit, Match } from "../search-index.js";
import { sureness } from "../points.js";
import { fieldWeight, rarityWeights, type MatchWay } from "../weights.js";

interface RankedPost extends Pick<Hit, "score" | "matches"> {
  readonly place: number;
}

/** `found`: a post at its place, its score, and by what it was found. `language`: the European one of the question. */
export function isSure(
  lookup: Lookup,
  parts: readonly QueryPart[],
  { place, score, matches }: RankedPost,
  language: European | null,
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
  let [held, unknown, all] = [0, 0, 0];
  let isNamed = false;
  for (const part of things(parts)) {
    const weight = weightOf(lookup, part);
    const shown = matches.map((match) => evidence({ lookup, place, language }, part, match));
    const most = Math.min(1, Math.max(...shown));
    all += weight;
    held += weight * most;
    if (part.script !== "word") continue;
    const holders = lookup.postings.count(family.word, part.text);
    if (holders === 0 && most < sureness.doubted) unknown += weight;
    isNamed ||= holders <= seldom(lookup) && matches.some((match) => isInTitle(part, match));
  }
  const share = held / all;
  if (share < sureness.leastHeld) return false;
  // A few posts name few things, so that what they do not name tells nothing.
  const isUnknown = lookup.table.size() >= rarityWeights.few && unknown > sureness.unknown * all;
  if (isUnknown && !isNamed) return false;
  return sureness.held * share + Math.log(score + sureness.none) >= sureness.least;
}

/** The parts that ask for a thing: what kind of text it is wanted in shows neither that a post answers nor that none does. */
function things(parts: readonly QueryPart[]): readonly QueryPart[] {
  const left = parts.filter(({ text }) => !isKindOfText(text));
  return left.length > 0 ? left : parts;
}

const isInTitle = ({ text }: QueryPart, { word, how, field }: Match): boolean =>
  word === text && field === "title" && (how === "exact" || how === "form");

/** What a part says of the question: what every post has says little, what no post has the most. */
function weightOf(lookup: Lookup, part: QueryPart): number {
  const { flat, rare } = sureness.telling;
  return partWeight(part) * (part.script === "word" ? flat + rare * tellingOf(lookup, part.text) : 1);
}

const isKana = (text: string): boolean => /^[\u3041-\u3096]+$/u.test(text);
const isOther: ReadonlySet<string> = new Set(["prefix", "typo"] satisfies MatchWay[]);

interface AskedOf {
  readonly lookup: Lookup;
  readonly place: number;
  /** The European language that the question is in. */
  readonly language: European | null;
}

/** How much of a part a match shows to be there, 0 to 1. */
function evidence(
  { lookup, place, language }: AskedOf,
  { script, text, raw }: QueryPart,
  { word, how, score, field }: Match,
): number {
  if (word !== text || how === "phrase") return 0;
  const standing = field === "title" ? sureness.inTitle : sureness.elsewhere;
  // The pairs of a word of kana stand in many others (ワイン: スワイプ, ライン).
  if (isKana(text) && how === "part" && score < sureness.kana * fieldWeight[field]) return 0;
  if (script !== "word" && how === "part")
    return standing * Math.min(1, shareHeld(lookup, place, text) / sureness.pairs) ** 2;
  const { trust, full: always } = sureness.ways[how];
  if (how === "typo" && script === "word" && isWord(text, language)) return 0;
  const full =
    how === "typo" && isSurelyMisspelt(lookup, place, text) ? sureness.surelyMisspelt.full : always;
  const share = how !== "translation" ? 1 : shareSaid();
  // Where the blog has the very word, what it is only the beginning of, or looks like, was hardly meant.
  const meant =
    isOther.has(how) && text.length < sureness.long && shareOfHolders(lookup, text) > 0 ? sureness.other : 1;
  return standing * trust * share * meant * Math.min(1, score / full) ** 2;

  function shareSaid(): number {
    if (script === "han")
      return shareMeant(lookup, place, { run: text, raw, language: languageOf(lookup, text, raw) });
    return script === "word" && language ? shareOfWord(lookup, place, text, language) : 1;
  }
}

/** Whether a dictionary knows a word: it is not misspelt, and nothing that only looks like it was meant. */
const isWord = (word: string, language: European | null): boolean =>
  synonymsOf(word).length > 0 ||
  (european.isRead() &&
    (european().isEnglish(word) || (language !== null && european().knows(word, language))));

/** Whether a post has a long word with a letter more or less, or two that changed places: another letter makes another word (contention). */
function isSurelyMisspelt(lookup: Lookup, place: number, word: string): boolean {
  if (word.length < sureness.surelyMisspelt.letters) return false;
  return lookup.words
    .near(word, 1, limits.typoWords)
    .filter(({ word: other }) => other.length !== word.length || sameLetters(word, other))
    .some(({ word: other }) =>
      lookup.postings.read(family.word, other).some((posting) => postOf(posting) === place),
    );
}

/** The share of a run's pairs of signs that a post holds; those that many posts hold (今天) say less. */
function shareHeld(lookup: Lookup, place: number, run: string): number {
  let [held, all] = [0, 0];
  const said = misheard(lookup, run);
  const isHeld = (kind: Family, term: string): boolean =>
    lookup.postings.read(kind, term).some((posting) => postOf(posting) === place);
  for (const pair of grams(run, 2)) {
    const telling = tellingOf(lookup, pair, family.pair);
    const sound = said && lookup.postings.count(family.pair, pair) === 0 ? said(pair) : undefined;
    all += telling;
    if (isHeld(family.pair, pair) || (sound && isHeld(...sound))) held += telling;
  }
  return all === 0 ? 0 : held / all;
}
