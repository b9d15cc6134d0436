// All terms of one post, field by field, with their weights.
import type { Body } from "../../post/body.js";
import type { Post } from "../../post/post.js";
import { best } from "../best.js";
import { bodyWords, shareOf, type BodyWord } from "./body-words.js";
import { stem } from "./english.js";
import { fold, foldCase, squeeze } from "./fold.js";
import { pairAt, textOf, type Bigram } from "./grams.js";
import { europeanLanguage, isCommon } from "./european-language.js";
import type { CjkLanguage, Extent } from "./glosses.js";
import { languageOf } from "./language.js";
import { readNames } from "./names-of-post.js";
import {
  chineseWords,
  europeanTerms,
  family,
  glossTerms,
  nameTerms,
  type Emit,
  type Family,
} from "./terms.js";
import { pairsSaid, soundTerms, wordsSaid } from "./sound-terms.js";
import { CODE_WEIGHT, fieldWeight, glossWeight } from "../weights.js";
import type { European } from "../dictionary/european-forms.js";
import type { Field } from "../index/postings.js";

export type Put = (family: Family, text: string, weight: number, field: Field) => void;

/** So much of an excerpt is read, in characters. */
const EXCERPT = 400;
/** So many of a body's words get their English too. */
const GLOSSED = 12;
/** Words of kana of so many signs and more may be several joined. */
const JOINED = 6;
/** So many can be asked as they are said. */
const SAID = 80;

export const postLanguage = ({ title, summary }: Post, prose: string): CjkLanguage =>
  languageOf([title, summary, prose].map((text) => text.slice(0, 2000)).join(" "));

export const postEuropean = (post: Post, prose: string): European | null =>
  europeanLanguage(`${post.title} ${post.summary} ${prose}`, post.lang ?? undefined);

/** The languages a post is read in, as `postLanguage` and `postEuropean` found them. */
export interface PostLanguages {
  readonly cjk: CjkLanguage;
  readonly european: European | null;
}

/** In steps: a body may be long. */
export function* postTerms(
  post: Post,
  text: Body["text"],
  languages: PostLanguages,
  put: Put,
): Generator<void> {
  const language = languages.cjk;
  const glossed = (raw: string, extent: Extent, emit: Emit): void => {
    glossTerms(raw, language, extent, emit);
    if (languages.european) europeanTerms(raw, languages.european, extent, emit);
  };
  const into =
    (field: Field, weight: number): Emit =>
    (family, text, share) =>
      put(family, text, weight * share, field);
  function* names(field: Field, texts: readonly string[]): Generator<void> {
    for (const text of texts) {
      nameTerms(text, language, "name", into(field, fieldWeight[field]));
      glossed(text, "full", into(field, glossWeight[field]));
      soundTerms(text, language, into(field, 0.5));
      yield;
    }
  }
  const { title, slug, tags, categories } = readNames(post);
  nameTerms(title, language, "title", into("title", 1));
  yield;
  glossed(title, "full", into("title", glossWeight.title));
  yield;
  soundTerms(title, language, into("title", 1));
  yield;
  const words = slug.replace(/[-_]+/gu, " ");
  if (fold(words) !== fold(title)) nameTerms(words, language, "name", into("slug", fieldWeight.slug));
  yield* names("tags", tags);
  yield* names("categories", categories);
  const excerpt = post.summary.slice(0, EXCERPT);
  nameTerms(excerpt, language, "prose", into("excerpt", fieldWeight.excerpt));
  yield;
  glossed(excerpt, "brief", into("excerpt", glossWeight.excerpt));
  yield;
  if (language === "zh") pairsSaid(chineseWords(excerpt), into("excerpt", fieldWeight.excerpt));
  if (language === "ja") wordsSaid(foldCase(excerpt), into("excerpt", fieldWeight.excerpt));
  if (!post.protected) yield* bodyTerms(text, languages, put);
}

/** So many headings can be asked for as wholes, and so long ones (UTF-16 units). */
const HEADINGS = 300;
const LONGEST_HEADING = 120;
/** So many words are put into the index before others get their turn. */
const STEP = 100;
/** What two signs that stand together anywhere in a body are worth beside a word of it. */
const LOOSE = 0.35;

function* bodyTerms(text: Body["text"], languages: PostLanguages, put: Put): Generator<void> {
  const { cjk: language, european } = languages;
  const { words, pairs, code } = yield* bodyWords(text, language, fieldWeight.body * LOOSE);
  const weightOf = (count: number): number => fieldWeight.body * (0.4 + 0.6 * shareOf(count, words.size));
  const frequent = best<[string, BodyWord]>(SAID, (a, b) => b[1].count - a[1].count);
  const inLatin = best<[string, BodyWord]>(GLOSSED, (a, b) => b[1].count - a[1].count);
  let done = 0;
  for (const entry of words) {
    const [word, { count, script }] = entry;
    wordTerms(word, script, weightOf(count), put);
    if (hasPairs(word, script)) raisePairs(word, weightOf(count), pairs);
    if (script === "han" && !isHiragana(word)) frequent.offer(entry);
    else if (script === "hangul") frequent.offer(entry);
    else if (european && script === "word" && !isCommon(word, european)) inLatin.offer(entry);
    if (++done % STEP === 0) yield;
  }
  for (const name of code) {
    put(family.word, name, CODE_WEIGHT, "body");
    if (++done % STEP === 0) yield;
  }
  for (const { title } of text.headings.slice(0, HEADINGS)) {
    if (title.length <= LONGEST_HEADING) put(family.heading, squeeze(fold(title)), fieldWeight.body, "body");
    if (++done % STEP === 0) yield;
  }
  for (const [pair, weight] of pairs) {
    put(family.pair, textOf(pair), weight, "body");
    if (++done % STEP === 0) yield;
  }
  for (const [word] of inLatin.all())
    if (european)
      europeanTerms(word, european, "brief", (kind, text, worth) =>
        put(kind, text, glossWeight.body * worth, "body"),
      );
  yield;
  for (const [at, [word, { count, raw }]] of frequent.all().entries()) {
    const said: Emit = (kind, text, worth) => put(kind, text, weightOf(count) * worth, "body");
    if (language === "zh") pairsSaid([word], said);
    else if (language === "ja") wordsSaid(raw, said);
    if (at < GLOSSED)
      glossTerms(word, language, "brief", (kind, text, worth) =>
        put(kind, text, glossWeight.body * worth, "body"),
      );
    yield;
  }
}

function wordTerms(word: string, script: BodyWord["script"], weight: number, put: Put): void {
  if (script !== "word") {
    put(family.term, word, weight, "body");
    return;
  }
  put(family.word, word, weight, "body");
  const stemmed = stem(word);
  if (stemmed !== word) put(family.stem, stemmed, weight * 0.9, "body");
}

/** Of katakana joined without a sign between (ビジネスロジック) one word can be asked alone; short ones are one word. */
const hasPairs = (word: string, script: BodyWord["script"]): boolean =>
  script !== "word" && !(script === "katakana" ? word.length < JOINED : isHiragana(word));

const isHiragana = (word: string): boolean => /^[\u3041-\u3096]+$/.test(word);

function raisePairs(word: string, weight: number, weights: Map<Bigram, number>): void {
  const worth = word.length === 2 ? weight : weight * 0.9;
  for (let at = 0; at + 1 < word.length; at += 1) {
    const pair = pairAt(word, at);
    if (worth > (weights.get(pair) ?? 0)) weights.set(pair, worth);
  }
}
