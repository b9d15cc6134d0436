// Docusaurus: its blog.
import type { SiteFiles } from "../../generator.js";
import { byGithubSlugger } from "../../rules/anchors.js";
import { asText, isNo, isYes, textField } from "../../rules/fields.js";
import { below, isData, own, type Data } from "../../rules/scalar.js";
import { dataOf, type ConfigFile, type Kin, type Linked, type SiteSays } from "../kin.js";

const listed = (value: unknown): readonly (readonly [name: string, options: Data])[] =>
  (Array.isArray(value) ? (value as unknown[]) : []).map((one) => {
    const [name, options] = Array.isArray(one) ? (one as unknown[]) : [one];
    return [asText(name) ?? "", isData(options) ? options : {}];
  });

/** The options of Docusaurus' blog: of its preset, which has one unless told otherwise, else of a plugin; none where it is not set up. */
async function docusaurusBlog(config: Data, files: SiteFiles): Promise<Data> {
  const presets = listed(own(config, "presets")).map(([, options]) => own(options, "blog"));
  const plugged = listed(own(config, "plugins")).find(([name]) => name.endsWith("content-blog"))?.[1];
  const set = presets.find(isData);
  if (set !== undefined || plugged === undefined) return set ?? {};
  return presets.length > 0 && !presets.some(isNo) && (await files.exists("blog")) ? {} : plugged;
}

/** Docusaurus' `parseBlogFileName`, as written: the date comes first, folders above it follow, nothing is padded. */
const DOCUSAURUS_DATED = /^(.*)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*)$/;

/** `slash` is `trailingSlash`; null where addresses end as they are written. */
function docusaurusPath({ place: { path }, slug }: Linked, route: string, slash: boolean | null): string {
  const [, folder = "", date = "", rest = ""] = DOCUSAURUS_DATED.exec(path) ?? [];
  const own = slug ?? (date === "" ? path : `${date.replace(/-/g, "/")}/${folder}${rest}`);
  const whole = `${route}/${own}`.replace(/\/{2,}/g, "/");
  return slash === null ? whole : `${whole.replace(/\/+$/, "")}${slash ? "/" : ""}`;
}

async function said({ file, source }: ConfigFile, files: SiteFiles): Promise<SiteSays> {
  const config = await dataOf(files, file);
  const [host, base] = [textField(config, "url"), textField(config, "baseUrl")];
  const blog = await docusaurusBlog(config, files);
  const route = Object.hasOwn(blog, "routeBasePath") ? textField(blog, "routeBasePath") : "blog";
  const slash = own(config, "trailingSlash");
  const unread = Object.keys(config).length === 0 && /\brouteBasePath\b/.test(source);
  return {
    title: textField(config, "title"),
    // Docusaurus reads every file as MDX unless told (`markdown.format`).
    mdx: /^(?:mdx)?$/.test(textField(below(config, "markdown"), "format") ?? ""),
    url: host === null ? null : host.replace(/\/+$/, "") + (base ?? ""),
    lang: textField(below(config, "i18n"), "defaultLocale"),
    // Docusaurus takes every date without an offset for one of Greenwich (its blogUtils).
    timezone: "UTC",
    folder: textField(blog, "path")?.replace(/^\.\//, "") ?? null,
    link:
      route === null || unread
        ? null
        : (post) => docusaurusPath(post, route, isYes(slash) ? true : isNo(slash) ? false : null),
    names: [
      ["authors.yml", "name"],
      ["tags.yml", "label"],
    ],
  };
}

export const docusaurus: Kin = {
  name: "docusaurus",
  marks: [{ file: /^docusaurus\.config\.[cm]?[jt]s$/ }],
  anchors: byGithubSlugger,
  posts: ["blog"],
  proposal: "/blog/:path",
  // A README in the blog is a post like others (its blogUtils); only its folder's index gives it up to the folder.
  pages: /^_/,
  path: (_, bare) => bare.replace(/\/index$/, ""),
  said,
};
