// Which European language a text is in, by the words that hold its sentences together.
import { readFileSync } from "node:fs";
import { isEuropean, type European } from "../dictionary/european-forms.js";
import { fold } from "./fold.js";
import { runs } from "./runs.js";

/** A text has so many of them for each of its words, one that several languages share counting less. */
const LEAST = 0.07;
/** So much of a text is read. */
const READ = 3000;

let loaded: ReadonlyMap<string, readonly string[]> | undefined;
/** By word the languages that have it. */
function commonWords(): ReadonlyMap<string, readonly string[]> {
  if (loaded) return loaded;
  const file = readFileSync(new URL("../../../dictionaries/common-words.tsv", import.meta.url), "utf8");
  const found = new Map<string, string[]>();
  for (const line of file.trim().split("\n")) {
    const [language = "", words = ""] = line.split("\t");
    for (const word of words.split(" ")) found.set(word, [...(found.get(word) ?? []), language]);
  }
  return (loaded = found);
}

/** The languages in which a word only holds others together. */
export const commonLanguages = (word: string): readonly string[] => commonWords().get(word) ?? [];

export const isCommon = (word: string, language: European): boolean =>
  commonLanguages(word).includes(language);

/** Whether words hold one that only English has. */
export const isEnglish = (words: readonly string[]): boolean =>
  words.some((word) => commonLanguages(word).join() === "en");

/** Null for English, for other languages and where the text is too short to tell. `declared`: as a post says it. */
export function europeanLanguage(text: string, declared: string | undefined): European | null {
  const code = declared?.toLowerCase().split(/[-_]/u)[0] ?? "";
  const language = code || commonLanguage(text);
  return language !== null && isEuropean(language) ? language : null;
}

/**
 * The language, English too, whose common words hold a text together; null where too few of them tell. `lead`: by so
 * many words of its own it must stand before the next.
 */
export function commonLanguage(text: string, lead = 0): string | null {
  const words = runs(fold(text.slice(0, READ))).filter(({ script }) => script === "word");
  const counts = new Map<string, number>();
  for (const { text: word } of words) {
    const languages = commonLanguages(word);
    for (const language of languages)
      counts.set(language, (counts.get(language) ?? 0) + 1 / languages.length);
  }
  const [best, next] = [...counts].sort((one, other) => other[1] - one[1]);
  return best && best[1] >= Math.max(LEAST * words.length, (next?.[1] ?? 0) + lead) ? best[0] : null;
}
