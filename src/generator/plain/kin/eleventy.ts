// Eleventy: its input folder, its data files, and links as far as no template makes them.
import type { Template } from "../../../markdown/template-languages.js";
import type { SiteFiles } from "../../generator.js";
import { withBase } from "../../rules/address.js";
import { siteFolder } from "../../rules/config.js";
import { asShown, asText, meantData, textField, texts } from "../../rules/fields.js";
import { below, isData, own, type Data } from "../../rules/scalar.js";
import { readScript } from "../../rules/script.js";
import { dataOf, type ConfigFile, type Kin, type Linked, type SiteSays } from "../kin.js";
import { dataFor, isDataFile, readDataFiles } from "./eleventy-data.js";

/** What starters call the file of what is true of the whole site. */
const ABOUT = ["metadata", "site", "meta"].flatMap((name) =>
  ["json", "js", "mjs", "cjs"].map((ending) => `${name}.${ending}`),
);

/** What sites name their collections by, which no reader is shown. */
const COLLECTIONS = new Set(["all", "nav", "post", "posts"]);
/** Collections that are the blog. */
const BLOG = /^(?:posts?|blog|articles?|writing|journal)$/i;
const inBlog = (data: Data): boolean => texts(own(data, "tags")).some((tag) => BLOG.test(tag));

/** What the configuration returns, or exports as `config`. */
async function settingsOf({ file, source }: ConfigFile, files: SiteFiles): Promise<Data> {
  const script = await readScript(file, source, files);
  const named = script?.named("config");
  return { ...(isData(named) ? named : {}), ...script?.main };
}

async function aboutSite(files: SiteFiles, folders: readonly string[]): Promise<SiteSays> {
  for (const path of folders.flatMap((folder) => ABOUT.map((name) => folder + name))) {
    const about = await dataOf(files, path);
    const [title, url] = [textField(about, "title", "name"), textField(about, "url", "siteUrl")];
    const lang = textField(about, "language", "lang");
    const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
    if (title !== null || url !== null)
      return { title, url, lang, files: [path], globals: { [name]: meantData(about) } };
  }
  return {};
}

/** The engines that read a text before Markdown does; none where the author turned them off. */
const ENGINES: Readonly<Record<string, readonly Template[]>> = {
  liquid: ["eleventy liquid"],
  njk: ["nunjucks"],
  md: [],
  html: [],
  false: [],
};

/** Liquid unless the site or the post names another (documentation, "Markdown" and "Overriding the Template Language"). */
function templatesOf(data: Data, settings: Data, { source }: ConfigFile): readonly Template[] | null {
  const set = own(data, "templateEngineOverride");
  const ofSite = own(settings, "markdownTemplateEngine");
  // Where it is set in a way that only running the configuration tells, either may read it.
  if (set === undefined && ofSite === undefined)
    return source.includes("markdownTemplateEngine") ? null : (ENGINES["liquid"] ?? null);
  const names = (asShown(set === undefined ? ofSite : set) ?? "false").split(",").map((name) => name.trim());
  const engines = names.map((name) => ENGINES[name]);
  return engines.includes(undefined) ? ["guessed"] : engines.flatMap((one) => one ?? []);
}

/** The path a template of `permalink` gives, of which only names of the file are known; null for any other. */
function filled(template: string, { place }: Linked): string | null {
  const path = template.replace(/\{\{-?\s*page\.(fileSlug|filePathStem)\s*-?\}\}/g, (_, name: string) =>
    name === "fileSlug" ? place.name : `/${undated(place.path)}`,
  );
  return /\{\{|\{%|\$\{/.test(path) ? null : path.replace(/\/{2,}/g, "/").replace(/(^|\/)index\.html$/, "$1");
}

/** A date before a name is no part of its address. */
const undated = (path: string): string => path.replace(/(^|\/)\d{4}-\d{2}-\d{2}-([^/]+)$/, "$1$2");

function linkOf(post: Linked): string | null {
  const { data, place } = post;
  const permalink = own(data, "permalink");
  if (permalink !== undefined) return filled(asText(permalink) ?? "{{", post);
  return Object.hasOwn(data, "permalink") || Object.hasOwn(data, "eleventyComputed")
    ? null
    : `/${place.path}/`;
}

async function said(config: ConfigFile, files: SiteFiles): Promise<SiteSays> {
  const settings = await settingsOf(config, files);
  const dir = below(settings, "dir");
  const input = siteFolder(textField(dir, "input"), "");
  const root = input === "" ? "" : `${input}/`;
  const own = `${root}${siteFolder(textField(dir, "data"), "_data")}/`;
  const about = await aboutSite(files, [...new Set([own, "_data/", "src/_data/", "content/_data/"])]);
  const found = await readDataFiles(files, root);
  const listed = [...found.values()].some(inBlog);
  // A permalink for the whole site is made by the configuration, or by global data.
  const global =
    /\bpermalink\b/.test(config.source) ||
    (await files.list(own)).some((name) => name.startsWith("permalink."));
  return {
    ...about,
    url: withBase(about.url ?? null, textField(settings, "pathPrefix")),
    folder: input === "" ? null : input,
    data: (inside, front) => dataFor(found, inside, front),
    // Where folders make a collection of the blog, what is not in it is a page.
    isPage: (data) => listed && !inBlog(data),
    link: global ? null : linkOf,
    isConfig: isDataFile,
    templates: (post) => templatesOf(post, settings, config) ?? ["eleventy"],
  };
}

export const eleventy: Kin = {
  name: "eleventy",
  marks: [{ file: /^(?:\.eleventy\.c?js|eleventy\.config\.[cm]?[jt]s)$/ }],
  posts: [],
  proposal: "/blog/:name/",
  said,
  // A page named as its folder stands for the folder.
  path: (path) => path.replace(/(^|\/)([^/]+)\/\2$/, "$1$2"),
  tags: (written) => written.filter((tag) => !COLLECTIONS.has(tag)),
};
