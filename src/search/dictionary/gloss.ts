// The English words a dictionary gives for a word, as its table writes them: `use9 useful8`.
import { lemma, stem } from "../analysis/english.js";

/** One English word, its forms, and how well it stands for the entry, 0 to 1. */
export interface Gloss {
  readonly word: string;
  readonly lemma: string;
  readonly stem: string;
  readonly worth: number;
}

export const glossOf = (word: string, worth: number): Gloss => ({
  word,
  lemma: lemma(word),
  stem: stem(word),
  worth,
});

/** What has no digit at its end, in a table that was made by hand, is left out. */
export const readGlosses = (column: string | undefined): readonly Gloss[] =>
  (column?.split(" ") ?? [])
    .filter((item) => /.[1-9]$/.test(item))
    .map((item) => glossOf(item.slice(0, -1), Number(item.slice(-1)) / 9));

/** The same glosses, worth less. */
export const lessened = (glosses: readonly Gloss[], share: number): readonly Gloss[] =>
  glosses.map((gloss) => ({ ...gloss, worth: gloss.worth * share }));
