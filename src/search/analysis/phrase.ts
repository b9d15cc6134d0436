// Words in a row, as readers paste or quote them: compared by letters and digits only.
import { foldCase, foldScripts } from "./fold.js";
import { runs, type Run } from "./runs.js";

const SIGN = /[\u3041-\u30ff\u3400-\u9fff]/u;

/** A phrase as it is kept: case and width folded, whatever stands between words as one space. */
export const plain = (text: string): string =>
  foldCase(text)
    .replace(/[^\p{L}\p{M}\p{N}+#]+/gu, " ")
    .trim();

/** A text as phrases are looked for in it: folded, without spaces beside Han characters and kana. */
export const tight = (text: string): string =>
  foldScripts(plain(text)).replace(/(?<=[\u3041-\u9fff]) | (?=[\u3041-\u9fff])/gu, "");

/** Whether a tight text holds a phrase; its first and last words are whole: `art` does not stand in `party`. */
export function standsIn(text: string, phrase: string): boolean {
  const asked = tight(phrase);
  const isWhole = (sign: string | undefined, outside: string | undefined): boolean =>
    outside === undefined || outside === " " || SIGN.test(sign ?? "") || SIGN.test(outside);
  for (let at = text.indexOf(asked); at >= 0; at = text.indexOf(asked, at + 1))
    if (isWhole(asked[0], text[at - 1]) && isWhole(asked.at(-1), text[at + asked.length])) return true;
  return false;
}

/** The words of a plain phrase. */
export const phraseRuns = (phrase: string): readonly Run[] => runs(phrase);

/** How long a phrase is in words; two signs of Han characters and kana count as one. */
export const wordsIn = (phrase: string): number =>
  phraseRuns(phrase).reduce((sum, { script, text }) => sum + (script === "han" ? text.length / 2 : 1), 0);
