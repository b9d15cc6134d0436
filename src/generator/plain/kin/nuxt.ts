// Nuxt Content.
import { byNuxt } from "../../rules/anchors.js";
import { textField, texts } from "../../rules/fields.js";
import { finder, globs } from "../../rules/pattern.js";
import { below, isData, own, type Data } from "../../rules/scalar.js";
import { dataOf, type Kin } from "../kin.js";

/** Where Nuxt Content 3 says which files its collections hold. */
const COLLECTIONS = ["ts", "mts", "js", "mjs"].map((ending) => `content.config.${ending}`);

/** Whether all collections that would hold a file, by its path from the folder of content, exclude it. */
function excludedBy(config: Data): (path: string) => boolean {
  const sources = Object.values(below(config, "collections"))
    .flatMap((one) => (isData(one) ? [own(one, "source")] : []))
    .flatMap((one): readonly unknown[] => (Array.isArray(one) ? one : [one]))
    .map((one): Data => (isData(one) ? one : { include: one }))
    .filter((one) => !Object.hasOwn(one, "cwd") && !Object.hasOwn(one, "repository"))
    .map((one) => ({
      holds: globs(texts(own(one, "include"))),
      excludes: globs(texts(own(one, "exclude"))),
    }));
  return (path) => {
    const holding = sources.filter(({ holds }) => holds(path));
    return holding.length > 0 && holding.every(({ excludes }) => excludes(path));
  };
}

export const nuxt: Kin = {
  name: "nuxt",
  marks: [{ file: /^nuxt\.config\.[cm]?[jt]s$/ }],
  anchors: byNuxt,
  extensions: ["vue tags", "directives", "emoji names"],
  posts: ["content/blog", "content/posts", "content"],
  proposal: "/blog/:path",
  async said({ file }, files) {
    const config = await dataOf(files, file);
    const about = below(config, "site");
    // Expressions on the path from the folder of content (Nuxt Content 2).
    const ignored = texts(own(below(config, "content"), "ignores")).flatMap((one) => finder(one) ?? []);
    const collections = await Promise.all(COLLECTIONS.map((path) => dataOf(files, path)));
    const excluded = collections.map(excludedBy);
    return {
      files: COLLECTIONS,
      isNoPost: (inside, { path }) => {
        const whole = `${path}/${inside}`.replace(/^content/, "");
        return ignored.some((fits) => fits(whole)) || excluded.some((leavesOut) => leavesOut(whole.slice(1)));
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
