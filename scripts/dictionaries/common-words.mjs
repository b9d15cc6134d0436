// common-words.tsv: the words that hold sentences together, of each European language, by which it is told.
import { createRequire } from "node:module";

const names = { en: "eng", de: "deu", fr: "fra", es: "spa", pt: "por", it: "ita", ru: "rus", uk: "ukr", pl: "pol", tr: "tur", nl: "nld", sv: "swe" };

/** What the package leaves out of the shortest of its lists: without `es`, `los`, `este` Spanish is taken for Portuguese. */
const beside = {
  es: "algo alguien alguna algunas alguno algunos algún ambos antes aquel aquella aquello aquí así aun aunque aún cada cuales cuanto cuya cuyo cuál cuándo cómo después dónde ella ellas ellos entre era eran eres es esa esas esos esta estaba estaban estado estamos estar estas este esto estos estoy está están fue fueron fui ha había han has hay he hemos les los mis mientras misma mismas mismo mismos mucha muchas mucho muchos mí nada ni nosotros nuestra nuestras nuestro nuestros nunca os otra otras otros pues quienes quién qué sea sean ser sido siempre solo sólo somos son soy suya suyo sí tal tampoco tan tanto tengo tiene tienen toda todas todavía todo todos tras tus unas unos usted ustedes va van vosotros vuestra vuestro él",
};

/** @param {string} packages node_modules @param {(text: string) => string} fold */
export function commonWordsTable(packages, fold) {
  const stopword = createRequire(`${packages}/`)("stopword");
  return Object.entries(names)
    .map(([language, name]) => `${language}\t${[...new Set([...stopword[name], ...(beside[language]?.split(" ") ?? [])].map(fold))].sort((a, b) => (a < b ? -1 : 1)).join(" ")}\n`)
    .join("");
}
