// Posts that hold the words of a question as they were typed stand above those that hold only something like them.
import { lemma } from "../analysis/english.js";
import { family } from "../analysis/terms.js";
import { postOf } from "../index/postings.js";
import type { Scores } from "../index/scores.js";
import { limits } from "../limits.js";
import { fewHolders } from "../query/holders.js";
import { noteField, wayOf, type Lookup } from "../query/lookup.js";
import type { QueryPart } from "../query/query-parts.js";
import { partWeights, type MatchWay } from "../weights.js";

interface RankedPlace {
  readonly place: number;
  score: number;
}

export interface AsTyped {
  /** The few posts that alone hold every word; none where more do, or where each word is common. */
  readonly alone: ReadonlySet<number>;
  /**
   * Puts them above all others but titles that are the question as a whole (`isWhole`), and gives points to whatever
   * else has each of several words as it was typed.
   */
  lift<R extends RankedPlace>(list: readonly R[], isWhole: (post: R) => boolean): void;
}

/** `perPart`: how well the posts answer each part. `typing`: nobody stands alone, for the last word may go on. */
export function asTyped(
  lookup: Lookup,
  parts: readonly QueryPart[],
  perPart: readonly Scores[],
  typing: boolean,
): AsTyped {
  const answers = perPart.slice(0, parts.length);
  const words = typing ? [] : parts.map(({ raw }) => raw);
  const alone = fewHolders(lookup, words, limits.few);
  /** By part: a note tells only how a post answers best, which may be by another form of the word, or its English, in its title. */
  const wordHolders: (ReadonlySet<number> | undefined)[] = [];
  const holdsWord = (place: number, at: number, way: MatchWay): boolean => {
    const part = parts[at];
    if (part?.script !== "word" || (way !== "form" && way !== "translation")) return false;
    const held = (wordHolders[at] ??= new Set(
      Array.from(lookup.postings.read(family.word, part.text), postOf),
    ));
    return held.has(place);
  };
  const isTyped = (place: number): boolean =>
    answers.every((scores, at) => {
      if (scores.of(place) === 0) return false;
      const way = wayOf(scores.noteOf(place));
      return way === "exact" || holdsWord(place, at, way);
    });
  /** A title that answers all of several words, or has another form of one that is itself but a form, may be meant as well. */
  const mayBeMeant = (place: number): boolean =>
    answers.every(
      (scores, at) =>
        scores.of(place) > 0 &&
        noteField(scores.noteOf(place)) === "title" &&
        (parts.length > 1 || (wayOf(scores.noteOf(place)) === "form" && isForm(parts[at]?.text ?? ""))),
    );
  return {
    alone,
    lift(list, isWhole) {
      if (parts.length > 1)
        for (const post of list) if (isTyped(post.place)) post.score += partWeights.asTyped;
      if (alone.size === 0) return;
      const those = list.filter(({ place }) => alone.has(place));
      const others = list.filter(
        (post) => !alone.has(post.place) && !isWhole(post) && !mayBeMeant(post.place),
      );
      const highest = Math.max(0, ...others.map(({ score }) => score));
      const lowest = Math.min(...those.map(({ score }) => score));
      // By as much for all of them: their order stays.
      if (lowest <= highest)
        for (const post of those) post.score += highest - lowest + partWeights.asTyped * lowest;
    },
  };
}

const isForm = (word: string): boolean => lemma(word) !== word;
