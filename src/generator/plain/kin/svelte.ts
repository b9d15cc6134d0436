// SvelteKit with mdsvex: its pages are made by the site's own programs.
import type { Kin } from "../kin.js";

export const svelte: Kin = {
  name: "svelte",
  marks: [{ file: /^svelte\.config\.[cm]?[jt]s$/ }],
  posts: [
    "src/posts",
    "src/content/posts",
    "src/content/blog",
    "src/content",
    "src/lib/posts",
    "content/posts",
    "posts",
    "content",
  ],
  proposal: "/blog/:slug",
  templates: ["svelte"],
  // Braces hold expressions there, and tags with capitals are components.
  said: () => Promise.resolve({ mdx: true }),
};
