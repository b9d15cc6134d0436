// Makes the tables in dictionaries/ from npm packages; dictionaries/README.md tells how to run it and whose data it is.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chineseTable, foldingTable } from "./chinese.mjs";
import { edict } from "./edict.mjs";
import { japaneseTable } from "./japanese.mjs";
import { koreanTable } from "./korean.mjs";

const [folder, edictFolder] = process.argv.slice(2);
if (!folder || !edictFolder) {
  console.error("Usage: node scripts/dictionaries/build.mjs NODE_MODULES_WITH_THE_PACKAGES FOLDER_OF_EDICT");
  process.exit(1);
}
const packages = resolve(folder);
const entries = edict(edictFolder);
const target = fileURLToPath(new URL("../../dictionaries/", import.meta.url));
const japanese = japaneseTable(packages, entries);
const tables = {
  "zh.tsv": chineseTable(packages),
  "t2s.txt": await foldingTable(packages, japanese.match(/^\S+/gmu) ?? []),
  "ja.tsv": japanese,
  "ko.tsv": koreanTable(packages, entries),
};
for (const [name, text] of Object.entries(tables)) {
  writeFileSync(target + name, text);
  console.log(`${name}: ${text.split("\n").length - 1} lines, ${(Buffer.byteLength(text) / 1e6).toFixed(2)} MB`);
}
