// The tables of scores that answering a question needs beside its result: made once, used anew for every question.
import { createCoverage, createScores, type Coverage, type Scores } from "../index/scores.js";
import { limits } from "../limits.js";

export interface Scratch {
  /** The parts of the question, in order. */
  readonly parts: readonly Scores[];
  /** The whole question as pinyin. */
  readonly spoken: Scores;
  /** The sum over the parts, and how much of the question each post answers. */
  readonly total: Scores;
  readonly answered: Scores;
  /** Room for so many numbers or more: what the posts scored, in the order they came. */
  readonly room: (count: number) => Float64Array;
  /** Terms that are one part together. */
  readonly covered: Coverage;
  /** What a word may be meant for: misspelt, divided. */
  readonly guesses: Scores;
  /** The English of a run: all its words, and one of them. */
  readonly translation: Scores;
  readonly oneGloss: Scores;
  /** A sense in several words, and one of these. */
  readonly sense: Scores;
  readonly wordOfSense: Scores;
  /** One of several words that a post must hold together. */
  readonly oneOfSeveral: Scores;
  /** Parts that a text may write as one word. */
  readonly together: Scores;
  /** Names in code. */
  readonly named: Scores;
}

function createRoom(): Scratch["room"] {
  let numbers = new Float64Array(1024);
  return (count) => {
    if (count > numbers.length) numbers = new Float64Array(count * 2);
    return numbers;
  };
}

export const createScratch = (): Scratch => ({
  parts: Array.from({ length: limits.parts }, createScores),
  spoken: createScores(),
  total: createScores(),
  answered: createScores(),
  room: createRoom(),
  covered: createCoverage(),
  guesses: createScores(),
  translation: createScores(),
  oneGloss: createScores(),
  sense: createScores(),
  wordOfSense: createScores(),
  oneOfSeveral: createScores(),
  together: createScores(),
  named: createScores(),
});
