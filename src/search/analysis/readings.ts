// How the Han characters of a run are read in Chinese: for each character the syllables it may be.
import { chinese } from "../dictionary/chinese.js";

export function readings(run: string): readonly (readonly string[])[] {
  const dictionary = chinese();
  return dictionary.segment(run).flatMap((word) => {
    const known = dictionary.look(word)?.readings ?? [];
    if (word.length > 1 && known.length > 0)
      return Array.from({ length: word.length }, (_, at) => [
        ...new Set(known.map((reading) => reading[at] ?? "").filter(Boolean)),
      ]);
    return word.split("").map(
      (character) =>
        chinese()
          .look(character)
          ?.readings.map((reading) => reading[0] ?? "") ?? [],
    );
  });
}
