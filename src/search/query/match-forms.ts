// A word of a European language by other forms of it that the blog has: `незрячие` by `незрячих`.
import { family } from "../analysis/terms.js";
import { areForms, LONGEST_ENDING, type European } from "../dictionary/european-forms.js";
import type { Scores } from "../index/scores.js";
import { limits } from "../limits.js";
import { lengths, wordMeets } from "../weights.js";
import { ask, asForm, type Lookup } from "./lookup.js";

/** Scores the posts that hold the word with another ending of its language. */
export function matchForms(lookup: Lookup, word: string, language: European, scores: Scores): void {
  if (word.length < lengths.inflected) return;
  const { guesses: formed } = lookup.scratch;
  formed.clear();
  const head = word.slice(0, Math.max(lengths.inflected, word.length - LONGEST_ENDING));
  for (const words of [lookup.names, lookup.words])
    for (const other of words.beginning(head, limits.begunForms))
      if (other !== word && areForms(word, other, language))
        ask(lookup, formed, wordMeets.inflected, other, asForm(lookup, word, family.word, other));
  for (const post of formed.posts) scores.lift(post, formed.of(post), formed.noteOf(post));
}
