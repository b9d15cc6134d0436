// Makes the tables in dictionaries/ from npm packages; dictionaries/README.md tells how to run it and whose data it is.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chineseTable, foldingTable } from "./chinese.mjs";
import { edict } from "./edict.mjs";
import { japaneseTable } from "./japanese.mjs";
import { koreanTable } from "./korean.mjs";
import { meanings, withoutRare } from "./rare.mjs";

const [folder, edictFolder] = process.argv.slice(2);
if (!folder || !edictFolder) {
  console.error("Usage: node scripts/dictionaries/build.mjs NODE_MODULES_WITH_THE_PACKAGES FOLDER_OF_EDICT");
  process.exit(1);
}
const packages = resolve(folder);
const entries = edict(edictFolder);
const target = fileURLToPath(new URL("../../dictionaries/", import.meta.url));
const japanese = japaneseTable(packages, entries);
const chinese = chineseTable(packages);
const korean = koreanTable(packages, entries);
const meant = meanings([chinese, japanese, korean]);
/** An English word that fewer words of these languages mean is rare. */
const COMMON = 10;
const tables = {
  "zh.tsv": chinese,
  "t2s.txt": await foldingTable(packages, japanese.match(/^\S+/gmu) ?? []),
  "ja.tsv": japanese,
  "ko.tsv": withoutRare(korean, (word) => meant(word) >= COMMON),
};
for (const [name, text] of Object.entries(tables)) {
  writeFileSync(target + name, text);
  console.log(`${name}: ${text.split("\n").length - 1} lines, ${(Buffer.byteLength(text) / 1e6).toFixed(2)} MB`);
}
