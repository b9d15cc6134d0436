// common-words.tsv: the words that hold sentences together, of each European language, by which it is told.
import { createRequire } from "node:module";

const names = { en: "eng", de: "deu", fr: "fra", es: "spa", pt: "por", it: "ita", ru: "rus", uk: "ukr", pl: "pol", tr: "tur", nl: "nld", sv: "swe" };

/**
 * What the package leaves out of its two shortest lists: without `es`, `los`, `este` Spanish is taken for Portuguese.
 * What both languages have stands in both; what is a word of substance elsewhere (`solo van life`) in neither.
 */
const beside = {
  es: "alguien algun alguna algunas alguno algunos antes aquella aquello aquí aunque cada cuales cuanto cuya cuyo cuál cuándo cómo después dónde ellas ellos entre eran eres es esa esas esos esta estaba estaban estamos estar estas este esto estos estoy está están fue fueron fui ha había hemos los mientras misma mismas mismo mismos mucha muchas mucho muchos nada nosotros nuestra nuestras nuestro nuestros nunca otra otras otros pues quienes quién qué sean ser sido siempre somos suyo tampoco tanto tengo tiene tienen toda todas todavía todo todos tras tus unas unos usted ustedes va vosotros vuestra vuestro él",
  pt: "alguém algum alguma algumas alguns antes aqui assim ainda cada desde eram está estão estar estava estou foi foram há isto mesma mesmas mesmos nada nunca onde outra outras outro outros para pois porque qualquer quase ser sido sempre sobre sou também tanta tanto tem temos tenho ter tinha toda todas todo todos tudo vai vou é às até",
};

/** @param {string} packages node_modules @param {(text: string) => string} fold */
export function commonWordsTable(packages, fold) {
  const stopword = createRequire(`${packages}/`)("stopword");
  return Object.entries(names)
    .map(([language, name]) => `${language}\t${[...new Set([...stopword[name], ...(beside[language]?.split(" ") ?? [])].map(fold))].sort((a, b) => (a < b ? -1 : 1)).join(" ")}\n`)
    .join("");
}
