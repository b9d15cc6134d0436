// Every word of a post's body, counted.
import type { Body } from "../../post/body.js";
import { bodyPieces } from "./body-text.js";
import { namesIn } from "./code-names.js";
import { fold, foldCase, foldScripts } from "./fold.js";
import type { CjkLanguage } from "./glosses.js";
import { pairAt, type Bigram } from "./grams.js";
import { withoutParticle } from "./hangul.js";
import { runs } from "./runs.js";
import { chinese } from "../dictionary/chinese.js";

/** Longer ones are addresses, keys, data. */
const LONGEST = 40;
/** So many different words of a body are kept, pairs of signs, and names of its code: more are data, and a table of them would grow too slowly. */
const MOST = 200_000;
/** A body of so many different words is of common length. */
const COMMON = 250;

/** What a word of the prose counts again for each time it stands in code. */
const IN_CODE = 0.3;

export interface BodyWord {
  /** How often it stands there. */
  count: number;
  /** `katakana`: a loan word, folded as all kana are. */
  readonly script: "word" | "hangul" | "han" | "katakana";
  /** In its own characters, as Japanese dictionaries have it. */
  readonly raw: string;
}

export interface BodyWords {
  readonly words: ReadonlyMap<string, BodyWord>;
  /**
   * Every two neighbouring signs of Han, kana and Hangul, over the borders of words too; none of hiragana alone, which
   * stand in every text. Each with the weight it was given.
   */
  readonly pairs: Map<Bigram, number>;
  /** Names in code and what they are made of that are none of `words`. */
  readonly code: ReadonlySet<string>;
}

type Take = (word: string, script: BodyWord["script"], times?: number, raw?: string) => void;

/** So many signs are counted before others get their turn. A piece of so many takes some 4 ms in the slowest script. */
const STEP = 1_000;
const PIECE = 2_000;

/** Counts in steps, so that others get their turn. `loose`: the weight of every pair. */
export function* bodyWords(
  text: Body["text"],
  language: CjkLanguage,
  loose: number,
): Generator<void, BodyWords> {
  const words = new Map<string, BodyWord>();
  const pairs = new Map<Bigram, number>();
  const take: Take = (word, script, times = 1, raw = word) => {
    const known = words.get(word);
    if (known) known.count += times;
    else if (words.size < MOST) words.set(word, { count: times, script, raw });
  };
  const inCode = new Set<string>();
  for (const { prose, code } of bodyPieces(text, PIECE)) {
    // Of Japanese the kind of kana says where a loan word ends, so it is folded word by word.
    let counted = 0;
    for (const { script, text } of runs(language === "ja" ? foldCase(prose) : fold(prose))) {
      counted += text.length;
      if (counted > STEP) {
        counted = 0;
        yield;
      }
      if (script === "word") {
        if (text.length > 1 && text.length <= LONGEST) take(text, "word");
        continue;
      }
      addPairs(language === "ja" ? foldScripts(text) : text, pairs, loose);
      if (language === "ja") addKatakana(text, pairs, loose);
      if (script === "hangul") {
        const base = text.length > LONGEST ? "" : withoutParticle(text);
        if (base.length > 1) take(base, "hangul");
      } else if (language === "ja") japaneseWords(text, take);
      else chineseWords(text, take);
    }
    yield;
    // Code comes behind all prose.
    for (const name of namesIn(code)) {
      const said = words.get(name);
      if (said) said.count += IN_CODE;
      else if (inCode.size < MOST) inCode.add(name);
    }
    yield;
  }
  return { words, pairs, code: inCode };
}

/**
 * What a word's count says in a body of so many different words, 0 to 1: as in BM25 the second and third time count
 * less than the first, and in a long text each time counts less.
 */
export const shareOf = (count: number, differentWords: number): number =>
  count / (count + 1.2 * (0.25 + (0.75 * differentWords) / COMMON));

const isHiragana = (unit: number): boolean => unit >= 0x3041 && unit <= 0x3096;

function addPairs(folded: string, pairs: Map<Bigram, number>, weight: number): void {
  for (let at = 0; at + 1 < folded.length; at += 1)
    if (!isHiragana(folded.charCodeAt(at)) || !isHiragana(folded.charCodeAt(at + 1)))
      addPair(folded, at, pairs, weight);
}

/** Every pair of a body has the same weight, so that those that are known already need nothing. */
function addPair(text: string, at: number, pairs: Map<Bigram, number>, weight: number): void {
  if (pairs.size < MOST) pairs.set(pairAt(text, at), weight);
}

/** A Japanese run has its own characters still, so that katakana is told from hiragana. */
function addKatakana(run: string, pairs: Map<Bigram, number>, weight: number): void {
  for (const katakana of run.match(/[\u30a1-\u30faー]{2,}/gu) ?? []) {
    const word = foldScripts(katakana);
    for (let at = 0; at + 1 < word.length; at += 1) addPair(word, at, pairs, weight);
  }
}

const japanese = /[\u3400-\u9fff]{2,6}|[\u30a1-\u30faー]{3,}|[\u3041-\u3096]{4,}/gu;
/** A word of hiragana, and particles before and behind it that are written without a gap: のぬいぐるみが. */
const BETWEEN_PARTICLES =
  /^[のはがをにでともへや]?(.{3,}?)(?:から|まで|より|など|だけ|[のはがをにでともへやか])?$/u;

function japaneseWords(text: string, take: Take): void {
  for (const [word] of text.matchAll(japanese)) {
    if (word.length > LONGEST) continue;
    take(foldScripts(word), /^[\u30a1-\u30fa]/u.test(word) ? "katakana" : "han", 1, word);
    if (!isHiragana(word.charCodeAt(0))) continue;
    const bare = BETWEEN_PARTICLES.exec(word)?.[1] ?? word;
    if (bare !== word) take(bare, "han", 1, bare);
  }
}

const particles = new Set("的了是在和与及或就都而也很把被让对为");
/** So many signs are divided into words at once. */
const DIVIDED = 200;

/** Words of two and more characters; single ones in a row are joined, for they may be a name. */
function chineseWords(text: string, take: Take): void {
  for (const [run] of text.matchAll(/[\u3400-\u9fff]+/gu))
    for (let from = 0; from < run.length; from += DIVIDED) {
      let before = "";
      for (const word of chinese().segment(run.slice(from, from + DIVIDED))) {
        if (word.length > 1) take(word, "han");
        else if (before && !particles.has(word)) take(before + word, "han", 0.8);
        before = word.length > 1 || particles.has(word) ? "" : word;
      }
    }
}
