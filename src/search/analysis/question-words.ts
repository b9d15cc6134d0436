// What only makes a question of a query in a European language, or only holds it together: `wie installiere ich`.
import { europeanLanguages, type European } from "../dictionary/european-forms.js";
import { commonLanguages, isEnglish } from "./european-language.js";

/**
 * Question words, and verbs that ask for nothing by themselves (can, must, make, work, mean), folded; beside those of
 * `dictionaries/common-words.tsv` (the npm package stopword). From everyday questions, by hand.
 */
const asking: Readonly<Record<European, string>> = {
  de: "was wie warum wieso weshalb wann wo wer welche welcher welches womit wozu kann muss soll geht gibt funktioniert bedeutet mache macht",
  fr: "comment pourquoi quand quel quelle quels quelles quoi combien faire puis peut dois faut marche fonctionne signifie veut dire",
  es: "como porque cual cuales cuando donde quien cuanto hacer hago puedo puede debo hay funciona significa sirve son esta",
  pt: "como porque porque qual quais quando onde quem quanto fazer faco posso pode devo funciona significa serve fica",
  it: "come dove chi perche quale quali quando cosa quanto fare faccio posso puo devo funziona significa serve vuol",
  ru: "как почему зачем когда где кто что какой какая какие какое сколько куда откуда можно нужно надо делать сделать работает значит такое",
  uk: "як чому навіщо коли де хто що який яка які яке скільки куди звідки можна треба потрібно робити зробити працює означає таке",
  pl: "jak dlaczego czemu kiedy gdzie kto co jaki jaka jakie ktory ile mozna moge trzeba nalezy zrobic robic dziala znaczy oznacza",
  tr: "nasil neden nicin niye ne nedir nerede kim hangi hangisi kac mi mu midir olur yapilir calisir demek gerekir lazim",
  nl: "hoe waarom wanneer waar wie welke wat hoeveel kan moet doe werkt betekent maak krijg",
  sv: "hur varfor nar vem vilken vilket vilka vad kan maste gor fungerar betyder",
};
/** Words of other languages too, as are those of three letters: they say no more than other common words. */
const doubtful = new Set("comment come dove fare dire serve marche macht".split(" "));

/** A question is in a language that says so much: a question word does, or two that are common. */
const ENOUGH = 2;

const questionLanguages = new Map<string, readonly European[]>();
for (const language of europeanLanguages)
  for (const word of asking[language].split(" "))
    questionLanguages.set(word, [...new Set([...(questionLanguages.get(word) ?? []), language])]);

const mayBeEnglish = (word: string): boolean => commonLanguages(word).includes("en");

/** How much a word says for the languages that have it. */
function said(word: string): { readonly languages: readonly string[]; readonly much: number } {
  const asked = questionLanguages.get(word) ?? [];
  const languages = [...asked, ...commonLanguages(word)];
  if (asked.length === 0) return { languages, much: mayBeEnglish(word) ? 0 : 1 };
  const isSure = (word.length > 3 || /^\p{Script=Cyrillic}/u.test(word)) && !doubtful.has(word);
  return { languages, much: isSure && !mayBeEnglish(word) ? ENOUGH : 1 };
}

/** Of the words of a question, folded, those without weight in the language it is asked in; none in English. */
export function askingWords(words: readonly string[]): ReadonlySet<string> {
  if (isEnglish(words)) return new Set();
  const counts = new Map<string, number>();
  for (const word of new Set(words)) {
    const { languages, much } = said(word);
    for (const language of new Set(languages)) counts.set(language, (counts.get(language) ?? 0) + much);
  }
  const [language] = europeanLanguages
    .filter((one) => (counts.get(one) ?? 0) >= ENOUGH)
    .sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
  if (!language) return new Set();
  return new Set(words.filter((word) => said(word).languages.includes(language)));
}
