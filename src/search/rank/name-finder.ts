// Finds tags and categories in every way that posts are found: each is kept as a post that has nothing but a title.
import { NO_BODY } from "../../post/body.js";
import type { Post } from "../../post/post.js";
import { postLanguage } from "../analysis/post-terms.js";
import { createIndexStore } from "../index/index-store.js";
import { createScratch } from "../query/scratch.js";
import { limits } from "../limits.js";
import type { Step } from "../slices.js";
import { NAME_SHARE } from "../points.js";
import { createRanker } from "./ranker.js";

export interface NameFinder {
  /** Takes in the tags and categories of a post, in steps. */
  add(post: Post): Generator<Step>;
  /** Those of `names` that what was typed stands for, best first; none where they are only the nearest there are. */
  find(typed: string, names: ReadonlySet<string>): readonly string[];
}

export function createNameFinder(): NameFinder {
  const store = createIndexStore();
  const rank = createRanker({ ...store, scratch: createScratch() }, () => false);
  return {
    *add(post) {
      const names = [...post.tags, ...post.categories.flatMap((path) => [...path, path.join("/")])];
      for (const name of names) {
        if (store.table.find(name)) continue;
        const named = { ...post, id: name, title: name, slug: "", summary: "", tags: [], categories: [] };
        yield* store.add({ post: named, body: NO_BODY }, postLanguage(post, ""));
      }
    },
    find(typed, names) {
      const hits = rank(typed, { limit: limits.shortlist }).filter(({ post }) => names.has(post.title));
      const [best] = hits;
      if (!best || best.isGuess) return [];
      return hits.filter(({ score }) => score >= NAME_SHARE * best.score).map(({ post }) => post.title);
    },
  };
}
