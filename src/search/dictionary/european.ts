// Words of European languages and their English. Loaded on first use.
import { cached } from "../cached.js";
import { isEuropean, plainForms, type European } from "./european-forms.js";
import { glossOf, lessened, readGlosses, senses, together, type Gloss } from "./gloss.js";
import { dictionary, type WordTable } from "./word-table.js";

/** Languages that write two words as one, and what may stand between the two. */
const joints: Partial<Record<European, RegExp>> = { de: /(?:es|en|er|s|n)$/u, nl: /(?:en|s|e)$/u, sv: /s$/u };

interface EuropeanWords {
  /** Of a folded word: as it stands, in another form, or as two words in one. */
  glosses(word: string, language: European): readonly Gloss[];
  /** Whether a folded word stands in the table, as it is or in another form: of two words in one the second may be misspelt. */
  knows(word: string, language: European): boolean;
  /** Whether a folded word is English for some other. */
  isEnglish(word: string): boolean;
}

const KEPT = 20_000;
/** A half of a compound is so long at least, and counts with so many senses. */
const HALF = 4;
const SENSES = 4;
const FORM_WORTH = 0.9;
const HALF_WORTH = 0.8;
/** An end is so long at least that is known alone. */
const END = 5;
/** What its beginning alone says, where that is half of the word, or its end. */
const BEGINNING_WORTH = 0.6;

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
    for (const plain of plainForms(word, language)) {
      const form = exact(plain, language);
      if (form.length > 0) return lessened(form, FORM_WORTH);
    }
    return [];
  }
  function inHalves(word: string, language: European): readonly Gloss[] {
    const joint = joints[language];
    if (!joint) return [];
    const headOf = (at: number): readonly Gloss[] | undefined => {
      const head = word.slice(0, at);
      return [head, head.replace(joint, "")].map((half) => exact(half, language)).find(isKnown);
    };
    for (let at = HALF; at + HALF <= word.length; at += 1) {
      // The head first: it has two forms, the tail dozens.
      const head = headOf(at);
      const tail = head ? inForm(word.slice(at), language) : [];
      if (head && tail.length > 0) return lessened(together(chief(head), chief(tail)), HALF_WORTH);
    }
    for (let at = word.length - HALF; at >= Math.max(HALF, word.length / 2); at -= 1) {
      const head = headOf(at);
      if (head) return lessened(chief(head), BEGINNING_WORTH);
    }
    // Hashtabelle, Spamschutz: what stands before it may be a name, or English.
    for (let at = HALF; at + END <= word.length; at += 1) {
      const tail = exact(word.slice(at), language);
      if (tail.length > 0)
        return lessened(together([glossOf(word.slice(0, at), 1)], chief(tail)), BEGINNING_WORTH);
    }
    return [];
  }
  const look = cached(KEPT, (key): readonly Gloss[] => {
    const [language = "", word = ""] = key.split(" ");
    if (!isEuropean(language)) return [];
    const found = inForm(word, language);
    return found.length > 0 ? found : inHalves(word, language);
  });
  return {
    glosses: (word, language) => look(`${language} ${word}`),
    knows: (word, language) => inForm(word, language).length > 0,
    isEnglish: cached(KEPT, (word) => /^[a-z]+$/u.test(word) && table.says(word)),
  };
}

const chief = (glosses: readonly Gloss[]): readonly Gloss[] => senses(glosses).slice(0, SENSES).flat();
const isKnown = (glosses: readonly Gloss[]): boolean => glosses.length > 0;
