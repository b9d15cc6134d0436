// Finds tags and categories in every way that posts are found: each is kept as a post that has nothing but a title.
import { NO_BODY } from "../../post/body.js";
import type { Post } from "../../post/post.js";
import type { CjkLanguage } from "../analysis/glosses.js";
import { readNames } from "../analysis/names-of-post.js";
import { postEuropean, postLanguage } from "../analysis/post-terms.js";
import { createIndexStore, isAsian } from "../index/index-store.js";
import { createScratch } from "../query/scratch.js";
import { limits } from "../limits.js";
import type { Step } from "../slices.js";
import { NAME_SHARE } from "../points.js";
import { once } from "./post-facts.js";
import { createRanker } from "./ranker.js";

/** Kana and Hangul are of one language; a name in Han characters alone is read in that of the post that has it. */
const languageOfName = (name: string, ofPost: () => CjkLanguage): CjkLanguage =>
  /[\uac00-\ud7a3]/u.test(name) ? "ko" : /[\u3041-\u30fa]/u.test(name) ? "ja" : ofPost();

export interface NameFinder {
  /** Takes in the tags and categories of a post, in steps; those it had before are forgotten once no post has them. */
  put(post: Post): Generator<Step>;
  drop(id: string): Generator<Step>;
  /** Those of `names` that what was typed stands for, best first; none where they are only the nearest there are. */
  find(typed: string, names: ReadonlySet<string>): readonly string[];
}

export function createNameFinder(): NameFinder {
  const store = createIndexStore();
  const rank = createRanker({ ...store, scratch: createScratch() }, () => false);
  /** The names of a post, by its id, and how many posts have a name. */
  const namesById = new Map<string, ReadonlySet<string>>();
  const holders = new Map<string, number>();

  function release(names: ReadonlySet<string> = new Set()): void {
    for (const name of names) {
      const left = (holders.get(name) ?? 0) - 1;
      if (left > 0) holders.set(name, left);
      else {
        holders.delete(name);
        store.drop(name);
      }
    }
  }
  return {
    *put(post) {
      const before = namesById.get(post.id);
      const { tags, categories, paths } = readNames(post);
      const names = new Set([...tags, ...categories, ...paths]);
      namesById.set(post.id, names);
      // A name alone is too short to tell its language.
      const lang = once(() => post.lang ?? (isAsian(post) ? null : postEuropean(post, "")));
      const asian = once(() => postLanguage(post, ""));
      for (const name of names) {
        holders.set(name, (holders.get(name) ?? 0) + 1);
        if (store.table.find(name)) continue;
        const named = {
          ...post,
          lang: lang(),
          // Of several equally near the first by its signs comes first, whichever post brought it.
          date: null,
          source: name,
          id: name,
          title: name,
          slug: "",
          summary: "",
          tags: [],
          categories: [],
        };
        yield* store.add({ post: named, body: NO_BODY }, languageOfName(name, asian));
      }
      release(before);
      yield* store.sweep();
    },
    *drop(id) {
      const before = namesById.get(id);
      namesById.delete(id);
      release(before);
      yield* store.sweep();
    },
    find(typed, names) {
      const hits = rank(typed, { limit: limits.shortlist }).filter(({ post }) => names.has(post.title));
      const [best] = hits;
      if (!best || best.isGuess) return [];
      return hits.filter(({ score }) => score >= NAME_SHARE * best.score).map(({ post }) => post.title);
    },
  };
}
