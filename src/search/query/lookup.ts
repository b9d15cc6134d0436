// Asks the index for one term and scores every post that holds it.
import type { Family } from "../analysis/terms.js";
import { fields, postOf, weightOf, type Field, type Postings } from "../index/postings.js";
import { createScores, type Scores } from "../index/scores.js";
import type { Post } from "../../post/post.js";
import type { Vocabulary } from "../index/vocabulary.js";

/** How a post was found, as `Match.how` says it. */
export const ways = [
  "exact",
  "form",
  "prefix",
  "typo",
  "abbreviation",
  "part",
  "translation",
  "pinyin",
  "initials",
  "reading",
  "sound",
  "title",
] as const;
export type Way = (typeof ways)[number];

export interface Lookup {
  readonly postings: Postings;
  /** Words of titles, slugs, tags and categories. */
  readonly names: Vocabulary;
  /** Words of excerpts and bodies. */
  readonly words: Vocabulary;
  /** English of words of titles, tags and categories in other scripts. */
  readonly glosses: Vocabulary;
  /** Romanised words of Japanese and Korean titles. */
  readonly sounds: Vocabulary;
  /** How many posts the index holds. */
  readonly size: () => number;
  /** All of them that readers may see now. */
  readonly posts: () => Iterable<Post>;
  /** How many of them are Japanese, Korean, Chinese. */
  readonly languages: Readonly<Record<"ja" | "ko" | "zh", number>>;
}

const note = (way: Way, posting: number): number => (ways.indexOf(way) << 3) | (posting & 7);
export const wayOf = (noted: number): Way => ways[noted >> 3] ?? "exact";
export const noteField = (noted: number): Field => fields[noted & 7] ?? "body";

/** How telling a term is: near 1 when few of the posts hold it, never quite 0. */
export function rarity(lookup: Lookup, holders: number): number {
  const posts = Math.max(1, lookup.size());
  return Math.max(0.08, Math.log(1 + (posts - holders + 0.5) / (holders + 0.5)) / Math.log(1 + posts / 0.5));
}

/** Raises every post that holds the term (by `more` beside a better match); the strongest weight found, 0 when nobody holds it. */
export function ask(
  lookup: Lookup,
  scores: Scores,
  family: Family,
  text: string,
  quality: number,
  way: Way,
  more?: number,
): number {
  const held = lookup.postings.of(family, text);
  if (held.length === 0) return 0;
  const factor = quality * (0.35 + 0.65 * rarity(lookup, held.length));
  const noted = note(way, 0);
  let best = 0;
  for (const posting of held) {
    const weight = weightOf(posting);
    if (weight > best) best = weight;
    scores.raise(postOf(posting), weight * factor, noted | (posting & 7), more);
  }
  return best;
}

const totals = createScores();
const strongest = createScores();
const covered = createScores();

interface Coverage {
  readonly quality: number;
  /** A share by weight under 0.4 of this counts for nothing. */
  readonly least: number;
  /** Nor does a post that holds less of the terms than this share, in whatever field. */
  readonly held?: number;
  readonly way: Way;
  /** What is asked in the place of a term that no post holds. */
  readonly instead?: ((text: string) => readonly [Family, string] | undefined) | undefined;
}

/**
 * Several terms that together are one part of the query (the pairs of a run): each post gets the share it covers,
 * telling terms counting more.
 */
export function cover(
  lookup: Lookup,
  scores: Scores,
  family: Family,
  texts: Iterable<string>,
  { quality, least, held: enough = 0, way, instead }: Coverage,
): void {
  let whole = 0;
  for (const text of texts) {
    let held = lookup.postings.of(family, text);
    const other = held.length === 0 ? instead?.(text) : undefined;
    if (other) held = lookup.postings.of(...other);
    const worth = held.length > 0 ? 0.3 + 0.7 * rarity(lookup, held.length) : 0.9;
    whole += worth;
    for (const posting of held) {
      const [post, weight] = [postOf(posting), weightOf(posting)];
      totals.add(post, worth * weight, 0);
      covered.add(post, worth, 0);
      strongest.lift(post, weight, note(way, posting));
    }
  }
  for (const post of totals.posts) {
    const share = totals.of(post) / whole;
    if (share >= least * 0.4 && covered.of(post) >= enough * whole)
      scores.lift(post, quality * share, strongest.noteOf(post));
  }
  totals.clear();
  strongest.clear();
  covered.clear();
}
