// Hugo's paths: which language and page a file is, and the link its section's permalink gives it.
import type { HugoLanguage, HugoSettings } from "./config.js";

/** Where the site's tree has leaf bundles (a folder that is a post) and sections, by their index files. */
export interface HugoTree {
  readonly leaves: ReadonlySet<string>;
  readonly branches: ReadonlySet<string>;
  /** Whether any folder of pages stands below a content folder. */
  readonly sectioned: boolean;
  /** The folder below a content folder that holds the most pages; "" where there is none. */
  readonly largest: string;
}

/** Sections of pages, not of posts, unless the site or the number of its pages says otherwise. */
const OF_PAGES = /^(?:pages?|projects?)$/i;

export interface HugoPage {
  readonly language: HugoLanguage;
  /** Folders below the content folder, the bundle's own left out. */
  readonly folders: readonly string[];
  /** File name without extension and language, or the bundle's folder. */
  readonly name: string;
  readonly bundle: boolean;
  /** Folders that are sections: the first, and those down to the last with an `_index`. */
  readonly sections: readonly string[];
  /** Whether it is of the blog: in one of the main sections, where the site has any. Others are pages such as `about`. */
  readonly main: boolean;
}

export const PAGE_FILE = /\.(?:md|mdown|markdown|html?|org)$/;

/** The language whose folder holds a path, longest folder first; null outside all of them. */
function folderLanguage(path: string, { languages }: HugoSettings): HugoLanguage | null {
  return (
    languages
      .filter(({ contentDir }) => path.startsWith(`${contentDir}/`))
      .toSorted((a, b) => b.contentDir.length - a.contentDir.length)[0] ?? null
  );
}

interface HugoPlace {
  readonly language: HugoLanguage;
  readonly contentDir: string;
  /** Folders below the content folder. */
  readonly folders: readonly string[];
  /** File name without extension and language. */
  readonly name: string;
}

/** The language and the folders of a file of content; null outside all content folders. */
export function placeOf(path: string, settings: HugoSettings): HugoPlace | null {
  const home = folderLanguage(path, settings);
  if (!home || !PAGE_FILE.test(path)) return null;
  const folders = path.slice(home.contentDir.length + 1).split("/");
  const file = (folders.pop() ?? "").replace(/\.[^.]*$/, "");
  const shared = settings.languages.filter(({ contentDir }) => contentDir === home.contentDir);
  const [, base = "", suffix = ""] = /^(.+)\.([^.]+)$/.exec(file) ?? [];
  const bySuffix = shared.find(({ key }) => key === suffix);
  const language = bySuffix ?? shared.find(({ key }) => key === settings.defaultLanguage) ?? home;
  return { language, contentDir: home.contentDir, folders, name: bySuffix ? base : file };
}

/** What page a file is, or null when it is none (a section's index, a bundle's resource, a language switched off). */
export function pageOf(path: string, settings: HugoSettings, tree: HugoTree): HugoPage | null {
  const place = placeOf(path, settings);
  if (!place) return null;
  const { language, contentDir, name } = place;
  const folders = [...place.folders];
  const index = /^(_?)index(?:\.|$)/.exec(name);
  if (language.disabled || index?.[1] === "_") return null;
  const inLeaf = folders.some((_, at) =>
    tree.leaves.has([contentDir, ...folders.slice(0, at + 1)].join("/")),
  );
  const bundle = index !== null && folders.length > 0;
  if (inLeaf && !bundle) return null;
  const own = bundle ? (folders.pop() ?? name) : name;
  const deepest = folders.findLastIndex((_, at) =>
    tree.branches.has([contentDir, ...folders.slice(0, at + 1)].join("/")),
  );
  const { mainSections } = settings;
  const [section = ""] = folders;
  const isMain = (): boolean =>
    section === "" ? !tree.sectioned : !OF_PAGES.test(section) || section === tree.largest;
  const main = mainSections.length > 0 ? mainSections.includes(section) : isMain();
  return { language, folders, name: own, bundle, sections: folders.slice(0, Math.max(1, deepest + 1)), main };
}

/** Hugo's UnicodeSanitize: letters, digits, marks and a few signs stay, spaces become single hyphens. */
export function sanitize(text: string, { dropAccents, keepCase }: HugoSettings): string {
  const source = dropAccents
    ? text
        .normalize("NFD")
        .replace(/\p{Mn}/gu, "")
        .normalize("NFC")
    : text;
  let [result, hyphenDue, wasHyphen] = ["", false, false];
  for (const sign of source) {
    if (/[./\\_#+~@\-\p{L}\p{Nd}\p{M}]/u.test(sign)) {
      wasHyphen = sign === "-";
      if (hyphenDue && !wasHyphen) result += "-";
      hyphenDue = false;
      result += sign;
    } else if (result !== "" && !wasHyphen && /\s/.test(sign)) hyphenDue = true;
  }
  return keepCase ? result : result.toLowerCase();
}

export interface HugoNames {
  readonly title: string;
  readonly slug: string | null;
  /** `url` of front matter, which replaces everything. */
  readonly url: string | null;
  /** The wall clock of the date in its own offset, as UTC milliseconds; null when undated. */
  readonly wall: number | null;
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const two = (value: number): string => String(value).padStart(2, "0");

function dateToken(token: string, wall: number): string | null {
  const at = new Date(wall);
  const [month, weekday] = [at.getUTCMonth(), at.getUTCDay()];
  const yearDay = Math.floor((wall - Date.UTC(at.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
  const values: Readonly<Record<string, string>> = {
    year: String(at.getUTCFullYear()).padStart(4, "0"),
    month: two(month + 1),
    monthname: MONTHS[month] ?? "",
    day: two(at.getUTCDate()),
    weekday: String(weekday),
    weekdayname: DAYS[weekday] ?? "",
    yearday: String(yearDay),
    // Go's reference layouts.
    "2006": String(at.getUTCFullYear()).padStart(4, "0"),
    "06": two(at.getUTCFullYear() % 100),
    "01": two(month + 1),
    "1": String(month + 1),
    Jan: (MONTHS[month] ?? "").slice(0, 3),
    January: MONTHS[month] ?? "",
    "02": two(at.getUTCDate()),
    "2": String(at.getUTCDate()),
    Mon: (DAYS[weekday] ?? "").slice(0, 3),
    Monday: DAYS[weekday] ?? "",
    "15": two(at.getUTCHours()),
    "04": two(at.getUTCMinutes()),
    "05": two(at.getUTCSeconds()),
    "002": String(yearDay).padStart(3, "0"),
  };
  return Object.hasOwn(values, token) ? (values[token] ?? null) : null;
}

/** A slice of sections: `:sections[1:]`, `:sections[last]`, `:sections[0]`. */
function sliced(sections: readonly string[], range: string): readonly string[] {
  const place = (part: string, otherwise: number) =>
    part === "last" ? sections.length - 1 : part === "" ? otherwise : Number(part);
  const [from = "", to] = range.split(":");
  if (to === undefined) return sections.slice(place(from, 0), place(from, 0) + 1);
  return sections.slice(place(from, 0), place(to, sections.length));
}

/** A permalink filled in; null when it holds a token that is not known or has no value. */
function expand(pattern: string, page: HugoPage, names: HugoNames, settings: HugoSettings): string | null {
  // A plus sign in a token comes out as a space (seen on 0.111.3).
  const tidy = (value: string) => sanitize(value.replace(/\+/g, " "), settings);
  const slug = names.slug === null ? null : tidy(names.slug);
  let known = true;
  const filled = pattern.replace(/:(\w+)(?:\[([^\]]*)\])?/g, (_, token: string, range?: string) => {
    switch (token) {
      case "title":
        return tidy(names.title);
      case "slug":
        return slug ?? tidy(names.title);
      case "filename":
      case "contentbasename":
        return tidy(page.name);
      case "slugorfilename":
      case "slugorcontentbasename":
        return slug ?? tidy(page.name);
      case "section":
        return tidy(page.sections[0] ?? "");
      case "sections":
        return (range === undefined ? page.sections : sliced(page.sections, range)).map(tidy).join("/");
      default: {
        const value = names.wall === null ? null : dateToken(token, names.wall);
        if (value === null) known = false;
        return settings.keepCase ? (value ?? "") : (value ?? "").toLowerCase();
      }
    }
  });
  return known ? filled : null;
}

/** The path of a page below the site's address, decoded; null when it cannot be known. */
export function pathOf(page: HugoPage, names: HugoNames, settings: HugoSettings): string | null {
  const { language } = page;
  const multihost = settings.languages.some(({ url }) => url !== null);
  const atRoot = multihost || (language.key === settings.defaultLanguage && !settings.defaultInSubdir);
  const prefix = atRoot ? "" : `/${language.key}`;
  if (names.url !== null) {
    const path = `/${names.url.replace(/^\/+/, "")}`;
    // One with a slash before it is of the whole site, whatever the language.
    const above = names.url.startsWith("/") ? "" : prefix;
    return above + (path.endsWith("/") || /\.[^/]+$/.test(path) ? path : `${path}/`);
  }
  const pattern = language.permalinks[page.folders[0] ?? "/"];
  const last = names.slug ?? page.name;
  const body =
    pattern === undefined
      ? sanitize([...page.folders, last].join("/"), settings)
      : expand(pattern, page, names, settings);
  if (body === null) return null;
  const inner = body.replace(/\/{2,}/g, "/").replace(/^\/|\/$/g, "");
  return `${prefix}/${inner}${language.ugly ? ".html" : "/"}`;
}
