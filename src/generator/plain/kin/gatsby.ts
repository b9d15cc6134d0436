// Gatsby: its pages are made by the site's own programs.
import { textField } from "../../rules/fields.js";
import { finder, globs } from "../../rules/pattern.js";
import { below } from "../../rules/scalar.js";
import { dataOf, type Kin } from "../kin.js";

const PATH =
  /\bpath:\s*(?:path\.(?:join|resolve)\(\s*)?(?:__dirname\s*,\s*)?["'`](?:\$\{__dirname\})?\.?\/*([^"'`$]*)["'`]/;
const IGNORE =
  /\bignore:\s*\[((?:\/\/[^\n]*|"[^"\n]*"|'[^'\n]*'|`[^`]*`|\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/[\\\n])+\/|[^\]"'`/])*)\]/;
const ITEMS =
  /\/\/[^\n]*|"([^"\n]*)"|'([^'\n]*)'|`([^`]*)`|\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/[\\\n])+)\/([a-z]*)/g;

/** What one use of gatsby-source-filesystem takes no file of: globs and expressions on whole paths. */
function ignoredBy(options: string): (path: string) => boolean {
  const folder = (PATH.exec(options)?.[1] ?? "").replace(/\/+$/, "");
  const items = [...(IGNORE.exec(options)?.[1] ?? "").matchAll(ITEMS)];
  const named = items.flatMap(([, ...texts]) => texts.slice(0, 3).find((one) => one !== undefined) ?? []);
  const matches = globs(named.flatMap((glob) => [glob, `${glob}/**`]));
  const found = items.flatMap(([, , , , pattern, flags = ""]) =>
    pattern === undefined ? [] : (finder(flags.includes("i") ? `(?i)${pattern}` : pattern) ?? []),
  );
  return (path) =>
    (folder === "" || path.startsWith(`${folder}/`)) &&
    (matches(`/site/${path}`) || matches(path) || found.some((fits) => fits(`/site/${path}`)));
}

export const gatsby: Kin = {
  name: "gatsby",
  marks: [{ file: /^gatsby-config\.[cm]?[jt]s$/ }],
  templates: ["mdx comments"],
  extensions: ["modules"],
  posts: ["content/blog", "content/posts", "content"],
  proposal: "/:path/",
  async said({ file, source }, files) {
    const about = below(await dataOf(files, file), "siteMetadata");
    const written = source.replace(/^\s*\/\/.*$/gm, "");
    const ignored = written.split("gatsby-source-filesystem").slice(1).map(ignoredBy);
    return {
      isNoPost: (inside, { path }) => {
        const whole = path === "" ? inside : `${path}/${inside}`;
        return ignored.some((one) => one(whole));
      },
      title: textField(about, "title"),
      url: textField(about, "siteUrl", "url"),
    };
  },
};
