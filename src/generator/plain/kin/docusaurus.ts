// Docusaurus: its blog.
import type { SiteFiles } from "../../generator.js";
import { byGithubSlugger } from "../../rules/anchors.js";
import { siteFolder } from "../../rules/config.js";
import { asText, isNo, isYes, textField, texts } from "../../rules/fields.js";
import { below, isData, own, type Data } from "../../rules/scalar.js";
import { readScript } from "../../rules/script.js";
import type { ConfigFile, Kin, Linked, PostsFolder, SiteSays } from "../kin.js";
import { ownBlogs } from "./docusaurus-own.js";

/** Options that a program makes: they are there, and what they say is not known. */
const UNTOLD: Data = { path: undefined, routeBasePath: undefined };

const listed = (value: unknown): readonly (readonly [name: string, options: Data])[] =>
  (Array.isArray(value) ? (value as unknown[]) : []).map((one) => {
    const [name, options = {}] = Array.isArray(one) ? (one as unknown[]) : [one];
    const isUntold = Array.isArray(one) && one.length > 1 && !isData(one[1]);
    return [asText(name) ?? "", isUntold || !isData(options) ? UNTOLD : options];
  });

/** The preset of Docusaurus' own, which has a blog unless told otherwise. */
const CLASSIC = /(?:^|preset-|\/)classic$/;
/** Options that only a blog has, or a name for one. */
const OF_A_BLOG = /blog|post|feedOptions|readingTime|authorsMap/i;

/** Whether a plugin without a known name is given what a blog is given. */
const isGivenBlog = (options: Data): boolean =>
  [
    ...Object.keys(options),
    ...["id", "path", "routeBasePath"].flatMap((key) => textField(options, key) ?? []),
  ].some((one) => OF_A_BLOG.test(one));

/** The options of each blog: of presets and of every plugin. */
function blogsOf(config: Data, source: string, ours: ReadonlySet<number>): readonly Data[] {
  const presets = listed(own(config, "presets"));
  const classic = presets.filter(([name]) => CLASSIC.test(name));
  const others = presets.filter(([name, options]) => !CLASSIC.test(name) && isData(own(options, "blog")));
  const plugins = listed(own(config, "plugins"));
  const plugged = plugins.filter(([name]) => name.endsWith("content-blog"));
  // Of the site's own: most extend the blog of Docusaurus.
  const extended = plugins.filter(([name, options], at) =>
    name === "" ? isGivenBlog(options) || ours.has(at) : /blog/i.test(name) && !name.endsWith("content-blog"),
  );
  const known = [
    ...[...classic, ...others]
      .map(([, options]) =>
        options === UNTOLD ? UNTOLD : Object.hasOwn(options, "blog") ? own(options, "blog") : {},
      )
      .filter((blog) => !isNo(blog))
      .map((blog) => (isData(blog) ? blog : UNTOLD)),
    ...[...plugged, ...extended.filter(([, options]) => hasPlace(options))].map(([, options]) => options),
  ];
  if (known.length > 0) return known;
  // One that says nothing of where its posts are counts only where there is no other blog.
  if (extended.length > 0) return [UNTOLD];
  if (classic.length > 0) return [];
  return [/\brouteBasePath\b/.test(source) ? UNTOLD : { path: undefined }];
}

const hasPlace = (options: Data): boolean =>
  options !== UNTOLD && ["path", "routeBasePath"].some((key) => Object.hasOwn(options, key));

/** Folders that hold no blog, where it is not told which does. */
const NO_BLOG = ["{docs,*_docs,src}", "i18n/**/docusaurus-plugin-content-{docs,pages}*"];

interface Locales {
  readonly main: string | null;
  readonly all: readonly string[];
  /** `i18n` as written. */
  readonly set: Data;
}

/** A blog's own folder, and those of its translations, with the route of each; null where a program makes it. */
function foldersOf(blog: Data, { main, all, set }: Locales): readonly Routed[] {
  const path = siteFolder(textField(blog, "path"), "blog");
  const route = Object.hasOwn(blog, "routeBasePath") ? textField(blog, "routeBasePath") : "blog";
  const id = textField(blog, "id") ?? "default";
  const translated = `docusaurus-plugin-content-blog${id === "default" ? "" : `-${id}`}`;
  const top = siteFolder(textField(set, "path"), "i18n");
  const [leftOut, taken] = [texts(own(blog, "exclude")), texts(own(blog, "include"))];
  // A language may have an address of its own, the default one too.
  const isElsewhere = (locale: Data) => Object.hasOwn(locale, "baseUrl") || Object.hasOwn(locale, "url");
  return [
    [
      { path, leftOut, taken },
      main !== null && isElsewhere(below(set, "localeConfigs", main)) ? null : route,
    ],
    ...all
      .filter((lang) => lang !== main)
      .map((lang): Routed => {
        const locale = below(set, "localeConfigs", lang);
        const folder = `${top}/${siteFolder(textField(locale, "path"), lang)}/${translated}`;
        return [
          { path: folder, lang, translates: path, leftOut, taken },
          route === null || isElsewhere(locale) ? null : `${lang}/${route}`,
        ];
      }),
  ];
}
type Routed = readonly [folder: PostsFolder, route: string | null];

/** The route of each folder; null where two blogs say otherwise of one. */
function routesOf(blogs: readonly Routed[]): ReadonlyMap<string, string | null> {
  const routes = new Map<string, string | null>();
  for (const [{ path }, route] of blogs)
    routes.set(path, routes.has(path) && routes.get(path) !== route ? null : route);
  return routes;
}

/** Docusaurus' `parseBlogFileName`, as written: the date comes first, folders above it follow, nothing is padded. */
const DOCUSAURUS_DATED = /^(.*)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*)$/;

/** `slash` is `trailingSlash`; null where addresses end as they are written. */
function docusaurusPath({ place: { path }, slug }: Linked, route: string, slash: boolean | null): string {
  const [, folder = "", date = "", rest = ""] = DOCUSAURUS_DATED.exec(path) ?? [];
  const own = slug ?? (date === "" ? path : `${date.replace(/-/g, "/")}/${folder}${rest}`);
  const whole = `/${route}/${own}`.replace(/\/{2,}/g, "/");
  return slash === null ? whole : `${whole.replace(/\/+$/, "")}${slash ? "/" : ""}`;
}

async function said({ file, source }: ConfigFile, files: SiteFiles): Promise<SiteSays> {
  const script = await readScript(file, source, files);
  const config = script?.main ?? {};
  const [host, base] = [textField(config, "url"), textField(config, "baseUrl")];
  const i18n = below(config, "i18n");
  const locales = texts(own(i18n, "locales"));
  const lang = textField(i18n, "defaultLocale") ?? (locales.length > 0 ? "en" : null);
  const options = blogsOf(config, source, ownBlogs(script));
  const blogs = options.flatMap((blog) => foldersOf(blog, { main: lang, all: locales, set: i18n }));
  const routes = routesOf(blogs);
  const slash = own(config, "trailingSlash");
  const isTold = options.every((blog) => !Object.hasOwn(blog, "path") || textField(blog, "path") !== null);
  const isThere = await Promise.all(blogs.map(([{ path }]) => files.exists(path)));
  return {
    title: textField(config, "title"),
    // Docusaurus reads every file as MDX unless told (`markdown.format`).
    mdx: /^(?:mdx)?$/.test(textField(below(config, "markdown"), "format") ?? ""),
    url: host === null ? null : host.replace(/\/+$/, "") + (base ?? ""),
    lang,
    // Docusaurus takes every date without an offset for one of Greenwich (its blogUtils).
    timezone: "UTC",
    ...(isTold || isThere.includes(true)
      ? { folders: blogs.map(([folder]) => folder) }
      : { leftOut: NO_BLOG }),
    link: [...routes.values()].every((route) => route === null)
      ? null
      : (post) => {
          const route = routes.get(post.place.root.path) ?? null;
          const ending = isYes(slash) ? true : isNo(slash) ? false : null;
          return route === null ? null : docusaurusPath(post, route, ending);
        },
    names: [
      ["authors", "authors.yml", "name"],
      ["tags", "tags.yml", "label"],
    ],
  };
}

export const docusaurus: Kin = {
  name: "docusaurus",
  marks: [{ file: /^docusaurus\.config\.[cm]?[jt]s$/ }],
  anchors: byGithubSlugger,
  posts: [],
  extensions: ["directives", "emoji names"],
  proposal: "/blog/:path",
  // A README in the blog is a post like others (its blogUtils); only its folder's index gives it up to the folder.
  pages: /^_/,
  path: (_, bare) => bare.replace(/\/index$/, ""),
  said,
};
