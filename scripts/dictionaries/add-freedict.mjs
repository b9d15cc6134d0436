// Makes an eu.tsv of the owner's own: ours with the words of FreeDict's dictionaries, whose licence (GPL) ours cannot have.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { fold } from "./european.mjs";
import { glossWords } from "./glosses.mjs";

/** Languages of eu.tsv, and their names in FreeDict. */
const languages = { de: "deu", fr: "fra", es: "spa", pt: "por", it: "ita", pl: "pol", tr: "tur", nl: "nld", sv: "swe" };
/** So many English words of a word count, as in eu.tsv. */
const MOST = 5;

const [from, to] = process.argv.slice(2);
if (!from || !to) {
  console.error("Usage: node scripts/dictionaries/add-freedict.mjs FOLDER_OF_DICT_DZ_FILES FOLDER_FOR_EU_TSV");
  process.exit(1);
}

/** Words with what their entry says in English, one sense each: `Speicher`, [`attic`, `loft`]. */
function* entries(text) {
  let [word, senses] = [null, []];
  for (const line of text.split("\n")) {
    const head = /^(\S[^/]*?) \/[^/]*\/(?: <[^>]*>)?$/u.exec(line);
    if (head || line.trim() === "") {
      if (word !== null && senses.length > 0) yield [word, senses];
      [word, senses] = [head?.[1] ?? null, []];
    } else if (word !== null && !/^\s*(?:see|Notes?|Synonyms?|Examples?|Antonyms?):|^\s{3}/u.test(line))
      senses.push(
        ...line
          .replace(/^\s*\d+\. /u, "")
          .replace(/<[^>]*>|\[[^\]]*\]|\([^)]*\)/gu, " ")
          .split(/[,;]/u)
          .map((sense) => sense.trim().replace(/^to /u, ""))
          .filter(Boolean),
      );
  }
  if (word !== null && senses.length > 0) yield [word, senses];
}

/** By word: language, and its English. */
const table = new Map();
const ours = fileURLToPath(new URL("../../dictionaries/eu.tsv", import.meta.url));
for (const line of readFileSync(ours, "utf8").split("\n").filter(Boolean)) {
  const [word, ...columns] = line.split("\t");
  table.set(word, new Map(columns.map((column) => [column.slice(0, 2), column.slice(3).split(" ")])));
}

for (const [language, name] of Object.entries(languages)) {
  const file = join(resolve(from), `freedict-${name}-eng.dict.dz`);
  if (!existsSync(file)) continue;
  let added = 0;
  for (const [head, senses] of entries(gunzipSync(readFileSync(file)).toString())) {
    const word = fold(head).replace(/^(?:sich|se|si) /u, "");
    if (!/^[\p{L}'-]{3,30}$/u.test(word)) continue;
    const known = table.get(word) ?? new Map();
    const glosses = known.get(language) ?? [];
    const isOf = (gloss) => (one) => one.slice(0, -1) === gloss.slice(0, -1);
    const fresh = glossWords(senses).split(" ").filter((gloss) => gloss && !glosses.some(isOf(gloss)));
    if (fresh.length === 0 || glosses.length >= MOST) continue;
    known.set(language, [...glosses, ...fresh].slice(0, MOST));
    table.set(word, known);
    added += 1;
  }
  console.log(`${language}: ${added.toLocaleString("en")} entries of ${file}`);
}

const lines = [...table].map(([word, known]) =>
  [word, ...[...known].map(([language, glosses]) => [language, ...glosses].join(" "))].join("\t"),
);
mkdirSync(to, { recursive: true });
writeFileSync(join(to, "eu.tsv"), `${lines.sort().join("\n")}\n`);
console.log(`${join(to, "eu.tsv")}: ${lines.length.toLocaleString("en")} words`);
