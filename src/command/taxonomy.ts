// Tags and categories of the posts readers may see: counted, and found by a name typed carelessly.
import { foldName } from "../post/names.js";
import type { Post } from "../post/post.js";
import type { SearchIndex } from "../search/search-index.js";
import { keptWithPosts } from "../post/kept-with-posts.js";

export interface Tag {
  readonly name: string;
  readonly posts: readonly Post[];
}

export interface Category {
  readonly path: readonly string[];
  /** Posts in this category or in one below it. */
  readonly posts: readonly Post[];
}

const byUse = <T extends { posts: readonly Post[] }>(name: (item: T) => string) => {
  const { compare } = new Intl.Collator("en");
  return (a: T, b: T) => b.posts.length - a.posts.length || compare(name(a), name(b));
};

/** Each word is asked for once: thousands of posts have the same few. */
function askedOnce<T>(make: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    let value = known.get(word);
    if (value === undefined) known.set(word, (value = make(word)));
    return value;
  };
}

/** Tags by use, the most used first. Tags that differ only in case or width count as one, under the commonest form. */
export const tagsOf = keptWithPosts((posts): readonly Tag[] => {
  const groups = new Map<string, { readonly forms: Map<string, number>; readonly posts: Post[] }>();
  const groupOf = askedOnce((tag) => {
    const name = foldName(tag);
    const group = groups.get(name) ?? { forms: new Map<string, number>(), posts: [] };
    groups.set(name, group);
    return group;
  });
  for (const post of posts)
    for (const tag of post.tags) {
      const { forms, posts: tagged } = groupOf(tag);
      forms.set(tag, (forms.get(tag) ?? 0) + 1);
      if (tagged.at(-1) !== post) tagged.push(post);
    }
  const commonest = (forms: Map<string, number>): string =>
    [...forms].reduce((best, form) => (form[1] > best[1] ? form : best))[0];
  return [...groups.values()]
    .map(({ forms, posts: tagged }) => ({ name: commonest(forms), posts: tagged }))
    .sort(byUse((tag) => tag.name));
});

/** Categories as a tree in reading order: each followed by those below it, the most used first. */
export const categoriesOf = keptWithPosts((posts): readonly Category[] => {
  interface CategoryNode {
    readonly path: readonly string[];
    readonly posts: Post[];
    readonly below: Map<string, CategoryNode>;
  }
  const root: CategoryNode = { path: [], posts: [], below: new Map() };
  for (const post of posts)
    for (const category of post.categories) {
      let node = root;
      for (const name of category) {
        let below = node.below.get(name);
        if (!below)
          node.below.set(name, (below = { path: [...node.path, name], posts: [], below: new Map() }));
        if (below.posts.at(-1) !== post) below.posts.push(post);
        node = below;
      }
    }
  const walk = (node: CategoryNode): Category[] =>
    [...node.below.values()]
      .sort(byUse((below) => below.path.at(-1) ?? ""))
      .flatMap((below) => [{ path: below.path, posts: below.posts }, ...walk(below)]);
  return walk(root);
});

/** What a typed name stands for: an item, else those that come near it. */
export interface NameMatch<T> {
  readonly match?: T;
  readonly near: readonly T[];
}

/** Finds an item by a name typed carelessly: but for case and width; a single near one with a typo is meant, too. */
export function findNamed<T>(
  typed: string,
  items: readonly T[],
  namesOf: (item: T) => readonly string[],
  index: SearchIndex,
): NameMatch<T> {
  const exact = items.find((item) => namesOf(item).some((name) => foldName(name) === foldName(typed)));
  if (exact !== undefined) return { match: exact, near: [] };
  const byName = new Map(
    items.flatMap((item) => namesOf(item).map((name) => [name, item] as const)).reverse(),
  );
  const near = [
    ...new Set(index.nearest(typed, [...byName.keys()], 8).map((name) => byName.get(name))),
  ].filter((item) => item !== undefined);
  const [only] = near;
  return near.length === 1 && only !== undefined ? { match: only, near: [] } : { near };
}
