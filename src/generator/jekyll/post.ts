// One Jekyll post: from its front matter and path to what Jekyll would publish (verified on 4.3.1).
import { postDate } from "../../post/date.js";
import { joinUrl } from "../../post/link.js";
import { readBody, type ParsedBody } from "../../markdown/read-body.js";
import { proseOf } from "../../markdown/summary.js";
import type { Visibility } from "../../post/post.js";
import type { ParseResult, Problem } from "../generator.js";
import { defaultsFor, type JekyllSettings } from "./config.js";
import { dayOf, instantOf, listOf, over, splitJekyll, unpublished } from "./data.js";
import { fillPermalink, titleize, printedTitle, type JekyllName } from "./path.js";
import { assemble } from "../rules/assemble.js";
import {
  asShown,
  asText,
  firstDate,
  isDraft,
  isHidden,
  isProtected,
  meantData,
  textField,
  UPDATED_KEYS,
  isNo,
} from "../rules/fields.js";
import { SyntaxFault } from "../rules/parsers.js";
import { own, type Data } from "../rules/scalar.js";
import { languageInPath, translationKey } from "../rules/translation.js";

/** Jekyll's own excerpt: before the separator; with the usual blank line only where that block is prose. */
function excerptOf(reading: ParsedBody, data: Data, settings: JekyllSettings): string | null {
  const separator = asText(own(data, "excerpt_separator")) ?? settings.separator;
  const start = reading.source.trimStart();
  if (separator === "") return null;
  const at = start.indexOf(separator);
  if (separator.trim() !== "") return at < 0 ? null : start.slice(0, at);
  const block = at < 0 ? start : start.slice(0, at);
  return block.length < 20_000 && proseOf(block, reading) !== "" ? block : null;
}

/**
 * What names a post over its languages: `ref` is the custom of sites without a plugin, `page_id` that of
 * jekyll-polyglot, which otherwise takes posts of one permalink for translations (its README).
 */
function keyOf(front: Data, { polyglot }: JekyllSettings): string | null {
  const permalink = polyglot === null ? null : textField(front, "permalink");
  return (
    textField(front, "translationKey", "ref", "page_id") ?? (permalink?.includes(":") ? null : permalink)
  );
}

/** The plugins build every language but the main one below a folder of its name. */
function inLanguage(path: string, lang: string | null, { polyglot }: JekyllSettings): string {
  if (polyglot === null || lang === null || !polyglot.languages.includes(lang)) return path;
  if (lang === polyglot.main && !polyglot.mainInFolder) return path;
  return path.startsWith(`/${lang}/`) ? path : `/${lang}/${path.replace(/^\//, "")}`;
}

/** The Post of a file that is named as one. Throws SyntaxFault where Jekyll fails. */
export function jekyllPost(
  source: string,
  name: JekyllName,
  file: string,
  settings: JekyllSettings,
  now: Date,
): ParseResult {
  const { data: front, body } = splitJekyll(file);
  const defaults = defaultsFor(source.slice(settings.root.length), name.draft ? "drafts" : "posts", settings);
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
  const slug = textField(data, "slug") ?? name.slug;
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
    if (settings.future || instant === null || instant <= (settings.time ?? now.getTime())) return "public";
    return settings.time === null ? "scheduled" : "hidden";
  })();
  const layout = textField(data, "layout");
  const { polyglot } = settings;
  const lang =
    textField(data, "lang", "language") ??
    name.lang ??
    languageInPath(name.categories.join("/") + "/") ??
    polyglot?.main ??
    null;
  const untouched = isNo(own(data, "render_with_liquid"));
  const titled = asText(own(data, "title"));
  const title = titled === null ? titleize(name.slug) : printedTitle(titled);
  // What Jekyll itself tells of a page, and `{{ page.url }}` prints.
  const page =
    "path" in path ? encodeURI(`/${inLanguage(path.path, lang, settings).replace(/^\/+/, "")}`) : null;
  const told = {
    ...(page !== null && { url: page, id: page.replace(/\/$|\.\w+$/, "") }),
    title,
    slug,
    categories,
    tags: listOf(data, "tag", "tags"),
    path: source.slice(settings.root.length),
  };
  const reading = readBody(body, {
    templates: untouched ? ["kramdown", "html"] : ["liquid", "kramdown", "html"],
    untouched,
    data: { ...meantData(data), ...told },
    site: settings.written,
    typography: "typographer",
    breaks: settings.breaks,
    extensions: settings.extensions,
    html: /\.html?$/i.test(name.extension),
  });
  const parsed = assemble({
    source,
    data,
    body,
    reading,
    slug,
    title,
    date: postDate(instant, zone),
    updated: postDate(
      firstDate(data, UPDATED_KEYS, (value) => instantOf(value, zone)),
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
    permanent: textField(data, "abbrlink", "uuid"),
    summary: {
      before: [textField(data, "excerpt")],
      marker: null,
      excerpt: excerptOf(reading, data, settings),
      after: [textField(data, "description"), textField(data, "summary")],
    },
    anchors: settings.anchors,
  });
  return { kind: "post", parsed, problems };
}
