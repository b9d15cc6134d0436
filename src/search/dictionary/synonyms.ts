// English words that mean the same.
import { readFileSync } from "node:fs";
import { lemma } from "../analysis/english.js";

let loaded: ReadonlyMap<string, readonly string[]> | undefined;

/** Other words for an English one, in whatever form it stands; none where it has but itself. */
export function synonymsOf(word: string): readonly string[] {
  loaded ??= read();
  return loaded.get(lemma(word)) ?? [];
}

/** A line of the file: words of one sense. By lemma, which is no word that a file could hold (purchase: purchas). */
function read(): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync(new URL("../../../dictionaries/synonyms.tsv", import.meta.url), "utf8");
  const found = new Map<string, string[]>();
  for (const line of text.trim().split("\n")) {
    const words = line.split(" ");
    for (const word of words) {
      const known = found.get(lemma(word)) ?? [];
      known.push(...words.filter((other) => other !== word && !known.includes(other)));
      found.set(lemma(word), known);
    }
  }
  return found;
}
