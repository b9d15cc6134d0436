// Divides folded text into runs of one kind of script; everything else (spaces, signs) only separates.

/** `word`: Latin, Cyrillic, Greek letters and digits; `hangul`; `han`: Han characters and kana, mixed as they stand. */
export type Script = "word" | "hangul" | "han";

export interface Run {
  readonly script: Script;
  readonly text: string;
  /** Where it begins in the text. */
  readonly at: number;
}

const NONE = 0;
const WORD = 1;
const HANGUL = 2;
const HAN = 3;
const names: readonly Script[] = ["word", "word", "hangul", "han"];

function kind(code: number): number {
  if (code < 0x80) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) ? WORD : NONE;
  if (code < 0x2e80) return isLetter(code) ? WORD : NONE;
  if ((code >= 0x3400 && code <= 0x9fff) || (code >= 0x3041 && code <= 0x30ff) || code === 0x3005) return HAN;
  if (code >= 0xac00 && code <= 0xd7a3) return HANGUL;
  if (code >= 0xd840 && code <= 0xdfff) return HAN;
  return NONE;
}

/** By UTF-16 unit below Han and kana: whether it is a letter; 0 for not known yet. */
const letters = new Uint8Array(0x2e80);
const [YES, NO] = [1, 2];

/** Arabic, Devanagari and others count too: their runs are matched as words and by their beginnings. */
const isLetter = (code: number): boolean => {
  letters[code] ||= code > 0xbf && /[\p{L}\p{M}\p{N}]/u.test(String.fromCharCode(code)) ? YES : NO;
  return letters[code] === YES;
};

/** `c++`, `c#`: a sign after a word of one or two letters belongs to it. `1.94.1`: a point between digits too. */
function joins(text: string, from: number, at: number): boolean {
  const sign = text[at];
  if (sign === "+" || sign === "#") return at - from <= 2;
  const digit = (index: number): boolean => /\d/u.test(text[index] ?? "");
  return sign === "." && digit(at - 1) && digit(at + 1);
}

/** Thai, Lao, Burmese and Khmer write no space between words. */
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/u;
let segmenter: Intl.Segmenter | undefined;

function wordsOf(run: string, from: number): readonly Run[] {
  segmenter ??= new Intl.Segmenter("th", { granularity: "word" });
  return Array.from(segmenter.segment(run), ({ segment, index }) => ({
    script: "word",
    text: segment,
    at: from + index,
  }));
}

export function runs(text: string): readonly Run[] {
  const found: Run[] = [];
  let from = 0;
  let current = NONE;
  for (let at = 0; at <= text.length; at += 1) {
    let here = at < text.length ? kind(text.charCodeAt(at)) : NONE;
    if (here === NONE && current === WORD && at < text.length && joins(text, from, at)) here = WORD;
    if (here === current) continue;
    if (current !== NONE) {
      const run = text.slice(from, at);
      if (current === WORD && unspaced.test(run)) found.push(...wordsOf(run, from));
      else found.push({ script: names[current] ?? "word", text: run, at: from });
    }
    [from, current] = [at, here];
  }
  return found;
}

/** `useState` as `use State`, `JSONParser` as `JSON Parser`: done before case is folded. */
export const splitCamel = (text: string): string =>
  text.replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2").replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, "$1 $2");
