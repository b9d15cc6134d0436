// The English words a dictionary gives for a word, as its table writes them: `use9 useful8`.

/** One English word and how well it stands for the entry, 0 to 1. */
export interface Gloss {
  readonly word: string;
  readonly worth: number;
}

export const readGlosses = (column: string | undefined): readonly Gloss[] =>
  column
    ? column.split(" ").map((item) => ({ word: item.slice(0, -1), worth: Number(item.slice(-1)) / 9 }))
    : [];
