// One Latin word as Japanese or Korean would say it, and the initial consonants of Hangul, against the index.
import { lemma } from "../analysis/english.js";
import { grams } from "../analysis/grams.js";
import { romaji } from "../analysis/kana.js";
import { skeletons } from "../analysis/loan-words.js";
import { kanaOf, shortKana } from "../analysis/romaji.js";
import { family } from "../analysis/terms.js";
import type { Scores } from "../index/scores.js";
import { ask, cover, type Lookup } from "./lookup.js";

/** What Japanese is worth that is also a word the blog knows: `make`, `sake`. */
const DOUBTED = 0.4;

/** What the sound of a loan word is worth that some text has in its own letters: `based` is hardly to be heard. */
const WRITTEN = 0.6;

/** Romanised Japanese and Korean, and the sound of a loan word. `settled`: the blog knows the word as it stands. */
export function matchSounds(lookup: Lookup, word: string, settled: boolean, scores: Scores): void {
  const isWritten = lookup.postings.of(family.word, word).length > 0;
  ask(lookup, scores, family.roman, word, 1, "sound");
  for (const other of lookup.sounds.beginning(word, 24))
    if (other !== word) ask(lookup, scores, family.roman, other, 0.8, "sound");
  if (word.length >= 4)
    for (const { word: other, edits } of lookup.sounds.near(word, word.length > 6 ? 2 : 1, 24))
      ask(lookup, scores, family.roman, other, 0.9 - 0.15 * edits, "sound");
  if (lookup.languages.ja > 0) matchRomaji(lookup, word, settled ? DOUBTED : 1, scores);
  const trust = isWritten ? WRITTEN : 1;
  const heard = (form: string, share: number): void => {
    for (const bones of skeletons(form))
      ask(lookup, scores, family.skeleton, bones, worthOf(bones) * share * trust, "sound");
  };
  heard(word, 1);
  // キャンプ is asked by camping too.
  if (lemma(word) !== word) heard(lemma(word), 0.7);
}

const worthOf = (bones: string): number => (bones.length >= 4 ? 1.2 : bones.length === 3 ? 1 : 0.55);

function matchRomaji(lookup: Lookup, word: string, trust: number, scores: Scores): void {
  const kana = shortKana(kanaOf(word) ?? "");
  if (kana.length < 2) return;
  const letters = romaji(kana);
  if (letters !== word) {
    ask(lookup, scores, family.roman, letters, trust, "sound");
    if (letters.length >= 3)
      for (const other of lookup.sounds.beginning(letters, 24))
        if (other !== letters) ask(lookup, scores, family.roman, other, 0.8 * trust, "sound");
  }
  const pairs = grams(kana, 2);
  if (pairs.length > 1)
    cover(lookup, scores, family.reading, pairs, {
      quality: 0.8 * trust,
      least: 0.5,
      held: 0.99,
      way: "reading",
    });
}

/** The initial consonants of a title's syllables; one or two only at the start of a word. */
export function matchLeads(lookup: Lookup, leads: string, scores: Scores): void {
  if (leads.length < 3) {
    ask(lookup, scores, family.initials, leads, 0.8, "initials");
    return;
  }
  cover(lookup, scores, family.initials, grams(leads, 3), {
    quality: 0.9,
    least: 0.6,
    held: 0.75,
    way: "initials",
  });
}
