// The blog's own words in order: what begins with some letters, what is spelt nearly like a word.
import { distance } from "../analysis/distance.js";

export interface Vocabulary {
  add(word: string): void;
  /** Words that begin with `start`, alphabetical, at most `limit`. */
  beginning(start: string, limit: number): readonly string[];
  /** Words within `most` edits (a swap of neighbours is one), the word itself left out; nearest first. */
  near(
    word: string,
    most: number,
    limit: number,
  ): readonly { readonly word: string; readonly edits: number }[];
  /** Every word, in order. */
  all(): readonly string[];
}

/** Words that came since the last look are sorted in when there are so many, so that no look has to wait long. */
const FRESH = 4096;

export function createVocabulary(sorted: readonly string[] = []): Vocabulary {
  let words: readonly string[] = sorted;
  let letters = Uint32Array.from(words, letterSet);
  let fresh = new Set<string>();

  function settle(): void {
    if (fresh.size === 0) return;
    const added = [...fresh].sort();
    fresh = new Set();
    const merged: string[] = [];
    const sets = new Uint32Array(words.length + added.length);
    let at = 0;
    const keep = (word: string, set: number): void => {
      sets[merged.length] = set;
      merged.push(word);
    };
    for (const word of added) {
      for (; at < words.length && (words[at] ?? "") < word; at += 1) keep(words[at] ?? "", letters[at] ?? 0);
      if (words[at] !== word) keep(word, letterSet(word));
    }
    for (; at < words.length; at += 1) keep(words[at] ?? "", letters[at] ?? 0);
    words = merged;
    letters = sets.subarray(0, merged.length);
  }
  const place = (start: string): number => {
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((words[middle] ?? "") < start) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    add(word) {
      fresh.add(word);
      if (fresh.size > FRESH) settle();
    },
    beginning(start, limit) {
      settle();
      const found: string[] = [];
      for (let at = place(start); at < words.length && found.length < limit; at += 1) {
        const word = words[at] ?? "";
        if (!word.startsWith(start)) break;
        found.push(word);
      }
      return found;
    },
    near(word, most, limit) {
      settle();
      const set = letterSet(word);
      const found: { word: string; edits: number }[] = [];
      for (let at = 0; at < words.length; at += 1) {
        if (bits((letters[at] ?? 0) ^ set) > 2 * most) continue;
        const other = words[at] ?? "";
        const edits = distance(word, other, most);
        if (edits > 0 && edits <= most) found.push({ word: other, edits });
      }
      return found.sort((a, b) => a.edits - b.edits || (a.word < b.word ? -1 : 1)).slice(0, limit);
    },
    all() {
      settle();
      return words;
    },
  };
}

/** Which of a to z stand in a word, and whether anything else does. One edit changes at most two of these bits. */
function letterSet(word: string): number {
  let set = 0;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at) - 97;
    set |= code >= 0 && code < 26 ? 1 << code : 1 << 26;
  }
  return set >>> 0;
}

function bits(set: number): number {
  let rest = set - ((set >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
