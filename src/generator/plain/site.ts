// What a site says of itself whose generator has no file here (Zola, Eleventy, Quartz, Docusaurus …): read as data, never run.
import picomatch from "picomatch";
import type { SiteFiles } from "../generator.js";
import { dataOf, type Config, type Kind, type Links, type Said } from "./config.js";
import { said } from "./said.js";
import { cnameOf } from "../rules/address.js";
import { siteFolder } from "../rules/config.js";
import { asText } from "../rules/fields.js";
import { isData, own } from "../rules/scalar.js";
import { languagesBeside } from "../rules/translation.js";

export interface PlainFacts {
  readonly kind: Kind | null;
  readonly title: string | null;
  readonly url: string | null;
  /** As written; it may be no zone at all. */
  readonly timezone: string | null;
  readonly lang: string | null;
  /** Every language that file names and folders may have. */
  readonly languages: readonly string[];
  /** The folder that posts lie in, "" for the whole site. */
  readonly folder: string;
  /** Whether the site itself leaves a path out; from its content folder. */
  readonly leftOut: (inside: string) => boolean;
  /** What front matter names authors and tags by, and what these are called. */
  readonly names: ReadonlyMap<string, string>;
  readonly configs: readonly string[];
  /** How this generator makes links; null where only the site's own templates know. */
  readonly links: Links | null;
  /** A PERMALINK that fits such a site; its owner may have another. */
  readonly proposal: string;
  /** Whether only what says `publish: true` is published. */
  readonly onlyPublished: boolean;
}

const ZOLA = /^\s*base_url\s*=/m;

/** Whether notes of Obsidian's kind stand here. */
export const isVault = ({ kind }: Pick<PlainFacts, "kind">): boolean =>
  kind === "obsidian" || kind === "quartz";

/** In the order in which they are asked for; `posts` are folders, of which the first that exists counts. */
const KINDS: readonly {
  readonly kind: Kind;
  readonly mark: RegExp;
  /** What the file must hold, where its name is a common one. */
  readonly word?: RegExp;
  readonly posts: readonly string[];
}[] = [
  { kind: "zola", mark: /^(?:zola|config)\.toml$/, word: ZOLA, posts: ["content"] },
  { kind: "quartz", mark: /^quartz\.config\.(?:ts|ya?ml)$/, posts: ["content"] },
  { kind: "docusaurus", mark: /^docusaurus\.config\.[cm]?[jt]s$/, posts: ["blog"] },
  { kind: "eleventy", mark: /^(?:\.eleventy\.c?js|eleventy\.config\.[cm]?[jt]s)$/, posts: [] },
  { kind: "pelican", mark: /^pelicanconf\.py$/, posts: ["content"] },
  { kind: "nikola", mark: /^conf\.py$/, word: /^\s*(?:BLOG_TITLE|SITE_URL)\s*=/m, posts: ["posts"] },
  {
    kind: "gatsby",
    mark: /^gatsby-config\.[cm]?[jt]s$/,
    posts: ["content/blog", "content/posts", "content"],
  },
  { kind: "nuxt", mark: /^nuxt\.config\.[cm]?[jt]s$/, posts: ["content/blog", "content/posts", "content"] },
  { kind: "next", mark: /^next\.config\.[cm]?[jt]s$/, posts: ["_posts", "posts", "content", "src/content"] },
  { kind: "bridgetown", mark: /^bridgetown\.config\.ya?ml$/, posts: ["src/_posts"] },
  { kind: "bridgetown", mark: /^Gemfile$/, word: /\bbridgetown\b/, posts: ["src/_posts"] },
  { kind: "obsidian", mark: /^\.obsidian\/$/, posts: [] },
];

/** Names that other programs have too. */
const COMMON = /^(?:config\.toml|conf\.py|Gemfile)$/;

interface Found extends Config {
  readonly posts: readonly string[];
}

async function find(files: SiteFiles): Promise<Found | null> {
  const names = await files.list("");
  for (const { kind, mark, word, posts } of KINDS) {
    const file = names.find((name) => mark.test(name));
    if (file === undefined) continue;
    const source = (await files.read(file)) ?? "";
    if (word === undefined || word.test(source)) return { kind, file, source, posts };
  }
  return null;
}

/** Whether a folder with these names in it is the root of such a site, as far as names alone tell. */
export const isPlainRoot = (names: readonly string[]): boolean =>
  names.some(
    (name) => !COMMON.test(name) && KINDS.some(({ mark }) => mark.test(name) || mark.test(`${name}/`)),
  );

/** The file that shows which of these generators a site has; null for a plain folder. */
export const plainMark = async (files: SiteFiles): Promise<string | null> =>
  (await find(files))?.file ?? null;

/** Whether this is Zola's configuration, which is named as Hugo's. */
export const isZola = (source: string): boolean => ZOLA.test(source);

/** What the keys of authors and tags in front matter are called. */
async function namesIn(
  files: SiteFiles,
  folder: string,
  written: Said["names"] = [],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const [file, key] of written)
    for (const [id, one] of Object.entries(await dataOf(files, `${folder}/${file}`))) {
      const name = isData(one) ? asText(own(one, key)) : null;
      if (name !== null) names.set(id, name);
    }
  return names;
}

/** A folder or file of this name or path, or what a pattern of such means. */
function leaver({ leftOut = [], leftFolders = [] }: Said): (inside: string) => boolean {
  const named = leftOut.length === 0 ? null : picomatch(leftOut.flatMap((one) => [one, `${one}/**`]));
  return (inside) => named?.(inside) === true || leftFolders.some((folder) => inside.startsWith(folder));
}

/** Reads what a site says of itself; nothing where it is a plain folder. */
export async function plainFacts(files: SiteFiles): Promise<PlainFacts> {
  const found = await find(files);
  const about: Said = found === null ? {} : await said(found, files);
  const folders = about.folder ? [siteFolder(about.folder, "")] : (found?.posts ?? []);
  let folder = "";
  for (const one of folders) if (folder === "" && one !== "" && (await files.exists(one))) folder = one;
  const beside = await languagesBeside(files, folder);
  const languages = [...(about.languages ?? []), ...(about.lang ? [about.lang] : [])];
  return {
    kind: found?.kind ?? null,
    title: about.title ?? null,
    url: about.url ?? (await cnameOf(files, ["", "public/", "static/"])),
    timezone: about.timezone ?? null,
    lang: about.lang || null,
    languages: [...new Set([...languages, ...beside])],
    folder,
    leftOut: leaver(about),
    links: about.links ?? null,
    proposal: about.proposal ?? "/:year/:month/:day/:title/",
    onlyPublished: about.onlyPublished ?? false,
    names: await namesIn(files, folder, about.names),
    configs: [
      ...(found === null || found.file.endsWith("/") ? [] : [found.file]),
      ...(about.files ?? []),
      ...(about.names ?? []).map(([file]) => `${folder}/${file}`),
    ],
  };
}
