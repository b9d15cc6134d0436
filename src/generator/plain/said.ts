// What the configuration of Zola, Quartz, Docusaurus and their kin says, each in its own words; read as data, never run.
import type { SiteFiles } from "../generator.js";
import { assigned, dataOf, type Config, type Said } from "./config.js";
import { saidByDocusaurus } from "./docusaurus.js";
import { saidByPelican } from "./pelican.js";
import { saidByQuartz } from "./quartz.js";
import { saidByZola } from "./zola.js";
import { text, texts } from "../rules/fields.js";
import { below, own } from "../rules/scalar.js";

/** Where Eleventy's starters keep what is true of the whole site. */
const ELEVENTY_DATA = ["", "src/", "content/"].flatMap((folder) =>
  ["metadata", "site", "meta"].flatMap((name) =>
    ["json", "js", "mjs", "cjs"].map((ending) => `${folder}_data/${name}.${ending}`),
  ),
);

/** What a site says of itself; what it does not say is absent or null. */
export async function said(config: Config, files: SiteFiles): Promise<Said> {
  const { kind, file, source } = config;
  switch (kind) {
    case "zola":
      return saidByZola(await dataOf(files, file), files);
    case "quartz":
      return saidByQuartz(config, files);
    case "docusaurus":
      return saidByDocusaurus(config, files);
    case "pelican":
      return saidByPelican(config, files);
    case "eleventy":
      for (const path of ELEVENTY_DATA) {
        const about = await dataOf(files, path);
        const [title, url] = [text(about, "title", "name"), text(about, "url", "siteUrl")];
        const lang = text(about, "language", "lang");
        if (title !== null || url !== null)
          return { title, url, lang, files: [path], proposal: "/blog/:name/" };
      }
      return { proposal: "/blog/:name/" };
    case "nikola":
      return {
        title: assigned(source, "BLOG_TITLE"),
        url: assigned(source, "SITE_URL"),
        timezone: assigned(source, "TIMEZONE"),
        lang: assigned(source, "DEFAULT_LANG"),
        proposal: `/posts/:folder/:slug${/^\s*PRETTY_URLS\s*=\s*False/m.test(source) ? ".html" : "/"}`,
      };
    case "gatsby": {
      const about = below(await dataOf(files, file), "siteMetadata");
      return { title: text(about, "title"), url: text(about, "siteUrl", "url"), proposal: "/:path/" };
    }
    case "nuxt": {
      const about = below(await dataOf(files, file), "site");
      return {
        title: text(about, "name"),
        url: text(about, "url"),
        lang: text(about, "defaultLocale"),
        proposal: "/blog/:path",
      };
    }
    case "bridgetown": {
      const started = (await files.read("config/initializers.rb")) ?? "";
      const [about, main] = ["src/_data/site_metadata.yml", "bridgetown.config.yml"];
      return {
        title: text(await dataOf(files, about), "title"),
        url: assigned(started, "url") ?? text(await dataOf(files, main), "url"),
        timezone: assigned(started, "timezone") ?? text(await dataOf(files, main), "timezone"),
        // Its style "pretty" (documentation, "Permalinks").
        proposal: "/:category/:year/:month/:day/:slug/",
        files: ["config/initializers.rb", about, main],
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
        proposal: "/:path",
      };
    }
    case "next":
      return { proposal: "/blog/:slug" };
  }
}
