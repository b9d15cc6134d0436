// Folds a text so that what readers take for the same is the same: width, case, accents, traditional Han, kana.
import { readFileSync } from "node:fs";

/** Stands for a sign that is dropped. */
const DROPPED = 0xffff;

let table: Uint16Array | undefined;
/** What a UTF-16 unit is folded to, 0 for itself: traditional to simplified, katakana to hiragana, the long mark away. */
function foldings(): Uint16Array {
  if (table) return table;
  const made = new Uint16Array(0x10000);
  const file = readFileSync(new URL("../../../dictionaries/t2s.txt", import.meta.url), "utf8");
  // A few simplified characters are outside the basic plane; no keyboard gives them, so theirs stay as they are.
  for (const [, from = "", to = ""] of file.matchAll(/(\S)(\S)/gu))
    if (from.length === 1 && to.length === 1) made[from.charCodeAt(0)] = to.charCodeAt(0);
  for (let katakana = 0x30a1; katakana <= 0x30f6; katakana += 1) made[katakana] = katakana - 0x60;
  made["ー".charCodeAt(0)] = DROPPED;
  return (table = made);
}

/** Latin and Greek letters with marks, and others that are written in two ways. */
const accented = /[\u00c0-\u024f\u1e00-\u1fff\u0386-\u03ce\u0401\u0451\u0622-\u0625\u0629\u0649]/gu;
/**
 * Letters that Unicode does not take apart, in the letters that stand for them where a keyboard lacks them; and of
 * letters that are written in two ways (a final sigma, hamza on an alef, the ending of Arabic words) the plain one.
 */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ẞ: "ss",
  æ: "ae",
  Æ: "ae",
  œ: "oe",
  Œ: "oe",
  ø: "o",
  Ø: "o",
  đ: "d",
  Đ: "d",
  ł: "l",
  Ł: "l",
  ı: "i",
  ς: "σ",
  Σ: "σ",
  ة: "ه",
  ى: "ي",
};
/**
 * Signs that are not seen (soft hyphen, joiners, directions, variants) and the vowel signs and stretches that Arabic and
 * Hebrew are mostly written without. U+200B stays: it divides words.
 */
const unwritten =
  /[\p{Variation_Selector}\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u0640]|(?=[\u0591-\u05c7\u064b-\u065f\u0670])\p{M}/gu;
const katakana = /[\u30a1-\u30f6]/gu;

/** Width, case, accents and what is seldom written: of any text, slowly. */
const foldSlowly = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(unwritten, "")
    .replace(accented, (letter) => LETTERS[letter] ?? letter.normalize("NFD").replace(/\p{M}/gu, ""))
    .toLowerCase();

/** Signs that go together with the one before: marks, parts of Hangul syllables, halves of signs of 32 bits. */
const joining = /[\p{M}\u1100-\u11ff\ud800-\udfff]/u;
const [SAME, OTHER, JOINING] = [1, 2, 3];
/** By UTF-16 unit: what becomes of it; found out at its first use. `others`: what it is folded to. */
const units = new Uint8Array(0x10000);
const others: string[] = [];

function kindOf(unit: number): number {
  const known = units[unit] ?? 0;
  if (known > 0) return known;
  const sign = String.fromCharCode(unit);
  const folded = foldSlowly(sign);
  if (folded !== sign) others[unit] = folded;
  return (units[unit] = joining.test(sign.normalize("NFKC")) ? JOINING : folded === sign ? SAME : OTHER);
}

/** Width, case, accents and what is seldom written only: the scripts stay as they were written. */
export function foldCase(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
  let out = "";
  let from = 0;
  for (let at = 0; at < text.length;) {
    const unit = text.charCodeAt(at);
    const kind = kindOf(unit);
    let end = at + 1;
    while (end < text.length && kindOf(text.charCodeAt(end)) === JOINING) end += 1;
    if (kind !== SAME || end > at + 1) {
      const isAlone = kind === OTHER && end === at + 1;
      out += text.slice(from, at) + (isAlone ? (others[unit] ?? "") : foldSlowly(text.slice(at, end)));
      from = end;
    }
    at = end;
  }
  return from === 0 ? text : out + text.slice(from);
}

/** Katakana as hiragana, the long mark dropped: サーバー and サーバ are one. */
export const foldKana = (text: string): string =>
  text.replaceAll("ー", "").replace(katakana, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));

/** Everything folded: what the index compares. */
export const fold = (text: string): string => foldScripts(foldCase(text));

/** What is left to fold of a text that `foldCase` went through. */
export function foldScripts(folded: string): string {
  if (!/[\u3041-\u9fff]/u.test(folded)) return folded;
  const to = foldings();
  let out = "";
  let from = 0;
  for (let at = 0; at < folded.length; at += 1) {
    const unit = to[folded.charCodeAt(at)] ?? 0;
    if (unit === 0) continue;
    out += folded.slice(from, at);
    if (unit !== DROPPED) out += String.fromCharCode(unit);
    from = at + 1;
  }
  return from === 0 ? folded : out + folded.slice(from);
}

/** Whether `squeeze` keeps a UTF-16 unit; found out at its first use, for the pattern is slow. */
const isKept = keptUnits();

function keptUnits(): (unit: number) => boolean {
  const [KEPT, LEFT_OUT] = [1, 2];
  const known = new Uint8Array(0x10000);
  return (unit) =>
    (known[unit] ||= /[\p{L}\p{N}+#]/u.test(String.fromCharCode(unit)) ? KEPT : LEFT_OUT) === KEPT;
}

/** Letters and digits only (`+` and `#` stay, for C++ and C#): how titles, tags and slugs are compared whole. */
export function squeeze(folded: string): string {
  if (/[\ud800-\udfff]/.test(folded)) return folded.replace(/[^\p{L}\p{N}+#]+/gu, "");
  let out = "";
  let from = 0;
  for (let at = 0; at < folded.length; at += 1) {
    if (isKept(folded.charCodeAt(at))) continue;
    out += folded.slice(from, at);
    from = at + 1;
  }
  return from === 0 ? folded : out + folded.slice(from);
}
