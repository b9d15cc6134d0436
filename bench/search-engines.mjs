// Postern's search and the libraries it is compared with, all asked the same way: query in, post ids out.
import uFuzzy from "@leeoniya/ufuzzy";
import flexsearch from "flexsearch";
import Fuse from "fuse.js";
import MiniSearch from "minisearch";
import { createSearchIndex } from "../build/search/create-search-index.js";

const isAsian = /[\u3041-\u9fff\uac00-\ud7a3]/u;
/** Words of Latin letters, and pairs of signs of other scripts. */
export function bigrams(text) {
  const found = [];
  for (const [piece] of text
    .normalize("NFKC")
    .toLowerCase()
    .matchAll(/[\u3041-\u9fff\uac00-\ud7a3]+|[\p{L}\p{N}]+/gu))
    if (!isAsian.test(piece) || piece.length === 1) found.push(piece);
    else for (let at = 0; at + 1 < piece.length; at += 1) found.push(piece.slice(at, at + 2));
  return found;
}
const flat = ({ post, body }) => ({
  id: post.id,
  title: post.title,
  slug: post.slug,
  tags: post.tags.join(" "),
  categories: post.categories.flat().join(" "),
  excerpt: post.summary,
  body: body.text.prose,
});
const fields = ["title", "slug", "tags", "categories", "excerpt"];
const weights = { title: 3, slug: 2, tags: 2, categories: 1, excerpt: 1, body: 0.5 };

const fuse = (options) => async (entries) => {
  const engine = new Fuse(entries.map(flat), options);
  return (query, limit) => engine.search(query, { limit }).map(({ item }) => item.id);
};
const keys = fields.map((name) => ({ name, weight: weights[name] }));

export const engines = {
  async Postern(entries) {
    const bodies = new Map(entries.map(({ post, body }) => [post.id, body]));
    const index = createSearchIndex({ body: async (id) => bodies.get(id) ?? null });
    await index.put(entries);
    const search = (query, limit, typing = false) =>
      index.search(query, { limit, typing }).map(({ post }) => post.id);
    const posts = new Map(entries.map(({ post }) => [post.id, post]));
    return Object.assign(search, {
      ready: (query) => index.ready(query),
      /** The heading of a post that the answer stands under. */
      async heading(query, id) {
        const [place] = await index.passages(query, [posts.get(id)]);
        return place?.headings[place.under]?.title;
      },
    });
  },
  "fuse.js": fuse({ keys: fields }),
  "fuse.js tuned": fuse({ keys, ignoreLocation: true, threshold: 0.4 }),
  "MiniSearch, pairs and bodies": async (entries) => {
    const all = [...fields, "body"];
    const engine = new MiniSearch({
      fields: all,
      tokenize: bigrams,
      searchOptions: { boost: weights, prefix: true, fuzzy: 0.2 },
    });
    engine.addAll(entries.map(flat));
    return (query, limit) =>
      engine
        .search(query)
        .slice(0, limit)
        .map(({ id }) => id);
  },
  "FlexSearch, pairs": async (entries) => {
    const engine = new flexsearch.Index({ tokenize: "forward", encode: bigrams });
    const ids = entries.map(({ post }) => post.id);
    for (const [at, entry] of entries.entries()) {
      const post = flat(entry);
      engine.add(at, fields.map((name) => post[name]).join(" "));
    }
    return (query, limit) => engine.search(query, { limit, suggest: true }).map((at) => ids[at]);
  },
  uFuzzy: async (entries) => {
    const engine = new uFuzzy({
      unicode: true,
      interSplit: "[^\\p{L}\\d']+",
      intraSplit: "\\p{Ll}\\p{Lu}",
    });
    const texts = entries.map((entry) => fields.map((name) => flat(entry)[name]).join(" "));
    const ids = entries.map(({ post }) => post.id);
    return (query, limit) => {
      const [found, info, order] = engine.search(texts, query, 1);
      if (!found) return [];
      const ranked = order && info ? order.map((at) => info.idx[at]) : found;
      return ranked.slice(0, limit).map((at) => ids[at]);
    };
  },
};
