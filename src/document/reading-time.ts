// How much there is to read: words where a script divides them, signs where it does not.
import type { Document } from "./document.js";
import { toPlain } from "./plain.js";

/** Silent reading: about 238 words a minute in English, 260 words or 400 signs in Chinese (Brysbaert 2019). */
const WORDS_A_MINUTE = 238;
const SIGNS_A_MINUTE = 400;

const SIGN = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/gu;
const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;

export interface ReadingTime {
  /** Words and undivided signs together. */
  readonly words: number;
  /** At least 1. */
  readonly minutes: number;
}

/** Code and formulas are looked at rather than read: they are not counted. */
export function readingTime(document: Document): ReadingTime {
  const text = toPlain(document.filter(({ type }) => type !== "code" && type !== "math"));
  const signs = text.match(SIGN)?.length ?? 0;
  const words = text.replace(SIGN, " ").match(WORD)?.length ?? 0;
  return {
    words: words + signs,
    minutes: Math.max(1, Math.round(words / WORDS_A_MINUTE + signs / SIGNS_A_MINUTE)),
  };
}
