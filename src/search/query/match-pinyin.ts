// A query in Latin letters as pinyin: whole syllables or the initials of a title's characters.
import { grams } from "../analysis/grams.js";
import { syllablesBeginning } from "../analysis/pinyin-syllables.js";
import { family } from "../analysis/terms.js";
import type { Postings } from "../index/postings.js";
import type { Scores } from "../index/scores.js";
import { limits } from "../limits.js";
import { covers, soundMeets } from "../weights.js";
import { ask, askAll, type Lookup } from "./lookup.js";

interface Division {
  readonly syllables: readonly string[];
  /** The letters of a last syllable that is not typed out yet. */
  readonly begun: string;
}

/** The divisions of `letters` into syllables that some post has, and behind them those whose last is only begun. */
function divisions(postings: Postings, letters: string): readonly Division[] {
  const found: Division[] = [];
  const unfinished: Division[] = [];
  let steps = 0;
  const divide = (at: number, before: readonly string[]): void => {
    steps += 1;
    if (found.length >= limits.divisions || steps > limits.divisionSteps) return;
    if (at === letters.length) {
      found.push({ syllables: before, begun: "" });
      return;
    }
    const rest = letters.slice(at);
    if (before.length > 0 && rest.length <= limits.syllableBegun && unfinished.length < limits.divisions)
      if (syllablesBeginning(rest).length > 0) unfinished.push({ syllables: before, begun: rest });
    for (let length = Math.min(6, letters.length - at); length >= 1; length -= 1) {
      const syllable = letters.slice(at, at + length);
      if (postings.count(family.syllable, syllable) > 0) divide(at + length, [...before, syllable]);
    }
  };
  divide(0, []);
  return [...found, ...unfinished].slice(0, limits.divisions);
}

export interface Pinyin {
  /** Letters only, `v` and `ü` as `u`; empty when the query cannot be pinyin. */
  readonly letters: string;
  readonly divisions: readonly Division[];
}

export function readPinyin(lookup: Lookup, folded: string): Pinyin {
  const plain = folded.trim();
  const letters = plain.replace(/[^a-z]+/gu, "").replaceAll("v", "u");
  if (
    lookup.table.languages.zh === 0 ||
    !/^[a-z\s']+$/u.test(plain) ||
    letters.length > limits.pinyinLetters ||
    letters.length === 0
  )
    return { letters: "", divisions: [] };
  return {
    letters,
    divisions:
      letters.length < 3 ? [{ syllables: [letters], begun: "" }] : divisions(lookup.postings, letters),
  };
}

export function matchPinyin(
  lookup: Lookup,
  { letters, divisions }: Pinyin,
  spaced: boolean,
  scores: Scores,
): void {
  for (const { syllables, begun } of divisions) {
    if (begun) matchBegun(lookup, syllables.at(-1) ?? "", begun, scores);
    if (syllables.length === 1) {
      if (begun) continue;
      ask(lookup, scores, soundMeets.syllable, syllables[0] ?? "");
      if (letters.length < 3)
        for (const whole of syllablesBeginning(letters)) ask(lookup, scores, soundMeets.syllableBegun, whole);
      continue;
    }
    const pairs = syllables.slice(1).map((syllable, at) => `${syllables[at]} ${syllable}`);
    askAll(lookup, scores, covers.syllables, pairs);
  }
  if (spaced || letters.length < 3 || letters.length > limits.initialsLetters) return;
  askAll(lookup, scores, covers.initials, grams(letters, 3));
}

/** `shum`: any two syllables of which the second begins so. Of more syllables the whole ones count besides. */
function matchBegun(lookup: Lookup, before: string, begun: string, scores: Scores): void {
  for (const next of syllablesBeginning(begun))
    ask(lookup, scores, soundMeets.syllablesBegun, `${before} ${next}`);
}
