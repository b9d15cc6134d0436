// Which European language a question is asked in: the one that knows most of its words.
import { isCommon, isEnglish } from "../analysis/european-language.js";
import { european } from "../dictionary/european.js";
import { europeanLanguages, type European } from "../dictionary/european-forms.js";
import { languageWeights } from "../weights.js";
import type { QueryPart } from "./query-parts.js";

/** Null for English, and where the dictionary is not read yet. */
export function questionLanguage(parts: readonly QueryPart[]): European | null {
  const words = parts.filter(({ script }) => script === "word").map(({ text }) => text);
  if (words.length === 0 || isEnglish(words) || !european.isRead()) return null;
  const dictionary = european();
  const worth = (language: European): number =>
    words.reduce(
      (sum, word) =>
        sum +
        (isCommon(word, language)
          ? languageWeights.common
          : Math.max(0, ...dictionary.glosses(word, language).map(({ worth }) => worth))),
      0,
    );
  const [best] = europeanLanguages
    .map((language) => ({ language, worth: worth(language) }))
    .sort((one, other) => other.worth - one.worth);
  return best && best.worth >= languageWeights.least * words.length ? best.language : null;
}
