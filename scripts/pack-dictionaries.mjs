// Packs the dictionary tables into dist/dictionaries/ for the npm package, where something changed since: half a minute.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const changed = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
/** Those that are read by `src/search/dictionary/table-file.ts`. */
const tables = ["zh.tsv", "ja.tsv", "ko.tsv", "eu.tsv"];

/** All words, an empty line, and what the lines say of each: 100 KB less in all. `table-file.ts` joins both again. */
function wordsFirst(text) {
  const lines = text.replace(/\n$/, "").split("\n");
  const tabs = lines.map((line) => line.indexOf("\t"));
  const words = lines.map((line, at) => `${line.slice(0, tabs[at])}\n`);
  return `${words.join("")}\n${lines.map((line, at) => `${line.slice(tabs[at] + 1)}\n`).join("")}`;
}

mkdirSync(path("dist/dictionaries"), { recursive: true });
for (const name of readdirSync(path("dist/dictionaries")))
  if (!tables.includes(name.replace(/\.br$/, ""))) rmSync(path(`dist/dictionaries/${name}`));
await Promise.all(
  tables.map(async (name) => {
    const [from, to] = [path(`dictionaries/${name}`), path(`dist/dictionaries/${name}.br`)];
    if (changed(to) > Math.max(changed(from), changed(fileURLToPath(import.meta.url)))) return;
    const text = wordsFirst(readFileSync(from, "utf8"));
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
    };
    writeFileSync(to, await promisify(brotliCompress)(text, { params }));
  }),
);
