// Next.js: its pages are made by the site's own programs.
import type { Kin } from "../kin.js";

export const next: Kin = {
  name: "next",
  marks: [{ file: /^next\.config\.[cm]?[jt]s$/ }],
  posts: ["_posts", "posts", "content", "src/content"],
  proposal: "/blog/:slug",
};
