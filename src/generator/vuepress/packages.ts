// What the packages of a VuePress or VitePress site do to it: which version it is, its blog plugin, its sitemap plugin.
import { siteFolder } from "../rules/config.js";
import { isYes, textField, texts } from "../rules/fields.js";
import { below, isData, own, type Data } from "../rules/scalar.js";
import { globs } from "../rules/pattern.js";

/** The second VuePress names its bundler, in the configuration or in package.json. */
export function versionOf(data: Data, source: string, packages: Data): 1 | 2 {
  const said = textField(packages, "vuepress", "@vuepress/core", "vuepress-vite", "vuepress-webpack");
  if (said !== null && /[12]/.test(said)) return /^[^\d]*2/.test(said) ? 2 : 1;
  const bundled = Object.keys(packages).some((name) => name.startsWith("@vuepress/bundler-"));
  return bundled || Object.hasOwn(data, "bundler") || /\bdefineUserConfig\b/.test(source) ? 2 : 1;
}

/** Where @vuepress/plugin-blog puts posts unless told otherwise. */
const USUAL = "/:year/:month/:day/:slug";

export interface BlogFolder {
  readonly folder: string;
  readonly permalink: string;
}

/** The folders that VuePress 1's @vuepress/plugin-blog makes posts of; @vuepress/theme-blog sets it up for `_posts`. */
export function blogFolders(data: Data): readonly BlogFolder[] {
  if (/^@vuepress\/(?:theme-)?blog$/.test(textField(data, "theme") ?? ""))
    return [{ folder: "_posts", permalink: USUAL }];
  const plugins = own(data, "plugins");
  const pairs: readonly unknown[] = Array.isArray(plugins)
    ? plugins
    : isData(plugins)
      ? Object.entries(plugins)
      : [];
  const set = pairs.find(
    (one): one is [string, unknown] =>
      Array.isArray(one) && /^@vuepress\/(?:plugin-)?blog$/.test(String(one[0])),
  )?.[1];
  return foldersIn(isData(set) ? own(set, "directories") : null);
}

/** Of several for one folder the first gives its posts their address, as the plugin has it. */
function foldersIn(list: unknown): readonly BlogFolder[] {
  return (Array.isArray(list) ? list : []).flatMap((one: unknown) => {
    const folder = isData(one) ? siteFolder(textField(one, "dirname"), "") : "";
    return isData(one) && folder !== ""
      ? [{ folder, permalink: textField(one, "itemPermalink") ?? USUAL }]
      : [];
  });
}

/**
 * Whether a theme keeps a page behind a password that its front matter does not name: vuepress-theme-hope's
 * `encrypt.config` by paths, its `global` and vuepress-theme-reco's `keyPage` for the whole site.
 */
export function lockedPaths(data: Data): (path: string) => boolean {
  const themes = [below(data, "theme"), below(data, "themeConfig")];
  const encrypt = themes.map((theme) => below(theme, "encrypt"));
  const whole =
    encrypt.some(
      (one) =>
        isYes(own(one, "global")) ||
        Array.isArray(own(one, "global")) ||
        textField(one, "status") === "global",
    ) ||
    themes.some((theme) => {
      const keys = own(below(theme, "keyPage"), "keys");
      return Array.isArray(keys) && keys.length > 0;
    });
  const paths = encrypt.flatMap((one) => Object.keys(below(one, "config"))).map(decoded);
  return (path) => whole || paths.some((one) => `/${decoded(path).replace(/^\//, "")}`.startsWith(one));
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Keys of front matter by which themes and plugins lock a page: reco's hashed `keys`, posts-encrypt's `secret`. */
export const lockKeys = (data: Data, packages: Data): readonly string[] =>
  [...Object.keys(packages), textField(data, "theme") === "reco" ? "vuepress-theme-reco" : ""].flatMap(
    (name) => (/theme-reco/.test(name) ? ["keys"] : /posts-encrypt/.test(name) ? ["secret"] : []),
  );

/** The address a sitemap plugin was given: `["sitemap", { hostname }]`, `sitemapPlugin({ hostname })`. */
export function pluginHost(data: Data): string | null {
  const plugins = own(data, "plugins");
  const list: readonly unknown[] = Array.isArray(plugins)
    ? plugins.flat()
    : Object.values(below(data, "plugins"));
  return (
    list.map((one) => (isData(one) ? textField(one, "hostname") : null)).find((one) => one !== null) ?? null
  );
}

/** Whether VuePress 2's `pagePatterns` leave a path out, from the pages' folder. */
export function unpatterned(data: Data): (inside: string) => boolean {
  const patterns = texts(own(data, "pagePatterns"));
  const wanted = patterns.filter((one) => !one.startsWith("!"));
  const ignore = patterns.filter((one) => one.startsWith("!")).map((one) => one.slice(1));
  if (wanted.length === 0) return () => false;
  const holds = globs(wanted, ignore);
  return (inside) => !holds(inside);
}
