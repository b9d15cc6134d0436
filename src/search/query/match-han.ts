// One run of Han characters, kana or Hangul against the index: pairs, words, readings, sounds, translations.
import type { CjkLanguage } from "../analysis/glosses.js";
import { foldScripts } from "../analysis/fold.js";
import { grams } from "../analysis/grams.js";
import { jamo, romaja, withoutParticle } from "../analysis/hangul.js";
import { kanjiOfVerb, romaji } from "../analysis/kana.js";
import { skeletons } from "../analysis/loan-words.js";
import { readings } from "../analysis/readings.js";
import { shortKana } from "../analysis/romaji.js";
import { family } from "../analysis/terms.js";
import { chinese } from "../dictionary/chinese.js";
import { japanese } from "../dictionary/japanese.js";
import { korean } from "../dictionary/korean.js";
import type { Scores } from "../index/scores.js";
import { covers, signMeets, skeletonQuality, soundMeets } from "../weights.js";
import { ask, askAll, type Lookup } from "./lookup.js";
import { translate } from "./translate.js";

/** Of so many characters a run is two words, and the pair where they meet may be unknown too. */
const TWO_WORDS = 5;

/** One wrong character spoils two pairs of a run; where more are unknown, something else was asked. */
function mayBeMisheard(lookup: Lookup, run: string): boolean {
  if (run.length < 3 || /[^\u3400-\u9fff]/u.test(run)) return false;
  const unknown = pairs(run).filter((pair) => lookup.postings.count(family.pair, pair) === 0);
  return unknown.length > 0 && unknown.length <= (run.length < TWO_WORDS ? 2 : 3);
}

/** For a pair of a run in Chinese the same two syllables: 指文 may be meant for 指纹. */
function saidAs(run: string): (pair: string) => readonly [typeof family.syllables, string] | undefined {
  const said = readings(run).map(([first = ""]) => first);
  return (pair) => {
    const at = run.indexOf(pair);
    return [family.syllables, `${said[at] ?? ""} ${said[at + 1] ?? ""}`];
  };
}

/** What stands for a pair that no post has, where a run of Chinese may be misspelt by one character: how it is said. */
export function misheard(lookup: Lookup, run: string): ReturnType<typeof saidAs> | undefined {
  const inJapanese = lookup.table.languages.ja > lookup.table.languages.zh;
  return !inJapanese && mayBeMisheard(lookup, run) ? saidAs(run) : undefined;
}

const pairs = (text: string): readonly string[] => grams(text, 2);
const isKana = (text: string): boolean => /^[\u3041-\u3096]+$/u.test(text);

/** Of a Japanese sentence the characters that carry its sense: とき and する stand in every one. */
function tellingSigns(run: string): string {
  const kanji = run.replace(/[\u3041-\u3096]+/gu, "");
  return kanji.length >= 2 ? kanji : run;
}

/** The pairs of a run; of one with kanji and hiragana only those that hold a kanji. Katakana tells as much as kanji. */
function tellingPairs(run: string, raw: string): readonly string[] {
  const all = pairs(run);
  if (/[\u30a1-\u30fa]/u.test(raw) || isKana(run)) return all;
  const telling = all.filter((pair) => !isKana(pair));
  return telling.length > 0 ? telling : all;
}

/** `raw` is the run as the reader wrote it (case and width folded only): Japanese needs its own characters. */
export function matchHan(lookup: Lookup, run: string, raw: string, scores: Scores): void {
  const telling = tellingPairs(run, raw);
  const japaneseBlog = lookup.table.languages.ja > lookup.table.languages.zh;
  if (run.length === 1) {
    ask(lookup, scores, signMeets.single, run);
    ask(lookup, scores, signMeets.term, run);
  } else {
    // 隠した asks for 隠す: of one kanji with its ending the kanji tells.
    const verb = kanjiOfVerb(raw.replace(/^[\u3041-\u3096]/u, ""));
    if (verb && japaneseBlog) ask(lookup, scores, signMeets.kanjiOfVerb, foldScripts(verb));
    askAll(lookup, scores, isKana(run) ? covers.kanaPairs : covers.pairs, telling, {
      instead: misheard(lookup, run),
    });
    ask(lookup, scores, isKana(run) ? signMeets.hiragana : signMeets.term, run);
    const singles = new Set(tellingSigns(run));
    if (!japaneseBlog && !isKana(run)) {
      const words = chinese()
        .segment(run)
        .filter((word) => word.length > 1);
      // What no word covers was asked too: of 指文登录 a post with 登录 holds a half.
      const covered = words.join("").length / run.length;
      if (words.length > 0) askAll(lookup, scores, covers.chineseWords, words, { times: covered });
      if (run.length >= 3) askAll(lookup, scores, covers.chineseSingles, singles);
    } else if (run.length >= 3) askAll(lookup, scores, covers.otherSingles, singles);
    if (lookup.table.languages.ja > 0 && isKana(run))
      askAll(lookup, scores, covers.kanaReading, pairs(shortKana(run)));
  }
  if (isKana(run) && run.length >= 2) {
    const letters = romaji(run);
    const least = leastHeard(japanese().glosses(raw).length > 0);
    soundOf(lookup, letters, scores, least);
    // コーヒー and 커피: one hears an f as h, the other as p.
    if (lookup.table.languages.ko > 0 && letters.includes("h"))
      soundOf(lookup, letters.replaceAll("h", "f"), scores, least);
  }
  translate(lookup, { run, raw, language: languageOf(lookup, run, raw) }, scores);
}

export function matchHangul(lookup: Lookup, run: string, scores: Scores): void {
  if (run.length === 1) ask(lookup, scores, signMeets.single, run);
  else {
    askAll(lookup, scores, covers.hangulPairs, pairs(run));
    ask(lookup, scores, signMeets.term, run);
  }
  const base = withoutParticle(run);
  if (base !== run && base.length >= 2) {
    ask(lookup, scores, signMeets.baseTerm, base);
    askAll(lookup, scores, covers.basePairs, pairs(base));
  } else if (base !== run && base.length === 1) ask(lookup, scores, signMeets.baseSingle, base);
  const letters = jamo(base || run);
  askAll(lookup, scores, covers.jamo, grams(letters, 3));
  const said = romaja(run);
  const least = leastHeard(korean().glosses(base || run).length > 0);
  soundOf(lookup, said, scores, least);
  if (lookup.table.languages.ja > 0 && said.includes("p"))
    soundOf(lookup, said.replaceAll("p", "f"), scores, least);
  translate(lookup, { run, raw: run, language: "ko" }, scores);
}

/** The language a run of Han characters and kana is asked in: the blog's, unless only the other has such a word. */
export function languageOf(lookup: Lookup, run: string, raw: string): CjkLanguage {
  const japaneseBlog = lookup.table.languages.ja > lookup.table.languages.zh;
  if (/[\u3041-\u30ff]/u.test(raw)) return "ja";
  if (!japaneseBlog) {
    const isForeign = lookup.table.languages.zh === 0 && run.length > 1 && chinese().look(run) === null;
    return isForeign && japanese().glosses(raw).length > 0 ? "ja" : "zh";
  }
  // 加班 is no word in Japanese, where each character has a meaning of its own; of 隐藏文件 only a half is.
  const known = (words: readonly string[]): number =>
    words.reduce((sum, word) => sum + (word.length > 1 ? word.length : 0), 0);
  const isScattered = run.length > 1 && known(japanese().segment(raw)) < run.length;
  return isScattered && known(chinese().segment(run)) === run.length ? "zh" : "ja";
}

/** Words typed apart that a text writes as one: its term, or all its pairs. */
export function matchSigns(lookup: Lookup, run: string): Scores {
  const { together } = lookup.scratch;
  together.clear();
  ask(lookup, together, signMeets.togetherTerm, run);
  askAll(lookup, together, covers.togetherPairs, pairs(run));
  return together;
}

/** By how many consonants a word is heard at least: two tell little, and of one that a dictionary knows its English tells more (サーバー, 나무). */
const leastHeard = (isKnown: boolean): number => (isKnown ? 3 : 2);

/** `least`: of how many consonants at least. */
function soundOf(lookup: Lookup, letters: string, scores: Scores, least: number): void {
  const { two, three, more } = skeletonQuality.signs;
  for (const bones of skeletons(letters).filter(({ length }) => length >= least))
    ask(
      lookup,
      scores,
      soundMeets.skeleton,
      bones,
      bones.length >= 4 ? more : bones.length === 3 ? three : two,
    );
}
