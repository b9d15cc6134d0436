// Turns the parts of a post into terms. A term's family says how it is found; docs/search.md lists them.
import { acronyms } from "./acronyms.js";
import { lemma, spoken, stem } from "./english.js";
import { fold, foldCase, foldKana } from "./fold.js";
import { cut, glossesOf, type Extent, type CjkLanguage } from "./glosses.js";
import { jamo, romaja, withoutParticle } from "./hangul.js";
import { clings, romaji } from "./kana.js";
import { skeletons } from "./loan-words.js";
import { runs, splitCamel } from "./runs.js";
import { isCommon } from "./european-language.js";
import { chinese } from "../dictionary/chinese.js";
import { european } from "../dictionary/european.js";
import type { European } from "../dictionary/european-forms.js";
import type { Gloss } from "../dictionary/gloss.js";

/**
 * word, lemma, stem (of words that are not their own stem: `ask` looks for these among the words); acronym; pair and single Han or Hangul sign, dictionary word (`term`); gloss lemma and stem;
 * pinyin syllable, pair of syllables, initials (of Hangul too); kana reading; romanised; skeleton of a loan word; jamo;
 * a whole heading of a body; a word, gloss or romanised word (with its family's letter before it) that stands in a name.
 */
export const family = {
  word: "w",
  lemma: "m",
  stem: "s",
  acronym: "a",
  pair: "b",
  single: "u",
  term: "z",
  gloss: "G",
  glossStem: "g",
  syllable: "y",
  syllables: "p",
  initials: "i",
  reading: "h",
  roman: "r",
  skeleton: "k",
  jamo: "j",
  heading: "H",
  named: "n",
} as const;
export type Family = (typeof family)[keyof typeof family];

/** Takes one term; `share` is of the field's weight. */
export type Emit = (family: Family, text: string, share: number) => void;

/** How much is written of a field: `title` everything, `name` (slugs, tags) less, `prose` (excerpts) least. */
export type Depth = "title" | "name" | "prose";

export function nameTerms(raw: string, language: CjkLanguage, depth: Depth, emit: Emit): void {
  const folded = fold(raw);
  const camel = splitCamel(raw);
  latinTerms(folded, emit);
  if (camel !== raw) latinTerms(fold(camel), emit);
  if (depth !== "prose" && /[A-Za-z]/u.test(raw)) {
    for (const acronym of acronyms(camel.normalize("NFKC"))) emit(family.acronym, acronym, 0.75);
    for (const { script, text } of runs(fold(camel)))
      if (script === "word" && /^[a-z]{4,}$/u.test(text))
        for (const form of new Set([text, spoken(text)]))
          for (const bones of skeletons(form)) emit(family.skeleton, bones, 0.55);
  }
  if (!/[\u3041-\ud7a3]/u.test(folded)) return;
  for (const { script, text } of runs(folded)) {
    if (script === "word") continue;
    signTerms(text, true, emit);
    if (script === "hangul") hangulTerms(text, depth, emit);
    else hanTerms(text, language, depth, emit);
  }
  katakanaTerms(raw, emit);
}

function latinTerms(folded: string, emit: Emit): void {
  for (const { script, text } of runs(folded)) {
    if (script !== "word") continue;
    emit(family.word, text, 1);
    emit(family.lemma, lemma(text), 1);
    const stemmed = stem(text);
    if (stemmed !== text) emit(family.stem, stemmed, 1);
    if (text.includes(".")) for (const part of text.split(".")) emit(family.word, part, 0.5);
    const letters = /^([a-z]{2,})\d+$/u.exec(text)?.[1];
    if (letters) emit(family.word, letters, 0.7);
  }
}

function signTerms(text: string, singles: boolean, emit: Emit): void {
  for (let at = 0; at < text.length; at += 1) {
    if (singles) emit(family.single, text[at] ?? "", 0.5);
    if (at + 1 < text.length) emit(family.pair, text.slice(at, at + 2), 1);
  }
}

function hangulTerms(text: string, depth: Depth, emit: Emit): void {
  const base = withoutParticle(text);
  const words = [...new Set([text, base])].filter((word) => word.length >= 2);
  for (const word of words) emit(family.term, word, 1);
  if (depth !== "title") return;
  const letters = jamo(base || text);
  for (let at = 0; at + 3 <= letters.length; at += 1) emit(family.jamo, letters.slice(at, at + 3), 0.4);
  if (text.length === 1) emit(family.roman, romaja(text), 0.6);
  for (const word of words) {
    emit(family.roman, romaja(word), 0.75);
    for (let length = 2; length <= Math.min(6, word.length); length += 1)
      for (const bones of skeletons(romaja(word.slice(0, length))))
        emit(family.skeleton, bones, 0.55 * (length === word.length ? 1 : 0.7));
  }
}

function hanTerms(text: string, language: CjkLanguage, depth: Depth, emit: Emit): void {
  if (depth === "title")
    for (const kana of text.match(/[\u3041-\u3096]{3,}/gu) ?? []) {
      emit(family.roman, romaji(kana), 0.75);
      for (const bones of skeletons(romaji(kana))) emit(family.skeleton, bones, 0.44);
    }
  if (language === "ja") return;
  for (const run of text.match(/[\u3400-\u9fff]+/gu) ?? []) {
    for (const word of chinese().segment(run)) if (word.length > 1) emit(family.term, word, 1);
    for (const word of chinese().inner(run)) emit(family.term, word, 0.8);
  }
}

/** A katakana word can be asked by any beginning or end of it: ステートマシン by マシン. */
function katakanaTerms(raw: string, emit: Emit): void {
  for (const katakana of raw.normalize("NFKC").match(/[\u30a1-\u30faー]{3,24}/gu) ?? []) {
    const word = foldKana(katakana);
    for (let from = 0; from + 2 <= word.length; from += 1) {
      if (from > 0 && clings(word[from] ?? "")) continue;
      for (let to = from + 2; to <= word.length; to += 1) {
        if (
          (from > 0 && to < word.length) ||
          (clings(word[to] ?? "-") && word[to] !== "っ" && word[to] !== "ん")
        )
          continue;
        const whole = from === 0 && to === word.length;
        const letters = romaji(word.slice(from, to));
        if (whole || letters.length >= 4) emit(family.roman, letters, whole ? 0.75 : 0.6);
        for (const bones of skeletons(letters)) emit(family.skeleton, bones, whole ? 0.6 : 0.41);
      }
    }
  }
}

/** The English of a text in another script. `emit`'s share is 1 for a word that stands fully for the text's word. */
export function glossTerms(raw: string, language: CjkLanguage, extent: Extent, emit: Emit): void {
  if (!/[\u3041-\ud7a3]/u.test(raw)) return;
  const text = language === "ja" ? foldCase(raw) : fold(raw);
  emitGlosses(glossesOf(text, language, extent), extent, emit);
}

/** So many senses of a European word of prose count. */
const CHIEF = 3;

/** The English of a text in a European language. */
export function europeanTerms(raw: string, language: European, extent: Extent, emit: Emit): void {
  for (const { script, text } of runs(fold(raw))) {
    if (script !== "word" || text.length < 3 || isCommon(text, language)) continue;
    emitGlosses(cut(european().glosses(text, language), extent, CHIEF), extent, emit);
  }
}

function emitGlosses(glosses: readonly Gloss[], extent: Extent, emit: Emit): void {
  for (const { lemma, stem, worth } of glosses) {
    emit(family.gloss, lemma, worth);
    if (extent === "full" && stem.length >= 3)
      emit(family.glossStem, stem, worth * (stem.length >= 5 ? 0.9 : stem.length === 4 ? 0.8 : 0.5));
  }
}

/** The Chinese words of a text, as the dictionary divides it. */
export const chineseWords = (text: string): readonly string[] =>
  (fold(text).match(/[\u3400-\u9fff]{2,}/gu) ?? []).flatMap((run) => chinese().segment(run));
