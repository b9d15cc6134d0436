// Asks the index for one term, or for several that belong together, and scores every post that holds them.
import { family, type Family } from "../analysis/terms.js";
import type { IndexContents } from "../index/index-store.js";
import { FIELD_BITS, fieldOf, fields, type Field } from "../index/postings.js";
import type { Scores } from "../index/scores.js";
import { limits } from "../limits.js";
import { rarityWeights, settledWeights, ways, type Cover, type Meeting, type MatchWay } from "../weights.js";
import type { Scratch } from "./scratch.js";

/** What a question is answered from: the index, and tables that are used anew for every question. */
export interface Lookup extends IndexContents {
  readonly scratch: Scratch;
}

/** A way to meet and a field in one number, as postings end with their field. */
const note = (way: MatchWay): number => ways.indexOf(way) << FIELD_BITS;
export const wayOf = (noted: number): MatchWay => ways[noted >> FIELD_BITS] ?? "exact";
export const noteField = (noted: number): Field => fields[fieldOf(noted)] ?? "body";

/** As in BM25's inverse document frequency; divided by that of a term nobody holds. */
const HALF = 0.5;

/** How telling a term is: near 1 when few of the posts hold it, never quite 0. */
function rarity(lookup: Lookup, holders: number, least = 1): number {
  const posts = Math.max(least, lookup.table.size());
  const inverse = Math.log(1 + (posts - holders + HALF) / (holders + HALF)) / Math.log(1 + posts / HALF);
  return Math.max(rarityWeights.least, inverse);
}

/** The share of the posts that hold a word. */
export const shareOfHolders = ({ postings, table }: Lookup, word: string): number =>
  postings.count(family.word, word) / Math.max(1, table.size());

/** No more posts hold a word that is seldom. */
export const seldom = ({ table }: Lookup): number =>
  Math.max(limits.few, Math.min(limits.seldom, limits.seldomShare * table.size()));

/** How telling a term of a question is; 1 for one that no post holds. In a few posts every term is rare. */
export const tellingOf = (lookup: Lookup, text: string, kind: Family = family.word): number =>
  rarity(lookup, lookup.postings.count(kind, text), rarityWeights.few);

/**
 * Raises every post that holds the term. `times` scales the quality of this way to meet.
 * Returns the strongest weight found, 0 when nobody holds the term.
 */
export function ask(lookup: Lookup, scores: Scores, meeting: Meeting, text: string, times = 1): number {
  const { postings } = lookup;
  // A word that is its own stem is kept as a word only.
  const asWord = meeting.family === family.stem ? postings.count(family.word, text) : 0;
  const held = postings.read(meeting.family, text);
  const holders = held.length + asWord;
  if (holders === 0) return 0;
  const { flat, rare } = rarityWeights.term;
  const factor = meeting.quality * times * (flat + rare * rarity(lookup, holders));
  const noted = note(meeting.way);
  const best = scores.raiseAll(held, factor, noted, meeting.beside);
  return asWord === 0
    ? best
    : Math.max(best, scores.raiseAll(postings.read(family.word, text), factor, noted, meeting.beside));
}

/** A form of a word is no more telling than the word itself: how much less it counts than by its own rarity. */
export function asForm(lookup: Lookup, word: string, kind: Family, form: string): number {
  const typed = lookup.postings.count(family.word, word);
  const held = lookup.postings.count(kind, form);
  if (held === 0 || typed <= held) return 1;
  const { flat, rare } = rarityWeights.term;
  return (flat + rare * rarity(lookup, typed)) / (flat + rare * rarity(lookup, held));
}

/** Takes over what was guessed; a guess stands below the best of `scores` where that is known as it was typed. */
export function liftGuesses(scores: Scores, guesses: Scores, isKnown: boolean): void {
  const most = isKnown ? scores.best * settledWeights.guess : Infinity;
  for (const post of guesses.posts) scores.lift(post, Math.min(most, guesses.of(post)), guesses.noteOf(post));
}

export interface Covering {
  /** Scales the quality. */
  readonly times?: number;
  /** What is asked in the place of a term that no post holds. */
  readonly instead?: ((text: string) => readonly [Family, string] | undefined) | undefined;
}

/**
 * Several terms that together are one part of the question (the pairs of a run): each post gets the share it covers,
 * telling terms counting more.
 */
export function askAll(
  lookup: Lookup,
  scores: Scores,
  cover: Cover,
  texts: Iterable<string>,
  { times = 1, instead }: Covering = {},
): void {
  const { covered } = lookup.scratch;
  const noted = note(cover.way);
  const { flat, rare, unknown } = rarityWeights.covered;
  let whole = 0;
  for (const text of texts) {
    let held = lookup.postings.read(cover.family, text);
    const other = held.length === 0 ? instead?.(text) : undefined;
    if (other) held = lookup.postings.read(...other);
    const worth = held.length > 0 ? flat + rare * rarity(lookup, held.length) : unknown;
    whole += worth;
    covered.addAll(held, worth, noted);
  }
  const enough = (cover.held ?? 0) * whole;
  for (const post of covered.posts) {
    const share = covered.weightOf(post) / whole;
    if (share >= cover.least && covered.worthOf(post) >= enough)
      scores.lift(post, cover.quality * times * share, covered.noteOf(post));
  }
  covered.clear();
}
