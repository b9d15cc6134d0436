// One Latin word of a query against the index: as it stands, its forms, beginnings, typos, meanings, sounds.
import { abbreviations } from "../analysis/abbreviations.js";
import { sameLetters } from "../analysis/distance.js";
import { innerStems, lemma, roots, stem, stemTrust, weightless } from "../analysis/english.js";
import { areLeads } from "../analysis/hangul.js";
import { skeletons } from "../analysis/loan-words.js";
import { family, type Family } from "../analysis/terms.js";
import { matchLeads, matchLoan, matchSounds } from "./match-sounds.js";
import type { Scores } from "../index/scores.js";
import { limits } from "../limits.js";
import { beginning, lengths, settledWeights, typo, wordMeets, type Meeting } from "../weights.js";
import { ask, asForm, liftGuesses, type Lookup } from "./lookup.js";

/** Scores the word's posts; true when a title, tag or excerpt holds it. `last`: the reader may still be typing it. */
export function matchWord(lookup: Lookup, word: string, last: boolean, scores: Scores): boolean {
  if (areLeads(word)) {
    matchLeads(lookup, word, scores);
    return false;
  }
  const base = lemma(word);
  const stemmed = stem(word);
  const trust = stemTrust(stemmed);
  const meets = (meeting: Meeting, text: string, times = 1): boolean =>
    ask(lookup, scores, meeting, text, times) >= settledWeights.field;
  const asFormOf = (kind: Family, form: string): number => asForm(lookup, word, kind, form);
  let settled = meets(wordMeets.exact, word);
  const isKnown = scores.best > 0;
  settled = meets(wordMeets.lemma, base, asFormOf(family.lemma, base)) || settled;
  const isForm = meets(wordMeets.stem, stemmed, trust * asFormOf(family.stem, stemmed));
  settled = (isForm && trust > settledWeights.stemTrust) || settled;
  settled = meets(wordMeets.gloss, base) || settled;
  meets(wordMeets.glossStem, stemmed);
  for (const root of roots(word)) {
    if (root === base) continue;
    meets(wordMeets.rootGloss, root);
    meets(wordMeets.rootLemma, root);
  }
  if (word.length <= limits.acronym && ask(lookup, scores, wordMeets.acronym, word) >= settledWeights.acronym)
    settled = true;
  settled = numeronym(lookup, word, scores) || settled;
  settled = beginnings(lookup, word, last, scores) || settled;
  for (const inner of word.length >= lengths.inner ? innerStems(stemmed) : [])
    meets(wordMeets.innerStem, inner);
  if (word.length >= lengths.shared.word) {
    // Long shared beginnings: immutability and immutable, inaccessibility and inaccessible.
    const head = word.slice(0, Math.max(lengths.shared.least, Math.ceil(word.length * lengths.shared.share)));
    for (const other of lookup.names.beginning(head, limits.begunWords))
      if (other !== word) meets(wordMeets.longBeginning, other, likeness(word, other));
  }
  abbreviation(lookup, word, scores);
  if (!settled) {
    const { guesses } = lookup.scratch;
    guesses.clear();
    if (word.length >= lengths.divided.word) divided(lookup, word, guesses);
    if (word.length >= lengths.divided.word) dividedMeaning(lookup, word, guesses);
    if (word.length >= lengths.begun && /^\p{L}+\d*$/u.test(word)) typos(lookup, word, guesses);
    liftGuesses(scores, guesses, isKnown);
  }
  if (lookup.table.languages.ja + lookup.table.languages.ko > 0 && /^[a-z]{3,}$/u.test(word))
    matchSounds(lookup, word, settled, scores);
  if (scores.best === 0 && /^\p{Script=Cyrillic}{3,}$/u.test(word)) matchLoan(lookup, word, scores);
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
  for (const other of lookup.names.beginning(head, limits.numeronyms)) {
    if (other.length !== Number(count) + 2 || !other.endsWith(tail)) continue;
    found = ask(lookup, scores, wordMeets.numeronym, other) > 0 || found;
  }
  return found;
}

function beginnings(lookup: Lookup, word: string, last: boolean, scores: Scores): boolean {
  const isLong = word.length >= lengths.begun;
  if (word.length < 2 && !last) return false;
  const quality = (other: string): number =>
    (last ? beginning.last : beginning.inner) * (word.length / other.length) ** beginning.power;
  const inNames = lookup.names.beginning(word, limits.begunNames).filter((other) => other !== word);
  for (const other of inNames) ask(lookup, scores, wordMeets.prefix, other, quality(other));
  if (isLong && inNames.length < limits.fewNames)
    for (const other of lookup.words.beginning(word, limits.begunWords))
      if (other !== word) ask(lookup, scores, wordMeets.prefix, other, quality(other));
  if (last && isLong)
    for (const other of lookup.glosses.beginning(word, limits.begunGlosses))
      if (other !== word) ask(lookup, scores, wordMeets.prefixGloss, other, quality(other));
  return inNames.length > 0 && last && isLong;
}

/** `js`: javascript. Of several words (`ioc`: inversion of control) all must be there. */
function abbreviation(lookup: Lookup, word: string, scores: Scores): void {
  const meant =
    abbreviations
      .get(word)
      ?.split(" ")
      .filter((part) => !weightless.has(part)) ?? [];
  if (meant.length === 0) return;
  const { oneOfSeveral: perWord } = lookup.scratch;
  const counts = new Map<number, { sum: number; parts: number; note: number }>();
  for (const part of meant) {
    perWord.clear();
    ask(lookup, perWord, wordMeets.shortened, part);
    ask(lookup, perWord, wordMeets.shortenedStem, stem(part));
    ask(lookup, perWord, wordMeets.shortenedGloss, lemma(part));
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
  const { half } = lengths.divided;
  for (let at = half; at + half <= word.length; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (weightless.has(head) || weightless.has(tail)) continue;
    if (!isName(lookup, head) || !isName(lookup, tail)) continue;
    both(lookup, wordMeets.half, [head, tail], scores);
  }
}

/** Posts that hold both terms. */
function both(lookup: Lookup, meeting: Meeting, [one, two]: readonly [string, string], scores: Scores): void {
  const { oneOfSeveral: perWord } = lookup.scratch;
  perWord.clear();
  ask(lookup, perWord, meeting, one);
  const held = new Map(Array.from(perWord.posts, (post) => [post, perWord.of(post)]));
  perWord.clear();
  ask(lookup, perWord, meeting, two);
  for (const post of perWord.posts) {
    const other = held.get(post);
    if (other !== undefined) scores.lift(post, (other + perWord.of(post)) / 2, perWord.noteOf(post));
  }
}

/** `sunset`, `timezone`: a dictionary may give it in two words (落日: setting sun), both of one post. */
function dividedMeaning(lookup: Lookup, word: string, scores: Scores): void {
  if (lookup.postings.count(family.gloss, lemma(word)) > 0) return;
  const isMeant = (half: string): boolean => lookup.postings.count(family.gloss, half) > 0;
  const { meantHalf: half } = lengths.divided;
  for (let at = half; at + half <= word.length; at += 1) {
    const head = lemma(word.slice(0, at));
    if (!isMeant(head)) continue;
    const tail = lemma(word.slice(at));
    if (isMeant(tail)) both(lookup, wordMeets.halfGloss, [head, tail], scores);
  }
}

/** Whether a title, slug, tag or category has the word. */
const isName = (lookup: Lookup, word: string): boolean => lookup.names.beginning(word, 1)[0] === word;

function typos(lookup: Lookup, word: string, scores: Scores): void {
  const most = word.length >= lengths.twoWrong ? 2 : 1;
  // Three letters are too few to be misspelt, unless they are the same ones.
  const likely =
    word.length > lengths.begun
      ? () => true
      : ({ word: other }: { word: string }) => sameLetters(word, other);
  const found = lookup.names.near(word, most, limits.typoNames).filter(likely);
  if (found.length === 0 && word.length > lengths.begun)
    found.push(...lookup.words.near(word, most, limits.typoWords));
  for (const { word: other, edits } of found) {
    const left = typo.none - typo.edit * edits - (other[0] === word[0] ? 0 : typo.firstLetter);
    ask(lookup, scores, wordMeets.typo, other, left);
  }
}

/** Two words that a title writes as one: `type script`. */
export function matchJoined(lookup: Lookup, one: string, two: string): Scores {
  const { together } = lookup.scratch;
  together.clear();
  ask(lookup, together, wordMeets.joined, one + two);
  ask(lookup, together, wordMeets.joinedGloss, lemma(one + two));
  abbreviation(lookup, one + two, together);
  if (lookup.table.languages.ja + lookup.table.languages.ko > 0)
    for (const bones of skeletons(one + two))
      if (bones.length >= lengths.joinedSound) ask(lookup, together, wordMeets.joinedSound, bones);
  return together;
}
