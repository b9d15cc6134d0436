// The Japanese dictionary (EDICT): words with kanji, their kana and English. Loaded on first use.
import { cached } from "../cached.js";
import { readGlosses, type Gloss } from "./gloss.js";
import { dictionary, type WordTable } from "./word-table.js";
import { foldKana } from "../analysis/fold.js";

export interface Japanese {
  /** The longest known words from left to right; what no word covers stands by itself, sign by sign. */
  segment(run: string): readonly string[];
  glosses(word: string): readonly Gloss[];
  /** How a word with kanji may be read, in hiragana, the commonest first; empty when it is not known. */
  readings(word: string): readonly string[];
  /** The whole text in hiragana; a kanji without a known reading is a space. */
  reading(text: string): string;
}

const KEPT = 5000;

export const japanese = dictionary("ja.tsv", open);

const isKanji = (sign: string): boolean => /^[\u3400-\u9fff々]/u.test(sign);

function open(table: WordTable): Japanese {
  const column = (word: string, at: number): string | undefined => {
    const id = table.find(word);
    return id < 0 ? undefined : table.columns(id)[at];
  };
  const segment = (run: string): readonly string[] => {
    const words: string[] = [];
    for (let at = 0; at < run.length;) {
      let length = 1;
      // Only words with kanji are in the table: リンク切れ begins with kana all the same.
      table.wordsAt(run, at, (found) => (length = found));
      words.push(run.slice(at, at + length));
      at += length;
    }
    return words;
  };
  const readings = cached(KEPT, (word) => {
    const known = column(word, 0);
    return known ? known.split("|").map(foldKana) : [];
  });
  return {
    segment,
    readings,
    glosses: cached(KEPT, (word) => readGlosses(column(word, 1))),
    reading: (text) =>
      segment(text)
        .map((word) => readings(word)[0] ?? (isKanji(word) ? " " : foldKana(word)))
        .join(""),
  };
}
