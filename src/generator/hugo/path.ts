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
  /** Folders below a content folder that are surely a blog, by their names. */
  readonly blogs: ReadonlySet<string>;
}

/** Sections that are a blog. */
export const OF_POSTS = /^(?:blogs?|posts?|news|articles?|writings?|journal|essays?|weblog)$/i;

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
  /** The same of what has no date: beside sections that are called a blog, others hold documents and pages. */
  readonly mainUndated: boolean;
  /** Whether it lies in what is surely the blog: by the site's settings, its section's name, or for want of another. */
  readonly ofBlog: boolean;
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
  const isBeside = mainSections.length === 0 && tree.blogs.size > 0 && !tree.blogs.has(section);
  const ofBlog =
    mainSections.length > 0 ? main : tree.blogs.size > 0 ? tree.blogs.has(section) : section === tree.largest;
  const sections = folders.slice(0, Math.max(1, deepest + 1));
  return { language, folders, name: own, bundle, sections, main, mainUndated: main && !isBeside, ofBlog };
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
  /** Of the page's sections; null for one that says none. */
  readonly sectionSlugs: readonly (string | null)[];
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const two = (value: number): string => String(value).padStart(2, "0");

/** Elements of Go's layouts, the longer before what they begin with. */
const LAYOUT = /January|Jan|Monday|Mon|2006|002|0[1-6]|15|PM|pm|[1-5]/g;

/** A date by a token's name, or by its text as a layout of Go's; null for one that is neither. */
function dateToken(token: string, wall: number): string | null {
  const at = new Date(wall);
  const [year, month, day, weekday] = [
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCDay(),
  ];
  const [hour, minute, second] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
  const yearDay = Math.floor((wall - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
  const [monthName = "", dayName = ""] = [MONTHS[month], DAYS[weekday]];
  const named: Readonly<Record<string, string>> = {
    year: String(year),
    month: two(month + 1),
    monthname: monthName,
    day: two(day),
    weekday: String(weekday),
    weekdayname: dayName,
    yearday: String(yearDay),
  };
  if (Object.hasOwn(named, token)) return named[token] ?? null;
  const elements: Readonly<Record<string, string>> = {
    "2006": String(year).padStart(4, "0"),
    "06": two(year % 100),
    January: monthName,
    Jan: monthName.slice(0, 3),
    "01": two(month + 1),
    "1": String(month + 1),
    Monday: dayName,
    Mon: dayName.slice(0, 3),
    "02": two(day),
    "2": String(day),
    "002": String(yearDay).padStart(3, "0"),
    "15": two(hour),
    "03": two(hour % 12 || 12),
    "3": String(hour % 12 || 12),
    "04": two(minute),
    "4": String(minute),
    "05": two(second),
    "5": String(second),
    PM: hour < 12 ? "AM" : "PM",
    pm: hour < 12 ? "am" : "pm",
  };
  return token.search(LAYOUT) < 0 ? null : token.replace(LAYOUT, (element) => elements[element] ?? element);
}

/** A slice of sections: `[1:]`, `[last]`, `[0]`; what lies outside of them is none. */
function sliced<Part>(sections: readonly Part[], range: string): readonly Part[] {
  const place = (part: string, otherwise: number) =>
    part === "last" ? sections.length - 1 : part === "" ? otherwise : Math.max(0, Number(part));
  const [from = "", to] = range.split(":");
  if (to === undefined) return sections.slice(place(from, 0), place(from, 0) + 1);
  return sections.slice(place(from, 0), place(to, sections.length));
}

/** What stands for a colon that is no token's. */
const COLON = "\0";

/** A permalink filled in; null when it holds a token that is not known or has no value. */
function expand(pattern: string, page: HugoPage, names: HugoNames, settings: HugoSettings): string | null {
  // A plus sign in a token comes out as a space (seen on 0.111.3).
  const tidy = (value: string) => sanitize(value.replace(/\+/g, " "), settings);
  const slug = names.slug === null ? null : tidy(names.slug);
  let known = true;
  const filled = pattern
    .replaceAll("\\:", COLON)
    .replace(/:(\w+)(?:\[([^\]]*)\])?/g, (_, token: string, range = ":") => {
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
          return sliced(page.sections, range).map(tidy).join("/");
        case "sectionslug":
        case "sectionslugs": {
          const slugs = sliced(names.sectionSlugs, token === "sectionslug" ? "0" : range);
          if (slugs.includes(null)) known = false;
          return slugs.join("/");
        }
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
    // Its tokens are filled in as from 0.131; one that holds others has none.
    const written = expand(names.url, page, names, settings)?.replaceAll(COLON, ":") ?? names.url;
    const path = `/${written.replace(/^\/+/, "")}`;
    // One with a slash before it is of the whole site, whatever the language.
    const above = names.url.startsWith("/") ? "" : prefix;
    return above + (path.endsWith("/") || /\.[^/]+$/.test(path) ? path : `${path}/`);
  }
  const pattern = language.permalinks.find(({ reaches }) => reaches(page))?.pattern;
  const last = names.slug ?? page.name;
  const body =
    pattern === undefined
      ? sanitize([...page.folders, last].join("/"), settings)
      : expand(pattern, page, names, settings);
  if (body === null) return null;
  // What Windows has in no name of a file, Hugo has in no path that it makes.
  const inner = body
    .replaceAll(COLON, "")
    .replace(/\/{2,}/g, "/")
    .replace(/^\/|\/$/g, "");
  return `${prefix}/${inner}${language.ugly ? ".html" : "/"}`;
}
