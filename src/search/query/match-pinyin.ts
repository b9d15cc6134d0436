// A query in Latin letters as pinyin: whole syllables or the initials of a title's characters.
import { family } from "../analysis/terms.js";
import type { Postings } from "../index/postings.js";
import type { Scores } from "../index/scores.js";
import { cover, ask, type Lookup } from "./lookup.js";

/** Ways to divide letters into syllables that are tried; xian is xian and xi an. */
const DIVISIONS = 12;
const LONGEST = 48;

/** Every division of `letters` into syllables that some post has. */
function divisions(postings: Postings, letters: string): readonly (readonly string[])[] {
  const found: string[][] = [];
  let steps = 0;
  const divide = (at: number, before: readonly string[]): void => {
    steps += 1;
    if (found.length >= DIVISIONS || steps > 400) return;
    if (at === letters.length) {
      found.push([...before]);
      return;
    }
    for (let length = Math.min(6, letters.length - at); length >= 1; length -= 1) {
      const syllable = letters.slice(at, at + length);
      if (postings.of(family.syllable, syllable).length > 0) divide(at + length, [...before, syllable]);
    }
  };
  divide(0, []);
  return found;
}

export interface Pinyin {
  /** Letters only, `v` and `ü` as `u`; empty when the query cannot be pinyin. */
  readonly letters: string;
  readonly divisions: readonly (readonly string[])[];
}

export function readPinyin(lookup: Lookup, folded: string): Pinyin {
  const plain = folded.trim();
  const letters = plain.replace(/[^a-z]+/gu, "").replaceAll("v", "u");
  if (
    lookup.languages.zh === 0 ||
    !/^[a-z\s']+$/u.test(plain) ||
    letters.length > LONGEST ||
    letters.length < 2
  )
    return { letters: "", divisions: [] };
  return { letters, divisions: letters.length < 3 ? [[letters]] : divisions(lookup.postings, letters) };
}

export function matchPinyin(
  lookup: Lookup,
  { letters, divisions }: Pinyin,
  spaced: boolean,
  scores: Scores,
): void {
  for (const syllables of divisions) {
    if (syllables.length === 1) {
      ask(lookup, scores, family.syllable, syllables[0] ?? "", 0.6, "pinyin");
      continue;
    }
    const pairs = syllables.slice(1).map((syllable, at) => `${syllables[at]} ${syllable}`);
    cover(lookup, scores, family.syllables, pairs, { quality: 0.9, least: 0.5, way: "pinyin" });
  }
  if (spaced || letters.length < 3 || letters.length > 12) return;
  const triples = Array.from({ length: letters.length - 2 }, (_, at) => letters.slice(at, at + 3));
  cover(lookup, scores, family.initials, triples, { quality: 0.7, least: 0.6, way: "initials" });
}
