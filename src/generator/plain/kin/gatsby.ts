// Gatsby: its pages are made by the site's own programs.
import { textField } from "../../rules/fields.js";
import { finder, globs } from "../../rules/pattern.js";
import { below } from "../../rules/scalar.js";
import { dataOf, tokensOf, type Kin } from "../kin.js";

const PATH =
  /\bpath:\s*(?:path\.(?:join|resolve)\(\s*)?(?:__dirname\s*,\s*)?["'`](?:\$\{__dirname\})?\.?\/*([^"'`$]*)["'`]/;
const IGNORE = /\bignore:\s*\[/;
const ITEMS =
  /\/\/[^\n]*|\/\*[^]*?\*\/|"([^"\n]*)"|'([^'\n]*)'|`([^`]*)`|\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/[\\\n])+)\/([a-z]*)|[^\]"'`/]+|(?<end>\])/y;

/** One use of gatsby-source-filesystem: its folder, and what it takes no file of: globs and expressions on whole paths. */
interface FileSource {
  readonly folder: string;
  ignores(path: string): boolean;
}

/** Null where only the program would tell the folder. */
function sourceOf(plugin: string): FileSource | null {
  const [options = ""] = plugin.split(/\bresolve:|["'`]gatsby-/);
  const folder = (PATH.exec(options)?.[1] ?? "").replace(/\/+$/, "");
  if (folder === "") return null;
  const head = IGNORE.exec(options);
  const items = (head && tokensOf(options, head.index + head[0].length, ITEMS)) ?? [];
  const named = items.flatMap(([, ...texts]) => texts.slice(0, 3).find((one) => one !== undefined) ?? []);
  const matches = globs(named.flatMap((glob) => [glob, `${glob}/**`]));
  const found = items.flatMap(([, , , , pattern, flags = ""]) =>
    pattern === undefined ? [] : (finder(flags.includes("i") ? `(?i)${pattern}` : pattern) ?? []),
  );
  return {
    folder,
    ignores: (path) =>
      matches(`/site/${path}`) || matches(path) || found.some((fits) => fits(`/site/${path}`)),
  };
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
    const sources = written.split("gatsby-source-filesystem").slice(1).map(sourceOf);
    return {
      isNoPost: (inside, { path }) => {
        const whole = path === "" ? inside : `${path}/${inside}`;
        // What one source passes over another may take.
        const holding = sources.filter((one) => one === null || whole.startsWith(`${one.folder}/`));
        return holding.length > 0 && holding.every((one) => one?.ignores(whole) === true);
      },
      title: textField(about, "title"),
      url: textField(about, "siteUrl", "url"),
    };
  },
};
