// The runs of many texts, each once and with a number, so that a question judges it for all places where it stands.
import { readingsOf } from "../analysis/readings.js";
import type { Run } from "../analysis/runs.js";
import { chinese } from "../dictionary/chinese.js";
import { japanese } from "../dictionary/japanese.js";
import { ownCopy } from "../own-copy.js";
import { FormedRun } from "./formed-run.js";

export interface RunTable {
  readonly all: readonly FormedRun[];
  numberOf(run: Pick<Run, "script" | "text">): number;
  /** The words that a run of Han characters is in Chinese; none while the dictionary is not read. */
  wordsOf(number: number): Int32Array;
  /**
   * The English words that the dictionary gives for a Chinese word, and, each as `~number`, the syllables as which its
   * characters may be read.
   */
  sensesOf(word: number): Int32Array;
  /**
   * The words that a run in its own characters is in Japanese, sign by sign while the dictionary is not read, and the
   * English words that it gives for one.
   */
  japaneseWordsOf(number: number): Int32Array;
  japaneseSensesOf(word: number): Int32Array;
}

export function createRunTable(): RunTable {
  const all: FormedRun[] = [];
  const numbers = new Map<string, number>();
  const textOf = (number: number): string => all[number]?.text ?? "";
  function numberOf({ script, text }: Pick<Run, "script" | "text">): number {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const own = ownCopy(text);
    numbers.set(own, all.length);
    return all.push(new FormedRun({ script, text: own })) - 1;
  }
  const words = listByNumber((number) =>
    chinese()
      .segment(textOf(number))
      .map((text) => numberOf({ script: "han", text })),
  );
  const senses = listByNumber((number) => {
    const word = textOf(number);
    const inLetters = (text: string): number => numberOf({ script: "word", text });
    const english = new Set(
      chinese()
        .look(word)
        ?.glosses.map((gloss) => gloss.word),
    );
    const syllables = new Set(readingsOf([word]).flat());
    return [...Array.from(english, inLetters), ...Array.from(syllables, (one) => ~inLetters(one))];
  });
  const divided = (number: number): readonly number[] =>
    japanese()
      .segment(textOf(number))
      .map((text) => numberOf({ script: "han", text }));
  const japaneseWords = listByNumber(divided);
  const japaneseSenses = listByNumber((number) => [
    ...new Set(
      japanese()
        .glosses(textOf(number))
        .map(({ word }) => numberOf({ script: "word", text: word })),
    ),
  ]);
  return {
    all,
    numberOf,
    wordsOf: (number) => (chinese.isRead() ? words(number) : NONE),
    sensesOf: senses,
    japaneseWordsOf: (number) =>
      japanese.isRead() ? japaneseWords(number) : Int32Array.from(divided(number)),
    japaneseSensesOf: (word) => (japanese.isRead() ? japaneseSenses(word) : NONE),
  };
}

const NONE = new Int32Array();
const UNKNOWN = -1;
/** A question asks of few of the numbers, and those of one text lie together. */
const PAGE = 256;

/** Remembers what is made of each number; that is not negative. */
export function byNumber(make: (number: number) => number): (number: number) => number {
  const pages: (Int32Array | undefined)[] = [];
  return (number) => {
    const page = (pages[Math.floor(number / PAGE)] ??= new Int32Array(PAGE).fill(UNKNOWN));
    const before = page[number % PAGE] ?? UNKNOWN;
    return before === UNKNOWN ? (page[number % PAGE] = make(number)) : before;
  };
}

/** The same of lists, one after the other in one array. */
function listByNumber(make: (number: number) => readonly number[]): (number: number) => Int32Array {
  /** Before each list how long it is. */
  let lists = new Int32Array(1024);
  let end = 0;
  const start = byNumber((number) => {
    const list = make(number);
    if (end + list.length >= lists.length) {
      const larger = new Int32Array(lists.length * 2 + list.length);
      larger.set(lists);
      lists = larger;
    }
    const at = end;
    lists[at] = list.length;
    lists.set(list, at + 1);
    end += list.length + 1;
    return at;
  });
  return (number) => {
    const at = start(number) + 1;
    return lists.subarray(at, at + (lists[at - 1] ?? 0));
  };
}
