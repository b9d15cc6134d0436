// One Latin word as Japanese or Korean would say it, and the initial consonants of Hangul, against the index.
import { spoken } from "../analysis/english.js";
import { grams } from "../analysis/grams.js";
import { romaji } from "../analysis/kana.js";
import { skeletons } from "../analysis/loan-words.js";
import { kanaOf, shortKana } from "../analysis/romaji.js";
import { family } from "../analysis/terms.js";
import { european } from "../dictionary/european.js";
import { heardInLatin } from "../analysis/transliteration.js";
import type { Scores } from "../index/scores.js";
import { limits } from "../limits.js";
import { covers, DOUBTED_ROMAJI, skeletonQuality, soundMeets, soundTypo } from "../weights.js";
import { ask, askAll, type Lookup } from "./lookup.js";

/** The languages in Cyrillic letters that the dictionary has. */
const CYRILLIC = ["ru", "uk"] as const;

/** Romanised Japanese and Korean, and the sound of a loan word. `settled`: the blog knows the word as it stands. */
export function matchSounds(lookup: Lookup, word: string, settled: boolean, scores: Scores): void {
  const isWritten = lookup.postings.count(family.word, word) > 0;
  ask(lookup, scores, soundMeets.roman, word);
  for (const other of lookup.sounds.beginning(word, limits.begunSounds))
    if (other !== word) ask(lookup, scores, soundMeets.romanBegun, other);
  if (word.length >= 4)
    for (const { word: other, edits } of lookup.sounds.near(word, word.length > 6 ? 2 : 1, limits.typoSounds))
      ask(lookup, scores, soundMeets.romanTypo, other, soundTypo.none - soundTypo.edit * edits);
  if (lookup.table.languages.ja > 0) matchRomaji(lookup, word, settled ? DOUBTED_ROMAJI : 1, scores);
  const trust = isWritten ? skeletonQuality.written : 1;
  const heard = (form: string, share: number): void => {
    for (const bones of skeletons(form))
      ask(lookup, scores, soundMeets.skeleton, bones, worthOf(bones) * share * trust);
  };
  heard(word, 1);
  // キャンプ is asked by camping too.
  if (spoken(word) !== word) heard(spoken(word), skeletonQuality.lemma);
}

/** An English name as Russian and Ukrainian say it: джейлбрейк. Of a word that the dictionary knows its English tells: рецепт is no receipt. */
export function matchLoan(lookup: Lookup, word: string, scores: Scores): void {
  if (european.isRead() && CYRILLIC.some((language) => european().glosses(word, language).length > 0)) return;
  const { three, four, more } = skeletonQuality.cyrillic;
  for (const bones of skeletons(heardInLatin(word)))
    if (bones.length >= 3)
      ask(
        lookup,
        scores,
        soundMeets.skeleton,
        bones,
        bones.length > 4 ? more : bones.length === 4 ? four : three,
      );
}

function worthOf(bones: string): number {
  const { two, three, more } = skeletonQuality.latin;
  return bones.length >= 4 ? more : bones.length === 3 ? three : two;
}

function matchRomaji(lookup: Lookup, word: string, trust: number, scores: Scores): void {
  const kana = shortKana(kanaOf(word) ?? "");
  if (kana.length < 2) return;
  const letters = romaji(kana);
  if (letters !== word) {
    ask(lookup, scores, soundMeets.roman, letters, trust);
    if (letters.length >= 3)
      for (const other of lookup.sounds.beginning(letters, limits.begunSounds))
        if (other !== letters) ask(lookup, scores, soundMeets.romanBegun, other, trust);
  }
  const pairs = grams(kana, 2);
  if (pairs.length > 1) askAll(lookup, scores, covers.romajiReading, pairs, { times: trust });
}

/** The initial consonants of a title's syllables; one or two only at the start of a word. */
export function matchLeads(lookup: Lookup, leads: string, scores: Scores): void {
  if (leads.length < 3) {
    ask(lookup, scores, soundMeets.leads, leads);
    return;
  }
  askAll(lookup, scores, covers.leads, grams(leads, 3));
}
