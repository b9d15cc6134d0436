// A post for the search tests: only what a test is about needs to be said.
import type { Post } from "../../src/post/post.js";

export function postOf(given: Partial<Post> & { readonly title: string }): Post {
  const slug = given.slug ?? "";
  return {
    id: given.title,
    source: `${given.title}.md`,
    slug,
    date: null,
    updated: null,
    tags: [],
    categories: [],
    series: null,
    authors: [],
    url: null,
    lang: null,
    translationKey: null,
    summary: "",
    cover: null,
    reading: null,
    visibility: "public",
    protected: false,
    announcing: { notify: "normal", text: null },
    ...given,
  };
}
