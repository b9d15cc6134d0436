// Where in a title something stands that means the same: in another script, or another English word.
import { lemma, roots } from "../analysis/english.js";
import { kanjiOfVerb } from "../analysis/kana.js";
import { readingsOf } from "../analysis/readings.js";
import type { Run } from "../analysis/runs.js";
import { chinese } from "../dictionary/chinese.js";
import type { Gloss } from "../dictionary/gloss.js";
import { japanese } from "../dictionary/japanese.js";
import { synonymsOf } from "../dictionary/synonyms.js";
import type { QueryPart } from "../query/query-parts.js";
import type { Span } from "../search-index.js";
import { kanaAsked, mayBePinyin, saidInChinese, saidInJapanese } from "./where-said.js";

/** Where in a run something stands, from its beginning. */
export type InRun = (run: Run) => readonly Span[];

export const NOWHERE: readonly Span[] = [];

export const whole = ({ text }: Run): Span => ({ from: 0, to: text.length });

/** What means the same as a part, or is said so in Chinese. */
export interface Meaning {
  /** Whether a word in letters does. */
  readonly inLetters: (word: string) => boolean;
  /** Whether a Chinese word does for which the dictionary has this English one. */
  readonly isGloss: (english: string) => boolean;
  /** Whether it may be said beginning with a syllable: few are. */
  readonly begins: (syllable: string) => boolean;
  /** Where Chinese words in a row are said so. */
  readonly said: (words: readonly string[]) => readonly Span[];
}

const never = (): boolean => false;
const NOTHING: Meaning = { inLetters: never, isGloss: never, begins: never, said: () => NOWHERE };

export const meaningOf = ({ script, text, raw }: QueryPart): Meaning =>
  script === "word" ? ofWord(text) : script === "han" ? ofSigns(text, raw) : NOTHING;

function ofWord(word: string): Meaning {
  const others = new Set(synonymsOf(word).map(lemma));
  const isPinyin = mayBePinyin(word);
  return {
    inLetters: (other) => others.has(lemma(other)),
    isGloss: glossOf(word),
    begins: (syllable) => isPinyin && word.startsWith(syllable),
    said: (words) => (isPinyin ? saidInChinese(word, readingsOf(words)) : NOWHERE),
  };
}

/** Han characters in a text of letters: the English of them. */
function ofSigns(text: string, raw: string): Meaning {
  const words = [
    ...chinese()
      .segment(text)
      .flatMap((word) => chinese().look(word)?.glosses ?? []),
    ...japanese()
      .segment(raw)
      .flatMap((word) => japanese().glosses(word)),
  ];
  const asked = new Set(words.map((gloss) => gloss.lemma));
  return { ...NOTHING, inLetters: (word) => asked.has(lemma(word)) };
}

/** Where in a run it stands. A run is divided once for the meanings asked one after the other. */
export function inChinese(): (meaning: Meaning) => InRun {
  const wordsOf = lastOf((run) => chinese().segment(run));
  return ({ inLetters, isGloss, said }) => {
    const isWanted = isMeant(isGloss, (word) => chinese().look(word)?.glosses ?? []);
    return (run) => {
      if (run.script === "word") return inLetters(run.text) ? [whole(run)] : NOWHERE;
      if (run.script !== "han" || isGloss === never) return NOWHERE;
      const words = wordsOf(run.text);
      const translated = among(words, isWanted);
      return translated.length === 0 ? said(words) : translated;
    };
  };
}

/** The same in Japanese, in a run with its own characters. */
export function inJapanese(): (part: QueryPart) => InRun {
  const wordsOf = lastOf((run) => japanese().segment(run));
  return (part) => {
    const isGloss = part.script === "word" ? glossOf(part.text) : never;
    const isWanted = isMeant(isGloss, (word) => japanese().glosses(word));
    const kana = kanaAsked(part.text);
    const verb = kanjiOfVerb(part.raw);
    return ({ script, text }) => {
      if (script !== "han") return NOWHERE;
      const words = wordsOf(text);
      const translated = among(words, isWanted);
      if (translated.length > 0) return translated;
      return kana ? saidInJapanese(kana, words) : verbIn(verb, text);
    };
  };
}

/** 隠した is 隠す: of one kanji with its ending the kanji. */
function verbIn(kanji: string | undefined, text: string): readonly Span[] {
  const at = kanji === undefined ? -1 : text.indexOf(kanji);
  return at < 0 ? [] : [{ from: at, to: at + 1 }];
}

/** Whether a word is an English one, or another form of it. */
function glossOf(word: string): (english: string) => boolean {
  const forms = new Set([lemma(word), ...roots(word)]);
  return (english) => forms.has(lemma(english)) || (word.length >= 4 && english.startsWith(word));
}

/** Whether a word of another language means an English one by the dictionary; each is looked up once. */
const isMeant = (
  isGloss: (english: string) => boolean,
  glossesOf: (word: string) => readonly Gloss[],
): ((word: string) => boolean) => remembered((one) => glossesOf(one).some(({ word }) => isGloss(word)));

function remembered(judge: (word: string) => boolean): (word: string) => boolean {
  const known = new Map<string, boolean>();
  return (word) => {
    let is = known.get(word);
    if (is === undefined) known.set(word, (is = judge(word)));
    return is;
  };
}

/** Where those of a run's words stand that are looked for. */
function among(words: readonly string[], isWanted: (word: string) => boolean): readonly Span[] {
  const found: Span[] = [];
  let from = 0;
  for (const word of words) {
    if (isWanted(word)) found.push({ from, to: from + word.length });
    from += word.length;
  }
  return found;
}

/** Remembers the answer to the last question. */
function lastOf<Answer>(answer: (question: string) => Answer): (question: string) => Answer {
  let last: { readonly question: string; readonly answer: Answer } | undefined;
  return (question) => {
    if (last?.question !== question) last = { question, answer: answer(question) };
    return last.answer;
  };
}
