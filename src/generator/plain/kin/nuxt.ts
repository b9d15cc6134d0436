// Nuxt Content.
import { byNuxt } from "../../rules/anchors.js";
import { textField, texts } from "../../rules/fields.js";
import { finder } from "../../rules/pattern.js";
import { below, own } from "../../rules/scalar.js";
import { dataOf, type Kin } from "../kin.js";

export const nuxt: Kin = {
  name: "nuxt",
  marks: [{ file: /^nuxt\.config\.[cm]?[jt]s$/ }],
  anchors: byNuxt,
  extensions: ["vue tags", "directives"],
  posts: ["content/blog", "content/posts", "content"],
  proposal: "/blog/:path",
  async said({ file }, files) {
    const config = await dataOf(files, file);
    const about = below(config, "site");
    // Expressions on the path from the folder of content (Nuxt Content 2).
    const ignored = texts(own(below(config, "content"), "ignores")).flatMap((one) => finder(one) ?? []);
    return {
      isNoPost: (inside, { path }) => {
        const whole = `${path}/${inside}`.replace(/^content/, "");
        return ignored.some((fits) => fits(whole));
      },
      title: textField(about, "name"),
      url: textField(about, "url"),
      lang: textField(about, "defaultLocale"),
    };
  },
  // A number before a name is its order.
  path: (path) => path.replace(/(^|\/)\d+\./g, "$1").replace(/\.draft$/, ""),
  visibility: (source) => (/\.draft\.[^.]*$/.test(source) ? "draft" : null),
};
