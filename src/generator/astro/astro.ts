// Astro: Markdown and MDX of content collections, and pages with a date (verified on Astro 5).
import { ASTRO_CONFIG, loadAstro, type AstroSettings } from "./config.js";
import { CONTENT_CONFIG } from "./content.js";
import type { ContentLocation } from "./link.js";
import { astroPost } from "./post.js";
import { isLanguagePart, ROUTE_FILE } from "./routes.js";
import type { Generator, ParseResult, SiteReader } from "../generator.js";
import { folderIn, parseFile } from "../rules/file.js";
import { readFrontMatter } from "../rules/front-matter.js";

const POST_FILE = /\.(?:md|mdx|markdown)$/;
function placeOf(path: string, { collections, src }: AstroSettings): ContentLocation | null {
  if (!POST_FILE.test(path)) return null;
  for (const collection of collections) {
    const folder = collection.base === "" ? "" : `${collection.base}/`;
    const inside = path.slice(folder.length);
    if (path.startsWith(folder) && collection.holds(inside)) return { collection, inside };
  }
  const pages = `${src}pages/`;
  const inside = path.startsWith(pages) ? path.slice(pages.length) : "";
  return /\//.test(inside) && !/(?:^|\/)_/.test(inside) ? { collection: null, inside } : null;
}

/** The pattern of all posts, where one collection has one route. */
function patternOf({ permalink, routes, ending }: AstroSettings): string | null {
  const [route] = [...routes.values()].flat();
  if (permalink !== null) return permalink;
  const plain = routes.size === 1 && route && !route.folders.some(isLanguagePart);
  return plain ? `/${[...route.folders, ":id"].join("/")}${ending}` : null;
}

function readerOf(settings: AstroSettings): SiteReader {
  const { src } = settings;
  const inSource = (path: string): string => (path.startsWith(src) ? path.slice(src.length) : "");
  return {
    site: settings.site,
    problems: settings.problems,
    isPost: (path) => placeOf(path, settings) !== null,
    postsFolder(path) {
      const place = placeOf(path, settings);
      return place?.collection?.base ?? folderIn(`${src}pages/`, path);
    },
    permalink: patternOf(settings),
    isConfig: (path) =>
      ASTRO_CONFIG.test(path) ||
      CONTENT_CONFIG.test(inSource(path)) ||
      ROUTE_FILE.test(inSource(path)) ||
      settings.configFiles.includes(path),
    parse(source, bytes, now): ParseResult {
      const place = placeOf(source, settings);
      if (!place) return { kind: "ignored" };
      return parseFile(
        source,
        bytes,
        (fault) => `Astro stops at this front matter: it ${fault}.`,
        (text) => astroPost(source, place, readFrontMatter(text, "refuse"), settings, now),
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
  detect: async (files) => (await files.list("")).find((name) => ASTRO_CONFIG.test(name)) ?? null,
  async guess(files) {
    return (await files.list("src/content")).some((name) => name.endsWith("/")) ? "src/content" : null;
  },
  async open(files, overrides) {
    return readerOf(await loadAstro(files, overrides));
  },
};
