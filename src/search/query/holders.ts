// The posts that hold every word of a phrase somewhere: only these have to be read to know who holds it as it stands.
import { foldScripts } from "../analysis/fold.js";
import { grams } from "../analysis/grams.js";
import { phraseRuns } from "../analysis/phrase.js";
import type { Run } from "../analysis/runs.js";
import { family, type Family } from "../analysis/terms.js";
import { postOf, weightOf } from "../index/postings.js";
import { seldom, tellingOf, type Lookup } from "./lookup.js";

/**
 * Places of posts, those first in which the words weigh most; undefined where the index keeps none of the words (single
 * letters, hiragana alone).
 */
export function holders(lookup: Lookup, phrase: string): readonly number[] | undefined {
  const lists = phraseRuns(phrase)
    .flatMap(termsOf)
    .map((term) => ({ telling: tellingOf(lookup, term.text, term.kind), ...term }))
    .sort((one, other) => other.telling - one.telling);
  let held: ReadonlyMap<number, number> | undefined;
  for (const { kind, text, telling } of lists) {
    const both = new Map<number, number>();
    for (const posting of lookup.postings.read(kind, text)) {
      const before = held ? held.get(postOf(posting)) : 0;
      if (before !== undefined) both.set(postOf(posting), before + telling * weightOf(posting));
    }
    held = both;
    if (held.size === 0) break;
  }
  return (
    held && [...held].sort(([one, less], [other, more]) => more - less || one - other).map(([place]) => place)
  );
}

/** Whether the terms of a phrase say all of it: one word, or two signs. */
export const isOneTerm = (phrase: string): boolean => {
  const [run, ...others] = phraseRuns(phrase);
  if (run === undefined || others.length > 0) return false;
  return run.script === "word"
    ? run.text.length > 1
    : run.text.length === 2 && tellingPairs(run.text).length === 1;
};

/** The posts that hold each of several texts, where these are at most `few`; none where every word is common. */
export function fewHolders(lookup: Lookup, texts: readonly string[], few: number): ReadonlySet<number> {
  // The rarest first, for most are left out by it.
  const [rarest, ...others] = texts
    .map((text) => ({ text, least: fewestHolders(lookup, text) }))
    .sort((one, other) => one.least - other.least);
  if (!rarest || rarest.least > seldom(lookup)) return NOBODY;
  let all = holders(lookup, rarest.text) ?? [];
  for (const { text } of others) {
    if (all.length === 0) break;
    const held = new Set(holders(lookup, text));
    all = all.filter((place) => held.has(place));
  }
  return all.length <= few ? new Set(all) : NOBODY;
}

/** Of the terms of a text, how many posts hold the rarest; endless where the index keeps none of them. */
const fewestHolders = (lookup: Lookup, text: string): number =>
  Math.min(
    ...phraseRuns(text)
      .flatMap(termsOf)
      .map(({ kind, text: term }) => lookup.postings.count(kind, term)),
  );

const NOBODY: ReadonlySet<number> = new Set();

interface PhraseTerm {
  readonly kind: Family;
  readonly text: string;
}

function termsOf({ script, text }: Run): readonly PhraseTerm[] {
  if (script === "word") return text.length > 1 ? [{ kind: family.word, text }] : [];
  return tellingPairs(text).map((pair) => ({ kind: family.pair, text: pair }));
}

/** The pairs of a run that the index keeps of bodies: none of hiragana alone. */
const tellingPairs = (run: string): readonly string[] => [
  ...grams(foldScripts(run), 2).filter((pair) => !/^[\u3041-\u3096]{2}$/u.test(pair)),
  ...(run.match(/[\u30a1-\u30faー]{2,}/gu) ?? []).flatMap((word) => grams(foldScripts(word), 2)),
];
