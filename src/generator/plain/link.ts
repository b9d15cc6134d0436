// Under plain rules: where a post's page is, as its generator makes links unless its front matter names them.
import { fillPattern } from "../hexo/permalink.js";
import type { Links } from "./config.js";
import type { PlainPlace } from "./path.js";

/** Signs of typesetters, as the tables that generators spell words in ASCII by have them. */
const SIGNS: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "…": ".",
  "\u00a0": " ",
};

/** A text in ASCII: without its accents. Null where other letters remain: these tables are not ours. */
function ascii(text: string): string | null {
  const plain = text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[‘’“”–—…\u00a0]/g, (sign) => SIGNS[sign] ?? "");
  return /^[\x20-\x7e]*$/.test(plain) ? plain : null;
}

/** The slug that Pelican makes of a title (seen on 4.8); null for letters that it spells by tables. */
export const pelicanSlug = (text: string): string | null =>
  ascii(text.replace(/<[^<>]*>/g, "").normalize("NFKC"))
    ?.replace(/[^\w\s-]/g, "")
    .trim()
    .replace(/[-\s]+/g, "-")
    .toLowerCase() || null;

/** Zola's, by `slugify.paths` (its utils/src/slugs.rs). */
function zolaSlug(text: string, slugs: string): string | null {
  if (slugs === "off") return text;
  if (slugs === "safe") return text.replace(/[ .]+$/, "").replace(/[<>:"/\\|?*]/g, "");
  const slug = ascii(text)
    ?.toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return slug?.replace(/^-|-$/g, "") || null;
}

/** What stands behind a date and a time in a name of Zola's (its content/src/page.rs). */
const ZOLA_DATED =
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?\s?[_-](?<name>.+)$/;

/** Only the last part of a path is made a slug; folders stay as they are called. */
function zolaPath(
  { path, folder, lang }: PlainPlace,
  slug: string | null,
  main: string | null,
  { slugs, dated }: Extract<Links, { by: "zola" }>,
): string | null {
  const last = path.slice(path.lastIndexOf("/") + 1);
  const named = dated ? undefined : ZOLA_DATED.exec(last)?.groups?.["name"];
  const end = zolaSlug(slug ?? named ?? last, slugs);
  const parts = [lang === null || lang === main ? "" : lang, folder, end ?? ""];
  return end === null ? null : `${parts.filter((part) => part !== "").join("/")}/`;
}

/** Quartz's `sluggify`; a folder's own page ends in a slash, in Quartz 5 also one named as its folder. */
function quartzPath({ path, index }: PlainPlace, version: 4 | 5): string {
  const plain = path
    .replace(/\s/g, "-")
    .replace(/&/g, "-and-")
    .replace(/%/g, "-percent")
    .replace(/[?#]/g, "");
  const small = version === 4 ? plain : plain.replace(/[<>:"|*]/g, "").toLowerCase();
  const own = version === 5 && !index ? small.replace(/(^|\/)([^/]+)\/\2$/, "$1$2/") : small;
  return index ? `${own}/` : own;
}

/** Docusaurus' `parseBlogFileName`, as written: the date comes first, folders above it follow, nothing is padded. */
const DOCUSAURUS_DATED = /^(.*)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*)$/;

function docusaurusPath(
  { path }: PlainPlace,
  slug: string | null,
  { route, slash }: Extract<Links, { by: "docusaurus" }>,
): string {
  const [, folder = "", date = "", rest = ""] = DOCUSAURUS_DATED.exec(path) ?? [];
  const own = slug ?? (date === "" ? path : `${date.replace(/-/g, "/")}/${folder}${rest}`);
  const whole = `${route}/${own}`.replace(/\/{2,}/g, "/");
  return slash === null ? whole : `${whole.replace(/\/+$/, "")}${slash ? "/" : ""}`;
}

/** The path of a post's page; null where it cannot be known. `slug` is the one in front matter, `lang` the site's. */
export function ownPath(
  place: PlainPlace,
  slug: string | null,
  lang: string | null,
  links: Links,
  tokens: Readonly<Record<string, string | null>>,
): string | null {
  switch (links.by) {
    case "zola":
      return zolaPath(place, slug, lang, links);
    case "quartz":
      return quartzPath(place, links.version);
    case "docusaurus":
      return docusaurusPath(place, slug, links);
    case "pelican": {
      const own = tokens["lang"] === null || tokens["lang"] === lang;
      const category = pelicanSlug(tokens["category"] || links.category);
      const filled = fillPattern(own ? links.pattern : links.translated, { ...tokens, category });
      return "path" in filled ? filled.path : null;
    }
  }
}
