// One Latin word of a query against the index: as it stands, its forms, beginnings, typos, meanings, sounds.
import { abbreviations } from "../analysis/abbreviations.js";
import { sameLetters } from "../analysis/distance.js";
import { innerStems, lemma, roots, stem, stemTrust, weightless } from "../analysis/english.js";
import { areLeads } from "../analysis/hangul.js";
import { skeletons } from "../analysis/loan-words.js";
import { family, type Family } from "../analysis/terms.js";
import { matchLeads, matchSounds } from "./match-sounds.js";
import { createScores, type Scores } from "../index/scores.js";
import { ask, type Lookup, type Way } from "./lookup.js";

/** A match in a field of this weight and more settles a word: no typo is looked for. */
const SETTLED = 0.4;

/** So many translations that begin with a word are looked up: a beginning of more means nothing yet. */
const MEANINGS = 24;

const extra = createScores();
const perWord = createScores();

/** Scores the word's posts; true when a title, tag or excerpt holds it. `last`: the reader may still be typing it. */
export function matchWord(lookup: Lookup, word: string, last: boolean, scores: Scores): boolean {
  if (areLeads(word)) {
    matchLeads(lookup, word, scores);
    return false;
  }
  const base = lemma(word);
  const stemmed = stem(word);
  const trust = stemTrust(stemmed);
  let settled = ask(lookup, scores, family.word, word, 1, "exact") >= SETTLED;
  const put = (
    kind: Parameters<typeof ask>[2],
    text: string,
    quality: number,
    way: Parameters<typeof ask>[5],
  ) => ask(lookup, scores, kind, text, quality, way) >= SETTLED;
  settled = put(family.lemma, base, 0.95, "form") || settled;
  settled = (put(family.stem, stemmed, trust, "form") && trust > 0.7) || settled;
  settled = put(family.gloss, base, 1, "translation") || settled;
  put(family.glossStem, stemmed, 0.9, "translation");
  for (const root of roots(word)) {
    if (root === base) continue;
    put(family.gloss, root, 0.75, "translation");
    put(family.lemma, root, 0.6, "form");
  }
  if (word.length <= 6 && ask(lookup, scores, family.acronym, word, 1, "abbreviation") >= 0.6) settled = true;
  settled = numeronym(lookup, word, scores) || settled;
  settled = beginnings(lookup, word, last, scores) || settled;
  for (const inner of word.length >= 4 ? innerStems(stemmed) : []) put(family.stem, inner, 0.7, "form");
  if (word.length >= 7) {
    // Long shared beginnings: immutability and immutable, inaccessibility and inaccessible.
    const head = word.slice(0, Math.max(6, Math.ceil(word.length * 0.65)));
    for (const other of lookup.names.beginning(head, 24))
      if (other !== word) put(family.word, other, 0.95 * likeness(word, other), "form");
  }
  abbreviation(lookup, word, scores);
  if (!settled && word.length >= 6) divided(lookup, word, scores);
  if (!settled && word.length >= 6) dividedMeaning(lookup, word, scores);
  if (!settled && word.length >= 3 && /^\p{L}+\d*$/u.test(word)) typos(lookup, word, scores);
  if (lookup.languages.ja + lookup.languages.ko > 0 && /^[a-z]{3,}$/u.test(word))
    matchSounds(lookup, word, settled, scores);
  return settled;
}

/** The share of the longer word that both begin with. */
function likeness(one: string, other: string): number {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  return same / Math.max(one.length, other.length);
}

/** `i18n` stands for any word of that first and last letter and length. */
function numeronym(lookup: Lookup, word: string, scores: Scores): boolean {
  const [, head = "", count = "", tail = ""] = /^([a-z])(\d{1,2})([a-z])$/u.exec(word) ?? [];
  if (!head) return false;
  let found = false;
  for (const other of lookup.names.beginning(head, 5000)) {
    if (other.length !== Number(count) + 2 || !other.endsWith(tail)) continue;
    found = ask(lookup, scores, family.word, other, 0.9, "abbreviation") > 0 || found;
  }
  return found;
}

function beginnings(lookup: Lookup, word: string, last: boolean, scores: Scores): boolean {
  if (word.length < 2 && !last) return false;
  const quality = (other: string): number => (last ? 0.9 : 0.75) * (word.length / other.length) ** 0.35;
  const inNames = lookup.names.beginning(word, 48).filter((other) => other !== word);
  for (const other of inNames) ask(lookup, scores, family.word, other, quality(other), "prefix");
  if (word.length >= 3 && inNames.length < 16)
    for (const other of lookup.words.beginning(word, 24))
      if (other !== word) ask(lookup, scores, family.word, other, quality(other), "prefix");
  if (last && word.length >= 3)
    for (const other of lookup.glosses.beginning(word, MEANINGS))
      if (other !== word) ask(lookup, scores, family.gloss, other, quality(other), "translation");
  return inNames.length > 0 && last && word.length >= 3;
}

/** `js`: javascript. Of several words (`ioc`: inversion of control) all must be there. */
function abbreviation(lookup: Lookup, word: string, scores: Scores): void {
  const meant =
    abbreviations
      .get(word)
      ?.split(" ")
      .filter((part) => !weightless.has(part)) ?? [];
  if (meant.length === 0) return;
  const counts = new Map<number, { sum: number; parts: number; note: number }>();
  for (const part of meant) {
    perWord.clear();
    ask(lookup, perWord, family.word, part, 0.9, "abbreviation");
    ask(lookup, perWord, family.stem, stem(part), 0.85, "abbreviation");
    ask(lookup, perWord, family.gloss, lemma(part), 0.9, "abbreviation");
    for (const post of perWord.posts) {
      const held = counts.get(post) ?? { sum: 0, parts: 0, note: perWord.noteOf(post) };
      counts.set(post, { sum: held.sum + perWord.of(post), parts: held.parts + 1, note: held.note });
    }
  }
  for (const [post, { sum, parts, note }] of counts)
    if (parts === meant.length) scores.lift(post, sum / parts, note);
}

/** `screentime`: two words of one post, which says them one after the other or not. */
function divided(lookup: Lookup, word: string, scores: Scores): void {
  for (let at = 2; at + 2 <= word.length; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (weightless.has(head) || weightless.has(tail)) continue;
    if (!isName(lookup, head) || !isName(lookup, tail)) continue;
    both(lookup, family.word, [head, tail], 0.9, "part", scores);
  }
}

/** Posts that hold both terms. */
function both(
  lookup: Lookup,
  kind: Family,
  [one, two]: readonly [string, string],
  quality: number,
  way: Way,
  scores: Scores,
): void {
  perWord.clear();
  ask(lookup, perWord, kind, one, quality, way);
  const held = new Map(Array.from(perWord.posts, (post) => [post, perWord.of(post)]));
  perWord.clear();
  ask(lookup, perWord, kind, two, quality, way);
  for (const post of perWord.posts) {
    const other = held.get(post);
    if (other !== undefined) scores.lift(post, (other + perWord.of(post)) / 2, perWord.noteOf(post));
  }
}

/** `sunset`, `timezone`: a dictionary may give it in two words (落日: setting sun), both of one post. */
function dividedMeaning(lookup: Lookup, word: string, scores: Scores): void {
  if (lookup.postings.of(family.gloss, lemma(word)).length > 0) return;
  const isMeant = (half: string): boolean => lookup.postings.of(family.gloss, half).length > 0;
  for (let at = 3; at + 3 <= word.length; at += 1) {
    const head = lemma(word.slice(0, at));
    if (!isMeant(head)) continue;
    const tail = lemma(word.slice(at));
    if (isMeant(tail)) both(lookup, family.gloss, [head, tail], 0.8, "translation", scores);
  }
}

/** Whether a title, slug, tag or category has the word. */
const isName = (lookup: Lookup, word: string): boolean => lookup.names.beginning(word, 1)[0] === word;

function typos(lookup: Lookup, word: string, scores: Scores): void {
  const most = word.length >= 7 ? 2 : 1;
  // Three letters are too few to be misspelt, unless they are the same ones.
  const likely =
    word.length > 3 ? () => true : ({ word: other }: { word: string }) => sameLetters(word, other);
  const found = lookup.names.near(word, most, 24).filter(likely);
  if (found.length === 0 && word.length > 3) found.push(...lookup.words.near(word, most, 16));
  for (const { word: other, edits } of found) {
    const quality = 0.7 * (1.1 - 0.25 * edits - (other[0] === word[0] ? 0 : 0.12));
    ask(lookup, scores, family.word, other, quality, "typo");
  }
}

/** Two words that a title writes as one: `type script`. True when some post does. */
export function matchJoined(lookup: Lookup, one: string, two: string): Scores {
  extra.clear();
  ask(lookup, extra, family.word, one + two, 0.9, "exact");
  ask(lookup, extra, family.gloss, lemma(one + two), 0.9, "translation");
  abbreviation(lookup, one + two, extra);
  if (lookup.languages.ja + lookup.languages.ko > 0)
    for (const bones of skeletons(one + two))
      if (bones.length >= 3) ask(lookup, extra, family.skeleton, bones, 1, "sound");
  return extra;
}
