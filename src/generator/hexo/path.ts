// Where Hexo puts a post: the tokens of `permalink` filled in.
import type { HexoSettings } from "./config.js";
import { abbrlinkOf } from "./permalink.js";
import { dateTokens, fillPattern, type Tokens } from "../rules/link-pattern.js";
import { slugize } from "../rules/slug.js";
import { asShown, textField } from "../rules/fields.js";
import { meaning, own, Scalar, type Data } from "../rules/scalar.js";

/** The slug of the last category with its parents', which `:category` stands for. */
function categorySlug(categories: readonly (readonly string[])[], settings: HexoSettings): string {
  const last = categories.at(-1);
  if (!last) return settings.defaultCategory;
  const mapped = (name: string) =>
    Object.hasOwn(settings.categoryMap, name) ? settings.categoryMap[name] : undefined;
  return last.map((name) => slugize(mapped(name) || name, settings.letters)).join("/");
}

/** Front matter as tokens; a bare date prints differently on every machine, so it is none. */
const dataTokens = (data: Data): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      value instanceof Scalar && value.value instanceof Date ? null : asShown(value),
    ]),
  );

export interface PermalinkFacts {
  readonly data: Data;
  readonly name: Tokens;
  readonly slug: string;
  readonly title: string;
  readonly instant: number | null;
  readonly categories: readonly (readonly string[])[];
}

/** The path of a post below the site's address, or the token that it does not fill. */
export function pathOf(post: PermalinkFacts, settings: HexoSettings): { path: string } | { unknown: string } {
  const made = writtenPath(post, settings);
  return settings.pinyin === null || "unknown" in made ? made : inLatin(made.path, settings.pinyin);
}

/**
 * hexo-permalink-pinyin (transliteration 1) on a path: words of Latin letters and figures, in lower case. How it spells
 * other scripts only its own tables tell.
 */
function inLatin(path: string, separator: string): { path: string } | { unknown: string } {
  if (/[^\0-\x7f]/.test(path)) return { unknown: "permalink_pinyin" };
  const words = (part: string): string =>
    part
      .split(/[^a-z0-9]+/)
      .filter(Boolean)
      .join(separator);
  return {
    path: path
      .toLowerCase()
      .split(/([/.])/)
      .map((part) => (/^[/.]$/.test(part) ? part : words(part)))
      .join(""),
  };
}

function writtenPath(post: PermalinkFacts, settings: HexoSettings): { path: string } | { unknown: string } {
  const { data, slug, title } = post;
  const chosen = own(data, "permalink");
  if (meaning(chosen)) {
    const path = asShown(chosen) ?? "";
    return path === "" ? { unknown: "permalink" } : { path: withFolder(path, settings) };
  }
  const { title: _, ...nameTokens } = post.name;
  const abbrlink =
    settings.abbrlink && title !== "" && (textField(data, "layout") ?? "post") === "post"
      ? { abbrlink: abbrlinkOf(title, settings.abbrlink) }
      : {};
  const filledIn = fillPattern(settings.permalink, {
    ...settings.permalinkDefaults,
    ...abbrlink,
    layout: "post",
    ...dataTokens(data),
    ...nameTokens,
    id: asShown(own(data, "id")),
    title: slug,
    slug,
    name: slug.split("/").at(-1) ?? slug,
    post_title: slugize(title, 1),
    category: categorySlug(post.categories, settings),
    ...dateTokens(post.instant, settings.buildZone, slug),
  });
  return "path" in filledIn ? { path: withFolder(filledIn.path, settings) } : filledIn;
}

/** With asset folders every path that is no page file becomes a folder. */
const withFolder = (path: string, { assetFolders }: HexoSettings): string =>
  assetFolders && !path.endsWith("/") && !path.endsWith(".html") ? `${path}/` : path;

/** `pretty_urls`: index.html and .html may be left off. */
export function prettyPath(path: string, { trimIndex, trimHtml }: HexoSettings): string {
  if (trimIndex && /(?:^|\/)index\.html$/.test(path)) return path.slice(0, -"index.html".length);
  return trimHtml && path.endsWith(".html") && !/(?:^|\/)index\.html$/.test(path) ? path.slice(0, -5) : path;
}
