// Hexo's configuration: `_config.yml` and those named by --config, laid over each other as Hexo does.
import type { HeadingAnchors } from "../../document/body-text.js";
import { isZone, machineZone } from "../../post/date.js";
import { siteAddress } from "../../post/link.js";
import type { Site } from "../../post/site.js";
import type { Overrides, Problem, SiteFiles } from "../generator.js";
import type { AbbrlinkRule } from "./permalink.js";
import { anchorsOf, renderingOf, type Rendering } from "./rendering.js";
import { asShown, asText, isNo, isYes, textField, texts } from "../rules/fields.js";
import { parseData } from "../rules/parsers.js";
import { writtenAddress } from "../rules/address.js";
import { packagesIn } from "../rules/packages.js";
import { overlay, parseConfig, siteFolder } from "../rules/config.js";
import { isData, meaning, own, type Data } from "../rules/scalar.js";

export interface HexoSettings {
  readonly site: Site;
  readonly problems: readonly Problem[];
  readonly configFiles: readonly string[];
  /** Folder of posts' parent, `source`. */
  readonly sourceDir: string;
  readonly permalink: string;
  /** What hexo-permalink-pinyin puts between words; null without it. */
  readonly pinyin: string | null;
  readonly permalinkDefaults: Readonly<Record<string, string>>;
  readonly newPostName: string;
  /**
   * The language of posts that name none, where permalinks or file names hold `:lang`; else null. So Hexo's
   * documentation (Internationalization, "Permalinks") tells to keep several languages.
   */
  readonly defaultLang: string | null;
  /** Zone of dates as written, and zone of the machine that builds the site, in which paths are. */
  readonly zone: string | null;
  readonly buildZone: string;
  readonly letters: 0 | 1 | 2;
  readonly defaultCategory: string;
  readonly categoryMap: Readonly<Record<string, string>>;
  readonly assetFolders: boolean;
  readonly trimIndex: boolean;
  readonly trimHtml: boolean;
  readonly future: boolean;
  readonly renderDrafts: boolean;
  readonly abbrlink: AbbrlinkRule | null;
  readonly encryptedTags: ReadonlySet<string>;
  readonly rendering: Rendering;
  readonly anchors: HeadingAnchors | undefined;
  readonly ignore: readonly string[];
  readonly skip: readonly string[];
}

const CONFIG_NAMES = ["_config.yml", "_config.yaml", "_config.json"];

/** The files of `hexo generate --config a,b` in package.json; deploying scripts before serving ones. */
function namedConfigs(packageJson: Data): readonly string[] {
  const scripts = own(packageJson, "scripts");
  if (!isData(scripts)) return [];
  const found = Object.values(scripts).flatMap((script) => {
    const command = asText(script) ?? "";
    const files = /--config[= ]+["']?([^\s"';&|]+)/.exec(command)?.[1];
    return files === undefined ? [] : [{ files, builds: /\bhexo\s+(?:g|d|generate|deploy)\b/.test(command) }];
  });
  return (
    (found.find(({ builds }) => builds) ?? found[0])?.files
      .split(",")
      .map((file) => siteFolder(file.trim(), ""))
      .filter((file) => file !== "") ?? []
  );
}

async function loadData(files: SiteFiles): Promise<{ data: Data; names: string[]; packageJson: Data }> {
  const packageText = await files.read("package.json");
  let packageJson: Data = {};
  try {
    packageJson = packageText === null ? {} : parseData(packageText, "json");
  } catch {
    // A broken package.json is npm's to complain about; only its plugin list is missed here.
  }
  const named = namedConfigs(packageJson);
  const wanted = named.length > 0 ? named : CONFIG_NAMES;
  let data: Data = {};
  const names: string[] = [];
  for (const name of wanted) {
    const content = await files.read(name);
    if (content === null) continue;
    names.push(name);
    data = overlay(data, parseConfig(name, content));
    if (named.length === 0) break;
  }
  return { data, names, packageJson };
}

function defaultLang(data: Data): string | null {
  const byName = ["permalink", "new_post_name"].some((key) => /:lang\b/.test(textField(data, key) ?? ""));
  if (!byName) return null;
  return strings(own(data, "permalink_defaults"))["lang"] ?? texts(own(data, "language"))[0] ?? null;
}

const strings = (value: unknown): Record<string, string> =>
  isData(value)
    ? Object.fromEntries(Object.entries(value).flatMap(([key, one]) => [[key, asShown(one) ?? ""]]))
    : {};

/** The site's address; Hexo's `root` is added where `url` lacks it, as on project pages. */
function addressOf(data: Data, written: string | null): string | null {
  const url = siteAddress(written ?? "");
  const root = (textField(data, "root") ?? "/").replace(/^\/*|\/+$/g, "");
  if (url === null || root === "" || root.includes("//")) return url;
  const path = new URL(url).pathname.replace(/^\/+|\/+$/g, "");
  return path === root || path.endsWith(`/${root}`) ? url : siteAddress(`${url}/${root}`);
}

function zonesOf(data: Data, overrides: Overrides, configFile: string, problems: Problem[]) {
  const named = overrides.timezone ?? textField(data, "timezone");
  const valid = named !== null && isZone(named);
  if (named !== null && !valid)
    problems.push({
      source: configFile,
      line: null,
      message: `timezone: ${named} is no zone; write a name such as Asia/Shanghai.`,
    });
  const zone = valid ? named : null;
  return { zone, buildZone: overrides.buildTimezone ?? zone ?? machineZone() };
}

/** That of hexo-generator-feed. */
function feedOf(data: Data, packageJson: Data): Pick<Site, "feed"> {
  if (!dependsOn(packageJson, "hexo-generator-feed")) return {};
  const set = own(data, "feed");
  const [path = "atom.xml"] = isData(set) ? texts(own(set, "path")) : [];
  return isData(set) && isNo(own(set, "enable")) ? {} : { feed: path };
}

const dependsOn = (packageJson: Data, name: string): boolean =>
  own(packagesIn(packageJson), name) !== undefined;

function abbrlinkRule(data: Data, packageJson: Data): AbbrlinkRule | null {
  if (!dependsOn(packageJson, "hexo-abbrlink")) return null;
  const rule = own(data, "abbrlink");
  const set = isData(rule) ? rule : {};
  return {
    alg: textField(set, "alg") === "crc32" ? "crc32" : "crc16",
    rep: textField(set, "rep") === "hex" ? "hex" : "dec",
  };
}

const pinyinRule = (set: unknown): string | null =>
  isData(set) && isYes(own(set, "enable")) ? (textField(set, "separator") ?? "-") : null;

function encryptedTags(data: Data): ReadonlySet<string> {
  const encrypt = own(data, "encrypt");
  const tags = isData(encrypt) ? own(encrypt, "tags") : null;
  const list = Array.isArray(tags) ? tags : [];
  return new Set(list.flatMap((tag: unknown) => (isData(tag) ? texts(own(tag, "name")) : [])));
}

/** Reads Hexo's configuration. Throws BrokenConfig when a file of it is no YAML or JSON. */
export async function loadHexo(files: SiteFiles, overrides: Overrides): Promise<HexoSettings> {
  const { data, names, packageJson } = await loadData(files);
  const problems: Problem[] = [];
  const zones = zonesOf(data, overrides, names[0] ?? "_config.yml", problems);
  const pretty = own(data, "pretty_urls");
  const tidy = isData(pretty) ? pretty : {};
  const sourceDir = siteFolder(textField(data, "source_dir"), "source");
  const written = await writtenAddress(textField(data, "url"), files, [
    sourceDir === "" ? "" : `${sourceDir}/`,
  ]);
  const letters = meaning(own(data, "filename_case"));
  return {
    site: {
      title: overrides.title ?? textField(data, "title") ?? "",
      url: overrides.url === null ? addressOf(data, written) : siteAddress(overrides.url),
      timezone: zones.zone,
      lang: texts(own(data, "language"))[0] ?? null,
      generator: "hexo",
      ...feedOf(data, packageJson),
    },
    problems,
    configFiles: [...new Set(["package.json", ...CONFIG_NAMES, ...names])],
    sourceDir,
    pinyin: dependsOn(packageJson, "hexo-permalink-pinyin")
      ? pinyinRule(own(data, "permalink_pinyin"))
      : null,
    permalink: overrides.permalink ?? textField(data, "permalink") ?? ":year/:month/:day/:title/",
    permalinkDefaults: strings(own(data, "permalink_defaults")),
    newPostName: textField(data, "new_post_name") ?? ":title.md",
    defaultLang: defaultLang(data),
    ...zones,
    letters: letters === 1 || letters === 2 ? letters : 0,
    defaultCategory: textField(data, "default_category") ?? "uncategorized",
    categoryMap: strings(own(data, "category_map")),
    assetFolders: isYes(own(data, "post_asset_folder")),
    trimIndex: isNo(own(tidy, "trailing_index")),
    trimHtml: isNo(own(tidy, "trailing_html")),
    future: !isNo(own(data, "future")),
    renderDrafts: isYes(own(data, "render_drafts")),
    abbrlink: abbrlinkRule(data, packageJson),
    encryptedTags: encryptedTags(data),
    rendering: renderingOf(data, packagesIn(packageJson)),
    anchors: anchorsOf(data, (name) => dependsOn(packageJson, name)),
    ignore: texts(own(data, "ignore")),
    // `exclude` is for pages and files: Hexo makes a post of what it names below `_posts` all the same.
    skip: texts(own(data, "skip_render")),
  };
}
