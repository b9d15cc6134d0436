// One run of Han characters, kana or Hangul against the index: pairs, words, readings, sounds, translations.
import type { Language } from "../analysis/glosses.js";
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
import { createScores, type Scores } from "../index/scores.js";
import { ask, cover, type Lookup, type Way } from "./lookup.js";
import { translate } from "./translate.js";

/** One wrong character spoils two pairs of a run; where more are unknown, something else was asked. */
function mayBeMisheard(lookup: Lookup, run: string, all: readonly string[]): boolean {
  if (run.length < 3 || /[^\u3400-\u9fff]/u.test(run)) return false;
  const unknown = all.filter((pair) => lookup.postings.of(family.pair, pair).length === 0);
  return unknown.length > 0 && unknown.length <= 2;
}

/** For a pair of a run in Chinese the same two syllables: 指文 may be meant for 指纹. */
function saidAs(run: string): (pair: string) => readonly [typeof family.syllables, string] | undefined {
  const said = readings(run).map(([first = ""]) => first);
  return (pair) => {
    const at = run.indexOf(pair);
    return [family.syllables, `${said[at] ?? ""} ${said[at + 1] ?? ""}`];
  };
}

/** What the kanji of a verb or adjective tells, whatever its ending. */
const VERB = 0.9;

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
  const japaneseBlog = lookup.languages.ja > lookup.languages.zh;
  if (run.length === 1) {
    ask(lookup, scores, family.single, run, 1, "exact");
    ask(lookup, scores, family.term, run, 1, "exact");
  } else {
    // 隠した asks for 隠す: of one kanji with its ending the kanji tells.
    const verb = kanjiOfVerb(raw.replace(/^[\u3041-\u3096]/u, ""));
    if (verb && japaneseBlog) ask(lookup, scores, family.single, foldScripts(verb), VERB, "form");
    const all = (
      kind: "b" | "z" | "u" | "h",
      texts: Iterable<string>,
      quality: number,
      least: number,
      way: Way,
    ) => cover(lookup, scores, kind, texts, { quality, least, way });
    // Words of kana share their endings (クス, ション): nearly all of one must stand there.
    cover(lookup, scores, family.pair, telling, {
      quality: 1,
      least: 0.3,
      held: isKana(run) ? 0.76 : 0,
      way: "part",
      instead: !japaneseBlog && mayBeMisheard(lookup, run, telling) ? saidAs(run) : undefined,
    });
    ask(lookup, scores, family.term, run, 1, "exact");
    const singles = new Set(tellingSigns(run));
    if (!japaneseBlog && !isKana(run)) {
      const words = chinese()
        .segment(run)
        .filter((word) => word.length > 1);
      // What no word covers was asked too: of 指文登录 a post with 登录 holds a half.
      const covered = words.join("").length / run.length;
      if (words.length > 0) all(family.term, words, 0.95 * covered, 0.3, "part");
      if (run.length >= 3) all(family.single, singles, 1.1, 0.5, "part");
    } else if (run.length >= 3) all(family.single, singles, 0.9, 0.6, "part");
    if (lookup.languages.ja > 0 && isKana(run)) all(family.reading, pairs(shortKana(run)), 1, 0.5, "reading");
  }
  if (isKana(run) && run.length >= 2) {
    const letters = romaji(run);
    soundOf(lookup, letters, scores);
    // コーヒー and 커피: one hears an f as h, the other as p.
    if (lookup.languages.ko > 0 && letters.includes("h"))
      soundOf(lookup, letters.replaceAll("h", "f"), scores);
  }
  translate(lookup, run, raw, languageOf(lookup, run, raw, japaneseBlog), scores);
}

export function matchHangul(lookup: Lookup, run: string, scores: Scores): void {
  if (run.length === 1) ask(lookup, scores, family.single, run, 1, "exact");
  else {
    cover(lookup, scores, family.pair, pairs(run), { quality: 1, least: 0.3, way: "part" });
    ask(lookup, scores, family.term, run, 1, "exact");
  }
  const base = withoutParticle(run);
  if (base !== run && base.length >= 2) {
    ask(lookup, scores, family.term, base, 0.95, "form");
    cover(lookup, scores, family.pair, pairs(base), { quality: 0.95, least: 0.34, way: "form" });
  } else if (base !== run && base.length === 1) ask(lookup, scores, family.single, base, 0.8, "form");
  const letters = jamo(base || run);
  cover(lookup, scores, family.jamo, grams(letters, 3), { quality: 1.6, least: 0.5, way: "typo" });
  const said = romaja(run);
  soundOf(lookup, said, scores);
  if (lookup.languages.ja > 0 && said.includes("p")) soundOf(lookup, said.replaceAll("p", "f"), scores);
  translate(lookup, run, run, "ko", scores);
}

/** The language a run of Han characters and kana is asked in: the blog's, unless only the other has such a word. */
function languageOf(lookup: Lookup, run: string, raw: string, japaneseBlog: boolean): Language {
  if (/[\u3041-\u30ff]/u.test(raw)) return "ja";
  if (!japaneseBlog) {
    const isForeign = lookup.languages.zh === 0 && run.length > 1 && chinese().look(run) === null;
    return isForeign && japanese().glosses(raw).length > 0 ? "ja" : "zh";
  }
  // 加班 is no word in Japanese, where each character has a meaning of its own; of 隐藏文件 only a half is.
  const known = (words: readonly string[]): number =>
    words.reduce((sum, word) => sum + (word.length > 1 ? word.length : 0), 0);
  const isScattered = run.length > 1 && known(japanese().segment(raw)) < run.length;
  return isScattered && known(chinese().segment(run)) === run.length ? "zh" : "ja";
}

/** Words that stand together as they were asked say more than the same words apart. */
const TOGETHER = 1.25;
const joined = createScores();

/** Words typed apart that a text writes as one: its term, or all its pairs. */
export function matchSigns(lookup: Lookup, run: string): Scores {
  joined.clear();
  ask(lookup, joined, family.term, run, TOGETHER, "exact");
  cover(lookup, joined, family.pair, pairs(run), { quality: TOGETHER, least: 0.3, held: 0.99, way: "part" });
  return joined;
}

function soundOf(lookup: Lookup, letters: string, scores: Scores): void {
  for (const bones of skeletons(letters))
    ask(
      lookup,
      scores,
      family.skeleton,
      bones,
      bones.length >= 4 ? 1.3 : bones.length === 3 ? 1.15 : 0.9,
      "sound",
    );
}
