// One Astro post: from its entry of a collection, or its page, to what the site would show (verified on Astro 5).
import { postDate } from "../../post/date.js";
import { readBody } from "../../markdown/read-body.js";
import { isMdx, type Visibility } from "../../post/post.js";
import type { AstroSettings } from "./config.js";
import { instantOf } from "./date.js";
import { named, type ContentLocation } from "./link.js";
import type { ParseResult } from "../generator.js";
import { byAstro } from "../rules/anchors.js";
import { assemble } from "../rules/assemble.js";
import {
  asShown,
  firstDate,
  isDraft,
  isHidden,
  isNo,
  isProtected,
  meantData,
  textField,
  texts,
  UPDATED_KEYS,
} from "../rules/fields.js";
import type { FrontMatter } from "../rules/front-matter.js";
import { own } from "../rules/scalar.js";
import { languageInPath, translationKey } from "../rules/translation.js";
import { dateInName } from "../rules/written-date.js";

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

/** Which of the dates that a site's own schema names are the last change, and which say nothing of a post's own. */
const CHANGED = /updat|modif|^mod[A-Z]|edit/i;
const FOREIGN = /expir|valid|until|end|event/i;

/** The Post of a file of a collection, or of a page with a date. */
export function astroPost(
  source: string,
  place: ContentLocation,
  read: FrontMatter,
  settings: AstroSettings,
  now: Date,
): ParseResult {
  const { body } = read;
  const { defaults, dates } = place.collection?.schema ?? { defaults: {}, dates: [] };
  const data = { ...defaults, ...read.data };
  const ofPost = dates.filter((key) => !FOREIGN.test(key));
  const first = (keys: readonly string[], changed: boolean) =>
    firstDate(data, [...keys, ...ofPost.filter((key) => CHANGED.test(key) === changed)], (value) =>
      instantOf(value, settings),
    );
  const written = first(DATE_KEYS, false);
  if (place.collection === null && written === null) return { kind: "ignored" };
  const instant = written ?? dateInName(place.inside, settings.zone)?.instant ?? null;
  const { id, url, problems } = named(source, place, data, settings);
  const locales = [...settings.locales.keys()];
  const folder = languageInPath(place.inside, locales);
  const lang =
    textField(data, "lang", "language", "locale") ??
    (folder === null ? settings.site.lang : (settings.locales.get(folder) ?? folder));
  const isSaidDraft = isDraft(data) || textField(data, "status")?.toLowerCase() === "draft";
  const visibility: Visibility = isSaidDraft
    ? "draft"
    : isHidden(data) || isNo(own(data, "published"))
      ? "hidden"
      : instant !== null && instant > now.getTime()
        ? "scheduled"
        : "public";
  const parsed = assemble({
    source,
    data,
    body,
    reading: readBody(
      body,
      isMdx({ source })
        ? { templates: ["mdx", "html"], mdx: true, data: meantData(data), extensions: settings.extensions }
        : { templates: ["html"], extensions: settings.extensions },
    ),
    slug: id,
    title: asShown(own(data, "title")),
    date: postDate(instant, settings.zone),
    updated: postDate(first(UPDATED_KEYS, true), settings.zone),
    tags: texts(own(data, "tags") ?? own(data, "tag")),
    categories: texts(own(data, "categories") ?? own(data, "category")).map((name) => [name]),
    url,
    siteUrl: settings.site.url,
    lang,
    translationKey: textField(data, "translationKey") ?? translationKey(source, folder ?? lang, locales),
    visibility,
    protected: isProtected(data),
    permanent: textField(data, "abbrlink", "uuid"),
    summary: {
      before: [textField(data, "excerpt")],
      marker: null,
      after: [textField(data, "description"), textField(data, "summary")],
    },
    anchors: byAstro,
  });
  return { kind: "post", parsed, problems };
}
