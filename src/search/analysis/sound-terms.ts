// Terms for how a text sounds: pinyin for Chinese, kana and Latin letters for Japanese, initial letters for Korean.
import { cached } from "../cached.js";
import { chinese } from "../dictionary/chinese.js";
import { japanese } from "../dictionary/japanese.js";
import { fold, foldCase, foldKana } from "./fold.js";
import type { CjkLanguage } from "./glosses.js";
import { initialsOf } from "./hangul.js";
import { romaji } from "./kana.js";
import { readings } from "./readings.js";
import { shortKana } from "./romaji.js";
import { family, type Emit } from "./terms.js";

/** Readings of a blog's own words that are kept. */
const KEPT = 10_000;
/** So many readings of a Japanese word count. */
const READ = 3;

/** How a title or a tag sounds. */
export function soundTerms(raw: string, language: CjkLanguage, emit: Emit): void {
  if (/[\uac00-\ud7a3]/u.test(raw)) hangulInitials(raw, emit);
  if (!/[\u3400-\u9fff]/u.test(raw)) return;
  if (language === "ja") japaneseSounds(foldCase(raw), emit);
  else for (const run of fold(raw).match(/[\u3400-\u9fff]+/gu) ?? []) pinyin(readings(run), emit);
}

function pinyin(spoken: readonly (readonly string[])[], emit: Emit): void {
  for (const [at, here] of spoken.entries())
    for (const syllable of here) {
      emit(family.syllable, syllable, 0.54);
      for (const next of spoken[at + 1] ?? []) {
        emit(family.syllables, `${syllable} ${next}`, 0.9);
        for (const third of spoken[at + 2] ?? [])
          emit(family.initials, (syllable[0] ?? "") + (next[0] ?? "") + (third[0] ?? ""), 0.9);
      }
    }
}

/** Pairs of kana over the whole text, and each word with kanji in Latin letters: alone, and with what follows it. */
function japaneseSounds(text: string, emit: Emit): void {
  const dictionary = japanese();
  const words = dictionary.segment(text);
  const said = words.map((word) => dictionary.readings(word));
  const pairs = (kana: string): void => kanaPairs(kana, emit);
  const first = words.map(
    (word, at) => said[at]?.[0] ?? (/^[\u3400-\u9fff々]/u.test(word) ? " " : foldKana(word)),
  );
  for (const kana of first.join("").match(/[\u3041-\u3096]+/gu) ?? []) pairs(shortKana(kana));
  for (const [at, ways] of said.entries()) {
    const ending = /^[\u3041-\u3096]{0,2}/u.exec(words.slice(at + 1, at + 3).join(""))?.[0] ?? "";
    for (const [rank, reading] of ways.slice(0, READ).entries()) {
      if (rank > 0) pairs(shortKana(reading + ending));
      // 引っ越し is one word for its reader, and so is 機械学習.
      for (const next of new Set(["", ending, said[at + 1]?.[0] ?? ""]))
        emit(family.roman, romaji(shortKana(reading + next)), 0.75);
    }
  }
}

/** 제주도 여행 can be asked as ㅈㅈㄷㅇㅎ, ㅈㅈㄷ, ㅇㅎ, and from the first letter on. */
function hangulInitials(raw: string, emit: Emit): void {
  const words = (raw.normalize("NFKC").match(/[\uac00-\ud7a3]+/gu) ?? []).map(initialsOf);
  for (const word of words)
    for (let length = 1; length <= 2; length += 1) emit(family.initials, word.slice(0, length), 0.9);
  const all = words.join("");
  for (let at = 0; at + 3 <= all.length; at += 1) emit(family.initials, all.slice(at, at + 3), 0.9);
}

/** A word's first reading: its syllables; none for a single character or an unknown word. */
const firstReading = cached(KEPT, (word: string): readonly string[] => {
  const said = chinese().look(word)?.readings[0] ?? [];
  return said.length < 2 ? [] : said;
});

/** The pinyin of words, two syllables at a time. */
export function pairsSaid(words: Iterable<string>, emit: Emit): void {
  for (const word of words) {
    const said = firstReading(word);
    for (const [at, syllable] of said.entries()) {
      emit(family.syllable, syllable, 0.4);
      if (at > 0) emit(family.syllables, `${said[at - 1]} ${syllable}`, 0.8);
    }
  }
}

/** A Japanese word as it is said first: its pairs of kana, and it all in Latin letters. */
const firstKana = cached(KEPT, (word: string): { kana: string; letters: string } => {
  const kana = shortKana(japanese().readings(word)[0] ?? "");
  return { kana, letters: romaji(kana) };
});

/** How the words with kanji in a run of Japanese text are said, each by itself. */
export function wordsSaid(text: string, emit: Emit): void {
  for (const run of text.match(/[\u3400-\u9fff々]{2,}/gu) ?? [])
    for (const word of japanese().segment(run)) {
      const { kana, letters } = firstKana(word);
      if (word.length < 2 || kana.length < 2) continue;
      emit(family.roman, letters, 0.75);
      kanaPairs(kana, emit);
    }
}

function kanaPairs(kana: string, emit: Emit): void {
  for (let at = 0; at + 1 < kana.length; at += 1) emit(family.reading, kana.slice(at, at + 2), 0.8);
}
