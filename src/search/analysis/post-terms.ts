// All terms of one post, field by field, with their weights.
import type { Post } from "../../post/post.js";
import { bodyWords } from "./body-words.js";
import { stem } from "./english.js";
import { fold, foldCase } from "./fold.js";
import type { Language } from "./glosses.js";
import { languageOf } from "./language.js";
import { chineseWords, family, glossTerms, nameTerms, type Emit, type Family } from "./terms.js";
import { pairsSaid, soundTerms, wordsSaid } from "./sound-terms.js";
import { fieldWeight, glossWeight } from "./weights.js";
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

export const postLanguage = (post: Post, body: string): Language =>
  languageOf(`${post.title} ${post.summary} ${body.slice(0, 2000)}`);

/** `language`: as `postLanguage` found it. */
export function postTerms(post: Post, body: string, language: Language, put: Put): void {
  const into =
    (field: Field, weight: number): Emit =>
    (family, text, share) =>
      put(family, text, weight * share, field);
  const names = (field: Field, texts: readonly string[]): void => {
    for (const text of texts) {
      nameTerms(text, language, "name", into(field, fieldWeight[field]));
      glossTerms(text, language, "full", into(field, glossWeight[field]));
      soundTerms(text, language, into(field, 0.5));
    }
  };
  nameTerms(post.title, language, "title", into("title", 1));
  glossTerms(post.title, language, "full", into("title", glossWeight.title));
  soundTerms(post.title, language, into("title", 1));
  const slug = post.slug.replace(/[-_]+/gu, " ");
  if (fold(slug) !== fold(post.title)) nameTerms(slug, language, "name", into("slug", fieldWeight.slug));
  names("tags", post.tags);
  names("categories", post.categories.flat());
  const excerpt = post.summary.slice(0, EXCERPT);
  nameTerms(excerpt, language, "prose", into("excerpt", fieldWeight.excerpt));
  glossTerms(excerpt, language, "brief", into("excerpt", glossWeight.excerpt));
  if (language === "zh") pairsSaid(chineseWords(excerpt), into("excerpt", fieldWeight.excerpt));
  if (language === "ja") wordsSaid(foldCase(excerpt), into("excerpt", fieldWeight.excerpt));
  if (!post.protected) bodyTerms(body, language, put);
}

function bodyTerms(body: string, language: Language, put: Put): void {
  let glossed = 0;
  const pairs = (word: string, weight: number): void => {
    for (let at = 0; at + 1 < word.length; at += 1) put(family.pair, word.slice(at, at + 2), weight, "body");
  };
  for (const { word, raw, script, share } of bodyWords(body, language)) {
    const weight = fieldWeight.body * (0.4 + 0.6 * share);
    if (script === "word") {
      put(family.word, word, weight, "body");
      put(family.stem, stem(word), weight * 0.9, "body");
      continue;
    }
    put(family.term, word, weight, "body");
    if (script === "katakana") {
      // Of words joined without a sign between (ビジネスロジック) one can be asked alone; short ones are one word.
      if (word.length >= JOINED) pairs(word, weight * 0.9);
      continue;
    }
    if (/^[\u3041-\u3096]+$/u.test(word)) continue;
    pairs(word, word.length === 2 ? weight : weight * 0.9);
    glossed += 1;
    if (glossed <= SAID && language !== "ko") {
      const said: Emit = (family, text, worth) => put(family, text, weight * worth, "body");
      if (language === "zh") pairsSaid([word], said);
      else wordsSaid(raw, said);
    }
    if (glossed <= GLOSSED)
      glossTerms(word, language, "brief", (family, text, worth) =>
        put(family, text, glossWeight.body * worth, "body"),
      );
  }
}
