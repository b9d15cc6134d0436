// English words that mean the same.
import { readFileSync } from "node:fs";

let loaded: ReadonlyMap<string, readonly string[]> | undefined;

/** Other words for an English one, as it stands in dictionaries; none where it has but itself. */
export function synonymsOf(word: string): readonly string[] {
  loaded ??= read();
  return loaded.get(word) ?? [];
}

/** A line of the file: words of one sense. */
function read(): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync(new URL("../../../dictionaries/synonyms.tsv", import.meta.url), "utf8");
  const found = new Map<string, string[]>();
  for (const line of text.trim().split("\n")) {
    const words = line.split(" ");
    for (const word of words) {
      const known = found.get(word) ?? [];
      known.push(...words.filter((other) => other !== word && !known.includes(other)));
      found.set(word, known);
    }
  }
  return found;
}
