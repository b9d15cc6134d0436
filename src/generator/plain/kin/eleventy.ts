// Eleventy: its input folder, its data files, and links as far as no template makes them.
import type { Template } from "../../../markdown/template-languages.js";
import type { SiteFiles } from "../../generator.js";
import { withBase } from "../../rules/address.js";
import { asShown, meantData, textField, texts } from "../../rules/fields.js";
import { isData, own, type Data } from "../../rules/scalar.js";
import { readScript, type SiteScript } from "../../rules/script.js";
import { dataOf, type ConfigFile, type Kin, type SiteSays } from "../kin.js";
import { callsIn, type Call } from "./eleventy-calls.js";
import {
  addedFormats,
  COMPUTED,
  dataBeside,
  dataFor,
  isDataFile,
  postsBeside,
  readDataFiles,
} from "./eleventy-data.js";
import { readDirectories } from "./eleventy-directories.js";
import { ignoredBy, IGNORES } from "./eleventy-ignores.js";
import { madeData } from "./eleventy-made.js";

/** What starters call the file of what is true of the whole site. */
const ABOUT = ["metadata", "site", "meta", "global"];

/** What sites name their collections by, which no reader is shown. */
const COLLECTIONS = /^(?:all|nav|(?:[bB]log[-_]?)?[pP]osts?)$/;
/** Collections that are the blog. */
const BLOG = /^(?:(?:blog[-_]?)?posts?|blog|articles?|writing|journal)$/i;
const inBlog = (data: Data): boolean => texts(own(data, "tags")).some((tag) => BLOG.test(tag));

/** What the configuration returns, or exports as `config`. */
function settingsOf(script: SiteScript | null): Data {
  const named = script?.named("config");
  return { ...(isData(named) ? named : {}), ...script?.main };
}

async function aboutSite(
  files: SiteFiles,
  folders: readonly string[],
  added: readonly string[],
): Promise<SiteSays> {
  const names = ABOUT.flatMap((name) =>
    ["json", "js", "mjs", "cjs", ...added].map((ending) => `${name}.${ending}`),
  );
  for (const path of folders.flatMap((folder) => names.map((name) => folder + name))) {
    const about = await dataOf(files, path);
    const [title, url] = [textField(about, "title", "name"), textField(about, "url", "siteUrl", "domain")];
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

/** Names of the data of the whole site, in files and in the configuration, but for what is read. */
async function namesOfAll(
  files: SiteFiles,
  folder: string,
  calls: readonly Call[],
): Promise<readonly string[]> {
  const set = calls.flatMap(({ method, text }) =>
    method === "addGlobalData" && text !== null ? [text] : [],
  );
  const others = (await files.list(folder)).filter((name) => !COMPUTED.test(name));
  return [...set, ...others.map((name) => name.replace(/[./].*$/, ""))];
}

async function said(config: ConfigFile, files: SiteFiles, buildZone: string | null): Promise<SiteSays> {
  const script = await readScript(config.file, config.source, files);
  const settings = settingsOf(script);
  const calls = callsIn(script, Date.now());
  const directories = await readDirectories(settings, calls, files);
  const { root, data: own } = directories;
  const input = root.replace(/\/$/, "");
  const ignored = await ignoredBy(files, calls, directories);
  const added = addedFormats(calls);
  const about = await aboutSite(files, [...new Set([own, "_data/", "src/_data/", "content/_data/"])], added);
  const found = await readDataFiles(files, root, own, added);
  const unknown = await namesOfAll(files, own, calls);
  // What a program says of the site may be more than is written out.
  const isProgram = /\.[cm]?js$/.test(about.files?.[0] ?? "");
  const global = isProgram ? undefined : about.globals;
  const listed = [...found.values()].some(inBlog);
  // A permalink for the whole site may be made by the configuration, or by global data.
  const isGlobal = unknown.some((name) => name === "permalink" || name === "eleventyComputed");
  return {
    ...about,
    url: withBase(about.url ?? null, textField(settings, "pathPrefix")),
    ...(input !== "" && { folders: [{ path: input }] }),
    data: (inside, front) =>
      madeData(inside, dataFor(found, inside, front), { root, global: global ?? {}, unknown, buildZone }),
    isNoPost: (inside) => ignored(root + inside),
    // Where folders make a collection of the blog, what is not in it is a page; so is what lists others.
    isPage: (data) => (listed || Object.hasOwn(data, "pagination")) && !inBlog(data),
    // A permalink that is known is the post's own; another is not guessed.
    link: ({ place, data }) => (isGlobal || Object.hasOwn(data, "permalink") ? null : `/${place.path}/`),
    isConfig: (path) =>
      IGNORES.test(path) || (path.startsWith(root) && isDataFile(path.slice(root.length), added)),
    beside: (path) => postsBeside(path),
    dataBeside: (post) => dataBeside(post, added),
    templates: (post) => templatesOf(post, settings, config) ?? ["eleventy"],
    extensions: /markdown-?it-?attrs/i.test(config.source) ? ["line attributes"] : [],
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
  tags: (written) => written.filter((tag) => !COLLECTIONS.test(tag)),
};
