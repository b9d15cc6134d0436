// What the configuration of Zola, Quartz, Docusaurus and their kin says, each in its own words; read as data, never run.
import type { SiteFiles } from "./generator.js";
import { text, texts } from "./rules/fields.js";
import { readJsModule } from "./rules/js-config.js";
import { parseData, SyntaxFault } from "./rules/parsers.js";
import { isData, own, type Data } from "./rules/scalar.js";

export type Kind =
  | "zola"
  | "quartz"
  | "docusaurus"
  | "eleventy"
  | "pelican"
  | "nikola"
  | "gatsby"
  | "nuxt"
  | "next"
  | "bridgetown"
  | "obsidian";

/** Lone texts a Python or Ruby configuration assigns: `SITENAME = "x"`, `url "x"`. */
const assigned = (source: string, name: string): string | null =>
  new RegExp(`^[ \\t]*${name}(?:[ \\t]*=[ \\t]*|[ \\t]+)(["'])([^\\n]*?)\\1[ \\t]*(?:#.*)?$`, "m").exec(
    source,
  )?.[2] ?? null;

export async function dataOf(files: SiteFiles, path: string): Promise<Data> {
  const source = await files.read(path);
  if (source === null) return {};
  if (/\.[cm]?[jt]s$/.test(path)) return (await readJsModule(path, source, files))?.main ?? {};
  try {
    return parseData(
      source,
      path.endsWith(".json") ? "json" : path.endsWith(".toml") ? "toml" : "yaml",
      "last wins",
    );
  } catch (fault) {
    if (fault instanceof SyntaxFault) return {};
    throw fault;
  }
}

const part = (value: Data, key: string): Data => {
  const inner = own(value, key);
  return isData(inner) ? inner : {};
};

export interface Said {
  readonly title?: string | null;
  readonly url?: string | null;
  readonly timezone?: string | null;
  readonly lang?: string | null;
  readonly languages?: readonly string[];
  readonly folder?: string | null;
  readonly leftOut?: readonly string[];
  readonly files?: readonly string[];
}

/** Where Eleventy's starters keep what is true of the whole site. */
const ELEVENTY_DATA = ["", "src/", "content/"].flatMap((folder) =>
  ["metadata", "site", "meta"].flatMap((name) =>
    ["json", "js", "mjs", "cjs"].map((ending) => `${folder}_data/${name}.${ending}`),
  ),
);

/** A configuration file and its text. */
export interface Config {
  readonly kind: Kind;
  readonly file: string;
  readonly source: string;
}

/** What a site says of itself; what it does not say is absent or null. */
export async function said({ kind, file, source }: Config, files: SiteFiles): Promise<Said> {
  switch (kind) {
    case "zola": {
      const config = await dataOf(files, file);
      const languages = Object.keys(part(config, "languages"));
      const lang = text(config, "default_language") ?? (languages.length > 0 ? "en" : null);
      return { title: text(config, "title"), url: text(config, "base_url"), lang, languages };
    }
    case "quartz": {
      const config = part(await dataOf(files, file), "configuration");
      const host = text(config, "baseUrl");
      const url = host === null || /^https?:/.test(host) ? host : `https://${host}`;
      const leftOut = texts(own(config, "ignorePatterns"));
      return { title: text(config, "pageTitle"), url, lang: text(config, "locale"), leftOut };
    }
    case "docusaurus": {
      const config = await dataOf(files, file);
      const [host, base] = [text(config, "url"), text(config, "baseUrl")];
      const url = host === null ? null : host.replace(/\/+$/, "") + (base ?? "");
      return { title: text(config, "title"), url, lang: text(part(config, "i18n"), "defaultLocale") };
    }
    case "eleventy":
      for (const path of ELEVENTY_DATA) {
        if (!(await files.exists(path))) continue;
        const about = await dataOf(files, path);
        const [title, url] = [text(about, "title", "name"), text(about, "url", "siteUrl")];
        const lang = text(about, "language", "lang");
        if (title !== null || url !== null) return { title, url, lang, files: [path] };
      }
      return {};
    case "pelican": {
      const published = (await files.read("publishconf.py")) ?? "";
      const either = (name: string): string | null =>
        [assigned(published, name), assigned(source, name)].find((one) => one !== null && one !== "") ?? null;
      return {
        title: either("SITENAME"),
        url: either("SITEURL"),
        timezone: either("TIMEZONE"),
        lang: either("DEFAULT_LANG"),
        folder: either("PATH"),
        leftOut: ["pages"],
        files: ["publishconf.py"],
      };
    }
    case "nikola":
      return {
        title: assigned(source, "BLOG_TITLE"),
        url: assigned(source, "SITE_URL"),
        timezone: assigned(source, "TIMEZONE"),
        lang: assigned(source, "DEFAULT_LANG"),
      };
    case "gatsby": {
      const about = part(await dataOf(files, file), "siteMetadata");
      return { title: text(about, "title"), url: text(about, "siteUrl", "url") };
    }
    case "nuxt": {
      const about = part(await dataOf(files, file), "site");
      return { title: text(about, "name"), url: text(about, "url"), lang: text(about, "defaultLocale") };
    }
    case "bridgetown": {
      const started = (await files.read("config/initializers.rb")) ?? "";
      const [about, config] = ["src/_data/site_metadata.yml", "bridgetown.config.yml"];
      return {
        title: text(await dataOf(files, about), "title"),
        url: assigned(started, "url") ?? text(await dataOf(files, config), "url"),
        timezone: assigned(started, "timezone") ?? text(await dataOf(files, config), "timezone"),
        files: ["config/initializers.rb", about, config],
      };
    }
    case "obsidian": {
      const folders = await Promise.all(
        [
          [".obsidian/templates.json", "folder"],
          [".obsidian/plugins/templater-obsidian/data.json", "templates_folder"],
        ].map(async ([path = "", key = ""]) => text(await dataOf(files, path), key)),
      );
      const ignored = texts(own(await dataOf(files, ".obsidian/app.json"), "userIgnoreFilters"));
      return {
        leftOut: [...folders, ...ignored].filter((one) => one !== null).map((one) => one.replace(/\/+$/, "")),
      };
    }
    case "next":
      return {};
  }
}
