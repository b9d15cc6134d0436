// The English words a dictionary gives for a word, as its table writes them: `use9 useful8 good+use7`.
import { lemma, stem } from "../analysis/english.js";

/** One English word, its forms, and how well it stands for the entry, 0 to 1. */
export interface Gloss {
  readonly word: string;
  readonly lemma: string;
  readonly stem: string;
  readonly worth: number;
  /** It is one of so many words that mean the entry together; these stand one after the other. */
  readonly of: number;
}

export const glossOf = (word: string, worth: number, of = 1): Gloss => ({
  word,
  lemma: lemma(word),
  stem: stem(word),
  worth,
  of,
});

export const phraseOf = (words: readonly string[], worth: number): readonly Gloss[] =>
  words.map((word) => glossOf(word, worth, words.length));

/** The senses of an entry: each a word, or several that belong together. */
export function senses(glosses: readonly Gloss[]): readonly (readonly Gloss[])[] {
  const found: (readonly Gloss[])[] = [];
  for (let at = 0; at < glosses.length; at += glosses[at]?.of ?? 1)
    found.push(glosses.slice(at, at + (glosses[at]?.of ?? 1)));
  return found;
}

/** Two words that mean something together, any sense of the one with any of the other: `Schlüssel` and `Austausch`. */
export const together = (ones: readonly Gloss[], others: readonly Gloss[]): readonly Gloss[] =>
  senses(ones).flatMap((one) =>
    senses(others).flatMap((other) => {
      const both = [...one, ...other];
      return both.map((gloss) => ({ ...gloss, of: both.length }));
    }),
  );

/** What has no digit at its end, in a table that was made by hand, is left out. */
export const readGlosses = (column: string | undefined): readonly Gloss[] =>
  (column?.split(" ") ?? [])
    .filter((item) => /.[1-9]$/.test(item))
    .flatMap((item) => phraseOf(item.slice(0, -1).split("+"), Number(item.slice(-1)) / 9));

/** The same glosses, worth less. */
export const lessened = (glosses: readonly Gloss[], share: number): readonly Gloss[] =>
  glosses.map((gloss) => ({ ...gloss, worth: gloss.worth * share }));
