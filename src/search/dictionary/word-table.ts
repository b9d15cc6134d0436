// A dictionary table: words are found by hash, what stands beside them is looked up in its text only when asked for.
import type { Step } from "../slices.js";
import { loading, loadNow, type TableText } from "./table-file.js";

/** A table of `dictionaries/`: one word a line, its columns after tabs. */
export interface WordTable {
  /** Calls `each` for every word that begins at `at` in `text`, shortest first. */
  wordsAt(text: string, at: number, each: (length: number, id: number) => void): void;
  /** The word's id, or -1. */
  find(word: string): number;
  /** The columns after the word. */
  columns(id: number): readonly string[];
  /** Whether a column of some word says this one, of which only ASCII is looked for. Looks through the file: under a millisecond. */
  says(text: string): boolean;
  /** The first column after the word, where it is a number, of every word by its id; else 0. */
  readonly numbers: Uint32Array;
}

const TAB = 9;
const LINE_FEED = 10;

/** One more UTF-16 unit into a 32-bit hash (FNV-1a; the other offset and prime make a second, independent one). */
const first = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
const second = (hash: number, unit: number): number => Math.imul(hash + unit, 0x9e3779b1) ^ (hash >>> 15);
const FIRST = 0x811c9dc5 | 0;
const SECOND = 0x2545f491;

/**
 * Beginnings of two and more signs with which a longer word goes on, as bits by their hash: most lookups end there.
 * Some bits are set by chance; that only costs a lookup.
 */
const BEGUN_BITS = 21;
const mark = (bits: Uint32Array, hash: number): void => {
  const at = hash >>> (32 - BEGUN_BITS);
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
};
const isMarked = (bits: Uint32Array, hash: number): boolean => {
  const at = hash >>> (32 - BEGUN_BITS);
  return (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1;
};

function numberAt(bytes: Buffer, from: number): number {
  let number = 0;
  let at = from;
  for (let digit = bytes[at] ?? 0; digit >= 48 && digit <= 57; digit = bytes[(at += 1)] ?? 0)
    number = number * 10 + digit - 48;
  return number;
}

/** What stands before and after a word of a sense: a space, a plus, the digit of its worth. */
const isBetweenSenses = (byte = LINE_FEED): boolean =>
  byte === 32 || byte === 43 || (byte >= 49 && byte <= 57);

/** A dictionary over a table, read once: at once by who needs it, or before that step by step. */
export interface Dictionary<T> {
  (): T;
  reading(): Generator<Step>;
  isRead(): boolean;
}

export function dictionary<T>(name: string, open: (table: WordTable) => T): Dictionary<T> {
  let opened: { readonly value: T } | undefined;
  /** Shared by all who wait for it. */
  let steps: Generator<Step, T> | undefined;
  let unread: T | undefined;
  function* opening(text: Generator<Step, TableText>): Generator<Step, T> {
    const read = yield* text;
    const table = wordTable(yield* readWords(read), read);
    // Opening is a step of its own, and so is what is done with it.
    yield;
    const value = open(table);
    yield;
    return value;
  }
  function* stepByStep(): Generator<Step, T> {
    try {
      return yield* opening(loading(name));
    } finally {
      steps = undefined;
    }
  }
  function* reading(): Generator<Step> {
    while (!opened) {
      const { done, value } = (steps ??= stepByStep()).next();
      if (done) opened ??= { value };
      else yield value;
    }
  }
  const get = (): T => {
    if (opened) return opened.value;
    if (isOnlyRead) return (unread ??= open(noWords));
    const atOnce = opening(loadNow(name));
    for (;;) {
      const { done, value } = atOnce.next();
      if (!done) continue;
      [opened, steps] = [{ value }, undefined];
      return value;
    }
  };
  return Object.assign(get, { reading, isRead: () => opened !== undefined });
}

const noWords: WordTable = {
  numbers: new Uint32Array(),
  wordsAt: () => undefined,
  find: () => -1,
  columns: () => [],
  says: () => false,
};

/** Whether the work at hand goes on without the dictionaries that are not read. */
let isOnlyRead = false;

/** Does some work with the dictionaries that are read by now: others know no word. */
export function withWhatIsRead<Value>(work: () => Value): Value {
  const before = isOnlyRead;
  isOnlyRead = true;
  try {
    return work();
  } finally {
    isOnlyRead = before;
  }
}

/** So many words are read in one step: some tenths of a millisecond. */
const STEP = 500;
/** So much of the text is looked through at once, in bytes. */
const PIECE = 2 ** 16;

interface LinesRead {
  readonly bytes: Buffer;
  /** Where it begins in the text. */
  readonly at: number;
}

/** The text in pieces of whole lines. */
function* piecesOf(text: TableText): Generator<LinesRead> {
  let most = PIECE;
  for (let at = 0; at < text.size;) {
    const bytes = text.part(at, Math.min(text.size, at + most));
    const whole = bytes.subarray(0, bytes.lastIndexOf(LINE_FEED) + 1);
    if (whole.length > 0) yield { bytes: whole, at };
    else if (at + most >= text.size) return;
    else most *= 2;
    at += whole.length;
  }
}

function* countLines(text: TableText): Generator<void, number> {
  let lines = 0;
  for (const { bytes } of piecesOf(text)) {
    for (const byte of bytes) if (byte === LINE_FEED) lines += 1;
    yield;
  }
  return lines;
}

/** What is found out of a table's words; it holds on to nothing of the text. */
interface ReadWords {
  readonly mask: number;
  /** Word numbers by the first hash, and the second hash of each. */
  readonly slots: Int32Array;
  readonly prints: Int32Array;
  /** Where the line of each begins. */
  readonly lines: Uint32Array;
  readonly numbers: Uint32Array;
  /** By its first sign how long a word is at most. */
  readonly longest: Uint8Array;
  readonly begun: Uint32Array;
}

/** Reads a table step by step. */
function* readWords(text: TableText): Generator<void, ReadWords> {
  const size = yield* countLines(text);
  const mask = 2 ** Math.ceil(Math.log2(size * 1.6 + 8)) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const prints = new Int32Array(size);
  const lines = new Uint32Array(size + 1);
  const numbers = new Uint32Array(size);
  const longest = new Uint8Array(65_536);
  const begun = new Uint32Array(2 ** (BEGUN_BITS - 5));
  let id = 0;
  const readLine = (bytes: Buffer, from: number): number => {
    let [one, two, length, head, at] = [FIRST, SECOND, 0, 0, from];
    const take = (unit: number): void => {
      if (length === 0) head = unit;
      else if (length > 1) mark(begun, one);
      [one, two, length] = [first(one, unit), second(two, unit), length + 1];
    };
    for (let byte = bytes[at] ?? TAB; byte !== TAB && byte !== LINE_FEED; byte = bytes[at] ?? TAB) {
      const bits = (shift: number, step: number): number => ((bytes[at + step] ?? 0) & 63) << shift;
      if (byte < 0x80) take(byte);
      else if (byte < 0xe0) take(((byte & 31) << 6) | bits(0, 1));
      else if (byte < 0xf0) take(((byte & 15) << 12) | bits(6, 1) | bits(0, 2));
      else {
        const point = (((byte & 7) << 18) | bits(12, 1) | bits(6, 2) | bits(0, 3)) - 0x10000;
        take(0xd800 | (point >> 10));
        take(0xdc00 | (point & 0x3ff));
      }
      at += byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    }
    longest[head] = Math.max(longest[head] ?? 0, length);
    prints[id] = two;
    let slot = one & mask;
    while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
    slots[slot] = id;
    if (bytes[at] === TAB) numbers[id] = numberAt(bytes, at + 1);
    return bytes.indexOf(LINE_FEED, at) + 1;
  };
  for (const { bytes, at } of piecesOf(text))
    for (let from = 0; from < bytes.length; id += 1) {
      if (id % STEP === 0) yield;
      lines[id] = at + from;
      from = readLine(bytes, from);
      lines[id + 1] = at + from;
    }
  return { mask, slots, prints, lines, numbers, longest, begun };
}

function wordTable(
  { mask, slots, prints, lines, numbers, longest, begun }: ReadWords,
  text: TableText,
): WordTable {
  const lookUp = (one: number, two: number): number => {
    for (let slot = one & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot] ?? -1;
      if (id < 0 || prints[id] === two) return id;
    }
  };
  return {
    numbers,
    wordsAt(text, at, each) {
      const end = Math.min(text.length, at + (longest[text.charCodeAt(at)] ?? 0));
      let [one, two] = [FIRST, SECOND];
      for (let next = at; next < end; next += 1) {
        const unit = text.charCodeAt(next);
        [one, two] = [first(one, unit), second(two, unit)];
        const id = lookUp(one, two);
        if (id >= 0) each(next + 1 - at, id);
        if (next > at && !isMarked(begun, one)) return;
      }
    },
    find(word) {
      let [one, two] = [FIRST, SECOND];
      for (let at = 0; at < word.length; at += 1) {
        const unit = word.charCodeAt(at);
        [one, two] = [first(one, unit), second(two, unit)];
      }
      return lookUp(one, two);
    },
    says(word) {
      const asked = Buffer.from(word, "latin1");
      // Pieces overlap: what stands where two meet is whole in the second, with a sign before it and behind it.
      for (let from = 0; from < text.size; from += PIECE - asked.length - 1) {
        const piece = text.part(from, Math.min(text.size, from + PIECE));
        for (let at = piece.indexOf(asked); at >= 0; at = piece.indexOf(asked, at + 1)) {
          const end = at + asked.length;
          const isCut = (at === 0 && from > 0) || (end === piece.length && from + end < text.size);
          if (!isCut && isBetweenSenses(piece[at - 1]) && isBetweenSenses(piece[end])) return true;
        }
      }
      return false;
    },
    columns(id) {
      const from = lines[id] ?? 0;
      const line = text.part(from, lines[id + 1] ?? from);
      // Of a file that was written over meanwhile.
      if (line.indexOf(LINE_FEED) !== line.length - 1) return [];
      return line
        .toString("utf8", 0, line.length - 1)
        .split("\t")
        .slice(1);
    },
  };
}
