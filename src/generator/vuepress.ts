// VuePress and VitePress: Markdown pages beside a configuration in JavaScript, which is read and never run.
import { isZone, postDate } from "../post/date.js";
import { joinUrl, siteAddress } from "../post/link.js";
import type { Visibility } from "../post/post.js";
import type { Site } from "../post/site.js";
import type { Generator, Overrides, ParseResult, Problem, SiteFiles, SiteReader } from "./generator.js";
import { dateTokens, fillPattern, slugize } from "./hexo-permalink.js";
import { assemble, nameOfFile } from "./rules/assemble.js";
import { siteFolder } from "./rules/config.js";
import {
  asShown,
  isDraft,
  isHidden,
  isNo,
  isProtected,
  isYes,
  text,
  texts,
  UPDATED_KEYS,
} from "./rules/fields.js";
import { parseFile } from "./rules/file.js";
import { readFrontMatter, type FrontMatter } from "./rules/front-matter.js";
import { readJsConfig } from "./rules/js-config.js";
import { isData, own, type Data } from "./rules/scalar.js";
import { languageInPath, translationKey } from "./rules/translation.js";
import { plainInstant } from "./rules/written-date.js";

type Flavour = "vuepress" | "vitepress";

interface VueSettings {
  readonly flavour: Flavour;
  readonly site: Site;
  readonly problems: readonly Problem[];
  /** The folder of pages, "" or with a trailing slash. */
  readonly root: string;
  readonly zone: string;
  readonly permalink: string | null;
  readonly cleanUrls: boolean;
  /** Languages of `locales`, by their folder. */
  readonly locales: readonly string[];
  /** The language of the pages outside those folders, where there are any: `locales["/"]` or VitePress' `root`. */
  readonly rootLang: string | null;
  readonly configFolder: string;
}

const HOMES = ["", "docs", "src", "blog", "website"];
const CONFIGS = [
  "config.ts",
  "config.mts",
  "config.js",
  "config.mjs",
  "config.cjs",
  "config/index.ts",
  "config/index.js",
];

/** The folder that holds `.vuepress` or `.vitepress`, or null. */
async function homeOf(files: SiteFiles, flavour: Flavour): Promise<string | null> {
  for (const home of HOMES)
    if (await files.exists(home === "" ? `.${flavour}` : `${home}/.${flavour}`)) return home;
  return null;
}

const below = (data: Data, key: string): Data => {
  const value = own(data, key);
  return isData(value) ? value : {};
};

/** A CNAME file says under which name GitHub Pages serves the site. */
async function cnameOf(files: SiteFiles, folders: readonly string[]): Promise<string | null> {
  for (const folder of folders) {
    const name = (await files.read(`${folder}CNAME`))?.trim();
    if (name !== undefined && /^[\w.-]+\.[a-z]{2,}$/i.test(name)) return `https://${name}`;
  }
  return null;
}

async function loadVue(files: SiteFiles, overrides: Overrides, flavour: Flavour): Promise<VueSettings> {
  const home = (await homeOf(files, flavour)) ?? "";
  const folder = home === "" ? `.${flavour}` : `${home}/.${flavour}`;
  let data: Data = {};
  const problems: Problem[] = [];
  for (const name of CONFIGS) {
    const source = await files.read(`${folder}/${name}`);
    if (source === null) continue;
    const read = readJsConfig(source);
    if (read === null)
      problems.push({
        source: `${folder}/${name}`,
        line: null,
        message: "This configuration could not be read without running it: set SITE_URL.",
      });
    data = read ?? {};
    break;
  }
  const srcDir = flavour === "vitepress" ? siteFolder(text(data, "srcDir"), "") : "";
  const root = [home, srcDir].filter((part) => part !== "" && part !== ".").join("/");
  const prefix = root === "" ? "" : `${root}/`;
  const said =
    text(below(data, "sitemap"), "hostname") ??
    text(below(data, "themeConfig"), "hostname", "domain", "siteUrl") ??
    (await cnameOf(files, ["", prefix, `${prefix}public/`, `${folder}/public/`, ".github/"]));
  const address = siteAddress(
    overrides.url ?? (said !== null && !/^https?:/.test(said) ? `https://${said}` : (said ?? "")),
  );
  const base = (text(data, "base") ?? "/").replace(/^\/+|\/+$/g, "");
  const url =
    address !== null && base !== "" && !address.endsWith(`/${base}`) ? `${address}/${base}` : address;
  if (url === null)
    problems.push({
      source: folder,
      line: null,
      message: "This configuration does not say where the site is: set SITE_URL.",
      kind: "site url",
    });
  const zone = overrides.timezone;
  const named = below(data, "locales");
  const locales = Object.keys(named)
    .map((key) => key.replace(/\//g, ""))
    .filter((key) => key !== "" && key !== "root");
  const rootLang =
    text(below(named, "/"), "lang") ?? text(below(named, "root"), "lang") ?? text(data, "lang");
  return {
    flavour,
    site: {
      title: overrides.title ?? text(data, "title") ?? "",
      url,
      timezone: zone,
      lang: text(data, "lang"),
      generator: flavour,
    },
    problems,
    root: prefix,
    zone: zone !== null && isZone(zone) ? zone : "UTC",
    permalink: overrides.permalink ?? text(data, "permalink", "permalinkPattern"),
    cleanUrls: isYes(own(data, "cleanUrls")),
    locales,
    rootLang: locales.length === 0 ? null : rootLang,
    configFolder: `${folder}/`,
  };
}

function isPage(path: string, { root, configFolder }: VueSettings): boolean {
  if (!path.startsWith(root) || !path.endsWith(".md") || path.startsWith(configFolder)) return false;
  const parts = path.slice(root.length).split("/");
  return !parts.some((part) => part.startsWith(".") || ["node_modules", "@pages", "dist"].includes(part));
}

/** Pages that are lists, front pages or made of components: no posts. */
const isShell = (data: Data, inside: string): boolean =>
  isYes(own(data, "home")) ||
  own(data, "pageComponent") !== undefined ||
  ["home", "Home", "HomePage", "BlogHome"].includes(text(data, "layout") ?? "") ||
  (inside.split("/").length === 1 && /^(?:readme|index)\.md$/i.test(inside));

function pathOf(inside: string, data: Data, instant: number | null, settings: VueSettings): string | null {
  const named = text(data, "permalink");
  const ended = (path: string) => (/\/$|\.html$/.test(path) ? path : `${path}/`);
  if (named !== null) return settings.flavour === "vuepress" ? ended(named) : named;
  const file = inside.replace(/\.md$/, "");
  if (settings.permalink !== null) {
    const slug = slugize(nameOfFile(inside).replace(/^\d{4}-\d{2}-\d{2}-/, ""));
    const filled = fillPattern(settings.permalink, {
      slug,
      title: slug,
      path: file,
      regular: `${file}.html`,
      ...dateTokens(instant, settings.zone, slug),
    });
    return "path" in filled ? filled.path : null;
  }
  const index = settings.flavour === "vuepress" ? /(?:^|\/)(?:readme|index)$/i : /(?:^|\/)index$/;
  if (index.test(file)) return file.replace(index, "/");
  return settings.cleanUrls ? file : `${file}.html`;
}

function readPost(source: string, read: FrontMatter, settings: VueSettings, now: Date): ParseResult {
  const { data, body } = read;
  const inside = source.slice(settings.root.length);
  if (isShell(data, inside)) return { kind: "ignored" };
  const instant = plainInstant(own(data, "date"), settings.zone);
  const path = pathOf(inside, data, instant, settings);
  const lang =
    text(data, "lang", "language") ?? languageInPath(inside, settings.locales) ?? settings.rootLang;
  const hidden =
    isHidden(data) ||
    isNo(own(data, "article")) ||
    isNo(own(data, "publish")) ||
    isNo(own(data, "published"));
  const visibility: Visibility = isDraft(data) ? "draft" : hidden ? "hidden" : "public";
  const categories = texts(own(data, "categories") ?? own(data, "category"));
  const updated = [...UPDATED_KEYS]
    .map((key) => plainInstant(own(data, key), settings.zone))
    .find((at) => at !== null);
  const parsed = assemble({
    source,
    data,
    body,
    slug: nameOfFile(source),
    title: asShown(own(data, "title")) ?? /^#[ \t]+(.+?)[ \t#]*$/m.exec(body.slice(0, 2000))?.[1] ?? null,
    date: postDate(instant, settings.zone),
    updated: postDate(updated ?? null, settings.zone),
    tags: texts(own(data, "tags") ?? own(data, "tag")),
    categories: categories.length === 0 ? [] : [categories],
    url: path === null ? null : joinUrl(settings.site.url, path),
    siteUrl: settings.site.url,
    lang,
    translationKey: text(data, "translationKey") ?? translationKey(source, lang, settings.locales),
    visibility,
    protected: isProtected(data),
    quiet: instant !== null && instant > now.getTime(),
    permanent: text(data, "abbrlink", "uuid"),
    summary: {
      before: [text(data, "excerpt")],
      marker: /<!-- more -->/,
      after: [text(data, "description"), text(data, "summary")],
      typography: "none",
    },
  });
  return { kind: "post", parsed, problems: [] };
}

function readerOf(settings: VueSettings): SiteReader {
  return {
    site: settings.site,
    problems: settings.problems,
    isPost: (path) => isPage(path, settings),
    permalink: settings.permalink ?? (settings.cleanUrls ? "/:path" : "/:path.html"),
    isConfig: (path) =>
      path.startsWith(settings.configFolder) && /\/config(?:\/index)?\.[cm]?[jt]s$/.test(path),
    parse(source, bytes, now): ParseResult {
      if (!isPage(source, settings)) return { kind: "ignored" };
      return parseFile(
        source,
        bytes,
        (fault) => `The front matter ${fault}.`,
        (text) => readPost(source, readFrontMatter(text, "refuse"), settings, now),
      );
    },
  };
}

const generator = (flavour: Flavour): Generator => ({
  name: flavour,
  async detect(files) {
    const home = await homeOf(files, flavour);
    return home === null ? null : [home, `.${flavour}`].filter((part) => part !== "").join("/");
  },
  open: async (files, overrides) => readerOf(await loadVue(files, overrides, flavour)),
});

export const vuepress = generator("vuepress");
export const vitepress = generator("vitepress");
