// Next.js: its pages are made by the site's own programs.
import type { SiteFiles } from "../../generator.js";
import type { Kin, SiteSays } from "../kin.js";

const WITHIN = ["content/blog", "content/posts", "src/content/blog", "src/content/posts", "data/blog"];
const POSTS = ["_posts", "posts", ...WITHIN, "content", "src/content"];
/** Folders of `public/` looked into. */
const MOST = 50;

/** Some keep each post with its pictures in a folder of `public/`, which is served as it is. */
async function said(_config: unknown, files: SiteFiles): Promise<SiteSays> {
  for (const folder of POSTS) if (await files.exists(folder)) return {};
  const folders = (await files.list("public")).filter((name) => name.endsWith("/")).slice(0, MOST);
  for (const name of folders)
    if ((await files.list(`public/${name}`)).some((file) => /^index\.mdx?$/.test(file)))
      return { folder: "public", proposal: "/:slug/" };
  return {};
}

export const next: Kin = {
  name: "next",
  marks: [{ file: /^next\.config\.[cm]?[jt]s$/ }],
  posts: POSTS,
  proposal: "/blog/:slug",
  said,
};
