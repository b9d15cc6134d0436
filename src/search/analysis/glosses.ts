// The English of a run of another script, by the language it is in.
import { fold } from "./fold.js";
import { chinese } from "../dictionary/chinese.js";
import { concepts } from "../dictionary/concepts.js";
import { lessened, senses, type Gloss } from "../dictionary/gloss.js";
import { japanese } from "../dictionary/japanese.js";
import { korean } from "../dictionary/korean.js";

export type CjkLanguage = "zh" | "ja" | "ko";

const hanRuns = (text: string): readonly string[] => text.match(/[\u3400-\u9fff]+/gu) ?? [];

/** `full`: every word within a run, and characters; `brief`: the likeliest words and their chief senses. */
export type Extent = "full" | "brief";

/** So many senses of a word count in brief. */
const CHIEF = 4;

/** `text` as `foldCase` leaves it for Japanese, fully folded for Chinese and Korean. */
export function glossesOf(text: string, language: CjkLanguage, extent: Extent): readonly Gloss[] {
  const found = concepts().glossesIn(fold(text));
  if (language === "ja") {
    for (const word of new Set(japanese().segment(text)))
      found.push(...lessened(cut(japanese().glosses(word), extent), word.length > 1 ? 1 : 0.6));
  } else if (language === "ko") {
    for (const run of text.match(/[\uac00-\ud7a3]+/gu) ?? [])
      for (const { word, at } of korean().words(run))
        found.push(...lessened(cut(korean().glosses(word), extent), at === 0 ? 0.8 : 0.5));
  } else if (extent === "full") for (const run of hanRuns(text)) chineseGlosses(run, found);
  else
    for (const word of new Set(hanRuns(text).flatMap((run) => chinese().segment(run))))
      if (word.length > 1) found.push(...cut(chinese().look(word)?.glosses ?? [], extent));
  return found;
}

/** Of a word of prose the first senses only, `most` of them. */
export const cut = (glosses: readonly Gloss[], extent: Extent, most = CHIEF): readonly Gloss[] =>
  extent === "full" ? glosses : senses(glosses).slice(0, most).flat();

/** The words of the likeliest division count fully, other words within the run a little less, characters least. */
function chineseGlosses(run: string, found: Gloss[]): void {
  const dictionary = chinese();
  const division = new Set(dictionary.segment(run));
  for (const word of new Set([...division, ...dictionary.inner(run)])) {
    const share = division.has(word) ? 1 : 0.8;
    const glosses = dictionary.look(word)?.glosses ?? [];
    if (word.length > 1) found.push(...lessened(glosses, share));
    else
      for (const gloss of glosses) found.push({ ...gloss, worth: (0.4 + 0.6 * gloss.worth) * 0.7 * share });
    if (word.length === 2)
      for (const character of word) found.push(...lessened(dictionary.look(character)?.glosses ?? [], 0.3));
  }
}
