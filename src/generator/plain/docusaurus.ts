// What the configuration of Docusaurus says of its blog.
import type { SiteFiles } from "../generator.js";
import { dataOf, type Config, type Said } from "./config.js";
import { asText, isNo, isYes, text } from "../rules/fields.js";
import { below, isData, own, type Data } from "../rules/scalar.js";

/** The options of Docusaurus' blog, from its preset or its plugin; none where it is not set up. */
function docusaurusBlog(config: Data): Data {
  const listed = [own(config, "plugins"), own(config, "presets")].flatMap((one) =>
    Array.isArray(one) ? (one as unknown[]) : [],
  );
  for (const one of listed) {
    const [name, options] = Array.isArray(one) ? (one as unknown[]) : [];
    if (!isData(options)) continue;
    if (asText(name)?.endsWith("content-blog")) return options;
    const blog = own(options, "blog");
    if (isData(blog)) return blog;
  }
  return {};
}

export async function saidByDocusaurus({ file, source }: Config, files: SiteFiles): Promise<Said> {
  const config = await dataOf(files, file);
  const [host, base] = [text(config, "url"), text(config, "baseUrl")];
  const blog = docusaurusBlog(config);
  const route = Object.hasOwn(blog, "routeBasePath") ? text(blog, "routeBasePath") : "blog";
  const slash = own(config, "trailingSlash");
  const unread = Object.keys(config).length === 0 && /\brouteBasePath\b/.test(source);
  return {
    title: text(config, "title"),
    url: host === null ? null : host.replace(/\/+$/, "") + (base ?? ""),
    lang: text(below(config, "i18n"), "defaultLocale"),
    // Docusaurus takes every date without an offset for one of Greenwich (its blogUtils).
    timezone: "UTC",
    folder: text(blog, "path")?.replace(/^\.\//, "") ?? null,
    links:
      route === null || unread
        ? null
        : { by: "docusaurus", route, slash: isYes(slash) ? true : isNo(slash) ? false : null },
    proposal: "/blog/:path",
    names: [
      ["authors.yml", "name"],
      ["tags.yml", "label"],
    ],
  };
}
