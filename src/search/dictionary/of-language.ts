// The dictionaries that posts of a language and questions in a script need.
import { fold } from "../analysis/fold.js";
import { runs } from "../analysis/runs.js";
import type { CjkLanguage } from "../analysis/glosses.js";
import type { Step } from "../slices.js";
import { chinese } from "./chinese.js";
import { european } from "./european.js";
import { japanese } from "./japanese.js";
import { korean } from "./korean.js";

const dictionaries = { zh: chinese, ja: japanese, ko: korean, eu: european };
export type DictionaryName = keyof typeof dictionaries;

/** Reads it step by step, unless it was read: at once it would hold up every chat. */
export const readDictionary = (language: DictionaryName): Generator<Step> => dictionaries[language].reading();

/** Those that are read by now: what is found with them may be more than before. */
export const dictionariesRead = (): readonly string[] =>
  Object.entries(dictionaries).flatMap(([name, one]) => (one.isRead() ? [name] : []));

export const isRead = (language: DictionaryName): boolean => dictionaries[language].isRead();

/**
 * The dictionaries a question needs, by its script and by how many posts the blog has in each language: Han characters
 * are Chinese words, and Japanese ones too where the blog has Japanese posts or no Chinese ones. Words in letters that the
 * blog does not have may be of a European language.
 */
export function dictionariesFor(
  query: string,
  posts: Readonly<Record<CjkLanguage, number>>,
  isWord: (word: string) => boolean,
): readonly DictionaryName[] {
  const needed = new Set<DictionaryName>();
  if (runs(fold(query)).some(({ script, text }) => script === "word" && text.length >= 3 && !isWord(text)))
    needed.add("eu");
  // Compatibility forms (half-width kana, ㈱) are folded before anything is looked up.
  const signs = query.normalize("NFKC");
  if (/[\uac00-\ud7a3]/u.test(signs)) needed.add("ko");
  if (/[\u3041-\u30ff]/u.test(signs)) needed.add("ja");
  if (/[\u3400-\u9fff]/u.test(signs)) {
    needed.add("zh");
    if (posts.ja > 0 || posts.zh === 0) needed.add("ja");
  }
  return [...needed];
}
