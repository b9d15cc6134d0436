// MkDocs with the blog plugin of Material for MkDocs.
import { BrokenConfig, parseConfig, siteFolder } from "../../rules/config.js";
import { asText, isNo, textField, texts } from "../../rules/fields.js";
import { below, isData, own, type Data } from "../../rules/scalar.js";
import { expression, gitIgnored, quoted } from "../../rules/pattern.js";
import { PYTHON_MARKDOWN } from "../../../markdown/extensions.js";
import type { ConfigFile, Kin, Linked, SiteSays } from "../kin.js";

/** Tags of YAML that the site's own programs read: `!!python/name:x.y`, `!ENV`. */
const OWN_TAGS = /((?:^|[:\-[{,])[ \t]*)!(?:!python\/)?[\w./:-]*(?=[ \t\r\n[{]|$)/gm;

/** The list of plugins, and this one in it, in a file that cannot be read. */
const PLUGINS = /^plugins:[^\n]*(?:\n(?![A-Za-z])[^\n]*)*/m;
const PLUGIN =
  /^[ \t]*(?:-[ \t]+)?["']?(?:material\/)?blog["']?[ \t]*(?::|#|\r?$)|[[{,][ \t]*["']?(?:material\/)?blog["']?[ \t]*[\]},:]/m;

/** The settings of each blog, by the plugin's name or as a map of one key; null where the plugin is not there. */
function blogsOf(config: Data): readonly Data[] | null {
  const plugins = own(config, "plugins");
  const listed: readonly unknown[] = Array.isArray(plugins)
    ? (plugins as unknown[])
    : isData(plugins)
      ? [plugins]
      : [];
  const named = listed.flatMap((one): [string, unknown][] =>
    isData(one) ? Object.entries(one) : [[asText(one) ?? "", {}]],
  );
  const blogs = named.filter(([name]) => /^(?:material\/)?blog$/.test(name));
  if (blogs.length === 0) return null;
  return blogs.flatMap(([, set]) => (isData(set) ? (isNo(own(set, "enabled")) ? [] : [set]) : [{}]));
}

/** The date of a post may be a map of when it was written and changed. */
function dated(front: Data): Data {
  const date = own(front, "date");
  if (!isData(date) || date instanceof Date) return front;
  return { updated: own(date, "updated"), ...front, date: own(date, "created") };
}

/** Whether titles become slugs as they do where nothing is set: by `pymdownx.slugs` with `case: lower`. */
function isUsualSlug(blog: Data, source: string): boolean {
  if ((textField(blog, "post_slugify_separator") ?? "-") !== "-") return false;
  if (!Object.hasOwn(blog, "post_slugify")) return true;
  const isLower = textField(below(blog, "post_slugify", "kwds"), "case") === "lower";
  return isLower && /post_slugify:\s*!!python\/object\/apply:pymdownx\.slugs\.slugify\b/.test(source);
}

/** The path of a post by `post_url_format` (its documentation, "Blog"); null for formats of other parts. */
function linkBy(
  blog: Data,
  { folder, isFolder, isUsual }: { folder: string; isFolder: boolean; isUsual: boolean },
): (post: Linked) => string | null {
  const format = textField(blog, "post_url_format") ?? "{date}/{slug}";
  const dates = textField(blog, "post_url_date_format") ?? "yyyy/MM/dd";
  return ({ tokens, slug }) => {
    const parts: Readonly<Record<string, string | null | undefined>> = {
      yyyy: tokens["year"],
      MM: tokens["month"],
      M: tokens["i_month"],
      dd: tokens["day"],
      d: tokens["i_day"],
      "{slug}": isUsual ? tokens["slug"] : slug,
      "{file}": tokens["filename"],
    };
    let isKnown = true;
    const fill = (pattern: string, part: RegExp): string =>
      pattern.replace(part, (name) => {
        const value = Object.hasOwn(parts, name) ? (parts[name] ?? null) : null;
        isKnown &&= value !== null;
        return value ?? "";
      });
    const date = format.includes("{date}") ? fill(dates, /[A-Za-z]+/g) : "";
    const path = fill(format.replaceAll("{date}", date), /\{\w+\}/g);
    const whole = `${folder}/${path}`.replace(/\/{2,}/g, "/").replace(/^\//, "");
    return isKnown ? `/${whole}${isFolder ? "/" : ".html"}` : null;
  };
}

/** The whole configuration, or why it cannot be read. */
function configOf({ file, source }: ConfigFile): Data | BrokenConfig {
  try {
    return parseConfig(file, source.replace(OWN_TAGS, "$1"));
  } catch (thrown) {
    if (thrown instanceof BrokenConfig) return thrown;
    throw thrown;
  }
}

function hasBlog(source: string): boolean {
  const config = configOf({ file: "mkdocs.yml", source });
  if (!(config instanceof BrokenConfig)) return blogsOf(config) !== null;
  return PLUGIN.test(PLUGINS.exec(source)?.[0] ?? "");
}

const wordsBehind = (key: string, source: string): readonly string[] =>
  [...source.matchAll(new RegExp(String.raw`^[ \t]*(?:-[ \t]+)?${key}:[ \t]*["']?([\w./-]+)`, "gm"))].map(
    ([, word = ""]) => word,
  );

/** The lines of a text below a key of the file as it is written, be the rest of it half-saved; `!` begins a line in it, no tag. */
const linesBehind = (key: string, source: string): string =>
  new RegExp(String.raw`^${key}:(.*(?:\n(?:[ \t].*|\r?$))*)`, "m")
    .exec(source)?.[1]
    ?.replace(
      /^[ \t]*[|>][-+\d]*(?:[ \t]+#.*)?(?=\n|$)|^[ \t]*[^\s"'|>#][^\n]*?(?=[ \t]#)|^[ \t]*(["'])(.*?)\1/,
      (whole, quote, text: string) =>
        quote === undefined ? (/^[ \t]*[|>]/.test(whole) ? "" : `${whole}\n#`) : `${text}\n#`,
    ) ?? "";

/** What the plugin mkdocs-exclude keeps back: by names as a shell writes them, whose stars take in folders, and by expressions for a beginning. */
function excludedByPlugin(config: Data): (path: string) => boolean {
  const plugins = own(config, "plugins");
  const listed: readonly unknown[] = Array.isArray(plugins) ? plugins : [plugins];
  const found = listed.flatMap((one) => {
    const set = isData(one) ? own(one, "exclude") : undefined;
    return isData(set) ? [set] : [];
  });
  const shell = (glob: string): string => quoted(glob).replace(/\\\*/g, ".*").replace(/\\\?/g, ".");
  const all = found.flatMap((set) => [
    ...texts(own(set, "glob")).flatMap((glob) => expression(shell(glob)) ?? []),
    ...texts(own(set, "regex")).flatMap((one) => expression(`(?:${one})(?s:.*)`) ?? []),
  ]);
  return (path) => all.some((fits) => fits(path) !== null);
}

/** Whether `exclude_docs` or `draft_docs` keeps a file of the documentation out of the site that is built. */
function keptBack(source: string): (path: string) => boolean {
  const lists = ["exclude_docs", "draft_docs"].map((key) => gitIgnored(linesBehind(key, source)));
  return (path) => lists.some((isIgnored) => isIgnored(path));
}

async function said(written: ConfigFile): Promise<SiteSays> {
  const read = configOf(written);
  const fault = read instanceof BrokenConfig ? read : null;
  const config = read instanceof BrokenConfig ? {} : read;
  const about = { title: textField(config, "site_name"), url: textField(config, "site_url") };
  // Half-saved: its posts are those of the folders that it names all the same, without links.
  const folders = fault ? wordsBehind("blog_dir", written.source) : [];
  const blogs = fault
    ? (folders.length > 0 ? folders : ["blog"]).map((blog_dir) => ({ blog_dir }))
    : (blogsOf(config) ?? []);
  const docsDir = fault ? wordsBehind("docs_dir", written.source)[0] : textField(config, "docs_dir");
  const docs = siteFolder(docsDir ?? null, "docs");
  const isFolder = !isNo(own(config, "use_directory_urls"));
  const links = new Map(
    blogs.map((blog) => {
      const folder = siteFolder(textField(blog, "blog_dir"), "blog");
      const posts = (textField(blog, "post_dir") ?? "{blog}/posts").replaceAll("{blog}", folder);
      const isUsual = isUsualSlug(blog, written.source);
      return [siteFolder(`${docs}/${posts}`, docs), linkBy(blog, { folder, isFolder, isUsual })] as const;
    }),
  );
  const lists = [keptBack(written.source), excludedByPlugin(config)];
  return {
    ...about,
    isNoPost: (inside, root) => {
      const path = `${root.path}/${inside}`.slice(docs === "" ? 0 : docs.length + 1);
      return lists.some((isKeptBack) => isKeptBack(path));
    },
    ...(fault && { fault }),
    folders: [...links.keys()].map((path) => ({ path })),
    link: fault ? null : (post) => links.get(post.place.root.path)?.(post) ?? null,
    data: (_, front) => dated(front),
    extensions: /pymdownx\.emoji/.test(written.source) ? ["emoji names"] : [],
    names: [["authors", ".authors.yml", "name"]],
  };
}

export const mkdocs: Kin = {
  name: "mkdocs",
  marks: [{ file: /^mkdocs\.ya?ml$/, word: { test: hasBlog } }],
  posts: [],
  extensions: [...PYTHON_MARKDOWN, "marks"],
  templates: ["extra"],
  proposal: "/blog/:year/:month/:day/:slug/",
  // pymdownx.slugs with `case: lower`, as the plugin has it; combining signs are no letters to Python.
  slug: (title) =>
    title
      .normalize("NFC")
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, "")
      .replace(/ /g, "-"),
  said,
};
