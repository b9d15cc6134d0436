// Astro: Markdown and MDX of content collections, and pages with a date (verified on Astro 5).
import { postDate } from "../post/date.js";
import { joinUrl } from "../post/link.js";
import type { Visibility } from "../post/post.js";
import { ASTRO_CONFIG, loadAstro, type AstroSettings } from "./astro-config.js";
import { CONTENT_CONFIG, type Collection } from "./astro-content.js";
import { isLanguagePart, ROUTE_FILE, routePath } from "./astro-routes.js";
import type { Generator, ParseResult, SiteReader } from "./generator.js";
import { fillPattern } from "./hexo-permalink.js";
import { assemble } from "./rules/assemble.js";
import { asShown, isDraft, isHidden, isNo, isProtected, text, texts, UPDATED_KEYS } from "./rules/fields.js";
import { parseFile } from "./rules/file.js";
import { readFrontMatter, type FrontMatter } from "./rules/front-matter.js";
import { parseJsDate } from "./rules/js-date.js";
import { meaning, own, type Data } from "./rules/scalar.js";
import { languageInPath, translationKey } from "./rules/translation.js";

const POST_FILE = /\.(?:md|mdx|markdown)$/;
const DATE_KEYS = [
  "pubDate",
  "date",
  "publishDate",
  "publishedDate",
  "pubDatetime",
  "published",
  "publishedAt",
  "datePublished",
];
/** github-slugger on every segment, as Astro makes ids. */
export const astroId = (path: string): string =>
  path
    .replace(/\.[^./]+$/, "")
    .split("/")
    .map((part) =>
      part
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
        .replace(/ /g, "-"),
    )
    .join("/")
    .replace(/\/index$/, "");

/** A bare YAML date is in UTC, any other text is what JavaScript makes of it on the build machine. */
function instantOf(value: unknown, { buildZone }: AstroSettings): number | null {
  const meant = meaning(value);
  if (meant instanceof Date) return meant.getTime();
  return typeof meant === "string" ? parseJsDate(meant, buildZone) : null;
}

const firstDate = (data: Data, keys: readonly string[], settings: AstroSettings): number | null =>
  keys.map((key) => instantOf(own(data, key), settings)).find((instant) => instant !== null) ?? null;

interface Place {
  /** The collection, or null for a page. */
  readonly collection: Collection | null;
  /** Path below the collection or `src/pages`. */
  readonly inside: string;
}

function placeOf(path: string, { collections }: AstroSettings): Place | null {
  if (!POST_FILE.test(path)) return null;
  for (const collection of collections) {
    const folder = collection.base === "" ? "" : `${collection.base}/`;
    const inside = path.slice(folder.length);
    if (path.startsWith(folder) && collection.holds(inside)) return { collection, inside };
  }
  const inside = path.startsWith("src/pages/") ? path.slice("src/pages/".length) : "";
  return /\//.test(inside) && !/(?:^|\/)_/.test(inside) ? { collection: null, inside } : null;
}

function linkOf(
  { collection, inside }: Place,
  id: string,
  data: Data,
  settings: AstroSettings,
): string | null {
  const { site, ending, permalink } = settings;
  if (permalink !== null) {
    const values = Object.entries(data).map(([key, value]) => [key, asShown(value)] as const);
    const path = inside.replace(/\.[^./]+$/, "");
    const filled = fillPattern(permalink, { ...Object.fromEntries(values), id, slug: id, title: id, path });
    return "path" in filled ? joinUrl(site.url, filled.path) : null;
  }
  if (collection === null) return joinUrl(site.url, `/${id}${ending}`);
  const routes = collection.ownIds ? [] : (settings.routes.get(collection.name) ?? []);
  const path = routePath(routes, id, settings);
  return path === null ? null : joinUrl(site.url, `/${path}${ending}`);
}

function readPost(
  source: string,
  place: Place,
  read: FrontMatter,
  settings: AstroSettings,
  now: Date,
): ParseResult {
  const { data, body } = read;
  const instant = firstDate(data, DATE_KEYS, settings);
  if (place.collection === null && instant === null) return { kind: "ignored" };
  const id =
    place.collection === null
      ? place.inside.replace(/\.[^./]+$/, "").replace(/\/index$/, "")
      : (text(data, "slug") ?? astroId(place.inside));
  const locales = [...settings.locales.keys()];
  const folder = languageInPath(place.inside, locales);
  const lang =
    text(data, "lang", "language", "locale") ??
    (folder === null ? settings.defaultLocale : (settings.locales.get(folder) ?? folder));
  const visibility: Visibility = isDraft(data)
    ? "draft"
    : isHidden(data) || isNo(own(data, "published"))
      ? "hidden"
      : instant !== null && instant > now.getTime()
        ? "scheduled"
        : "public";
  const parsed = assemble({
    source,
    data,
    body: body.replace(/\{\/\*[\s\S]*?\*\/\}/g, ""),
    slug: id,
    title: asShown(own(data, "title")),
    date: postDate(instant, settings.zone),
    updated: postDate(firstDate(data, UPDATED_KEYS, settings), settings.zone),
    tags: texts(own(data, "tags") ?? own(data, "tag")),
    categories: texts(own(data, "categories") ?? own(data, "category")).map((name) => [name]),
    url: linkOf(place, id, data, settings),
    siteUrl: settings.site.url,
    lang,
    translationKey: text(data, "translationKey") ?? translationKey(source, folder ?? lang, locales),
    visibility,
    protected: isProtected(data),
    permanent: text(data, "abbrlink", "uuid"),
    summary: {
      before: [text(data, "excerpt")],
      marker: null,
      after: [text(data, "description"), text(data, "summary")],
      typography: "none",
    },
  });
  return { kind: "post", parsed, problems: [] };
}

/** The pattern of all posts, where one collection has one route. */
function patternOf({ permalink, routes, ending }: AstroSettings): string | null {
  const [route] = [...routes.values()].flat();
  if (permalink !== null) return permalink;
  const plain = routes.size === 1 && route && !route.folders.some(isLanguagePart);
  return plain ? `/${[...route.folders, ":id"].join("/")}${ending}` : null;
}

function readerOf(settings: AstroSettings): SiteReader {
  return {
    site: settings.site,
    problems: settings.problems,
    isPost: (path) => placeOf(path, settings) !== null,
    permalink: patternOf(settings),
    isConfig: (path) =>
      ASTRO_CONFIG.test(path) ||
      CONTENT_CONFIG.test(path) ||
      ROUTE_FILE.test(path) ||
      settings.configFiles.includes(path),
    parse(source, bytes, now): ParseResult {
      const place = placeOf(source, settings);
      if (!place) return { kind: "ignored" };
      return parseFile(
        source,
        bytes,
        (fault) => `Astro stops at this front matter: it ${fault}.`,
        (text) => readPost(source, place, readFrontMatter(text, "refuse"), settings, now),
      );
    },
  };
}

export const astro: Generator = {
  name: "astro",
  title: "Astro",
  zoneless: "UTC",
  pagesAmongPosts: false,
  isRoot: (names) => names.some((name) => ASTRO_CONFIG.test(name)),
  async detect(files) {
    const configured = (await files.list("")).find((name) => ASTRO_CONFIG.test(name));
    if (configured !== undefined) return configured;
    return (await files.list("src/content")).some((name) => name.endsWith("/")) ? "src/content" : null;
  },
  async open(files, overrides) {
    return readerOf(await loadAstro(files, overrides));
  },
};
