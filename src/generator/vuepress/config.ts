// What a VuePress or VitePress site says of itself: where its pages lie, its address, its languages.
import type { Extensions } from "../../markdown/extensions.js";
import { isZone } from "../../post/date.js";
import { siteAddress } from "../../post/link.js";
import type { Site } from "../../post/site.js";
import type { Overrides, Problem, SiteFiles } from "../generator.js";
import { cnameOf, withBase } from "../rules/address.js";
import { overlay, siteFolder } from "../rules/config.js";
import { isYes, textField, texts } from "../rules/fields.js";
import { MANIFEST, packagesOf, readManifest } from "../rules/packages.js";
import { readScript } from "../rules/script.js";
import type { Located } from "../../script/tree.js";
import { below, isData, own, type Data } from "../rules/scalar.js";
import {
  blogFolders,
  lockedPaths,
  lockKeys,
  pluginHost,
  unpatterned,
  versionOf,
  type BlogFolder,
} from "./packages.js";
import { foldersWithIndex } from "./lists.js";
import { excluder, readLoaders, rewriteFunction, rewriter } from "../vitepress/files.js";

export type Flavour = "vuepress" | "vitepress";

export interface VueSettings {
  /** Whether lines break where their author did. */
  readonly breaks: boolean;
  /** What their Markdown reads beside what all do. */
  readonly extensions: Extensions;
  readonly flavour: Flavour;
  readonly site: Site;
  readonly problems: readonly Problem[];
  /** The folder of pages, "" or with a trailing slash. */
  readonly root: string;
  readonly zone: string;
  readonly permalink: string | null;
  /** The folders of VuePress 1's blog plugin, each with a pattern of its own. */
  readonly blog: readonly BlogFolder[];
  readonly cleanUrls: boolean;
  /** VuePress' first or second. */
  readonly version: 1 | 2;
  /** Whether front matter `permalink` counts: VitePress has it from plugins only. */
  readonly permalinks: boolean;
  /** Whether a path from the pages' folder is one of the blog's. */
  readonly holds: (inside: string) => boolean;
  /** Folders whose index lists what else lies in them (`foldersWithIndex`). */
  readonly indexed: ReadonlySet<string>;
  /** VitePress' `rewrites` of a path from the pages' folder; null where a program makes them. */
  readonly rewrite: (inside: string) => string | null;
  /** Whether a theme keeps the page at this path behind a password. */
  readonly locked: (path: string) => boolean;
  /** Keys of front matter that lock a page. */
  readonly lockKeys: readonly string[];
  /** Whether excerpts end at the first `---` (VitePress' content loader with `excerpt: true`). */
  readonly ruledExcerpts: boolean;
  /** The languages of `locales`, by their folder; null where a locale does not name its own. */
  readonly locales: ReadonlyMap<string, string | null>;
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

/** VuePress 2 looks here first. */
const BESIDE = ["ts", "js", "mjs"].map((ending) => `vuepress.config.${ending}`);
/** The folder that a script of package.json has VuePress build. */
const BUILT = /\bvuepress(?:-\w+)?\s+(?:build|dev)\b([^&|;]*)/;

/** The folders that scripts may mean: what stands behind the command and is no option. */
const foldersBuilt = (manifest: string): readonly string[] =>
  texts(Object.values(below(readManifest(manifest), "scripts"))).flatMap((script) =>
    (BUILT.exec(script)?.[1] ?? "")
      .split(/\s+/)
      .filter((word) => word !== "" && !word.startsWith("-"))
      .map((word) => siteFolder(word.replace(/^["']|["']$/g, ""), "")),
  );

/** The folder that holds `.vuepress` or `.vitepress`, or null. */
export async function homeOf(files: SiteFiles, flavour: Flavour): Promise<string | null> {
  for (const home of HOMES)
    if (await files.exists(home === "" ? `.${flavour}` : `${home}/.${flavour}`)) return home;
  return null;
}

/** VitePress lays a configuration over the one that it `extends`, which may extend another. */
function extended(data: Data, depth = 0): Data {
  const under = own(data, "extends");
  return isData(under) && depth < 8 ? overlay(extended(under, depth + 1), data) : data;
}

/** VitePress has the plugin of attributes; VuePress gets it, and that of marks, from a theme or by its configuration. */
function extensionsOf(vite: boolean, data: Data, packages: Data, config: string): Extensions {
  const theme = below(data, "theme");
  const enhanced = [
    below(theme, "markdown"),
    below(theme, "plugins", "mdEnhance"),
    below(data, "themeConfig", "mdEnhance"),
  ];
  const has = (name: string): boolean =>
    new RegExp(`\\b${name}:\\s*true\\b|markdown-it-${name}`).test(config) ||
    Object.hasOwn(packages, `markdown-it-${name}`) ||
    enhanced.some((said) => isYes(own(said, name)) || isYes(own(said, "enableAll")));
  return [
    "vue tags",
    "containers",
    "emoji names",
    vite || has("attrs") ? "line attributes" : "heading attributes",
    ...(has("mark") || Object.hasOwn(packages, "vuepress-theme-plume") ? (["marks"] as const) : []),
  ];
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
  let written = "";
  let rewriting: Located | null = null;
  const problems: Problem[] = [];
  const places = [...(flavour === "vuepress" ? BESIDE : []), ...CONFIGS.map((name) => `${folder}/${name}`)];
  for (const path of places) {
    const source = await files.read(path);
    if (source === null) continue;
    const read = await readScript(path, source, files);
    if (read === null)
      problems.push({
        source: path,
        line: null,
        message: "This configuration could not be read without running it: set SITE_URL.",
      });
    data = extended(read?.main ?? {});
    rewriting = rewriteFunction(read?.home ?? null);
    written = source;
    configFiles = read?.files ?? [];
    break;
  }
  // VuePress 2 is told the folder when it is called, and may have its configuration elsewhere.
  const built = home === "" ? foldersBuilt((await files.read(MANIFEST)) ?? "") : [];
  let called: string | null = null;
  for (const one of built) if (called === null && one !== "" && (await files.exists(one))) called = one;
  const srcDir = siteFolder(flavour === "vitepress" ? textField(data, "srcDir") : called, "");
  const root = [home, srcDir].filter((part) => part !== "" && part !== ".").join("/");
  const prefix = root === "" ? "" : `${root}/`;
  const said =
    textField(below(data, "sitemap"), "hostname") ??
    textField(below(data, "themeConfig"), "hostname", "domain", "siteUrl") ??
    // VuePress 2's themes are called with their settings.
    textField(below(data, "theme"), "hostname") ??
    pluginHost(data) ??
    (await cnameOf(files, ["", prefix, `${prefix}public/`, `${folder}/public/`, ".github/"]));
  const address = siteAddress(
    overrides.url ?? (said !== null && !/^https?:/.test(said) ? `https://${said}` : (said ?? "")),
  );
  const url = withBase(address, textField(data, "base"));
  if (url === null)
    problems.push({
      source: folder,
      line: null,
      message: "This configuration does not say where the site is: set SITE_URL.",
      kind: "site url",
    });
  const packages = await packagesOf(files);
  const blog = flavour === "vuepress" ? blogFolders(data) : [];
  const vite = flavour === "vitepress";
  const loaders = vite ? await readLoaders(files, home === "" ? "" : `${home}/`) : null;
  const excluded = vite ? excluder(data) : unpatterned(data);
  const listed = (inside: string): boolean =>
    loaders?.lists?.(inside) ??
    (blog.length === 0 || blog.some(({ folder: one }) => inside.startsWith(`${one}/`)));
  const rewrites = own(data, "rewrites");
  if (vite && Object.hasOwn(data, "rewrites") && !isData(rewrites) && rewriting === null)
    problems.push({
      source: configFiles[0] ?? folder,
      line: null,
      message: "rewrites is a program here, so links may be wrong: set PERMALINK, such as /:path.",
    });
  const zone = overrides.timezone;
  const named = below(data, "locales");
  const locales = new Map(
    Object.keys(named)
      .map((key) => [key.replace(/\//g, ""), textField(below(named, key), "lang")] as const)
      .filter(([key]) => key !== "" && key !== "root"),
  );
  const rootOf = (key: string): string | null =>
    textField(below(named, "/"), key) ?? textField(below(named, "root"), key);
  const rootLang = rootOf("lang") ?? textField(data, "lang");
  return {
    flavour,
    site: {
      title: overrides.title ?? textField(data, "title") ?? rootOf("title") ?? "",
      url,
      timezone: zone,
      lang: rootLang,
      generator: flavour,
    },
    breaks: isYes(own(below(data, "markdown"), "breaks")),
    extensions: extensionsOf(vite, data, packages, written),
    problems,
    root: prefix,
    zone: zone !== null && isZone(zone) ? zone : "UTC",
    permalink:
      overrides.permalink ?? textField(data, "permalink", "permalinkPattern") ?? blog[0]?.permalink ?? null,
    blog: overrides.permalink === null ? blog : [],
    version: flavour === "vuepress" ? versionOf(data, written, packages) : 2,
    permalinks: !vite || Object.keys(packages).some((name) => /permalink|teek/.test(name)),
    holds: (inside) => !excluded(inside) && listed(inside),
    indexed: await foldersWithIndex(files, prefix),
    rewrite: vite && overrides.permalink === null ? rewriter(rewrites, rewriting) : (inside) => inside,
    locked: lockedPaths(data),
    lockKeys: lockKeys(data, packages),
    ruledExcerpts: loaders?.ruled ?? false,
    // Before 1.0 there were two ways, of one address.
    cleanUrls:
      isYes(own(data, "cleanUrls")) || /^with(?:out)?-subfolders$/.test(textField(data, "cleanUrls") ?? ""),
    locales,
    rootLang: locales.size === 0 ? null : rootLang,
    configFolder: `${folder}/`,
    configFiles: [...configFiles, MANIFEST, ...(loaders?.configFiles ?? [])],
  };
}
