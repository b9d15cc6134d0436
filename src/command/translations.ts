// Translations of one post are one post: the library and index as a reader of one language sees them.
import type { LibraryView } from "../library/library.js";
import { primaryLanguage } from "../post/names.js";
import type { Post } from "../post/post.js";
import type { Hit, SearchIndex } from "../search/search-index.js";

/** Every post that has translations, with all of them; itself included. */
type Groups = ReadonlyMap<Post, readonly Post[]>;

interface TranslationGroups {
  readonly groups: Groups;
  /** How many translations a post has at most, itself included. */
  readonly widest: number;
  /** What readers of these languages see. */
  readonly views: Map<string, readonly Post[]>;
}

/** Kept with the array, which lives until a post changes. */
const kept = new WeakMap<readonly Post[], TranslationGroups>();

/** Posts of one key in different languages; a second one of a language is a post of its own. */
function groupsOf(posts: readonly Post[]): TranslationGroups {
  const known = kept.get(posts);
  if (known) return known;
  const byKey = new Map<string, Post[]>();
  for (const post of posts) {
    if (post.translationKey === null || post.lang === null) continue;
    const group = byKey.get(post.translationKey) ?? [];
    if (!group.some(({ lang }) => lang === post.lang)) group.push(post);
    byKey.set(post.translationKey, group);
  }
  const wide = [...byKey.values()].filter((group) => group.length > 1);
  const groups = new Map(wide.flatMap((group) => group.map((post) => [post, group] as const)));
  const fresh = { groups, widest: Math.max(1, ...wide.map(({ length }) => length)), views: new Map() };
  kept.set(posts, fresh);
  return fresh;
}

const plain = (tag: string): string => tag.toLowerCase().replace("_", "-");

/** The one of several translations for who reads these languages: the very tag, else its language, else the first. */
function choose(group: readonly Post[], languages: readonly string[]): Post | undefined {
  for (const wanted of languages)
    for (const same of [plain, primaryLanguage]) {
      const found = group.find(({ lang }) => lang !== null && same(lang) === same(wanted));
      if (found) return found;
    }
  return group[0];
}

export interface InLanguage {
  readonly library: LibraryView;
  readonly index: SearchIndex;
  /** The same post in other languages. */
  readonly translationsOf: (post: Post) => readonly Post[];
}

/**
 * Shows of every group of translations the one in the reader's language (BCP 47), else in the site's. A search whose
 * words only fit another language's version shows that one. By id every version can be had.
 */
export function inLanguage(library: LibraryView, index: SearchIndex, reader: string | null): InLanguage {
  const languages = [reader, library.site.lang].filter((tag) => tag !== null);
  return {
    translationsOf: (post) =>
      (groupsOf(library.visible()).groups.get(post) ?? []).filter((one) => one !== post),
    library: {
      get site() {
        return library.site;
      },
      visible() {
        const posts = library.visible();
        const { groups, views } = groupsOf(posts);
        if (groups.size === 0) return posts;
        const name = languages.join(" ");
        const known = views.get(name);
        if (known) return known;
        const view = posts.filter((post) => {
          const group = groups.get(post);
          return group === undefined || choose(group, languages) === post;
        });
        views.set(name, view);
        return view;
      },
      get: (id) => library.get(id),
      article: (id) => library.article(id),
    },
    index: {
      ready: (query) => index.ready(query),
      nearest: (typed, names, limit) => index.nearest(typed, names, limit),
      where: (query, title) => index.where(query, title),
      async similar(post, limit) {
        const { groups, widest } = groupsOf(library.visible());
        const found = await index.similar(post, limit * widest);
        const other = found.filter((hit) => !groups.get(post)?.includes(hit.post));
        return groups.size === 0 ? found : oneOfEach(other, groups, languages).slice(0, limit);
      },
      passages: (query, posts) => index.passages(query, posts),
      search(query, options = {}) {
        const { groups, widest } = groupsOf(library.visible());
        if (groups.size === 0) return index.search(query, options);
        const limit = options.limit ?? 10;
        const hits = index.search(query, { ...options, limit: limit * widest });
        return oneOfEach(hits, groups, languages).slice(0, limit);
      },
    },
  };
}

/** A version with less than this share of the best one's score was found by a word or two that happen to fit. */
const FAR = 0.5;

/** Of every group's hits the one in the reader's language; it stands where the best of them stood. */
function oneOfEach<H extends Pick<Hit, "post" | "score">>(
  hits: readonly H[],
  groups: Groups,
  languages: readonly string[],
): readonly H[] {
  const told = new Set<readonly Post[]>();
  return hits.flatMap((hit) => {
    const group = groups.get(hit.post);
    if (group === undefined) return [hit];
    if (told.has(group)) return [];
    told.add(group);
    const versions = hits.filter(({ post, score }) => group.includes(post) && score >= hit.score * FAR);
    const posts = versions.map(({ post }) => post);
    const chosen = versions.find(({ post }) => post === choose(posts, languages)) ?? hit;
    return [{ ...chosen, score: hit.score }];
  });
}

/** What a language calls itself: `日本語`; the tag where that is not known. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
