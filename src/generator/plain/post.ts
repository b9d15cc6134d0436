// One post by plain rules: its front matter in whatever words its generator uses, and its text in plain Markdown.
import { postDate } from "../../post/date.js";
import { joinUrl, siteAddress } from "../../post/link.js";
import { isMdx } from "../../post/post.js";
import type { Site } from "../../post/site.js";
import type { ParsedPost } from "../generator.js";
import { dateTokens, fillPattern, type Tokens } from "../rules/link-pattern.js";
import { slugize } from "../rules/slug.js";
import type { PlainPlace } from "./kin.js";
import { placeOfPost } from "./path.js";
import type { PlainFacts } from "./site.js";
import { authored, categoriesOf, flat, tagsOf, visibilityOf } from "./words.js";
import { feedDate } from "../feed/feed-date.js";
import { assemble, nameOfFile } from "../rules/assemble.js";
import {
  firstDate,
  isNo,
  isProtected,
  meantData,
  shownData,
  textField,
  UPDATED_KEYS,
} from "../rules/fields.js";
import type { FrontMatter } from "../rules/front-matter.js";
import { headingOf, readBody, type ParsedBody, type Writing } from "../../markdown/read-body.js";
import { own, type Data } from "../rules/scalar.js";
import { translationKey } from "../rules/translation.js";
import { dateInName, plainInstant } from "../rules/written-date.js";

export interface PlainSite {
  readonly site: Site;
  readonly zone: string;
  /** PERMALINK, or null. */
  readonly permalink: string | null;
  readonly facts: PlainFacts;
}

/** Under these names a post's date is written. */
const DATE_KEYS = [
  "date",
  "pubDate",
  "pubDatetime",
  "publishDate",
  "publishedAt",
  "published",
  "created",
  "createdAt",
  "createTime",
  "date created",
];
/** Where an author ends the excerpt: as most write it, Docusaurus, Nikola, Pelican, Eleventy. */
const MARKER = /<!--\s*(?:more|truncate|TEASER_END\b[^>]*?|PELICAN_END_SUMMARY|excerpt)\s*-->/i;

function writingOf(source: string, data: Data, facts: PlainFacts): Writing {
  const { kin, said, extensions } = facts;
  const mdx = isMdx({ source }) || said.mdx === true;
  const templates = said.templates?.(data) ?? kin.templates ?? [];
  return {
    untouched: said.templates !== undefined && templates.length === 0,
    data: { ...said.globals, ...meantData(data) },
    templates: [...templates, ...facts.templates, ...(mdx ? (["mdx"] as const) : []), "html"],
    mdx,
    extensions,
    wiki: kin.vault === true ? "vault" : "links",
  };
}

/** An address in front matter; one that a template has yet to fill says nothing. */
function namedLink(data: Data, { kin }: PlainFacts): string | null {
  const path = textField(data, "path");
  const named =
    textField(data, "permalink", "url") ??
    kin.named?.(data) ??
    (path?.startsWith("/") === true ? path : null);
  return named === null || /\{\{|\{%/.test(named) ? null : named;
}

function linkOf(
  source: string,
  data: Data,
  slug: string | null,
  place: PlainPlace,
  instant: number | null,
  plain: PlainSite,
): string | null {
  const { site, permalink, facts } = plain;
  const named = namedLink(data, facts);
  if (isNo(own(data, "permalink"))) return null;
  if (named !== null)
    return /^https?:\/\//i.test(named)
      ? siteAddress(named)
      : joinUrl(site.url, named.replace(/(^|\/)index\.html$/, "$1"));
  const tokens = tokensOf(source, data, slug, place, instant, plain);
  if (permalink === null) {
    const own =
      facts.said.link?.({ source, place, data, slug: textField(data, "slug"), tokens, lang: facts.lang }) ??
      null;
    return own === null ? null : joinUrl(site.url, own);
  }
  const filled = fillPattern(permalink, tokens);
  return "path" in filled ? joinUrl(site.url, filled.path) : null;
}

/** What a pattern of links may hold. */
function tokensOf(
  source: string,
  data: Data,
  slug: string | null,
  place: PlainPlace,
  instant: number | null,
  { site, zone, facts }: PlainSite,
): Tokens {
  const category = (categoriesOf(data, place, facts)[0] ?? []).map((part) => slugize(part)).join("/");
  return {
    ...shownData(data),
    title: slug,
    slug,
    name: slug,
    filename: nameOfFile(source),
    path: place.path,
    folder: place.folder,
    lang: textField(data, "lang", "language") ?? place.lang ?? site.lang,
    category,
    ...dateTokens(instant, zone, slug ?? ""),
  };
}

/** The name of a post in links: its author's, else of its title or file; null in letters that its generator spells by tables. */
const slugOf = (data: Data, title: string, place: PlainPlace, { kin }: PlainFacts): string | null =>
  textField(data, "slug") ?? (kin.slug ? kin.slug(title) : slugize(place.name));

/** The key that translations share: named by their author, or the path without its language. */
function keyOf(
  source: string,
  data: Data,
  slug: string,
  lang: string | null,
  { root }: PlainPlace,
  { facts }: PlainSite,
): string | null {
  const named = textField(data, "translationKey", "translation_key");
  if (named !== null || lang === null) return named;
  if (facts.kin.pairedBySlug === true) return `slug:${slug}`;
  if (root.translates !== undefined) return root.translates + source.slice(root.path.length);
  return translationKey(source, lang, facts.languages);
}

/** The title of a post: in a vault a note is named by its file, elsewhere by its first heading. */
const titleOf = (data: Data, reading: ParsedBody, place: PlainPlace, facts: PlainFacts): string =>
  textField(data, "title") ??
  (facts.kin.vault === true ? null : headingOf(reading, "first of level one")?.text) ??
  place.path.slice(place.path.lastIndexOf("/") + 1);

/** A date as programs write it, or as people do in their language; in a vault it may be a link to a day's note. */
const writtenInstant = (value: unknown, zone: string): number | null =>
  plainInstant(value, zone) ??
  (typeof value === "string" ? (feedDate(value.replace(/^\[\[|\]\]$/g, ""), zone)?.instant ?? null) : null);

export function plainPost(source: string, read: FrontMatter, plain: PlainSite, now: Date): ParsedPost {
  const { zone, facts, site } = plain;
  const place = placeOfPost(source, zone, facts);
  const data = authored(flat(read.data), place, facts);
  const body = facts.said.printed?.(read.body, place, data) ?? read.body;
  const reading = readBody(body, writingOf(source, data, facts));
  const first = (keys: readonly string[]) => firstDate(data, keys, (value) => writtenInstant(value, zone));
  // Some write it into the address alone: `path = "2014/12/12/title"`.
  const addressed = dateInName(textField(data, "path", "permalink", "url") ?? "", zone)?.instant ?? null;
  const instant = first(DATE_KEYS) ?? place.instant ?? addressed;
  const title = titleOf(data, reading, place, facts);
  const named = slugOf(data, title, place, facts);
  const slug = named ?? slugize(place.name);
  const lang = textField(data, "lang", "language") ?? place.lang ?? site.lang;
  return assemble({
    source,
    data,
    body: read.body,
    reading,
    slug,
    title,
    date: postDate(instant, zone),
    updated: postDate(first(UPDATED_KEYS), zone),
    tags: tagsOf(data, reading, place, facts),
    categories: categoriesOf(data, place, facts),
    url: linkOf(source, data, named, place, instant, plain),
    siteUrl: site.url,
    lang,
    translationKey: keyOf(source, data, slug, lang, place, plain),
    visibility: visibilityOf(data, source, instant, now, facts),
    protected: isProtected(data),
    quiet: /(?:^|\/)pages?(?:\.\w+)?$/i.test(textField(data, "layout") ?? textField(data, "type") ?? ""),
    permanent: textField(data, "abbrlink", "id", "uuid"),
    summary: {
      before: [textField(data, "excerpt")],
      marker: MARKER,
      after: [textField(data, "description"), textField(data, "summary")],
    },
    anchors: facts.said.anchors ?? facts.kin.anchors,
  });
}
