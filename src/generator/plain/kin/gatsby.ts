// Gatsby: its pages are made by the site's own programs.
import { textField } from "../../rules/fields.js";
import { below } from "../../rules/scalar.js";
import { dataOf, type Kin } from "../kin.js";

export const gatsby: Kin = {
  name: "gatsby",
  marks: [{ file: /^gatsby-config\.[cm]?[jt]s$/ }],
  templates: ["mdx comments"],
  extensions: ["modules"],
  posts: ["content/blog", "content/posts", "content"],
  proposal: "/:path/",
  async said({ file }, files) {
    const about = below(await dataOf(files, file), "siteMetadata");
    return { title: textField(about, "title"), url: textField(about, "siteUrl", "url") };
  },
};
