// One Astro post: from its entry of a collection, or its page, to what the site would show (verified on Astro 5).
import { postDate } from "../../post/date.js";
import { readBody } from "../../markdown/read-body.js";
import { isMdx, type Visibility } from "../../post/post.js";
import type { AstroSettings } from "./config.js";
import { named, type ContentLocation } from "./link.js";
import type { ParseResult } from "../generator.js";
import { byGithubSlugger } from "../rules/anchors.js";
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
import { parseJsDate } from "../rules/js-date.js";
import { meaning, own } from "../rules/scalar.js";
import { languageInPath, translationKey } from "../rules/translation.js";

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
/** A bare YAML date is in UTC, any other text is what JavaScript makes of it on the build machine. */
function instantOf(value: unknown, { buildZone }: AstroSettings): number | null {
  const meant = meaning(value);
  if (meant instanceof Date) return meant.getTime();
  return typeof meant === "string" ? parseJsDate(meant, buildZone) : null;
}

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
  const instant = first(DATE_KEYS, false);
  if (place.collection === null && instant === null) return { kind: "ignored" };
  const { id, url, problems } = named(source, place, data, settings);
  const locales = [...settings.locales.keys()];
  const folder = languageInPath(place.inside, locales);
  const lang =
    textField(data, "lang", "language", "locale") ??
    (folder === null ? settings.site.lang : (settings.locales.get(folder) ?? folder));
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
    body,
    reading: readBody(
      body,
      isMdx({ source })
        ? { templates: ["mdx", "html"], mdx: true, data: meantData(data) }
        : { templates: ["html"] },
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
    anchors: byGithubSlugger,
  });
  return { kind: "post", parsed, problems };
}
