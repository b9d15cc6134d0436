// Where in a title something stands that means the same: in another script, or another English word.
import { lemma, roots } from "../analysis/english.js";
import { kanjiOfVerb } from "../analysis/kana.js";
import { chinese } from "../dictionary/chinese.js";
import type { Gloss } from "../dictionary/gloss.js";
import { japanese } from "../dictionary/japanese.js";
import { synonymsOf } from "../dictionary/synonyms.js";
import type { QueryPart } from "../query/query-parts.js";
import type { Span } from "../search-index.js";
import { saidInChinese, type RunAt } from "./where-said.js";

export const whole = ({ at, text }: RunAt): Span => ({ from: at, to: at + text.length });

/** What means the same, or is said so in Chinese. */
export function inOtherWords(part: QueryPart, standing: readonly RunAt[]): readonly Span[] {
  if (part.script === "word") {
    const others = synonymsOf(lemma(part.text));
    return standing.flatMap((run) => {
      if (run.script === "word") return others.includes(lemma(run.text)) ? [whole(run)] : [];
      if (run.script !== "han") return [];
      const translated = meaning(part.text, chineseWordsOf(run));
      return translated.length > 0 ? translated : saidInChinese(part.text, run);
    });
  }
  const words = standing.filter(({ script }) => script === "word");
  if (part.script !== "han" || words.length === 0) return [];
  const asked = new Set(
    [
      ...chinese()
        .segment(part.text)
        .flatMap((word) => chinese().look(word)?.glosses ?? []),
      ...japanese()
        .segment(part.raw)
        .flatMap((word) => japanese().glosses(word)),
    ].map((gloss) => gloss.lemma),
  );
  return words.filter(({ text }) => asked.has(lemma(text))).map(whole);
}

/** 隠した is 隠す: of one kanji with its ending the kanji. */
export function verbIn(asked: string, run: RunAt): readonly Span[] {
  const kanji = kanjiOfVerb(asked);
  const at = kanji === undefined ? -1 : run.text.indexOf(kanji);
  return at < 0 ? [] : [{ from: run.at + at, to: run.at + at + 1 }];
}

type Translated = Span & { readonly glosses: readonly Gloss[] };

export const meaning = (word: string, words: readonly Translated[]): readonly Span[] =>
  words.filter(({ glosses }) => glosses.some((gloss) => means(gloss, word)));

const means = (gloss: Gloss, word: string): boolean =>
  gloss.lemma === lemma(word) ||
  roots(word).includes(gloss.lemma) ||
  (word.length >= 4 && gloss.word.startsWith(word));

const chineseWordsOf = (run: RunAt): readonly Translated[] =>
  wordsOf(run, chinese().segment(run.text), (word) => chinese().look(word)?.glosses ?? []);
export const japaneseWordsOf = (run: RunAt): readonly Translated[] =>
  wordsOf(run, japanese().segment(run.text), (word) => japanese().glosses(word));

/** The dictionary words of a run, each with its English. */
function wordsOf(
  run: RunAt,
  words: readonly string[],
  glossesOf: (word: string) => readonly Gloss[],
): readonly Translated[] {
  let at = run.at;
  return words.map((word) => {
    const from = at;
    at += word.length;
    return { from, to: at, glosses: glossesOf(word) };
  });
}
