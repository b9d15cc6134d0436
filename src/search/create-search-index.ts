// Makes the shared index: analysis, postings, shortlist and ranking behind `WritableIndex`.
import { isVisible, type Post } from "../post/post.js";
import { postLanguage, postTerms } from "./analysis/post-terms.js";
import { family } from "./analysis/terms.js";
import { createPostings } from "./index/postings.js";
import { createVocabulary } from "./index/vocabulary.js";
import { nearestNames } from "./rank/nearest-names.js";
import { createRanker } from "./rank/ranker.js";
import { createSlices } from "./slices.js";
import type { WritableIndex } from "./search-index.js";

export function createSearchIndex(): WritableIndex {
  const postings = createPostings();
  const [names, words, sounds] = [createVocabulary(), createVocabulary(), createVocabulary()];
  const slices = createSlices();
  const places = new Map<string, number>();
  const posts: (Post | undefined)[] = [];
  const free: number[] = [];
  const dead = new Set<number>();
  const languages = { ja: 0, ko: 0, zh: 0 };
  const languageAt: ("zh" | "ja" | "ko" | undefined)[] = [];

  function add(post: Post, body: string): void {
    drop(post.id);
    if (!isVisible(post)) return;
    const place = free.pop() ?? posts.length;
    places.set(post.id, place);
    posts[place] = post;
    const language = postLanguage(post, body);
    if (/[\u3041-\u9fff\uac00-\ud7a3]/u.test(post.title + post.summary)) {
      languages[language] += 1;
      languageAt[place] = language;
    }
    postTerms(post, body, (kind, text, weight, field) => {
      const isNew = postings.add(kind, text, place, weight, field);
      if (kind === family.roman) {
        if (isNew) sounds.add(text);
      } else if (kind === family.word) (field === "excerpt" || field === "body" ? words : names).add(text);
    });
  }
  function drop(id: string): void {
    const place = places.get(id);
    if (place === undefined) return;
    places.delete(id);
    posts[place] = undefined;
    dead.add(place);
    const language = languageAt[place];
    if (language) languages[language] -= 1;
    languageAt[place] = undefined;
  }
  /** Takes dead posts out of the postings, a slice at a time; their places are used again afterwards. */
  function* sweep(): Generator<void> {
    if (dead.size === 0) return;
    const swept = new Set(dead);
    yield* postings.sweep((place) => swept.has(place));
    for (const place of swept) {
      dead.delete(place);
      free.push(place);
    }
  }

  const ranker = createRanker({ postings, names, words, sounds, languages, size: () => places.size });
  return {
    put: (entries) =>
      slices.run(function* () {
        for (const { post, body } of entries) {
          add(post, body);
          yield;
        }
        yield* sweep();
      }),
    remove: (ids) =>
      slices.run(function* () {
        for (const id of ids) drop(id);
        yield* sweep();
      }),
    search: (query, options = {}) => ranker(query, options, (place) => posts[place]),
    nearest: (typed, among, limit) => nearestNames(typed, among, limit),
  };
}
