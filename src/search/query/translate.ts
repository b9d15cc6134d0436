// A run of another script or language against the index by its English, an English word by others of its sense.
import { glossesOf, type CjkLanguage } from "../analysis/glosses.js";
import { lemma } from "../analysis/english.js";
import { fold } from "../analysis/fold.js";
import { skeletons } from "../analysis/loan-words.js";
import { chinese } from "../dictionary/chinese.js";
import { concepts } from "../dictionary/concepts.js";
import { european } from "../dictionary/european.js";
import type { European } from "../dictionary/european-forms.js";
import { glossOf, lessened, senses, type Gloss } from "../dictionary/gloss.js";
import { japanese } from "../dictionary/japanese.js";
import { korean } from "../dictionary/korean.js";
import { synonymsOf } from "../dictionary/synonyms.js";
import { family, type Family } from "../analysis/terms.js";
import { postOf } from "../index/postings.js";
import type { Scores } from "../index/scores.js";
import { limits } from "../limits.js";
import { KOREAN_GLOSS, settledWeights, SYNONYM, translationMeets } from "../weights.js";
import { ask, liftGuesses, type Lookup } from "./lookup.js";

/** A run of signs, folded and in its reader's own characters, and the language it is asked in. */
export interface RunToTranslate {
  readonly run: string;
  readonly raw: string;
  readonly language: CjkLanguage;
}

/** What a post must hold: its words in English, each word of the run by any of its senses. */
export function translate(lookup: Lookup, { run, raw, language }: RunToTranslate, scores: Scores): void {
  const { translation: allGlosses, oneGloss } = lookup.scratch;
  // What means the same in the same language counts little beside the word itself.
  const isHeld = lookup.postings.count(family.term, run) > 0;
  const synonym = isHeld || scores.best > settledWeights.known ? settledWeights.synonym : 1;
  const parts = meanings(run, raw, language).filter(isKnown);
  if (parts.length === 0) return;
  const isForeign =
    lookup.table.languages[language] === 0 && lookup.table.languages.ja + lookup.table.languages.ko > 0;
  for (const glosses of parts) {
    oneGloss.clear();
    if (isForeign) foreignSounds(lookup, glosses, oneGloss);
    askGlosses(lookup, glosses, oneGloss, 1, synonym);
    for (const post of oneGloss.posts) allGlosses.add(post, oneGloss.of(post), oneGloss.noteOf(post));
  }
  for (const post of allGlosses.posts)
    scores.lift(post, allGlosses.of(post) / parts.length, allGlosses.noteOf(post));
  allGlosses.clear();
}

/** The share of a run that a post holds by the English of its words. */
export function shareMeant(lookup: Lookup, place: number, { run, raw, language }: RunToTranslate): number {
  const parts = meanings(run, raw, language);
  if (parts.length === 0) return 1;
  const held = parts.reduce((sum, glosses) => sum + shareOfSenses(lookup, place, glosses), 0) / parts.length;
  return held * (language === "zh" ? shareKnown(run) : 1);
}

/** The same of a word of a European language, of which a compound may be known by halves. */
export function shareOfWord(lookup: Lookup, place: number, word: string, language: European): number {
  const isGloss = isHeldBy(lookup, place, family.gloss, lemma(word));
  const glosses = isGloss ? [] : european().glosses(word, language);
  return glosses.length === 0 ? 1 : shareOfSenses(lookup, place, glosses);
}

/** Of 软路由 路由 is known, and 软 was asked too. */
function shareKnown(run: string): number {
  if (chinese().look(run)) return 1;
  const words = chinese()
    .segment(run)
    .filter((word) => word.length > 1);
  return words.length === 0 ? 1 : words.join("").length / run.length;
}

const isHeldBy = ({ postings }: Lookup, place: number, kind: Family, text: string): boolean =>
  postings.read(kind, text).some((posting) => postOf(posting) === place);

/** How much of the sense that it holds best a post holds. */
function shareOfSenses(lookup: Lookup, place: number, glosses: readonly Gloss[]): number {
  const isHeld = (kind: Family, text: string): boolean => isHeldBy(lookup, place, kind, text);
  const isSaid = ({ lemma: base, stem: stemmed }: Gloss): boolean =>
    [family.gloss, family.lemma, family.word].some((kind) => isHeld(kind, base)) ||
    [family.stem, family.glossStem, family.word].some((kind) => isHeld(kind, stemmed));
  return Math.max(0, ...senses(glosses).map((sense) => sense.filter(isSaid).length / sense.length));
}

/** Any sense counts, of one in several words the share that a post has. */
function askGlosses(
  lookup: Lookup,
  glosses: readonly Gloss[],
  scores: Scores,
  trust: number,
  synonym: number,
): void {
  const { sense: whole, wordOfSense } = lookup.scratch;
  for (const sense of senses(glosses)) {
    const [one, two] = sense;
    if (!one || !two) {
      if (one) askGloss(lookup, one, scores, trust, synonym);
      continue;
    }
    whole.clear();
    for (const gloss of sense) {
      wordOfSense.clear();
      askGloss(lookup, gloss, wordOfSense, trust, synonym);
      for (const post of wordOfSense.posts)
        whole.add(post, wordOfSense.of(post) / sense.length, wordOfSense.noteOf(post));
    }
    for (const post of whole.posts) scores.raise(post, whole.of(post), whole.noteOf(post));
    // 时区 is time and zone, and a post may write timezone.
    if (sense.length === 2 && one.word.length >= 3)
      ask(lookup, scores, translationMeets.twoAsOne, lemma(one.word + two.word), one.worth * trust);
  }
}

function askGloss(
  lookup: Lookup,
  { lemma: base, stem: stemmed, worth }: Gloss,
  scores: Scores,
  trust: number,
  synonym: number,
): void {
  ask(lookup, scores, translationMeets.lemma, base, worth * trust);
  ask(lookup, scores, translationMeets.gloss, base, worth * trust * synonym);
  if (stemmed.length >= 4) ask(lookup, scores, translationMeets.stem, stemmed, worth * trust * synonym);
}

/** A word in a European language by its English, where the blog has little for the word itself. */
export function translateWord(lookup: Lookup, word: string, language: European, scores: Scores): void {
  if (word.length < 3 || scores.best > settledWeights.known) return;
  const trust = scores.best > settledWeights.held ? settledWeights.beside : 1;
  const { oneGloss } = lookup.scratch;
  oneGloss.clear();
  askGlosses(lookup, european().glosses(word, language), oneGloss, trust, 1);
  // Beside a word that stands somewhere its English is a guess, in however strong a place of another post.
  liftGuesses(scores, oneGloss, trust < 1);
}

/** An English word by others of its sense, where the blog has little for the word itself. */
export function matchSynonyms(lookup: Lookup, word: string, scores: Scores): void {
  if (scores.best > settledWeights.known) return;
  const trust = scores.best > settledWeights.held ? settledWeights.synonym : 1;
  const { oneGloss } = lookup.scratch;
  oneGloss.clear();
  for (const other of synonymsOf(word)) askGloss(lookup, glossOf(other, SYNONYM), oneGloss, trust, 1);
  for (const post of oneGloss.posts) scores.lift(post, oneGloss.of(post), oneGloss.noteOf(post));
}

/** 咖啡 is coffee, and a Japanese or Korean post may write that by its sound. */
function foreignSounds(lookup: Lookup, glosses: readonly Gloss[], scores: Scores): void {
  for (const { word, worth } of glosses.slice(0, limits.soundedSenses))
    for (const bones of skeletons(word)) {
      const meeting = bones.length > 2 ? translationMeets.sound : translationMeets.shortSound;
      ask(lookup, scores, meeting, bones, worth);
    }
}

/** The senses of each word of a run; nothing for one that no dictionary knows. */
function meanings(run: string, raw: string, language: CjkLanguage): readonly (readonly Gloss[])[] {
  const whole = language === "zh" ? (chinese().look(run)?.glosses ?? []) : [];
  if (run.length > 1 && whole.length > 0) return [[...concepts().glossesIn(run), ...whole]];
  // The Japanese dictionary is asked by the reader's own characters, concepts by folded ones; folded, サーバー has no long marks.
  if (language === "ja" && raw.length !== run.length) return longMarked(raw);
  const read = language === "ja" ? raw : run;
  const found: (readonly Gloss[])[] = [];
  let from = 0;
  const between = (to: number): void => {
    if (to > from) found.push(...wordMeanings(read.slice(from, to), language));
  };
  // 自動 is a concept, but not that of 自動車.
  for (const { from: begin, to, glosses } of concepts().named(run, wordEnds(read, language))) {
    between(begin);
    found.push(glosses);
    from = to;
  }
  between(read.length);
  if (found.some(isKnown) || language !== "ja" || !/[\u3400-\u9fff]/u.test(run)) return found;
  return [glossesOf(run, "zh", "full")];
}

/** The same of a run that has more signs as it was typed: its words first, each then folded for itself. */
const longMarked = (raw: string): readonly (readonly Gloss[])[] =>
  japanese()
    .segment(raw)
    .filter((word) => word.length > 1 && isTelling(word))
    .map((word) => {
      const named = concepts().names(fold(word)) ? concepts().glossesIn(fold(word)) : [];
      return [...named, ...japanese().glosses(word)];
    });

/** A Japanese word in hiragana alone holds others together. */
const isTelling = (word: string): boolean => /[\u3400-\u9fff\u30a1-\u30fa]/u.test(word);

const isKnown = (glosses: readonly Gloss[]): boolean => glosses.length > 0;

const wordsOf = (text: string, language: CjkLanguage): readonly string[] =>
  language === "ja" ? japanese().segment(text) : chinese().segment(text);

/** Whether a word of a text begins or ends at a place. */
function wordEnds(text: string, language: CjkLanguage): (at: number) => boolean {
  if (language === "ko") return () => true;
  const ends = new Set([0]);
  let at = 0;
  for (const word of wordsOf(text, language)) ends.add((at += word.length));
  return (place) => ends.has(place);
}

/** The senses of each word; single characters only where there is nothing longer. */
function wordMeanings(text: string, language: CjkLanguage): readonly (readonly Gloss[])[] {
  if (language === "ko") {
    const word = korean().words(text)[0];
    return word?.at === 0 ? [lessened(korean().glosses(word.word), KOREAN_GLOSS)] : [];
  }
  const all = wordsOf(text, language);
  const words = language === "ja" ? all.filter(isTelling) : all;
  const long = words.filter((word) => word.length > 1);
  return (long.length > 0 ? long : words).map((word) =>
    language === "ja" ? japanese().glosses(word) : (chinese().look(word)?.glosses ?? []),
  );
}
