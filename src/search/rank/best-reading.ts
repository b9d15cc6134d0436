// Answers a question as it was typed, and where nothing fits that, as it may be meant.
import { grams } from "../analysis/grams.js";
import { readOtherwise, type KnownWords } from "../analysis/second-readings.js";
import { family } from "../analysis/terms.js";
import type { Lookup } from "../query/lookup.js";
import type { Hit } from "../search-index.js";
import { limits } from "../limits.js";
import { readingWeights } from "../points.js";

export interface ReadQuestion {
  /** The question as it was taken. */
  readonly question: string;
  readonly hits: readonly Hit[];
}

/** The answer to the question itself, unless that is none, a guess or only sounds so, and another reading has a better one. */
export function bestReading(
  lookup: Lookup,
  question: string,
  answer: (question: string) => readonly Hit[],
): ReadQuestion {
  let best: ReadQuestion = { question, hits: answer(question) };
  if (trustIn(best.hits) === CERTAIN) return best;
  for (const reading of readOtherwise(question, wordsOf(lookup)).slice(0, limits.readings)) {
    const hits = answer(reading);
    if (isBetter(hits, best.hits)) best = { question: reading, hits };
  }
  return best;
}

const CERTAIN = 2;

/** How far an answer can be trusted: 0 for none and a guess, 1 where it only sounds so or is misspelt. */
const trustIn = ([first]: readonly Hit[]): number =>
  !first || first.isGuess ? 0 : readingWeights.doubted.has(first.matches[0]?.how ?? "") ? 1 : CERTAIN;

/** What another reading only sounds like, or is a misspelling of, is two guesses: better than nothing alone. */
function isBetter(other: readonly Hit[], found: readonly Hit[]): boolean {
  const [trust, before] = [trustIn(other), trustIn(found)];
  if (trust < CERTAIN) return found.length === 0;
  if (trust !== before) return true;
  return (other[0]?.score ?? 0) > (found[0]?.score ?? 0) + readingWeights.margin;
}

const wordsOf = ({ names, words, postings }: Lookup): KnownWords => ({
  has: (word) =>
    /^[\uac00-\ud7a3]/u.test(word)
      ? grams(word, 2).every((pair) => postings.count(family.pair, pair) > 0)
      : postings.count(family.word, word) > 0,
  begins: (start) => names.beginning(start, 1).length > 0 || words.beginning(start, 1).length > 0,
});
