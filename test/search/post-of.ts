// A post for the search tests: only what a test is about needs to be said.
import type { Post } from "../../src/post/post.js";
import { aPost } from "../fixtures/a-post.js";

export const postOf = (given: Partial<Post> & { readonly title: string }): Post =>
  aPost({
    id: given.title,
    source: `${given.title}.md`,
    slug: "",
    date: null,
    url: null,
    summary: "",
    ...given,
  });
