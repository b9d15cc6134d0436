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

export const whole = ({ text }: Run): Span => ({ from: 0, to: text.length });

/** What means the same as a part, or is said so in Chinese. A run is divided once for the parts asked one after the other. */
export function inChinese(): (part: QueryPart) => InRun {
  const wordsOf = lastOf((run) => chinese().segment(run));
  const spokenOf = lastOf((run) => readingsOf(wordsOf(run)));
  return (part) => (part.script === "word" ? ofWord(part.text, wordsOf, spokenOf) : ofSigns(part));
}

function ofWord(
  word: string,
  wordsOf: (run: string) => readonly string[],
  spokenOf: (run: string) => ReturnType<typeof readingsOf>,
): InRun {
  const others = new Set(synonymsOf(word).map(lemma));
  const isPinyin = mayBePinyin(word);
  const isMeant = meaning(word, (one) => chinese().look(one)?.glosses ?? []);
  return (run) => {
    const { script, text } = run;
    if (script === "word") return others.has(lemma(text)) ? [whole(run)] : [];
    if (script !== "han") return [];
    const translated = among(wordsOf(text), isMeant);
    return translated.length === 0 && isPinyin ? saidInChinese(word, spokenOf(text)) : translated;
  };
}

/** Han characters in a text of letters: the English of them. */
function ofSigns({ script, text, raw }: QueryPart): InRun {
  if (script !== "han") return () => [];
  const words = [
    ...chinese()
      .segment(text)
      .flatMap((word) => chinese().look(word)?.glosses ?? []),
    ...japanese()
      .segment(raw)
      .flatMap((word) => japanese().glosses(word)),
  ];
  const asked = new Set(words.map((gloss) => gloss.lemma));
  return (run) => (run.script === "word" && asked.has(lemma(run.text)) ? [whole(run)] : []);
}

/** The same in Japanese, in a run with its own characters. */
export function inJapanese(): (part: QueryPart) => InRun {
  const wordsOf = lastOf((run) => japanese().segment(run));
  return (part) => {
    const isMeant =
      part.script === "word" ? meaning(part.text, (word) => japanese().glosses(word)) : () => false;
    const kana = kanaAsked(part.text);
    const verb = kanjiOfVerb(part.raw);
    return ({ script, text }) => {
      if (script !== "han") return [];
      const words = wordsOf(text);
      const translated = among(words, isMeant);
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

/** Whether a word of another language means an English one; each is looked up once. */
function meaning(word: string, glossesOf: (word: string) => readonly Gloss[]): (word: string) => boolean {
  const forms = new Set([lemma(word), ...roots(word)]);
  const means = (gloss: Gloss): boolean =>
    forms.has(gloss.lemma) || (word.length >= 4 && gloss.word.startsWith(word));
  const known = new Map<string, boolean>();
  return (one) => {
    let isMeant = known.get(one);
    if (isMeant === undefined) known.set(one, (isMeant = glossesOf(one).some(means)));
    return isMeant;
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
