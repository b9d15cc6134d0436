// The posts that hold every word of a phrase somewhere: only these have to be read to know who holds it as it stands.
import { foldScripts } from "../analysis/fold.js";
import { grams } from "../analysis/grams.js";
import { phraseRuns } from "../analysis/phrase.js";
import type { Run } from "../analysis/runs.js";
import { family } from "../analysis/terms.js";
import { postOf } from "../index/postings.js";
import type { Lookup } from "./lookup.js";

/** Places of posts; undefined where the index keeps none of the words (single letters, hiragana alone). */
export function holders(lookup: Lookup, phrase: string): readonly number[] | undefined {
  const lists = phraseRuns(phrase)
    .flatMap((run) => listsOf(lookup, run))
    .sort((one, other) => one.length - other.length);
  const [rarest, ...others] = lists;
  if (!rarest) return undefined;
  let left = Array.from(rarest, postOf);
  for (const list of others) {
    if (left.length === 0) break;
    const held = new Set(Array.from(list, postOf));
    left = left.filter((place) => held.has(place));
  }
  return left;
}

/** Whether the terms of a phrase say all of it: one word, or two signs. */
export const isOneTerm = (phrase: string): boolean => {
  const [run, ...others] = phraseRuns(phrase);
  if (run === undefined || others.length > 0) return false;
  return run.script === "word"
    ? run.text.length > 1
    : run.text.length === 2 && tellingPairs(run.text).length === 1;
};

function listsOf({ postings }: Lookup, { script, text }: Run): readonly Uint32Array[] {
  if (script === "word") return text.length > 1 ? [postings.of(family.word, text)] : [];
  return tellingPairs(text).map((pair) => postings.of(family.pair, pair));
}

/** The pairs of a run that the index keeps of bodies: none of hiragana alone. */
const tellingPairs = (run: string): readonly string[] => [
  ...grams(foldScripts(run), 2).filter((pair) => !/^[\u3041-\u3096]{2}$/u.test(pair)),
  ...(run.match(/[\u30a1-\u30faー]{2,}/gu) ?? []).flatMap((word) => grams(foldScripts(word), 2)),
];
