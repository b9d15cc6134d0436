// What a VuePress or VitePress site says of itself: where its pages lie, its address, its languages.
import { isZone } from "../post/date.js";
import { siteAddress } from "../post/link.js";
import type { Site } from "../post/site.js";
import type { Overrides, Problem, SiteFiles } from "./generator.js";
import { siteFolder } from "./rules/config.js";
import { isYes, text } from "./rules/fields.js";
import { readJsModule } from "./rules/js-config.js";
import { isData, own, type Data } from "./rules/scalar.js";

export type Flavour = "vuepress" | "vitepress";

export interface VueSettings {
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
  /** The configuration and what it imports. */
  readonly configFiles: readonly string[];
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
export async function homeOf(files: SiteFiles, flavour: Flavour): Promise<string | null> {
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

export async function loadVue(
  files: SiteFiles,
  overrides: Overrides,
  flavour: Flavour,
): Promise<VueSettings> {
  const home = (await homeOf(files, flavour)) ?? "";
  const folder = home === "" ? `.${flavour}` : `${home}/.${flavour}`;
  let data: Data = {};
  let configFiles: readonly string[] = [];
  const problems: Problem[] = [];
  for (const name of CONFIGS) {
    const source = await files.read(`${folder}/${name}`);
    if (source === null) continue;
    const read = await readJsModule(`${folder}/${name}`, source, files);
    if (read === null)
      problems.push({
        source: `${folder}/${name}`,
        line: null,
        message: "This configuration could not be read without running it: set SITE_URL.",
      });
    data = read?.main ?? {};
    configFiles = read?.files ?? [];
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
    configFiles,
  };
}
