// Hugo's configuration: one file at the root or a folder of them, and the languages it sets up.
import type { HeadingAnchors } from "../../document/body-text.js";
import type { Extensions } from "../../markdown/extensions.js";
import type { Typography } from "../../markdown/typography.js";
import { isZone } from "../../post/date.js";
import { siteAddress } from "../../post/link.js";
import type { Site } from "../../post/site.js";
import type { Overrides, Problem, SiteFiles } from "../generator.js";
import { dateKeysOf, type DateKeys } from "./date.js";
import { lowered } from "./keys.js";
import { contentMounts, leftOut, mounted, strayMounts } from "./mounts.js";
import { reaches, type Reaches } from "./target.js";
import { byGoldmark } from "../rules/anchors.js";
import { writtenAddress } from "../rules/address.js";
import { overlay, parseConfig, siteFolder } from "../rules/config.js";
import { asText, isNo, isYes, textField, texts } from "../rules/fields.js";
import { below, isData, own, type Data } from "../rules/scalar.js";

export interface Permalink {
  readonly pattern: string;
  readonly reaches: Reaches;
}

export interface HugoLanguage {
  readonly key: string;
  /** Where its posts lie, without a trailing slash. */
  readonly contentDir: string;
  readonly zone: string | null;
  /** Its own site address, or null when it shares the site's. */
  readonly url: string | null;
  readonly disabled: boolean;
  /** Of which the first that reaches a page counts. */
  readonly permalinks: readonly Permalink[];
  /** Keys of front matter asked for each kind of date, in order; `:filename` among them. */
  readonly dateKeys: DateKeys;
  readonly ugly: boolean;
}

export interface HugoSettings {
  readonly site: Site;
  readonly problems: readonly Problem[];
  readonly configFiles: readonly string[];
  readonly languages: readonly HugoLanguage[];
  readonly defaultLanguage: string;
  /** The zone of dates without an offset where their language sets none. */
  readonly zone: string;
  readonly defaultInSubdir: boolean;
  /** The sections that make the blog; none where the site does not say. */
  readonly mainSections: readonly string[];
  readonly keepCase: boolean;
  readonly dropAccents: boolean;
  /** Files that `ignoreFiles` or mounts leave out. */
  readonly leftOut: (path: string) => boolean;
  readonly buildFuture: boolean;
  readonly buildExpired: boolean;
  readonly typography: Typography;
  /** Whether lines break where their author did. */
  readonly breaks: boolean;
  readonly anchors: HeadingAnchors | undefined;
  /** What its Markdown reads beside what all do. */
  readonly extensions: Extensions;
  /** Front matter for pages of the whole site, as written. */
  readonly cascade: unknown;
}

const ROOT_CONFIG = /^(?:hugo|config)\.(?:toml|ya?ml|json)$/;
const PART_CONFIG = /^([\w-]+?)(?:\.([\w-]+))?\.(?:toml|ya?ml|json)$/;

/** A file of `config/_default`: `hugo` holds the root's keys, `languages.yml` those below `languages`. */
function part(name: string, data: Data): Data {
  const [, key = "", language] = PART_CONFIG.exec(name) ?? [];
  // Of a file for one language only menus and parameters keep their key (Hugo's `allconfig`).
  const isWhole = language === undefined ? /^(?:hugo|config)$/i.test(key) : !/^(?:menus?|params)$/i.test(key);
  const below = isWhole ? data : { [key.toLowerCase()]: data };
  return language === undefined ? below : { languages: { [language.toLowerCase()]: below } };
}

/** The names of Hugo's configuration files, outermost last so that it wins. */
export async function hugoConfigFiles(files: SiteFiles): Promise<readonly string[]> {
  const root = (await files.list("")).filter((name) => ROOT_CONFIG.test(name)).toSorted();
  const parts = async (folder: string) =>
    (await files.list(folder)).filter((name) => PART_CONFIG.test(name)).map((name) => `${folder}/${name}`);
  const folders = [...(await parts("config/_default")), ...(await parts("config/production"))];
  // hugo.* wins over config.*; only one file at the root is read.
  return [...root.slice(-1), ...folders];
}

async function loadData(files: SiteFiles, names: readonly string[]): Promise<Data> {
  let data: Data = {};
  for (const name of names) {
    const content = (await files.read(name)) ?? "";
    const read = lowered(parseConfig(name, content)) as Data;
    data = overlay(data, name.includes("/") ? part(name.split("/").at(-1) ?? "", read) : read);
  }
  return data;
}

/** By section, `[permalinks] post = …`, by kind as from 0.115, `[permalinks.page]`, or each with its `target` as from 0.155. */
function permalinksOf(data: Data): readonly Permalink[] {
  const rules = own(data, "permalinks");
  const named = (section: string, written: unknown): readonly Permalink[] => {
    const pattern = asText(written);
    const root = section.replace(/^[/\s]+|[/\s]+$/g, "");
    return pattern === null
      ? []
      : [{ pattern, reaches: ({ folders: [first = ""] }) => first.toLowerCase() === root }];
  };
  if (isData(rules))
    return [below(rules, "page"), rules].flatMap((one) =>
      Object.entries(one).flatMap(([section, pattern]) => named(section, pattern)),
    );
  return (Array.isArray(rules) ? rules.filter(isData) : []).flatMap((rule) => {
    const pattern = textField(rule, "pattern");
    return pattern === null ? [] : [{ pattern, reaches: reaches(own(rule, "target")) }];
  });
}

const zoneOf = (data: Data): string | null => {
  const name = textField(data, "timezone");
  return name !== null && isZone(name) ? name : null;
};

function languagesOf(data: Data, main: string): readonly HugoLanguage[] {
  // The site's root itself, `/`, is no folder of content.
  const contentDir = siteFolder(textField(data, "contentdir"), "content") || "content";
  const mounts = contentMounts(data);
  const named = own(data, "languages");
  const off = new Set(texts(own(data, "disablelanguages")));
  const languages = isData(named) ? Object.entries(named) : [];
  const all = languages.length === 0 ? [[main, {}] as const] : languages;
  return all.map(([key, value]) => {
    const set = isData(value) ? value : {};
    const whole = overlay(data, set);
    const url = textField(set, "baseurl");
    return {
      key,
      contentDir: siteFolder(mounted(mounts, key) ?? textField(set, "contentdir"), contentDir) || contentDir,
      zone: zoneOf(set),
      url: url === null ? null : siteAddress(url),
      disabled: off.has(key) || isYes(own(set, "disabled")),
      permalinks: permalinksOf(whole),
      dateKeys: dateKeysOf(whole),
      ugly: isYes(own(whole, "uglyurls")),
    };
  });
}

/** The front page has one unless its outputs or `disableKinds` leave it out (Hugo, Output formats; RSS templates). */
function feedOf(data: Data, folder: string): Pick<Site, "feed"> {
  const none = texts(own(data, "disablekinds")).some((kind) => kind.toLowerCase() === "rss");
  const outputs = texts(own(below(data, "outputs"), "home")).map((one) => one.toLowerCase());
  return none || (outputs.length > 0 && !outputs.includes("rss")) ? {} : { feed: `${folder}index.xml` };
}

/** Reads Hugo's configuration. Throws BrokenConfig when a file of it cannot be read. */
export async function loadHugo(files: SiteFiles, overrides: Overrides): Promise<HugoSettings> {
  const configFiles = await hugoConfigFiles(files);
  const data = await loadData(files, configFiles);
  const named = textField(data, "timezone");
  const problems: Problem[] = [];
  if (named !== null && !isZone(named))
    problems.push({
      source: configFiles[0] ?? "hugo.toml",
      line: null,
      message: `timeZone: ${named} is no zone; write a name such as Asia/Shanghai.`,
    });
  const defaultLanguage = textField(data, "defaultcontentlanguage")?.toLowerCase() ?? "en";
  const languages = languagesOf(data, defaultLanguage);
  for (const { source, target } of strayMounts(
    data,
    languages.map(({ contentDir }) => contentDir),
  ))
    problems.push({
      source: configFiles[0] ?? "hugo.toml",
      line: null,
      message: `module.mounts puts ${source} into ${target}, which is not followed: its pages are missing. Name their folder as a source of its own.`,
    });
  const mainLanguage = below(data, "languages", defaultLanguage);
  const defaultInSubdir = isYes(own(data, "defaultcontentlanguageinsubdir"));
  const typed = isNo(own(below(data, "markup", "goldmark", "extensions"), "typographer"));
  return {
    site: {
      title: overrides.title ?? textField(mainLanguage, "title") ?? textField(data, "title") ?? "",
      url: siteAddress(
        overrides.url ?? (await writtenAddress(textField(data, "baseurl"), files, ["static/", ""])) ?? "",
      ),
      timezone: overrides.timezone ?? zoneOf(data) ?? zoneOf(mainLanguage),
      lang:
        textField(mainLanguage, "languagecode") ??
        textField(data, "languagecode", "locale", "defaultcontentlanguage"),
      generator: "hugo",
      ...feedOf(data, defaultInSubdir ? `${defaultLanguage}/` : ""),
    },
    problems,
    configFiles,
    languages,
    leftOut: leftOut(data),
    defaultLanguage,
    zone: overrides.timezone ?? zoneOf(data) ?? "UTC",
    defaultInSubdir,
    mainSections: texts(own(data, "mainsections") ?? own(below(data, "params"), "mainsections")),
    keepCase: isYes(own(data, "disablepathtolower")),
    dropAccents: isYes(own(data, "removepathaccents")),
    buildFuture: isYes(own(data, "buildfuture")),
    buildExpired: isYes(own(data, "buildexpired")),
    typography: typed ? "none" : "typographer",
    breaks: isYes(own(below(data, "markup", "goldmark", "renderer"), "hardwraps")),
    anchors: anchorsOf(data),
    extensions: extensionsOf(data),
    cascade: own(data, "cascade"),
  };
}

/** Attributes of headings unless turned off, below other blocks where turned on, and so names of emoji. */
function extensionsOf(data: Data): Extensions {
  const attribute = below(data, "markup", "goldmark", "parser", "attribute");
  return [
    ...(isNo(own(attribute, "title")) ? [] : (["heading attributes"] as const)),
    ...(isYes(own(attribute, "block")) ? (["block attributes"] as const) : []),
    ...(isYes(own(data, "enableemoji")) ? (["emoji names"] as const) : []),
  ];
}

/** The anchors of headings; undefined where there are none, or such as Hugo made before 0.60. */
function anchorsOf(data: Data): HeadingAnchors | undefined {
  const markup = below(data, "markup");
  const handler = textField(markup, "defaultmarkdownhandler") ?? "goldmark";
  const parser = below(markup, "goldmark", "parser");
  const type = textField(parser, "autoheadingidtype") ?? "github";
  const given = handler === "goldmark" && !isNo(own(parser, "autoheadingid"));
  return given && type.startsWith("github") ? byGoldmark(type === "github-ascii") : undefined;
}
