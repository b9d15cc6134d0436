// What was typed, read otherwise: keys of another keyboard, a word in other letters than its own.
import { fold, foldCase } from "./fold.js";
import { keysTyped, typedInHangul } from "./hangul.js";
import { keysAs, keysOf, type Letters } from "./keyboards.js";
import { runs } from "./runs.js";
import {
  cyrillicAsLatin,
  latinAsCyrillic,
  latinAsGreek,
  markedAsPairs,
  pairsAsMarked,
} from "./transliteration.js";
import { limits } from "../limits.js";

/** The words of a blog, or of one text: a reading counts only where it makes one of them, or the beginning of one. */
export interface KnownWords {
  /** `word`: a folded run of one script. */
  has(word: string): boolean;
  begins(start: string): boolean;
}

interface Reading {
  /** What of a question is read at once. */
  readonly pieces: RegExp;
  /** A piece as it may be meant; undefined when it cannot be. */
  readonly read: (piece: string, known: KnownWords) => string | undefined;
}

/** Shorter words look like words of every language. */
const NAME = 4;

const isWord = /^\p{L}/u;

/** A piece letter by letter, each as any that it may stand for; others stay. */
function spelt(letters: Letters, least = 2): Reading {
  const groups = [...letters.keys()];
  const longest = Math.max(...groups.map((group) => group.length));
  const signs = groups.filter((group) => /^[^\p{L}\p{N}]$/u.test(group)).join("");
  return {
    pieces: new RegExp(`[\\p{L}\\p{M}\\p{N}${signs.replace(/[\]\\]/gu, "\\$&")}]{${least},}`, "gu"),
    read(piece, known) {
      const typed = piece.normalize("NFC").toLowerCase();
      if (!groups.some((group) => isWord.test(group) && typed.includes(group))) return undefined;
      let steps = 0;
      let begun: string | undefined;
      let plain: string | undefined;
      /** `isFirst`: so far every sign is read as the likeliest. */
      const spell = (at: number, word: string, isFirst: boolean): string | undefined => {
        steps += 1;
        if (at >= typed.length) {
          if (known.has(word)) return word;
          begun ??= known.begins(word) ? word : undefined;
          if (isFirst) plain ??= word;
          return undefined;
        }
        if (steps > limits.spellings || (!isFirst && !known.begins(word))) return undefined;
        let first = isFirst;
        for (let length = longest; length > 0; length -= 1) {
          const group = typed.slice(at, at + length);
          if (group.length < length) continue;
          for (const meant of letters.get(group) ?? (length === 1 ? [fold(group)] : [])) {
            const found = spell(at + length, word + meant, first);
            if (found !== undefined) return found;
            first = false;
          }
        }
        return undefined;
      };
      const found = spell(0, "", true) ?? begun ?? plain;
      return found !== undefined && known.begins(found.slice(0, 2)) ? found : undefined;
    },
  };
}

const whole = (pieces: RegExp, other: (piece: string) => string | null): Reading => ({
  pieces,
  read(piece, known) {
    const found = other(piece);
    return found !== null && found.length > 1 && known.has(found) ? found : undefined;
  },
});

/** The likeliest first: of two that say as much the earlier counts. */
const readings: readonly Reading[] = [
  ...[...keysAs, ...keysOf].map((letters) => spelt(letters)),
  whole(/[A-Za-z]{3,40}/gu, typedInHangul),
  whole(/[\uac00-\ud7a3\u3131-\u3163]{1,20}/gu, keysTyped),
  spelt(pairsAsMarked),
  spelt(markedAsPairs),
  spelt(latinAsCyrillic),
  spelt(latinAsGreek),
  spelt(cyrillicAsLatin, NAME),
];

/** A question in each other reading that makes known words of it. Words that are known as they stand stay so. */
export function readOtherwise(question: string, known: KnownWords): readonly string[] {
  const isKnown = (piece: string): boolean => {
    const all = runs(fold(piece));
    return all.length > 0 && all.every(({ text }) => known.has(text));
  };
  const found = readings.map(({ pieces, read }) =>
    question.replace(pieces, (piece) => (isKnown(piece) ? piece : (read(piece, known) ?? piece))),
  );
  return [...new Set(found)].filter((reading) => foldCase(reading) !== foldCase(question));
}
