// Words of European languages and their English. Loaded on first use.
import { cached } from "../cached.js";
import { lessened, readGlosses, type Gloss } from "./gloss.js";
import { dictionary, type WordTable } from "./word-table.js";

/** How dictionary forms end, by language: `ошибки` is looked up as ошибка, `serveurs` as serveur. */
const endings = {
  de: ["", "e", "en", "er", "n"],
  fr: ["", "e", "er", "ir", "re"],
  es: ["", "o", "a", "e", "ar", "er", "ir"],
  pt: ["", "o", "a", "e", "ao", "ar", "er", "ir"],
  it: ["", "o", "a", "e", "are", "ere", "ire"],
  ru: ["", "а", "я", "о", "е", "ь", "й", "ый", "ий", "ие", "ать", "ить", "еть"],
  uk: ["", "а", "я", "о", "е", "ь", "й", "ий", "ати", "ити"],
  pl: ["", "a", "o", "e", "y", "ie", "ac", "ic", "ec", "owac"],
  tr: ["", "mek", "mak", "k"],
  nl: ["", "e", "en", "n"],
  sv: ["", "a", "e", "en"],
} as const;
export type European = keyof typeof endings;
export const isEuropean = (language: string): language is European => Object.hasOwn(endings, language);
export const europeanLanguages = Object.keys(endings).filter(isEuropean);

/** Languages that write two words as one, and what may stand between the two. */
const joints: Partial<Record<European, RegExp>> = { de: /(?:es|en|er|s|n)$/u, nl: /(?:en|s|e)$/u, sv: /s$/u };

interface EuropeanWords {
  /** Of a folded word: as it stands, in another form, or as two words in one. */
  glosses(word: string, language: European): readonly Gloss[];
}

const KEPT = 20_000;
/** Letters of a form that may be its ending, and that must be left. */
const ENDING = 4;
const LEFT = 4;
/** A half of a compound is so long at least, and counts with so many senses. */
const HALF = 4;
const SENSES = 4;
const FORM_WORTH = 0.9;
const HALF_WORTH = 0.8;

export const european = dictionary("eu.tsv", open);

function open(table: WordTable): EuropeanWords {
  const exact = (word: string, language: European): readonly Gloss[] => {
    const id = table.find(word);
    const column = id < 0 ? undefined : table.columns(id).find((one) => one.startsWith(`${language} `));
    return readGlosses(column?.slice(language.length + 1));
  };
  function inForm(word: string, language: European): readonly Gloss[] {
    const found = exact(word, language);
    if (found.length > 0) return found;
    for (let cut = 0; cut <= ENDING && (cut < 2 || word.length - cut >= LEFT); cut += 1)
      for (const ending of endings[language]) {
        const form = exact(word.slice(0, word.length - cut) + ending, language);
        if (form.length > 0) return lessened(form, FORM_WORTH);
      }
    return [];
  }
  function inHalves(word: string, language: European): readonly Gloss[] {
    const joint = joints[language];
    if (!joint) return [];
    for (let at = HALF; at + HALF <= word.length; at += 1) {
      const tail = inForm(word.slice(at), language);
      if (tail.length === 0) continue;
      const head = word.slice(0, at);
      const first = [head, head.replace(joint, "")].map((half) => exact(half, language)).find(isKnown);
      if (first)
        return [...first.slice(0, SENSES), ...tail.slice(0, SENSES)].map((gloss) => ({
          ...gloss,
          worth: gloss.worth * HALF_WORTH,
        }));
    }
    return [];
  }
  const look = cached(KEPT, (key): readonly Gloss[] => {
    const [language = "", word = ""] = key.split(" ");
    if (!isEuropean(language)) return [];
    const found = inForm(word, language);
    return found.length > 0 ? found : inHalves(word, language);
  });
  return { glosses: (word, language) => look(`${language} ${word}`) };
}

const isKnown = (glosses: readonly Gloss[]): boolean => glosses.length > 0;
