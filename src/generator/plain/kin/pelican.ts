// Pelican: its configuration is a program in Python, of which lone texts are read.
import { PYTHON_MARKDOWN } from "../../../markdown/extensions.js";
import { posix } from "node:path";
import type { SiteFiles } from "../../generator.js";
import { ascii } from "../../rules/ascii.js";
import { siteFolder } from "../../rules/config.js";
import { fillPattern } from "../../rules/link-pattern.js";
import {
  assigned,
  assignedList,
  type ConfigFile,
  type Kin,
  type Linked,
  type PlainPlace,
  type SiteSays,
} from "../kin.js";

/** Emoji, of which its tables (Unidecode) make nothing. */
const PICTURES = /[\u{1f1e6}-\u{1f1ff}\u{1f300}-\u{1faff}\u2600-\u2775\u2794-\u27bf]|\ufe0f|\u200d/gu;

/** The slug that Pelican makes of a title (seen on 4.8); null for letters that it spells by tables. */
const pelicanSlug = (text: string): string | null =>
  ascii(
    text
      .replace(/<[^<>]*>/g, "")
      .replace(PICTURES, "")
      .normalize("NFKC"),
  )
    ?.replace(/[^\w\s-]/g, "")
    .trim()
    .replace(/[-\s]+/g, "-")
    .toLowerCase() || null;

/** A pattern of Pelican's, `{date:%Y}/{slug}/`, in the words of PERMALINK; null where it holds more. */
function pelicanPattern(written: string): string | null {
  const known: Readonly<Record<string, string>> = {
    slug: ":slug",
    category: ":category",
    lang: ":lang",
    "date:%Y": ":year",
    "date:%m": ":month",
    "date:%d": ":day",
  };
  const pattern = written.replace(/\{([^{}]*)\}/g, (whole, name: string) => known[name] ?? whole);
  return pattern.includes("{") ? null : pattern;
}

const categoryIn = (sources: readonly string[]): string =>
  sources.map((source) => assigned(source, "DEFAULT_CATEGORY")).find((one) => one !== null) ?? "misc";

/** How a Pelican site makes links: its own patterns, else the defaults; null where a program makes them. */
function pelicanLinks(sources: readonly string[]): ((post: Linked) => string | null) | null {
  const patternOf = (name: string, otherwise: string): string | null => {
    const naming = sources.find((source) => new RegExp(`^[ \\t]*${name}[ \\t]*=`, "m").test(source));
    if (naming === undefined) return otherwise;
    const written = assigned(naming, name);
    return written === null ? null : pelicanPattern(written);
  };
  const pattern = patternOf("ARTICLE_URL", ":slug.html");
  const translated = patternOf("ARTICLE_LANG_URL", ":slug-:lang.html");
  if (pattern === null || translated === null) return null;
  return ({ tokens, lang }) => {
    const own = tokens["lang"] === null || tokens["lang"] === lang;
    const category = pelicanSlug(tokens["category"] || categoryIn(sources));
    const filled = fillPattern(own ? pattern : translated, { ...tokens, category });
    return "path" in filled ? filled.path : null;
  };
}

/** An address of Pelican's own, `{static}/a.png` or `|filename|b.md`, where a link or a picture has its address. */
const OWN_ADDRESS =
  /(\]\(\s*<?|(?:src|href)=["']|^ {0,3}\[[^\]\n]+\]:[ \t]*)[{|](?:static|attach|filename)[}|]([^\s"'<>)]*)/gm;

/** Files keep their place below the folder of content. */
const addressed = (body: string, { folder }: PlainPlace): string =>
  body.replace(OWN_ADDRESS, (_, before: string, path: string) =>
    /\.(?:md|markdown)$/i.test(path) || path.startsWith("/")
      ? before + path
      : `${before}/${posix.join(folder, path)}`,
  );

/** In the order in which the configurations are read; folders without articles, by their paths, and names of files and folders that Pelican passes over. */
function leftOutBy(sources: readonly string[]): readonly string[] {
  const list = (name: string, otherwise: readonly string[] = []) =>
    sources.reduce<readonly string[] | null>(
      (before, source) => assignedList(source, name, before),
      otherwise,
    ) ?? [];
  return [
    ...list("PAGE_PATHS", ["pages"]),
    ...list("ARTICLE_EXCLUDES"),
    ...list("IGNORE_FILES").map((one) => (one.includes("/") ? one : `**/${one}`)),
  ].filter((one) => one !== "");
}

/** A text, a remark, a bracket, or what stands between them. */
const PART = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*|[[({]|[\])}]|[^[\](){}"'#]+/y;

/** What a program gives a name in brackets of any kind, without its remarks; what can be read where these have no end. */
function bracketed(source: string, name: string): string | null {
  const head = new RegExp(String.raw`^[ \t]*${name}[ \t]*=[ \t]*(?:dict)?(?=[({])`, "m").exec(source);
  if (head === null) return null;
  let [depth, inside] = [0, ""];
  PART.lastIndex = head.index + head[0].length;
  for (let part = PART.exec(source)?.[0]; part !== undefined; part = PART.exec(source)?.[0]) {
    if (!part.startsWith("#")) inside += part;
    if (/^[[({]/.test(part)) depth += 1;
    else if (/^[\])}]/.test(part)) depth -= 1;
    if (depth === 0) break;
  }
  return inside;
}

/** What `DEFAULT_METADATA` says of articles that do not say it themselves; the configuration read last wins. */
function usualStatus(sources: readonly string[]): string | null {
  const lists = sources.flatMap((source) => bracketed(source, "DEFAULT_METADATA") ?? []);
  return /\bstatus["']?\s*[:=,]\s*["']([\w-]+)["']/i.exec(lists.at(-1) ?? "")?.[1] ?? null;
}

async function said({ source }: ConfigFile, files: SiteFiles): Promise<SiteSays> {
  const published = (await files.read("publishconf.py")) ?? "";
  const either = (name: string): string | null =>
    [assigned(published, name), assigned(source, name)].find((one) => one !== null && one !== "") ?? null;
  const path = siteFolder(either("PATH"), "");
  const status = usualStatus([source, published]);
  return {
    title: either("SITENAME"),
    url: either("SITEURL"),
    timezone: either("TIMEZONE"),
    lang: either("DEFAULT_LANG"),
    ...(path !== "" && { folders: [{ path }] }),
    leftOut: leftOutBy([source, published]),
    link: pelicanLinks([published, source]),
    // It takes keys in any case.
    data: (_, front) => ({
      ...(status !== null && { status }),
      ...Object.fromEntries(Object.entries(front).map(([key, value]) => [key.toLowerCase(), value])),
    }),
    printed: addressed,
    files: ["publishconf.py"],
  };
}

export const pelican: Kin = {
  name: "pelican",
  marks: [{ file: /^pelicanconf\.py$/ }],
  posts: ["content"],
  templates: ["guessed", "extra"],
  extensions: PYTHON_MARKDOWN,
  proposal: "/:slug.html",
  said,
  spells: true,
  slug: pelicanSlug,
  // An article's category is named by its folder (USE_FOLDER_AS_CATEGORY).
  category: (folder) => folder.split("/").at(-1) ?? null,
  pairedBySlug: true,
};
