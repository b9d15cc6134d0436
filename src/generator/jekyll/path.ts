// Jekyll's file names and permalinks.
import { DateTime } from "luxon";

export interface JekyllName {
  /** `2022-03-04` as written in the file name; null for a draft. */
  readonly day: string | null;
  readonly slug: string;
  readonly extension: string;
  /** Folders above `_posts`: the first categories. */
  readonly categories: readonly string[];
  readonly draft: boolean;
  /** The language whose folder of `_i18n` it lies in. */
  readonly lang: string | null;
}

const POST_NAME = /^(\d{2,4}-\d{1,2}-\d{1,2})-(.+)(\.[^.]+)$/;
const DRAFT_NAME = /^(?:(\d{2,4}-\d{1,2}-\d{1,2})-)?(.+)(\.[^.]+)$/;
const POST_FILE = /\.(?:md|markdown|mkd|mkdn|mkdown|html?|mdx|txt|textile|org|adoc|asciidoc)$/i;

/** Without its dot, in lower case. */
const endingOf = (file: string): string => /\.([^.]+)$/.exec(file)?.[1]?.toLowerCase() ?? "";

interface PostFiles {
  readonly collectionsDir: string;
  /** Endings of Markdown, as in JekyllTokens. */
  readonly markdown: readonly string[];
  /** Languages that have a folder in `_i18n` (jekyll-multiple-languages-plugin). */
  readonly translations: readonly string[];
}

/** What a path says, or null when Jekyll makes no post of it. */
export function nameOf(
  path: string,
  { collectionsDir, markdown, translations }: PostFiles,
): JekyllName | null {
  const lang = translations.find((one) => path.startsWith(`_i18n/${one}/`)) ?? null;
  const above = lang !== null ? `_i18n/${lang}/` : collectionsDir === "" ? "" : `${collectionsDir}/`;
  if (!path.startsWith(above)) return null;
  const parts = path.slice(above.length).split("/");
  const at = parts.findIndex((part) => part === "_posts" || part === "_drafts");
  const file = parts.at(-1) ?? "";
  const isText = POST_FILE.test(file) || markdown.includes(endingOf(file));
  if (at < 0 || at === parts.length - 1 || !isText) return null;
  if (parts.some((part, index) => index !== at && /^[._#~]/.test(part)) || file.endsWith("~")) return null;
  const draft = parts[at] === "_drafts";
  const found = (draft ? DRAFT_NAME : POST_NAME).exec(file);
  if (!found) return null;
  return {
    day: found[1] ?? null,
    slug: found[2] ?? "",
    extension: found[3] ?? "",
    categories: parts.slice(0, at),
    draft,
    lang,
  };
}

/** Jekyll's slugify: `pretty` keeps the signs a path may hold, `default` only letters and digits. */
export function slugify(text: string, mode: "pretty" | "default", cased = false): string {
  const others = mode === "pretty" ? /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu : /[^\p{M}\p{L}\p{Nd}]+/gu;
  const slug = text.replace(others, "-").replace(/^-+|-+$/g, "");
  return cased ? slug : slug.toLowerCase();
}

/** `notitle-multi-word` becomes `Notitle Multi Word`; dashes at the end count for nothing. */
export const titleize = (slug: string): string =>
  slug
    .replace(/-+$/, "")
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
    .join(" ");

const PAIR =
  /<(em|i|b|strong|small|span|sub|sup|code|del|ins|s|u|mark|nobr|abbr|q|cite)(?:\s[^<>]*)?>([^<]*)<\/\1>/gi;

/** Pairs in pairs; nobody's title has more. */
const DEEPEST = 5;

/** A title as its page shows it: Jekyll's templates print it as HTML. */
export function printedTitle(title: string): string {
  let shown = title;
  for (let depth = 0; depth < DEEPEST; depth += 1) shown = shown.replace(PAIR, "$2");
  return shown.replace(/<w?br\s*\/?>/gi, " ").replace(/ {2,}/g, " ");
}

export interface JekyllTokens {
  readonly slug: string;
  readonly instant: number | null;
  readonly zone: string;
  readonly categories: readonly string[];
  readonly extension: string;
  /** Endings, without dot and in lower case, of what becomes a page (`markdown_ext`). */
  readonly markdown: readonly string[];
}

const DATE_FORMATS: Readonly<Record<string, string>> = {
  year: "yyyy",
  short_year: "yy",
  month: "MM",
  i_month: "L",
  short_month: "LLL",
  long_month: "LLLL",
  day: "dd",
  i_day: "d",
  y_day: "ooo",
  w_year: "kkkk",
  week: "WW",
  w_day: "c",
  short_day: "ccc",
  long_day: "cccc",
  hour: "HH",
  minute: "mm",
  second: "ss",
};
const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** The path a permalink gives, or the token it cannot fill (with which Jekyll would not build). */
export function fillPermalink(pattern: string, tokens: JekyllTokens): { path: string } | { unknown: string } {
  const at =
    tokens.instant === null ? null : DateTime.fromMillis(tokens.instant, { zone: tokens.zone, locale: "en" });
  let unknown: string | null = null;
  const value = (token: string): string | null => {
    switch (token) {
      case "title":
        return slugify(tokens.slug, "pretty", true);
      case "slug":
        return slugify(tokens.slug, "default");
      case "name":
        return slugify(tokens.slug, "default");
      case "categories":
        return unique(tokens.categories.map((name) => name.toLowerCase())).join("/");
      case "slugified_categories":
        return unique(tokens.categories.map((name) => slugify(name, "default"))).join("/");
      case "output_ext":
        // Only Markdown changes its ending; `.htm` stays.
        return tokens.markdown.includes(endingOf(tokens.extension)) ? ".html" : tokens.extension;
      default:
        return Object.hasOwn(DATE_FORMATS, token) && at ? at.toFormat(DATE_FORMATS[token] ?? "") : null;
    }
  };
  // Longest names first, so that `:title:output_ext` and `:minute:second` fall apart as Jekyll splits them.
  const path = pattern.replace(/:([a-z_]+)/g, (_, token: string) => {
    for (let length = token.length; length > 0; length -= 1) {
      const found = value(token.slice(0, length));
      if (found !== null) return found + token.slice(length);
    }
    unknown ??= token;
    return "";
  });
  return unknown === null ? { path: `/${path}` } : { unknown };
}
