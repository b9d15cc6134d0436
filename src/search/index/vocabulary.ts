// The blog's own words in order: what begins with some letters, what is spelt nearly like a word.
import { distanceFrom } from "../analysis/distance.js";
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
  /** All words, in order, in lists as they are saved. */
  dump(): Iterable<Uint8Array>;
  /** Takes in what was dumped; for an empty vocabulary. Words are made of it where they are asked for. */
  restore(saved: readonly Uint8Array[]): void;
}

/** Words are kept in lists of so many at most, so that none takes long to be put in its place. */
const MOST = 512;

interface WordList {
  /** The first word, or one that was first: not behind any word of the list, and behind all of the list before. */
  readonly first: string;
  count: number;
  /** Those of a saved list are made of `text` when they are first asked for, and that of `saved`. */
  words: string[] | null;
  text: string | null;
  /** The list as it is saved; null where it changed. */
  saved: Uint8Array | null;
  /** Of each word its letters and how long it is: most words are told apart by these alone. */
  letters: Uint32Array;
  lengths: Uint8Array;
}

/** `isIn`: whether some post has a word still; those that none has are passed over. */
export function createVocabulary(isIn: (word: string) => boolean): Vocabulary {
  const lists: WordList[] = [];

  /** The list in which a word stands or belongs. */
  function listOf(word: string): number {
    let [low, high] = [0, lists.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((lists[middle]?.first ?? "") <= word) low = middle + 1;
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
    const words = wordsOf(list);
    const place = placeIn(words, word);
    if (words[place] === word) return;
    if (words.length === MOST) {
      // The last list is full when words come in order: it is left so, and the next begun.
      const isLast = at === lists.length - 1 && place === MOST;
      const rest = words.splice(isLast ? MOST : MOST / 2);
      lists.splice(at, 1, listWith(words), listWith(isLast ? [ownCopy(word)] : rest));
      if (!isLast) add(word);
      return;
    }
    makeRoom(list);
    list.letters.copyWithin(place + 1, place, words.length);
    list.lengths.copyWithin(place + 1, place, words.length);
    words.splice(place, 0, ownCopy(word));
    list.count = words.length;
    describe(list, place, word);
  }
  return {
    add,
    beginning(start, limit) {
      const found: string[] = [];
      for (let at = listOf(start); at < lists.length; at += 1) {
        const list = lists[at];
        const words = list ? wordsOf(list) : [];
        for (let place = placeIn(words, start); place < words.length; place += 1) {
          const word = words[place] ?? "";
          if (found.length === limit || !word.startsWith(start)) return found;
          if (isIn(word)) found.push(word);
        }
      }
      return found;
    },
    near(word, most, limit) {
      const set = letterSet(word);
      const away = distanceFrom(word);
      const found: { word: string; edits: number }[] = [];
      for (const list of lists) {
        const { count, letters, lengths } = list;
        // Where the word begins in a text that was not divided yet: few words of it are looked at.
        let from = 0;
        for (let at = 0; at < count; at += 1) {
          const length = lengths[at] ?? 0;
          if (length === LONG) wordsOf(list);
          const begin = from;
          from += length + BETWEEN.length;
          if (length > word.length + most || length < word.length - most) continue;
          const held = letters[at] ?? 0;
          if (hasMore(held & ~set, most) || hasMore(set & ~held, most)) continue;
          const other = list.words ? (list.words[at] ?? "") : textOf(list).slice(begin, begin + length);
          const edits = away(other, most);
          if (edits > 0 && edits <= most && isIn(other)) found.push({ word: ownCopy(other), edits });
        }
      }
      return found.sort((a, b) => a.edits - b.edits || (a.word < b.word ? -1 : 1)).slice(0, limit);
    },
    *dump() {
      for (const list of lists) yield list.saved ?? asSaved(list);
    },
    restore(saved) {
      lists.push(...saved.map(listOfSaved));
    },
  };
}

const BETWEEN = "\n";

/** A saved list: how many words, the letters of each in a word of 32 bits, the length of each in a byte, the words. */
function asSaved(list: WordList): Uint8Array {
  const text = Buffer.from(wordsOf(list).join(BETWEEN));
  const count = Uint32Array.of(list.count);
  const { letters, lengths } = list;
  return Buffer.concat([
    bytesOf(count),
    bytesOf(letters.subarray(0, list.count)),
    lengths.subarray(0, list.count),
    text,
  ]);
}

function listOfSaved(saved: Uint8Array): WordList {
  const numbers = new Uint32Array(saved.buffer, saved.byteOffset, saved.byteLength >>> 2);
  const count = numbers[0] ?? 0;
  const letters = numbers.subarray(1, 1 + count);
  const lengths = saved.subarray(4 * (1 + count), 4 * (1 + count) + count);
  const text = textIn(saved, count);
  const end = text.indexOf(BETWEEN);
  const first = text.toString("utf8", 0, end < 0 ? text.length : end);
  return { first, count, words: null, text: null, saved, letters, lengths };
}

function textIn(saved: Uint8Array, count: number): Buffer {
  const from = 4 + 5 * count;
  return Buffer.from(saved.buffer, saved.byteOffset + from, saved.byteLength - from);
}

const textOf = (list: WordList): string =>
  (list.text ??= list.saved ? textIn(list.saved, list.count).toString("utf8") : "");

const bytesOf = (numbers: Uint32Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

function wordsOf(list: WordList): string[] {
  if (list.words) return list.words;
  list.words = textOf(list).split(BETWEEN);
  list.text = null;
  return list.words;
}

/** For one more word: what was saved is full. */
function makeRoom(list: WordList): void {
  if (list.letters.length < MOST) Object.assign(list, describedIn(wordsOf(list)));
  list.saved = null;
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

const listWith = (words: string[]): WordList => ({
  first: words[0] ?? "",
  count: words.length,
  words,
  text: null,
  saved: null,
  ...describedIn(words),
});

function describedIn(words: readonly string[]): Pick<WordList, "letters" | "lengths"> {
  const list = { letters: new Uint32Array(MOST), lengths: new Uint8Array(MOST) };
  for (const [at, word] of words.entries()) describe(list, at, word);
  return list;
}

/** How long a word is said to be that has so many letters or more; `distance` compares none of over 64. */
const LONG = 255;

function describe(
  { letters, lengths }: Pick<WordList, "letters" | "lengths">,
  at: number,
  word: string,
): void {
  letters[at] = letterSet(word);
  lengths[at] = Math.min(LONG, word.length);
}

/** Which letters stand in a word, as bits: of one alphabet nearly each has its own. One edit takes one away and brings one at most. */
function letterSet(word: string): number {
  let set = 0;
  for (let at = 0; at < word.length; at += 1) set |= 1 << (word.charCodeAt(at) & 31);
  return set >>> 0;
}

/** Whether more than so many bits are set. */
function hasMore(set: number, most: number): boolean {
  let rest = set;
  for (let left = most; rest !== 0 && left > 0; left -= 1) rest &= rest - 1;
  return rest !== 0;
}
