// Korean words, native ones and those of Chinese origin, and their English. Loaded on first use.
import { cached } from "../cached.js";
import { readGlosses, type Gloss } from "./gloss.js";
import { dictionary, type WordTable } from "./word-table.js";

export interface Korean {
  /** The known words of a run, longest first from left to right, with where each begins. */
  words(run: string): readonly { readonly word: string; readonly at: number }[];
  glosses(word: string): readonly Gloss[];
}

const KEPT = 5000;

export const korean = dictionary("ko.tsv", open);

function open(table: WordTable): Korean {
  return {
    words(run) {
      const found: { word: string; at: number }[] = [];
      for (let at = 0; at < run.length;) {
        let length = 0;
        table.wordsAt(run, at, (known) => {
          // One syllable is a word only where it stands alone.
          if (known > 1 || run.length === 1) length = known;
        });
        if (length > 0) found.push({ word: run.slice(at, at + length), at });
        at += Math.max(1, length);
      }
      return found;
    },
    glosses: cached(KEPT, (word) => {
      const id = table.find(word);
      return id < 0 ? [] : readGlosses(table.columns(id)[0]);
    }),
  };
}
