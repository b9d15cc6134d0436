// How the Han characters of a run are read in Chinese: for each character the syllables it may be.
import { chinese } from "../dictionary/chinese.js";

export const readings = (run: string): readonly (readonly string[])[] => readingsOf(chinese().segment(run));

/** The same of a run that is divided into words. */
export function readingsOf(words: readonly string[]): readonly (readonly string[])[] {
  const dictionary = chinese();
  return words.flatMap((word) => {
    const known = dictionary.look(word)?.readings ?? [];
    if (word.length > 1 && known.length > 0)
      return Array.from({ length: word.length }, (_, at) => [
        ...new Set(known.map((reading) => reading[at] ?? "").filter(Boolean)),
      ]);
    return word
      .split("")
      .map((character) => dictionary.look(character)?.readings.map((reading) => reading[0] ?? "") ?? []);
  });
}
