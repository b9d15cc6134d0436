// Where in a title something is said as it was typed: pinyin, romaji, kana, the initial consonants of Hangul.
import { initialsOf } from "../analysis/hangul.js";
import { foldKana } from "../analysis/fold.js";
import { maySpellPinyin } from "../analysis/pinyin-syllables.js";
import { kanaOf, shortKana } from "../analysis/romaji.js";
import { japanese } from "../dictionary/japanese.js";
import type { Span } from "../search-index.js";

/** Whether letters are enough to be looked for as Chinese. */
export const mayBePinyin = (letters: string): boolean =>
  /^[a-z]{3,}$/u.test(letters) && maySpellPinyin(letters);

/**
 * Two and more characters in a row whose syllables are the letters; the last syllable may be unfinished. `spoken`: what
 * each character of a run may be read as.
 */
export function saidInChinese(letters: string, spoken: readonly (readonly string[])[]): readonly Span[] {
  const end = (at: number, from: number): number => {
    if (from === letters.length) return at;
    for (const syllable of spoken[at] ?? []) {
      if (letters.startsWith(syllable, from)) {
        const found = end(at + 1, from + syllable.length);
        if (found >= 0) return found;
      } else if (from > 0 && syllable.startsWith(letters.slice(from))) return at + 1;
    }
    return -1;
  };
  for (let at = 0; at < spoken.length; at += 1) {
    const to = end(at, 0);
    if (to >= at + 2) return [{ from: at, to }];
  }
  return [];
}

/** The kana that letters or kana stand for, without the length of vowels; empty when they say too little. */
export function kanaAsked(text: string): string {
  const kana = /^[\u3041-\u3096]+$/u.test(text) ? text : (kanaOf(text) ?? "");
  const short = shortKana(kana);
  return short.length >= 2 ? short : "";
}

/** Words in a row that are read so, the last perhaps only begun. `words`: of a Japanese run in its own characters. */
export function saidInJapanese(kana: string, words: readonly string[]): readonly Span[] {
  const waysOf = (word: string): readonly string[] =>
    /^[\u3041-\u30ff]+$/u.test(word) ? [foldKana(word)] : japanese().readings(word);
  const end = (at: number, said: string): number => {
    const short = shortKana(said);
    if (short.startsWith(kana)) return at;
    const word = words[at];
    if (word === undefined || !kana.startsWith(short)) return -1;
    for (const way of waysOf(word)) {
      const found = end(at + 1, said + way);
      if (found >= 0) return found;
    }
    return -1;
  };
  let from = 0;
  for (const [at, word] of words.entries()) {
    const to = end(at, "");
    if (to > at) return [{ from, to: from + words.slice(at, to).join("").length }];
    from += word.length;
  }
  return [];
}

/** Syllables in a row, over spaces too, that begin with these consonants; one or two of them only where a word begins. */
export function saidInInitials(leads: string, folded: string): readonly Span[] {
  const letters = Array.from(folded.matchAll(/[\p{L}\p{N}]/gu), ({ 0: sign, index }) => ({ sign, index }));
  const all = letters.map(({ sign }) => initialsOf(sign)).join("");
  for (let at = all.indexOf(leads); at >= 0; at = all.indexOf(leads, at + 1)) {
    const found = letters.slice(at, at + leads.length);
    const first = found[0]?.index ?? 0;
    if (leads.length < 3 && /[\p{L}\p{N}]/u.test(folded[first - 1] ?? " ")) continue;
    return found.map(({ index }) => ({ from: index, to: index + 1 }));
  }
  return [];
}
