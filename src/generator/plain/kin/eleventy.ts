// Eleventy.
import { text } from "../../rules/fields.js";
import { dataOf, type Kin } from "../kin.js";

/** Where its starters keep what is true of the whole site. */
const DATA = ["", "src/", "content/"].flatMap((folder) =>
  ["metadata", "site", "meta"].flatMap((name) =>
    ["json", "js", "mjs", "cjs"].map((ending) => `${folder}_data/${name}.${ending}`),
  ),
);

/** What sites name their collections by, which no reader is shown. */
const COLLECTIONS = new Set(["all", "nav", "post", "posts"]);

export const eleventy: Kin = {
  name: "eleventy",
  marks: [{ file: /^(?:\.eleventy\.c?js|eleventy\.config\.[cm]?[jt]s)$/ }],
  posts: [],
  proposal: "/blog/:name/",
  async said(_, files) {
    for (const path of DATA) {
      const about = await dataOf(files, path);
      const [title, url] = [text(about, "title", "name"), text(about, "url", "siteUrl")];
      const lang = text(about, "language", "lang");
      if (title !== null || url !== null) return { title, url, lang, files: [path] };
    }
    return {};
  },
  // A page named as its folder stands for the folder.
  path: (path) => path.replace(/(^|\/)([^/]+)\/\2$/, "$1$2"),
  tags: (written) => written.filter((tag) => !COLLECTIONS.has(tag)),
};
