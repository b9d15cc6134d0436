// Jekyll's configuration, and the defaults it gives front matter by path and type.
import type { HeadingAnchors } from "../../document/body-text.js";
import type { Extensions } from "../../markdown/extensions.js";
import { isZone, machineZone } from "../../post/date.js";
import { siteAddress } from "../../post/link.js";
import type { Site } from "../../post/site.js";
import type { Overrides, Problem, SiteFiles } from "../generator.js";
import { byKramdown } from "../rules/anchors.js";
import { withBase, writtenAddress } from "../rules/address.js";
import { parseConfig, siteFolder } from "../rules/config.js";
import { asText, isNo, isYes, meantData, textField, texts } from "../rules/fields.js";
import { isData, own, type Data } from "../rules/scalar.js";
import { below, leftOut } from "../rules/pattern.js";
import { instantOf } from "./data.js";

interface DefaultsScope {
  readonly path: string;
  readonly type: string | null;
  readonly values: Data;
  readonly matches: (path: string) => boolean;
}

export interface JekyllSettings {
  /** Whether lines break where their author did. */
  readonly breaks: boolean;
  readonly extensions: Extensions;
  readonly anchors: HeadingAnchors | undefined;
  readonly site: Site;
  /** The configuration as a template may ask for it. */
  readonly written: Data;
  readonly problems: readonly Problem[];
  readonly configFile: string;
  /** The zone of dates and of paths. */
  readonly zone: string;
  readonly permalink: string;
  /** The folder that the site is built from, "" or with a trailing slash; all other paths here are from it. */
  readonly root: string;
  /** Where `_posts` folders are looked for; "" is the whole site. */
  readonly collectionsDir: string;
  /**
   * The languages that a plugin builds in folders of their own, and the one that it builds in none unless told
   * (jekyll-polyglot's `default_lang`, the first of jekyll-multiple-languages-plugin); null where there is no plugin.
   */
  readonly polyglot: {
    readonly languages: readonly string[];
    readonly main: string;
    readonly mainInFolder: boolean;
  } | null;
  /** Languages that have a folder in `_i18n`. */
  readonly translations: readonly string[];
  readonly future: boolean;
  /** The moment the site says it is built at (`time`), by which what is dated later is not there yet; null for now. */
  readonly time: number | null;
  /** How many of the newest posts there are (`limit_posts`); null for all. */
  readonly limit: number | null;
  /** Whether the site is built with its drafts, and with what says `published: false`. */
  readonly showDrafts: boolean;
  readonly unpublished: boolean;
  readonly markdown: readonly string[];
  readonly separator: string;
  readonly scopes: readonly DefaultsScope[];
  readonly excluded: (path: string) => boolean;
}

export const CONFIG_NAMES = ["_config.yml", "_config.yaml", "_config.toml"];

/** Jekyll's named permalinks (jekyll/lib/jekyll/drops/url_drop and its documentation). */
const STYLES: Readonly<Record<string, string>> = {
  date: "/:categories/:year/:month/:day/:title:output_ext",
  pretty: "/:categories/:year/:month/:day/:title/",
  ordinal: "/:categories/:year/:y_day/:title:output_ext",
  weekdate: "/:categories/:year/W:week/:short_day/:title:output_ext",
  none: "/:categories/:title:output_ext",
};
const ALWAYS_EXCLUDED = [
  "node_modules",
  "vendor/bundle",
  "vendor/cache",
  "vendor/gems",
  "vendor/ruby",
  ".sass-cache",
];

const trimmed = (folder: string): string => folder.replace(/^\.?\/+|\/+$/g, "");

function scopesOf(data: Data): readonly DefaultsScope[] {
  const list = own(data, "defaults");
  return (Array.isArray(list) ? list : []).flatMap((one: unknown) => {
    const scope = isData(one) ? own(one, "scope") : null;
    const values = isData(one) ? own(one, "values") : null;
    if (!isData(scope) || !isData(values)) return [];
    const path = trimmed(asText(own(scope, "path")) ?? "");
    return [
      { path, type: textField(scope, "type"), values, matches: path === "" ? () => true : below([path]) },
    ];
  });
}

/** The defaults for a file: the deepest scope's value wins, then what names a type, then the later one. */
export function defaultsFor(path: string, type: "posts" | "drafts", { scopes }: JekyllSettings): Data {
  const fitting = scopes
    .filter(
      (scope) => (scope.type === null || scope.type === type || scope.type === "post") && scope.matches(path),
    )
    .toSorted((a, b) => a.path.length - b.path.length || Number(a.type !== null) - Number(b.type !== null));
  return Object.assign({}, ...fitting.map(({ values }) => values)) as Data;
}

function addressOf(data: Data, written: string | null): string | null {
  return withBase(siteAddress(written ?? ""), textField(data, "baseurl"));
}

function permalinkOf(data: Data): string {
  const collections = own(data, "collections");
  const posts = isData(collections) ? own(collections, "posts") : null;
  const named =
    (isData(posts) ? textField(posts, "permalink") : null) ?? textField(data, "permalink") ?? "date";
  return Object.hasOwn(STYLES, named) ? (STYLES[named] ?? named) : named;
}

/** Reads Jekyll's configuration. Throws BrokenConfig when it cannot be read. */
export async function loadJekyll(files: SiteFiles, overrides: Overrides): Promise<JekyllSettings> {
  let [configFile, data]: [string, Data] = [CONFIG_NAMES[0] ?? "", {}];
  for (const name of CONFIG_NAMES) {
    const content = await files.read(name);
    if (content === null) continue;
    [configFile, data] = [name, parseConfig(name, content)];
    break;
  }
  const named = overrides.timezone ?? textField(data, "timezone");
  const valid = named !== null && isZone(named);
  const problems: Problem[] = [];
  if (named !== null && !valid)
    problems.push({
      source: configFile,
      line: null,
      message: `timezone: ${named} is no zone; write a name such as Asia/Shanghai.`,
    });
  const languages = texts(own(data, "languages"));
  const plugged = texts(own(data, "plugins")).includes("jekyll-polyglot");
  const source = siteFolder(textField(data, "source"), "");
  const root = source === "" ? "" : `${source}/`;
  const translations = (await files.exists(`${root}_i18n`)) ? languages : [];
  const main = textField(data, "default_lang") ?? (plugged ? "en" : (translations[0] ?? null));
  const feed = own(data, "feed");
  const set = own(data, "kramdown");
  const kramdown = isData(set) ? set : {};
  const zone = valid ? named : (overrides.buildTimezone ?? machineZone());
  const limit = Number(textField(data, "limit_posts") ?? 0);
  const excluded = leftOut([...ALWAYS_EXCLUDED, ...texts(own(data, "exclude"))], texts(own(data, "include")));
  return {
    site: {
      title: overrides.title ?? textField(data, "title", "name") ?? "",
      url:
        overrides.url === null
          ? addressOf(data, await writtenAddress(textField(data, "url"), files, [root]))
          : siteAddress(overrides.url),
      timezone: valid ? named : null,
      // What a plugin builds without a folder of its own is the site's language, whatever the theme's phrases are in.
      lang: main ?? textField(data, "lang", "locale", "language"),
      generator: "jekyll",
      ...(texts(own(data, "plugins")).includes("jekyll-feed") && {
        feed: (isData(feed) ? textField(feed, "path") : null) ?? "feed.xml",
      }),
    },
    written: meantData(data),
    breaks: isYes(own(kramdown, "hard_wrap")),
    anchors: anchorsOf(data, kramdown),
    problems,
    configFile,
    zone,
    permalink: overrides.permalink ?? permalinkOf(data),
    root,
    collectionsDir: siteFolder(textField(data, "collections_dir"), ""),
    polyglot:
      languages.length === 0 || main === null
        ? null
        : { languages, main, mainInFolder: isYes(own(data, "default_locale_in_folder")) },
    translations,
    future: isYes(own(data, "future")),
    time: instantOf(own(data, "time"), zone),
    limit: limit > 0 ? limit : null,
    showDrafts: isYes(own(data, "show_drafts")),
    unpublished: isYes(own(data, "unpublished")),
    markdown: (textField(data, "markdown_ext") ?? "markdown,mkdown,mkdn,mkd,md")
      .toLowerCase()
      .split(/\s*,\s*/),
    extensions: extensionsOf(data),
    separator: asText(own(data, "excerpt_separator")) ?? "\n\n",
    scopes: scopesOf(data),
    excluded,
  };
}

function extensionsOf(data: Data): Extensions {
  const isKramdown = /kramdown/i.test(textField(data, "markdown") ?? "kramdown");
  const plugins = [...texts(own(data, "plugins")), ...texts(own(data, "gems"))];
  return [
    ...(isKramdown ? (["kramdown attributes"] as const) : []),
    ...(plugins.includes("jemoji") ? (["emoji names"] as const) : []),
  ];
}

/** The anchors of headings; undefined where there are none, or not those of kramdown's usual settings. */
function anchorsOf(data: Data, kramdown: Data): HeadingAnchors | undefined {
  const isUsual =
    (textField(data, "markdown") ?? "kramdown").toLowerCase() === "kramdown" &&
    (textField(kramdown, "input") ?? "GFM").toUpperCase() === "GFM" &&
    !isNo(own(kramdown, "auto_ids")) &&
    textField(kramdown, "auto_id_prefix") === null;
  return isUsual ? byKramdown : undefined;
}
