// What the packages of a VuePress or VitePress site do to it: which version it is, its blog plugin, its sitemap plugin.
import picomatch from "picomatch";
import type { SiteFiles } from "./generator.js";
import { siteFolder } from "./rules/config.js";
import { text, texts } from "./rules/fields.js";
import { parseData, SyntaxFault } from "./rules/parsers.js";
import { isData, own, type Data } from "./rules/scalar.js";

/** A map below a key, empty where there is none. */
export const below = (data: Data, key: string): Data => {
  const value = own(data, key);
  return isData(value) ? value : {};
};

/** The packages a site depends on, by name, with their versions; none without a readable package.json. */
export async function packagesOf(files: SiteFiles): Promise<Data> {
  try {
    const data = parseData((await files.read("package.json")) ?? "{}", "json");
    return { ...below(data, "dependencies"), ...below(data, "devDependencies") };
  } catch (fault) {
    if (fault instanceof SyntaxFault) return {};
    throw fault;
  }
}

/** The second VuePress names its bundler, in the configuration or in package.json. */
export function versionOf(data: Data, source: string, packages: Data): 1 | 2 {
  const said = text(packages, "vuepress", "@vuepress/core", "vuepress-vite", "vuepress-webpack");
  if (said !== null && /[12]/.test(said)) return /^[^\d]*2/.test(said) ? 2 : 1;
  const bundled = Object.keys(packages).some((name) => name.startsWith("@vuepress/bundler-"));
  return bundled || Object.hasOwn(data, "bundler") || /\bdefineUserConfig\b/.test(source) ? 2 : 1;
}

interface BlogFolder {
  readonly folder: string;
  readonly permalink: string;
}

/** The folders that VuePress 1's @vuepress/plugin-blog makes posts of; @vuepress/theme-blog sets it up for `_posts`. */
export function blogFolders(data: Data): readonly BlogFolder[] {
  const usual = "/:year/:month/:day/:slug";
  if (/^@vuepress\/(?:theme-)?blog$/.test(text(data, "theme") ?? ""))
    return [{ folder: "_posts", permalink: usual }];
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
  const list = isData(set) ? own(set, "directories") : null;
  return (Array.isArray(list) ? list : []).flatMap((one: unknown) => {
    const folder = isData(one) ? siteFolder(text(one, "dirname"), "") : "";
    return isData(one) && folder !== "" ? [{ folder, permalink: text(one, "itemPermalink") ?? usual }] : [];
  });
}

/** The address a sitemap plugin was given: `["sitemap", { hostname }]`, `sitemapPlugin({ hostname })`. */
export function pluginHost(data: Data): string | null {
  const plugins = own(data, "plugins");
  const list: readonly unknown[] = Array.isArray(plugins)
    ? plugins.flat()
    : Object.values(below(data, "plugins"));
  return list.map((one) => (isData(one) ? text(one, "hostname") : null)).find((one) => one !== null) ?? null;
}

/** Whether VuePress 2's `pagePatterns` leave a path out, from the pages' folder. */
export function unpatterned(data: Data): (inside: string) => boolean {
  const patterns = texts(own(data, "pagePatterns"));
  const wanted = patterns.filter((one) => !one.startsWith("!"));
  const ignore = patterns.filter((one) => one.startsWith("!")).map((one) => one.slice(1));
  if (wanted.length === 0) return () => false;
  const holds = picomatch(wanted, { ignore });
  return (inside) => !holds(inside);
}
