// Makes the shared index: fuse.js over folded fields and the English glosses of Chinese titles.
import Fuse from "fuse.js";
import { byDate, isVisible, type Post } from "../post/post.js";
import { fold, squeeze } from "./analysis/fold.js";
import { chinese } from "./dictionary/chinese.js";
import type { Hit, WritableIndex } from "./search-index.js";

interface Entry {
  readonly post: Post;
  readonly title: string;
  readonly words: string;
  readonly slug: string;
  readonly tags: readonly string[];
  readonly categories: readonly string[];
  readonly excerpt: string;
}

const glossesOf = (text: string): string =>
  (text.match(/[\u3400-\u9fff]+/gu) ?? [])
    .flatMap((run) => chinese().segment(run))
    .flatMap((word) => chinese().look(word)?.glosses ?? [])
    .map(({ word }) => word)
    .join(" ");

const entryOf = (post: Post): Entry => ({
  post,
  title: fold(post.title),
  words: glossesOf(fold(post.title)),
  slug: fold(post.slug),
  tags: post.tags.map(fold),
  categories: post.categories.flat().map(fold),
  excerpt: fold(post.summary),
});

export function createSearchIndex(): WritableIndex {
  const entries = new Map<string, Entry>();
  let fuse: Fuse<Entry> | undefined;
  const engine = (): Fuse<Entry> =>
    (fuse ??= new Fuse([...entries.values()], {
      includeScore: true,
      ignoreLocation: true,
      threshold: 0.4,
      keys: [
        { name: "title", weight: 3 },
        { name: "words", weight: 2 },
        { name: "slug", weight: 2 },
        { name: "tags", weight: 1 },
        { name: "categories", weight: 0.5 },
        { name: "excerpt", weight: 0.5 },
      ],
    }));
  return {
    put(batch) {
      for (const { post } of batch) {
        if (isVisible(post)) entries.set(post.id, entryOf(post));
        else entries.delete(post.id);
      }
      fuse = undefined;
    },
    remove(ids) {
      for (const id of ids) entries.delete(id);
      fuse = undefined;
    },
    search(query, { limit = 10, tag } = {}) {
      const wanted = fold(query.slice(0, 200)).trim();
      if (!wanted) return [];
      return engine()
        .search(wanted)
        .filter(({ item }) => tag === undefined || item.post.tags.includes(tag))
        .map(({ item, score = 1 }): Hit => ({
          post: item.post,
          score: 1 - score + (squeeze(item.title) === squeeze(wanted) ? 1 : 0),
          matches: [],
        }))
        .sort((a, b) => b.score - a.score || byDate(a.post, b.post))
        .slice(0, limit);
    },
    nearest(typed, names, limit) {
      const wanted = squeeze(fold(typed.slice(0, 100)));
      const folded = names.map((name) => ({ name, folded: squeeze(fold(name)) }));
      if (!wanted) return [];
      return new Fuse(folded, { keys: ["folded"], ignoreLocation: true, threshold: 0.4 })
        .search(wanted, { limit })
        .map(({ item }) => item.name);
    },
  };
}
