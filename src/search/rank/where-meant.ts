// Where in a title something stands that means the same: in another script, or another English word.
import { lemma, roots } from "../analysis/english.js";
import { kanjiOfVerb } from "../analysis/kana.js";
import { readingsOf } from "../analysis/readings.js";
import { chinese } from "../dictionary/chinese.js";
import type { Gloss } from "../dictionary/gloss.js";
import { japanese } from "../dictionary/japanese.js";
import { synonymsOf } from "../dictionary/synonyms.js";
import type { QueryPart } from "../query/query-parts.js";
import type { Span } from "../search-index.js";
import type { FormedRun } from "./formed-run.js";
import { kanaAsked, mayBePinyin, saidInChinese, saidInJapanese } from "./where-said.js";

/** Where in a run something stands, from its beginning. */
export type InRun = (run: FormedRun) => readonly Span[];

export const NOWHERE: readonly Span[] = [];

export const whole = ({ text }: Pick<FormedRun, "text">): Span => ({ from: 0, to: text.length });

/** Whether an English word is the one that is asked for, or begins with it. */
type IsGloss = (english: string, lemma: string) => boolean;

/** What means the same as a part, or is said so in Chinese or Japanese. */
export interface Meaning {
  /** Whether a word in letters does, of which this is the lemma. */
  readonly inLetters: (lemma: string) => boolean;
  /** Whether a word of another language does for which the dictionary has this English one. */
  readonly isGloss: IsGloss;
  /** Whether it may be said beginning with a syllable: few are. */
  readonly begins: (syllable: string) => boolean;
  /** Where Chinese words in a row are said so. */
  readonly said: (words: readonly string[]) => readonly Span[];
  /** Where a Japanese run is said so, or has the verb that is asked for; `words`: those it is. */
  readonly saidInJapanese: (run: string, words: () => readonly string[]) => readonly Span[];
}

const never = (): boolean => false;
const NOTHING = { inLetters: never, isGloss: never, begins: never, said: () => NOWHERE };

export function meaningOf({ script, text, raw }: QueryPart): Meaning {
  const kana = kanaAsked(text);
  const verb = kanjiOfVerb(raw);
  return {
    ...(script === "word" ? ofWord(text) : script === "han" ? ofSigns(text, raw) : NOTHING),
    saidInJapanese: (run, words) => (kana ? saidInJapanese(kana, words()) : verbIn(verb, run)),
  };
}

type OfLetters = Omit<Meaning, "saidInJapanese">;

function ofWord(word: string): OfLetters {
  const others = new Set(synonymsOf(word).map(lemma));
  const isPinyin = mayBePinyin(word);
  return {
    inLetters: (other) => others.has(other),
    isGloss: glossOf(word),
    begins: (syllable) => isPinyin && word.startsWith(syllable),
    said: (words) => (isPinyin ? saidInChinese(word, readingsOf(words)) : NOWHERE),
  };
}

/** Han characters in a text of letters: the English of them. */
function ofSigns(text: string, raw: string): OfLetters {
  const words = [
    ...chinese()
      .segment(text)
      .flatMap((word) => chinese().look(word)?.glosses ?? []),
    ...japanese()
      .segment(raw)
      .flatMap((word) => japanese().glosses(word)),
  ];
  const asked = new Set(words.map((gloss) => gloss.lemma));
  return { ...NOTHING, inLetters: (word) => asked.has(word) };
}

/** Where in a run it stands. A run is divided once for the meanings asked one after the other. */
export function inChinese(): (meaning: Meaning) => InRun {
  const wordsOf = lastOf((run) => chinese().segment(run));
  return ({ inLetters, isGloss, said }) => {
    const isWanted = isMeant(isGloss, (word) => chinese().look(word)?.glosses ?? []);
    return (run) => {
      if (run.script === "word") return inLetters(run.lemma) ? [whole(run)] : NOWHERE;
      if (run.script !== "han" || isGloss === never) return NOWHERE;
      const words = wordsOf(run.text);
      const translated = among(words, isWanted);
      return translated.length === 0 ? said(words) : translated;
    };
  };
}

/** The same in Japanese, in a run with its own characters. */
export function inJapanese(): (meaning: Meaning) => InRun {
  const wordsOf = lastOf((run) => japanese().segment(run));
  return ({ isGloss, saidInJapanese }) => {
    const isWanted = isMeant(isGloss, (word) => japanese().glosses(word));
    return ({ script, text }) => {
      if (script !== "han") return NOWHERE;
      const words = wordsOf(text);
      const translated = among(words, isWanted);
      return translated.length > 0 ? translated : saidInJapanese(text, () => words);
    };
  };
}

/** 隠した is 隠す: of one kanji with its ending the kanji. */
function verbIn(kanji: string | undefined, text: string): readonly Span[] {
  const at = kanji === undefined ? -1 : text.indexOf(kanji);
  return at < 0 ? [] : [{ from: at, to: at + 1 }];
}

/** Whether a word is an English one, or another form of it. */
function glossOf(word: string): IsGloss {
  const forms = new Set([lemma(word), ...roots(word)]);
  return (english, base) => forms.has(base) || (word.length >= 4 && english.startsWith(word));
}

/** Whether a word of another language means an English one by the dictionary; each is looked up once. */
const isMeant = (
  isGloss: IsGloss,
  glossesOf: (word: string) => readonly Gloss[],
): ((word: string) => boolean) =>
  remembered((one) => glossesOf(one).some(({ word, lemma }) => isGloss(word, lemma)));

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
