// Jekyll: dated files in `_posts`, read as Jekyll reads them (verified on 4.3.1).
import { postDate, wallToInstant } from "../post/date.js";
import { joinUrl } from "../post/link.js";
import { proseOf } from "../post/plain-text.js";
import type { Visibility } from "../post/post.js";
import { ASTRO_CONFIG } from "./astro-config.js";
import type { Generator, ParseResult, Problem, SiteFiles, SiteReader } from "./generator.js";
import { CONFIG_NAMES, defaultsFor, loadJekyll, type JekyllSettings } from "./jekyll-config.js";
import { fillPermalink, nameOf, titleize, type JekyllName } from "./jekyll-path.js";
import { assemble } from "./rules/assemble.js";
import {
  asShown,
  asText,
  isDraft,
  isHidden,
  isProtected,
  text,
  texts,
  UPDATED_KEYS,
} from "./rules/fields.js";
import { parseFile } from "./rules/file.js";
import { parseData, SyntaxFault } from "./rules/parsers.js";
import { meaning, own, Scalar, type Data } from "./rules/scalar.js";
import { languageInPath, translationKey } from "./rules/translation.js";
import { plainInstant } from "./rules/written-date.js";

const FRONT_MATTER = /^---[^\S\n]*\n(?:([\s\S]*?)\n)??(?:---|\.\.\.)[^\S\n]*(?:\n|$)/;

function split(source: string): { data: Data; body: string } {
  const found = FRONT_MATTER.exec(source);
  if (!found) return { data: {}, body: source };
  return { data: parseData(found[1] ?? "", "yaml", "last wins"), body: source.slice(found[0].length) };
}

/** Ruby's YAML takes a time without an offset for UTC, a day alone for midnight in the site's zone; texts are parsed there too. */
function instantOf(value: unknown, zone: string): number | null {
  const time = value instanceof Scalar && value.value instanceof Date && /:/.test(value.raw);
  return plainInstant(value, time ? "UTC" : zone);
}

function dayOf(day: string | null, zone: string): number | null {
  const [year = 0, month = 1, date = 1] = (day ?? "").split("-").map(Number);
  if (day === null) return null;
  // Ruby: 69 to 99 are the last century.
  const full = year >= 100 ? year : year >= 69 ? 1900 + year : 2000 + year;
  return wallToInstant(Date.UTC(full, month - 1, date), zone);
}

/** A text is split at white space, a lone number or truth is none; the singular key is one value and wins. */
function listOf(data: Data, singular: string, plural: string): readonly string[] {
  const one = own(data, singular);
  if (one !== undefined && one !== null) return Array.isArray(one) ? texts(one) : [asShown(one) ?? ""];
  const many = own(data, plural);
  if (typeof many === "string") return many.split(/\s+/).filter((word) => word !== "");
  return Array.isArray(many) ? flat(many) : [];
}

const flat = (list: readonly unknown[]): readonly string[] =>
  list
    .flatMap((item) => (Array.isArray(item) ? flat(item) : [asShown(item) ?? ""]))
    .filter((name) => name !== "");

/** `published: false`, `no` or nothing hides; the text "false" does not. */
function unpublished(data: Data): boolean {
  if (!Object.hasOwn(data, "published")) return false;
  const said = meaning(own(data, "published"));
  return said === false || said === null || (typeof said === "string" && /^(?:no|off)$/i.test(said));
}

/** Front matter over its defaults; a key with nothing after it leaves the default standing. */
const over = (defaults: Data, front: Data): Data => ({
  ...front,
  ...defaults,
  ...Object.fromEntries(Object.entries(front).filter(([, value]) => meaning(value) !== null)),
});

/** Jekyll's own excerpt: before the separator; with the usual blank line only where that block is prose. */
function excerptOf(body: string, data: Data, settings: JekyllSettings): string | null {
  const separator = asText(own(data, "excerpt_separator")) ?? settings.separator;
  const start = body.trimStart();
  if (separator === "") return null;
  const at = start.indexOf(separator);
  if (separator.trim() !== "") return at < 0 ? null : start.slice(0, at);
  const block = at < 0 ? start : start.slice(0, at);
  return block.length < 20_000 && proseOf(block, body, "typographer") !== "" ? block : null;
}

/**
 * What names a post over its languages: `ref` is the custom of sites without a plugin, `page_id` that of
 * jekyll-polyglot, which otherwise takes posts of one permalink for translations (its README).
 */
function keyOf(front: Data, { polyglot }: JekyllSettings): string | null {
  const permalink = polyglot === null ? null : text(front, "permalink");
  return text(front, "translationKey", "ref", "page_id") ?? (permalink?.includes(":") ? null : permalink);
}

/** jekyll-polyglot builds every language but the main one below a folder of its name. */
function inLanguage(path: string, lang: string | null, { polyglot }: JekyllSettings): string {
  if (polyglot === null || lang === null || lang === polyglot.main || !polyglot.languages.includes(lang))
    return path;
  return path.startsWith(`/${lang}/`) ? path : `/${lang}/${path.replace(/^\//, "")}`;
}

function readPost(
  source: string,
  name: JekyllName,
  file: string,
  settings: JekyllSettings,
  now: Date,
): ParseResult {
  const { data: front, body } = split(file);
  const defaults = defaultsFor(source, name.draft ? "drafts" : "posts", settings);
  const data = over(defaults, front);
  const { zone, site } = settings;
  const problems: Problem[] = [];
  const written = own(data, "date");
  const instant = instantOf(written, zone) ?? dayOf(name.day, zone);
  if (written !== undefined && instantOf(written, zone) === null)
    throw new SyntaxFault("has a date that is none: write it as 2024-01-31 18:00:00 +0800", null);
  const categories = [
    ...new Set([
      ...name.categories,
      ...listOf(defaults, "category", "categories"),
      ...listOf(front, "category", "categories"),
    ]),
  ];
  const slug = text(data, "slug") ?? name.slug;
  const pattern = asShown(own(data, "permalink")) || settings.permalink;
  const path = fillPermalink(pattern, {
    slug,
    instant,
    zone,
    categories,
    extension: name.extension,
    markdown: settings.markdown,
  });
  if ("unknown" in path)
    problems.push({
      source,
      line: null,
      message: `The link is unknown: the permalink needs :${path.unknown}.`,
      kind: "link",
    });
  if (isDraft(data) && !name.draft)
    problems.push({
      source,
      line: null,
      message: "draft: true is kept hidden here, but Jekyll publishes it.",
    });
  const visibility = ((): Visibility => {
    if ((name.draft && !settings.showDrafts) || isDraft(data)) return "draft";
    if ((unpublished(data) && !settings.unpublished) || isHidden(data)) return "hidden";
    return !settings.future && instant !== null && instant > now.getTime() ? "scheduled" : "public";
  })();
  const layout = text(data, "layout");
  const { polyglot } = settings;
  const lang =
    text(data, "lang", "language") ??
    languageInPath(name.categories.join("/") + "/") ??
    polyglot?.main ??
    null;
  const parsed = assemble({
    source,
    data,
    body,
    slug,
    title: asText(own(data, "title")) ?? titleize(name.slug),
    date: postDate(instant, zone),
    updated: postDate(
      UPDATED_KEYS.map((key) => instantOf(own(data, key), zone)).find((at) => at !== null) ?? null,
      zone,
    ),
    tags: listOf(data, "tag", "tags"),
    categories: categories.map((category) => [category]),
    url: "path" in path ? joinUrl(site.url, inLanguage(path.path, lang, settings)) : null,
    siteUrl: site.url,
    lang,
    translationKey: lang === null ? null : (keyOf(front, settings) ?? translationKey(source, lang)),
    visibility,
    protected: isProtected(data),
    quiet: layout !== null && /^page$/.test(layout),
    permanent: text(data, "abbrlink", "uuid"),
    summary: {
      before: [text(data, "excerpt")],
      marker: null,
      excerpt: excerptOf(body, data, settings),
      after: [text(data, "description"), text(data, "summary")],
      typography: "typographer",
      html: /\.html?$/i.test(name.extension),
    },
  });
  return { kind: "post", parsed, problems };
}

function readerOf(settings: JekyllSettings): SiteReader {
  const named = (path: string) => (settings.excluded(path) ? null : nameOf(path, settings));
  return {
    site: settings.site,
    problems: settings.problems,
    isPost: (path) => named(path) !== null,
    permalink: settings.permalink,
    isConfig: (path) => path === settings.configFile || CONFIG_NAMES.includes(path),
    parse(source, bytes, now): ParseResult {
      const name = named(source);
      if (!name) return { kind: "ignored" };
      return parseFile(
        source,
        bytes,
        (fault) => `Jekyll cannot read this front matter: it ${fault}.`,
        (text) => readPost(source, name, text, settings, now),
      );
    },
  };
}

/** Whether a folder holds a file with the name of a Jekyll post. */
async function holdsPosts(files: SiteFiles, folder: string, depth = 0): Promise<boolean> {
  for (const name of await files.list(folder)) {
    if (!name.endsWith("/")) {
      if (/^\d{2,4}-\d{1,2}-\d{1,2}-./.test(name)) return true;
    } else if (depth < 3 && (await holdsPosts(files, `${folder}/${name.slice(0, -1)}`, depth + 1)))
      return true;
  }
  return false;
}

export const jekyll: Generator = {
  name: "jekyll",
  title: "Jekyll",
  zoneless: "machine",
  pagesAmongPosts: false,
  isRoot: (names) => names.some((name) => CONFIG_NAMES.includes(name)),
  async detect(files) {
    const names = await files.list("");
    const configured = names.find((name) => CONFIG_NAMES.includes(name));
    const shaped = names.some((name) => ["Gemfile", "_layouts/", "_includes/", "_posts/"].includes(name));
    if (shaped && configured !== undefined) return configured;
    // Other generators have folders of this name too: their own files show them, or posts without Jekyll's dates.
    const other = names.some(
      (name) => ASTRO_CONFIG.test(name) || [".vuepress/", ".vitepress/"].includes(name),
    );
    return names.includes("_posts/") && !other && (await holdsPosts(files, "_posts")) ? "_posts" : null;
  },
  async open(files, overrides) {
    return readerOf(await loadJekyll(files, overrides));
  },
};
