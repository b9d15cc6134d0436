// A blog for the search tests, made of titles: a question gives the title of what is found first.
import { aBody } from "../fixtures/a-body.js";
import { createSearchIndex } from "../../src/search/create-search-index.js";
import type { Post } from "../../src/post/post.js";
import { postOf } from "./post-of.js";

type Given = Partial<Post> & { readonly title: string; readonly body?: string };

export async function blogAsked(posts: readonly (string | Given)[]) {
  const index = createSearchIndex();
  await index.put(
    posts
      .map((post): Given => (typeof post === "string" ? { title: post } : post))
      .map(({ body = "", ...post }) => ({ post: postOf(post), body: aBody(body) })),
  );
  const ask = (query: string, typing = false): string | undefined =>
    index.search(query, { typing })[0]?.post.title;
  /** The words of the first title that are shown bold. */
  const bold = (query: string): readonly string[] => {
    const title = ask(query) ?? "";
    return index.where(query, title).map(({ from, to }) => title.slice(from, to));
  };
  return Object.assign(ask, { bold });
}
