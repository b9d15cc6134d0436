// One Hugo page: from its front matter and path to what Hugo would publish (verified on Hugo 0.111.3).
import { joinUrl } from "../../post/link.js";
import { readBody } from "../../markdown/read-body.js";
import type { Visibility } from "../../post/post.js";
import type { ParsedPost } from "../generator.js";
import { type HugoSettings } from "./config.js";
import { hugoDate, shownDate, type HugoDate } from "./date.js";
import { pathOf, type HugoPage } from "./path.js";
import { assemble } from "../rules/assemble.js";
import { asText, isDraft, isHidden, isNo, isProtected, isYes, textField, texts } from "../rules/fields.js";
import type { FrontMatter } from "../rules/front-matter.js";
import { isData, meaning, own, type Data } from "../rules/scalar.js";

/** Taken anywhere, in code too; with spaces in it Hugo takes it for a comment. */
const MARKER = "<!--more-->";

/** Front matter of an Org file: `#+title: x`, `#+tags[]: a b`. */
export function readOrg(source: string): FrontMatter {
  const lines = source.split("\n");
  const end = lines.findIndex((line) => line.trim() !== "" && !line.startsWith("#+"));
  const entries = lines.slice(0, end < 0 ? lines.length : end).flatMap((line) => {
    const [, key, list, value = ""] = /^#\+(\w+)(\[\])?:\s*(.*)$/.exec(line) ?? [];
    return key === undefined ? [] : [[key.toLowerCase(), list ? value.split(/\s+/) : value] as const];
  });
  return {
    data: Object.fromEntries(entries),
    body: end < 0 ? "" : withoutOrgNotes(lines.slice(end).join("\n")),
  };
}

/** What Org exports nothing of: comments, settings, drawers, headings that say so with all below them. */
const withoutOrgNotes = (body: string): string =>
  body
    .replace(/^(\*+) (?:COMMENT\b|[^\n]*:noexport:)[^]*?(?=^(?!\1\*)\*+ |(?![^]))/gm, "")
    .replace(/^[ \t]*#\+begin_comment\b(?:(?!#\+begin_comment)[^])*?^[ \t]*#\+end_comment[ \t]*$/gim, "")
    .replace(/^[ \t]*:(?:PROPERTIES|LOGBOOK):(?:(?!:(?:PROPERTIES|LOGBOOK):)[^])*?^[ \t]*:END:[ \t]*$/gm, "")
    .replace(/^[ \t]*#(?: [^\n]*)?$/gm, "");

/** A date and slug in a file name: `2023-10-21-slug`. */
const inName = (page: HugoPage): { date: string; slug: string } | null => {
  const found = /^(\d{4}-\d{2}-\d{2})[-_ ]?(.*)$/.exec(page.name);
  return found ? { date: found[1] ?? "", slug: (found[2] ?? "").replace(/^-+|-+$/g, "") } : null;
};

/** The date in the file's name, among the keys of front matter. */
const FILE_NAME = ":filename";

interface KeyedDate extends HugoDate {
  readonly key: string;
}

function dateOf(data: Data, keys: readonly string[], page: HugoPage, zone: string): KeyedDate | null {
  for (const key of keys) {
    const value = key === FILE_NAME ? inName(page)?.date : own(data, key);
    const date = hugoDate(value, zone);
    if (date) return { ...date, key };
  }
  return null;
}

/** `build.list: never` (`_build` before 0.145) keeps a page out of every list. */
function unlisted(data: Data, page: HugoPage): boolean {
  const list = [own(data, "build"), own(data, "_build")].map((build) =>
    isData(build) ? own(build, "list") : null,
  );
  return (
    list.some((value) => value === "never" || isNo(value)) || (page.bundle && isYes(own(data, "headless")))
  );
}

/** `build.render: never` makes no page, though lists may have the post. */
export const unrendered = (data: Data): boolean =>
  [own(data, "build"), own(data, "_build")].some(
    (build) => isData(build) && (own(build, "render") === "never" || isNo(own(build, "render"))),
  );

/** Whether its type, which a section hands down, is that of documentation: `cascade: type: docs`; the blog has none. */
export const isDocument = (data: Data, page: HugoPage): boolean =>
  !page.ofBlog && /^docs?$/i.test(textField(data, "type") ?? "");

/** What a `published` that is a truth and no date says. */
const publishedNo = (data: Data): boolean => {
  const said = meaning(own(data, "published"));
  return said === false || said === "false";
};

/** The values of a taxonomy: a list, or one text as one term. */
const terms = (data: Data, key: string): readonly string[] => texts(own(data, key));

/** The Post of a page; keys of its front matter must stand in lower case too (`anyCase`). */
export function hugoPost(
  source: string,
  read: FrontMatter,
  page: HugoPage,
  sectionSlugs: readonly (string | null)[],
  settings: HugoSettings,
  now: Date,
): ParsedPost {
  const { data } = read;
  const zone = page.language.zone ?? settings.zone;
  const { dateKeys } = page.language;
  const date = dateOf(data, dateKeys.date, page, zone);
  const published = dateOf(data, dateKeys.publishDate, page, zone);
  const expires = dateOf(data, dateKeys.expiryDate, page, zone);
  const lastmod = dateOf(data, dateKeys.lastmod, page, zone);
  // The name gives a slug only where it gave a date.
  const inFile = [date, published, expires, lastmod].some((one) => one?.key === FILE_NAME);
  const named = inFile ? inName(page)?.slug : undefined;
  const slug = textField(data, "slug")?.replace(/^-+|-+$/g, "") ?? (named || null);
  const title = asText(own(data, "title"));
  const path = pathOf(
    page,
    { title: title ?? "", slug, url: textField(data, "url"), wall: date?.wall ?? null, sectionSlugs },
    settings,
  );
  const siteUrl = page.language.url ?? settings.site.url;
  const visibility = ((): Visibility => {
    if (isDraft(data) || publishedNo(data)) return "draft";
    if (isHidden(data) || unlisted(data, page)) return "hidden";
    if (!settings.buildExpired && expires !== null && expires.instant <= now.getTime()) return "hidden";
    const held = [date, published].some((at) => at !== null && at.instant > now.getTime());
    return held && !settings.buildFuture ? "scheduled" : "public";
  })();
  const reading = readBody(read.body, {
    templates: ["hugo", "go", "html"],
    typography: settings.typography,
    breaks: settings.breaks,
    extensions: settings.extensions,
    html: /\.html?$/.test(source),
  });
  const at = reading.source.indexOf(MARKER);
  const layout = textField(data, "layout");
  const multilingual = settings.languages.filter(({ disabled }) => !disabled).length > 1;
  return assemble({
    source,
    data,
    body: read.body,
    reading,
    slug: slug ?? page.name,
    title: title ?? null,
    date: shownDate(date),
    updated: shownDate(lastmod),
    tags: terms(data, "tags"),
    categories: terms(data, "categories").map((name) => [name]),
    url: path === null || unrendered(data) ? null : joinUrl(siteUrl, path),
    siteUrl,
    lang: multilingual ? page.language.key : textField(data, "lang", "language"),
    translationKey: multilingual
      ? (textField(data, "translationkey") ?? [...page.folders, page.name].join("/"))
      : null,
    visibility,
    protected: isProtected(data),
    quiet:
      !(date === null ? page.mainUndated : page.main) ||
      isDocument(data, page) ||
      (layout !== null && !/^(?:posts?|single)$/.test(layout)),
    permanent: textField(data, "abbrlink", "id", "uuid"),
    summary: {
      before: [],
      marker: null,
      excerpt: at < 0 ? null : reading.source.slice(0, at),
      after: [textField(data, "summary"), textField(data, "excerpt"), textField(data, "description")],
    },
    anchors: settings.anchors,
  });
}
