// Nuxt Content.
import { byNuxt } from "../../rules/anchors.js";
import { textField } from "../../rules/fields.js";
import { below } from "../../rules/scalar.js";
import { dataOf, type Kin } from "../kin.js";

export const nuxt: Kin = {
  name: "nuxt",
  marks: [{ file: /^nuxt\.config\.[cm]?[jt]s$/ }],
  anchors: byNuxt,
  extensions: ["vue tags", "directives"],
  posts: ["content/blog", "content/posts", "content"],
  proposal: "/blog/:path",
  async said({ file }, files) {
    const about = below(await dataOf(files, file), "site");
    return {
      title: textField(about, "name"),
      url: textField(about, "url"),
      lang: textField(about, "defaultLocale"),
    };
  },
  // A number before a name is its order.
  path: (path) => path.replace(/(^|\/)\d+\./g, "$1").replace(/\.draft$/, ""),
  visibility: (source) => (/\.draft\.[^.]*$/.test(source) ? "draft" : null),
};
