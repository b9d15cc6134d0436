// Makes dictionaries/eu.tsv and common-words.tsv; dictionaries/README.md tells how to run it and whose data it is.
import { readdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { commonWordsTable } from "./common-words.mjs";
import { englishMessages, europeanTable, fold } from "./european.mjs";

const [folder, wikdict] = process.argv.slice(2);
if (!folder || !wikdict) {
  console.error("Usage: node scripts/dictionaries/build-european.mjs NODE_MODULES_WITH_THE_PACKAGES FOLDER_OF_WIKDICT");
  process.exit(1);
}
const packages = resolve(folder);
const files = readdirSync(`${packages}/monaco-editor/esm`, { recursive: true }).filter((name) => name.endsWith(".js"));
const tables = {
  "eu.tsv": europeanTable(packages, resolve(wikdict), englishMessages(packages, files)),
  "common-words.tsv": commonWordsTable(packages, fold),
};
for (const [name, text] of Object.entries(tables)) {
  writeFileSync(fileURLToPath(new URL(`../../dictionaries/${name}`, import.meta.url)), text);
  console.log(`${name}: ${text.split("\n").length - 1} lines, ${(Buffer.byteLength(text) / 1e6).toFixed(2)} MB`);
}
