// One Hexo post: from its front matter and path to what Hexo would publish (verified on Hexo 8.1.2).
import { instantToWall, postDate, wallToInstant } from "../../post/date.js";
import { joinUrl } from "../../post/link.js";
import { readBody } from "../../markdown/read-body.js";
import type { PostDate, Visibility } from "../../post/post.js";
import type { ParsedPost, Problem } from "../generator.js";
import type { HexoSettings } from "./config.js";
import type { HexoText } from "./front-matter.js";
import { pathOf, prettyPath } from "./path.js";
import type { Tokens } from "../rules/link-pattern.js";
import { categoriesOf, shown, tagsOf } from "./taxonomy.js";
import { assemble } from "../rules/assemble.js";
import {
  asShown,
  asText,
  isDraft,
  isHidden,
  isProtected,
  meantData,
  textField,
  UPDATED_KEYS,
  isYes,
} from "../rules/fields.js";
import { parseJsDate } from "../rules/js-date.js";
import { SyntaxFault } from "../rules/parsers.js";
import { meaning, own, type Data } from "../rules/scalar.js";
import { translationKey } from "../rules/translation.js";

/** Only the first comment of exactly this form counts (Hexo's excerpt filter). */
const MARKER = /<!-- ?more ?-->/i;

const siteZone = (settings: HexoSettings): string => settings.zone ?? settings.buildZone;

/**
 * The instant Hexo takes a date for. A bare YAML timestamp is a wall clock even where it names an
 * offset; any other text is read in the build machine's zone and then re-read in the site's.
 */
function instantOf(value: unknown, settings: HexoSettings): number | null {
  const meant = meaning(value);
  if (meant instanceof Date) return wallToInstant(meant.getTime(), siteZone(settings));
  const read =
    typeof meant === "number" && meant !== 0
      ? meant
      : typeof meant === "string"
        ? parseJsDate(meant, settings.buildZone)
        : null;
  if (read === null || settings.zone === null || !Number.isFinite(new Date(read).getTime())) return read;
  return wallToInstant(instantToWall(read, settings.buildZone), settings.zone);
}

/** The date in a file name that follows `new_post_name`: midnight. */
function fileDate(name: Tokens, settings: HexoSettings): number | null {
  const [year, month, day] = [name["year"], name["month"] ?? name["i_month"], name["day"] ?? name["i_day"]];
  if (!year || !month || !day) return null;
  return wallToInstant(Date.UTC(Number(year), Number(month) - 1, Number(day)), siteZone(settings));
}

function visibilityOf(
  data: Data,
  draftFile: boolean,
  date: PostDate | null,
  settings: HexoSettings,
  now: Date,
): Visibility {
  if ((draftFile && !settings.renderDrafts) || isDraft(data)) return "draft";
  const published = meaning(own(data, "published"));
  if (
    published === false ||
    published === 0 ||
    published === "false" ||
    published === "0" ||
    published === ""
  )
    return "hidden";
  if (isHidden(data)) return "hidden";
  return !settings.future && date !== null && date.instant > now.getTime() ? "scheduled" : "public";
}

/** hexo-blog-encrypt: a password of its own or of a tag; an empty one opens the post again. */
function isLocked(data: Data, tags: readonly string[], { encryptedTags }: HexoSettings): boolean {
  if (isProtected(data)) return true;
  return own(data, "password") !== "" && tags.some((tag) => encryptedTags.has(tag));
}

/** Front matter of a kind that Hexo stumbles over: the post is not on the site. */
function refuseWhatHexoRefuses(data: Data): void {
  if (Object.hasOwn(data, "excerpt") && asText(own(data, "excerpt")) === null)
    throw new SyntaxFault("has an empty excerpt: write a text after it or take the line out", null);
  const permalink = meaning(own(data, "permalink"));
  if (permalink && typeof permalink !== "string")
    throw new SyntaxFault("has a permalink that is no text: put it in quotes", null);
}

export interface HexoFile {
  readonly source: string;
  readonly draftFile: boolean;
  /** Read from the path by `new_post_name`. */
  readonly name: Readonly<Record<string, string>>;
  readonly read: HexoText;
}

/** The Post of a file and what its author should know about it. Throws SyntaxFault where Hexo fails. */
export function hexoPost(
  file: HexoFile,
  settings: HexoSettings,
  now: Date,
): { parsed: ParsedPost; problems: Problem[] } {
  const { source, name } = file;
  const { data, body, taken } = file.read;
  refuseWhatHexoRefuses(data);
  const problems: Problem[] = [];
  const warn = (message: string, kind?: Problem["kind"]): number =>
    problems.push({ source, line: null, message, ...(kind && { kind }) });
  const slug = name["title"] ?? "";
  const title = shown(own(data, "title"));
  const instant = instantOf(own(data, "date"), settings) ?? fileDate(name, settings);
  const date = postDate(instant, siteZone(settings));
  const categories = categoriesOf(data);
  const tags = tagsOf(data);
  const path = pathOf({ data, name, slug, title, instant: date?.instant ?? null, categories }, settings);
  if (!taken)
    warn("Hexo does not see this front matter: its first line must be exactly --- with nothing before it.");
  if ("unknown" in path && taken)
    warn(
      path.unknown === "permalink_pinyin"
        ? "The link is unknown: hexo-permalink-pinyin spells it in Latin letters. Name the file in Latin letters, or use abbrlink."
        : `The link is unknown: the permalink needs :${path.unknown}, which this post does not set.`,
      "link",
    );
  if (isDraft(data) && !file.draftFile) warn("draft: true is kept hidden here, but Hexo publishes it.");
  const updated = UPDATED_KEYS.map((key) => instantOf(own(data, key), settings)).find((at) => at !== null);
  const layout = asText(own(data, "layout")) ?? "post";
  const permanent = asShown(own(data, "abbrlink")) ?? asShown(own(data, "id"));
  const lang = textField(data, "lang", "language") ?? name["lang"] ?? settings.defaultLang;
  const untouched = isYes(own(data, "disableNunjucks"));
  const parsed = assemble({
    source,
    data,
    body,
    reading: readBody(body, {
      templates: untouched ? ["html"] : ["hexo", "hexo comments", "html"],
      untouched,
      data: meantData(data),
      ...settings.rendering,
      html: /\.html?$/.test(source),
    }),
    slug,
    title,
    date,
    updated: postDate(updated ?? null, siteZone(settings)),
    tags,
    categories,
    url: "path" in path && taken ? joinUrl(settings.site.url, prettyPath(path.path, settings)) : null,
    siteUrl: settings.site.url,
    lang,
    translationKey: textField(data, "translationKey") ?? translationKey(source, lang),
    visibility: visibilityOf(data, file.draftFile, date, settings, now),
    protected: isLocked(data, tags, settings),
    quiet: layout !== "post" && layout !== "",
    permanent: permanent === null || permanent.trim() === "" ? null : permanent,
    summary: {
      before: [textField(data, "excerpt")],
      marker: MARKER,
      after: [textField(data, "description"), textField(data, "summary")],
    },
    anchors: settings.anchors,
  });
  return { parsed, problems };
}
