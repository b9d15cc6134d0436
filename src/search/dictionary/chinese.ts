// The Chinese dictionary (CC-CEDICT, with jieba's frequencies): segmentation, readings, English. Loaded on first use.
import { cached } from "../cached.js";
import { readGlosses, type Gloss } from "./gloss.js";
import { dictionary, type WordTable } from "./word-table.js";

export interface ChineseWord {
  /** Readings without tones, each a list of syllables; the commonest first. */
  readonly readings: readonly (readonly string[])[];
  readonly glosses: readonly Gloss[];
}

export interface Chinese {
  /** The likeliest division of a run of simplified Han characters into words. */
  segment(run: string): readonly string[];
  /** Every dictionary word of two and more characters within the run. */
  inner(run: string): readonly string[];
  look(word: string): ChineseWord | null;
}

/** A character that no word covers costs this much beside its rarity (natural logarithm). */
const UNKNOWN = 3;
/** Parsed entries kept; a blog's own vocabulary is far smaller. */
const KEPT = 10_000;

export const chinese = dictionary("zh.tsv", open);

function open(table: WordTable): Chinese {
  const { costOf, unknown } = wordCosts(table);
  const look = cached(KEPT, (word): ChineseWord | null => {
    const id = table.find(word);
    if (id < 0) return null;
    const [, readings = "", column] = table.columns(id);
    let glosses: readonly Gloss[] | undefined;
    return {
      readings: readings ? readings.split("|").map((reading) => reading.split(" ")) : byCharacters(word),
      // Most words are only asked how they are read.
      get glosses() {
        return (glosses ??= readGlosses(column));
      },
    };
  });

  /** What the table leaves out: each character as it is mostly read. */
  function byCharacters(word: string): readonly (readonly string[])[] {
    const characters = Array.from(word);
    const spoken = characters.length > 1 ? characters.map((one) => look(one)?.readings[0]?.[0] ?? "") : [];
    return spoken.length > 0 && spoken.every(Boolean) ? [spoken] : [];
  }

  /** Used anew for every run: the least cost of a division up to a place, and where its last word begins. */
  let best = new Float64Array(512);
  let from = new Uint16Array(512);
  return {
    segment(run) {
      if (run.length >= best.length) {
        best = new Float64Array(run.length * 2);
        from = new Uint16Array(run.length * 2);
      }
      best.fill(Infinity, 0, run.length + 1);
      best[0] = 0;
      let at = 0;
      let here = 0;
      const reach = (length: number, id: number): void => {
        const total = here + costOf(id);
        if (total >= (best[at + length] ?? 0)) return;
        best[at + length] = total;
        from[at + length] = at;
      };
      for (; at < run.length; at += 1) {
        here = best[at] ?? Infinity;
        if (here + unknown < (best[at + 1] ?? 0)) {
          best[at + 1] = here + unknown;
          from[at + 1] = at;
        }
        table.wordsAt(run, at, reach);
      }
      const words: string[] = [];
      for (let end = run.length; end > 0; end = from[end] ?? 0) words.push(run.slice(from[end], end));
      return words.reverse();
    },
    inner(run) {
      const words: string[] = [];
      for (let at = 0; at < run.length; at += 1) {
        table.wordsAt(run, at, (length) => {
          if (length > 1) words.push(run.slice(at, at + length));
        });
      }
      return words;
    },
    look,
  };
}

/** What each word costs in a division: minus the logarithm of how often it is used; worked out when it is first met. */
function wordCosts({ numbers: counts }: WordTable): { costOf: (id: number) => number; unknown: number } {
  const total = Math.log(counts.reduce((sum, count) => sum + count, 1));
  const costs = new Float32Array(counts.length);
  return {
    costOf: (id) => costs[id] || (costs[id] = Math.fround(total - Math.log((counts[id] ?? 0) + 0.8))),
    unknown: total - Math.log(0.8) + UNKNOWN,
  };
}
