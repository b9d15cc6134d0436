// How near other posts are to one: by its series, by links, by what they say, by tags and categories they share.
import { createYielder } from "../slices.js";
import { pageAddress } from "../post/link.js";
import { postAt } from "../post/linked-pages.js";
import type { Post } from "../post/post.js";
import type { Context } from "./command.js";
import { keptWithPosts } from "../post/kept-with-posts.js";
import { seriesWith } from "./series.js";
import { categoriesOf, tagsOf } from "./taxonomy.js";

/** What each says; `bench/related.mjs` shows what they are worth. */
const WORTH = {
  next: 3,
  previous: 2.5,
  series: 1,
  linked: 1.5,
  words: 3,
  tags: 0.3,
  categories: 0.1,
} as const;
/** So many are compared by their words. */
const COMPARED = 40;
/** What is worth less has nothing to do with it. */
const LEAST = 0.2;

/** Read once for each post: thousands of addresses take some tens of milliseconds. */
const pages = new WeakMap<Post, readonly string[]>();
function pagesOf(post: Post): readonly string[] {
  let known = pages.get(post);
  if (known === undefined) {
    const page = post.url === null ? null : pageAddress(post.url);
    pages.set(post, (known = page === null ? [] : [page]));
  }
  return known;
}

const readPages = keptWithPosts(async (posts) => {
  const breathe = createYielder();
  for (const post of posts) {
    pagesOf(post);
    await breathe();
  }
});

/** Each post by its page's address. */
const byPage = keptWithPosts(
  (posts) => new Map(posts.flatMap((post) => pagesOf(post).map((page) => [page, post] as const))),
);

/** The posts that link to each. */
const linking = keptWithPosts((posts) => {
  const found = new Map<Post, Post[]>();
  for (const post of posts)
    for (const other of linkedFrom(post, posts)) found.set(other, [...(found.get(other) ?? []), post]);
  return found;
});

/** The posts that one links to. */
export const linkedFrom = (post: Post, posts: readonly Post[]): readonly Post[] =>
  post.links.map((page) => byPage(posts).get(page) ?? postAt(page, posts)).filter((other) => other !== null);

/** The nearest first. `without`: signals left out, so that what the others find can be measured by them. */
export async function relatedTo(
  post: Post,
  context: Pick<Context, "library" | "index">,
  { limit, without = [] }: { limit: number; without?: readonly ("series" | "links")[] },
): Promise<readonly Post[]> {
  const posts = context.library.visible();
  await readPages(posts);
  const breathe = createYielder();
  const points = new Map<Post, number>();
  const add = (other: Post | undefined, worth: number): void => {
    if (other && other !== post) points.set(other, (points.get(other) ?? 0) + worth);
  };
  await breathe();
  const parts = without.includes("series") ? [] : (seriesWith(post, context)?.posts ?? []);
  const at = parts.indexOf(post);
  for (const [place, other] of parts.entries())
    add(other, place === at + 1 ? WORTH.next : place === at - 1 ? WORTH.previous : WORTH.series);
  if (!without.includes("links"))
    for (const other of new Set([...linkedFrom(post, posts), ...(linking(posts).get(post) ?? [])]))
      add(other, WORTH.linked);
  for (const { post: other, score } of await context.index.similar(post, COMPARED))
    add(other, WORTH.words * score);
  // Each is made anew after a change of the posts.
  await breathe();
  shared(tagsOf(posts), WORTH.tags);
  await breathe();
  shared(categoriesOf(posts), WORTH.categories);

  /** A tag that few posts have says more than one that many have. */
  function shared(groups: readonly { readonly posts: readonly Post[] }[], worth: number): void {
    for (const group of groups)
      if (group.posts.includes(post)) {
        const rarity = Math.log(posts.length / group.posts.length) / Math.log(Math.max(2, posts.length));
        for (const other of group.posts) add(other, worth * rarity);
      }
  }
  return [...points]
    .filter(([, worth]) => worth >= LEAST)
    .sort(([, a], [, b]) => b - a)
    .slice(0, limit)
    .map(([other]) => other);
}
