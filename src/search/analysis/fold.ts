// Folds a text so that what readers take for the same is the same: width, case, accents, traditional Han, kana.
import { readFileSync } from "node:fs";

let simple: ReadonlyMap<string, string> | undefined;
/** Traditional to simplified characters, one for one. */
function simplified(): ReadonlyMap<string, string> {
  if (simple) return simple;
  const file = readFileSync(new URL("../../../dictionaries/t2s.txt", import.meta.url), "utf8");
  const pairs = Array.from(file.matchAll(/(\S)(\S)/gu), ([, from = "", to = ""]) => [from, to] as const);
  return (simple = new Map(pairs));
}

const accented = /[\u00c0-\u024f\u1e00-\u1eff]/gu;
const han = /[\u3400-\u9fff]/gu;
const katakana = /[\u30a1-\u30f6]/gu;

/** Width, case and Latin accents only: the scripts stay as they were written. */
export const foldCase = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(accented, (letter) => letter.normalize("NFD").replace(/\p{M}/gu, ""))
    .toLowerCase();

/** Katakana as hiragana, the long mark dropped: サーバー and サーバ are one. */
export const foldKana = (text: string): string =>
  text.replaceAll("ー", "").replace(katakana, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));

/** Everything folded: what the index compares. */
export function fold(text: string): string {
  const folded = foldCase(text);
  if (!/[\u3041-\u9fff]/u.test(folded)) return folded;
  const table = simplified();
  return foldKana(folded.replace(han, (character) => table.get(character) ?? character));
}

/** Letters and digits only (`+` and `#` stay, for C++ and C#): how titles, tags and slugs are compared whole. */
export const squeeze = (folded: string): string => folded.replace(/[^\p{L}\p{N}+#]+/gu, "");
