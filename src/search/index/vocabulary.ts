// The blog's own words in order: what begins with some letters, what is spelt nearly like a word.
import { distance } from "../analysis/distance.js";
import { ownCopy } from "../own-copy.js";

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
  /** Every word, in order, in lists that do not change any more. */
  dump(): Generator<void, readonly (readonly string[])[]>;
  /** Takes in what was dumped; for an empty vocabulary. */
  restore(lists: readonly (readonly string[])[]): Generator<void>;
}

/** Words are kept in lists of so many at most, so that none takes long to be put in its place. */
const MOST = 512;

interface WordList {
  readonly words: string[];
  /** Of each word its letters and how long it is: most words are told apart by these alone. */
  readonly letters: Uint32Array;
  readonly lengths: Uint8Array;
}

export function createVocabulary(): Vocabulary {
  const lists: WordList[] = [];

  /** The list in which a word stands or belongs. */
  function listOf(word: string): number {
    let [low, high] = [0, lists.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((lists[middle]?.words[0] ?? "") <= word) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
  function add(word: string): void {
    const at = listOf(word);
    const list = lists[at];
    if (!list) {
      lists.push(listWith([ownCopy(word)]));
      return;
    }
    const { words } = list;
    const place = placeIn(words, word);
    if (words[place] === word) return;
    if (words.length === MOST) {
      // The last list is full when words come in order: it is left so, and the next begun.
      const isLast = at === lists.length - 1 && place === MOST;
      const rest = words.splice(isLast ? MOST : MOST / 2);
      lists.splice(at + 1, 0, listWith(isLast ? [ownCopy(word)] : rest));
      if (!isLast) add(word);
      return;
    }
    list.letters.copyWithin(place + 1, place, words.length);
    list.lengths.copyWithin(place + 1, place, words.length);
    words.splice(place, 0, ownCopy(word));
    describe(list, place, word);
  }
  return {
    add,
    beginning(start, limit) {
      const found: string[] = [];
      let at = listOf(start);
      let place = placeIn(lists[at]?.words ?? [], start);
      while (found.length < limit && at < lists.length) {
        const word = lists[at]?.words[place];
        if (word === undefined) [at, place] = [at + 1, 0];
        else if (!word.startsWith(start)) break;
        else {
          found.push(word);
          place += 1;
        }
      }
      return found;
    },
    near(word, most, limit) {
      const set = letterSet(word);
      const found: { word: string; edits: number }[] = [];
      for (const { words, letters, lengths } of lists)
        for (let at = 0; at < words.length; at += 1) {
          if (bits((letters[at] ?? 0) ^ set) > 2 * most) continue;
          if (Math.abs((lengths[at] ?? 0) - word.length) > most) continue;
          const other = words[at] ?? "";
          const edits = distance(word, other, most);
          if (edits > 0 && edits <= most) found.push({ word: other, edits });
        }
      return found.sort((a, b) => a.edits - b.edits || (a.word < b.word ? -1 : 1)).slice(0, limit);
    },
    *dump() {
      const copies: (readonly string[])[] = [];
      for (const { words } of lists) {
        copies.push(words.slice());
        yield;
      }
      return copies;
    },
    *restore(saved) {
      for (const words of saved) {
        for (const word of words) add(word);
        yield;
      }
    },
  };
}

/** Where a word stands or belongs among sorted ones. */
function placeIn(words: readonly string[], word: string): number {
  let [low, high] = [0, words.length];
  if (high > 0 && (words[high - 1] ?? "") < word) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? "") < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

function listWith(words: string[]): WordList {
  const list = { words, letters: new Uint32Array(MOST), lengths: new Uint8Array(MOST) };
  for (const [at, word] of words.entries()) describe(list, at, word);
  return list;
}

/** `distance` compares no words of over 64 letters. */
function describe({ letters, lengths }: WordList, at: number, word: string): void {
  letters[at] = letterSet(word);
  lengths[at] = Math.min(255, word.length);
}

/** Which letters stand in a word, as bits: of one alphabet nearly each has its own. One edit changes at most two. */
function letterSet(word: string): number {
  let set = 0;
  for (let at = 0; at < word.length; at += 1) set |= 1 << (word.charCodeAt(at) & 31);
  return set >>> 0;
}

function bits(set: number): number {
  let rest = set - ((set >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
