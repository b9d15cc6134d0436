// common-words.tsv: the words that hold sentences together, of each European language, by which it is told.
import { createRequire } from "node:module";

const names = { en: "eng", de: "deu", fr: "fra", es: "spa", pt: "por", it: "ita", ru: "rus", uk: "ukr", pl: "pol", tr: "tur", nl: "nld", sv: "swe" };

/** @param {string} packages node_modules @param {(text: string) => string} fold */
export function commonWordsTable(packages, fold) {
  const stopword = createRequire(`${packages}/`)("stopword");
  return Object.entries(names)
    .map(([language, name]) => `${language}\t${[...new Set(stopword[name].map(fold))].sort((a, b) => (a < b ? -1 : 1)).join(" ")}\n`)
    .join("");
}
