// What a site says of itself whose generator has no rules of its own here: read as data, never run.
import type { SiteFiles } from "../generator.js";
import { cnameOf } from "../rules/address.js";
import { siteFolder } from "../rules/config.js";
import { asText } from "../rules/fields.js";
import { isData, own } from "../rules/scalar.js";
import { languagesBeside } from "../rules/translation.js";
import { dataOf, type ConfigFile, type Kin, type SiteSays } from "./kin.js";
import { globs } from "../rules/pattern.js";

export interface PlainFacts {
  /** The generator; one that says nothing for a plain folder. */
  readonly kin: Kin;
  readonly said: SiteSays;
  readonly url: string | null;
  readonly lang: string | null;
  /** Every language that file names and folders may have. */
  readonly languages: readonly string[];
  /** The folder that posts lie in, "" for the whole site. */
  readonly folder: string;
  /** Whether the site itself leaves a path out; from its content folder. */
  readonly leftOut: (inside: string) => boolean;
  /** What front matter names authors and tags by, and what these are called. */
  readonly names: ReadonlyMap<string, string>;
  readonly isConfig: (path: string) => boolean;
  /** A PERMALINK that fits such a site; its owner may have another. */
  readonly proposal: string;
}

const FOLDER: Kin = { name: "folder", marks: [], posts: [], templates: ["guessed"] };

interface DetectedKin extends ConfigFile {
  readonly kin: Kin;
}

async function find(files: SiteFiles, kins: readonly Kin[]): Promise<DetectedKin | null> {
  const names = await files.list("");
  for (const kin of kins)
    for (const { file: mark, word } of kin.marks) {
      const file = names.find((name) => mark.test(name));
      if (file === undefined) continue;
      const source = (await files.read(file)) ?? "";
      if (word === undefined || word.test(source)) return { kin, file, source };
    }
  return null;
}

/** Whether a folder with these names in it is the root of such a site, as far as names alone tell. */
export const isPlainRoot = (names: readonly string[], kins: readonly Kin[]): boolean =>
  kins.some(({ marks }) =>
    marks.some(({ file, word }) =>
      names.some(
        (name) => (word === undefined || !COMMON.test(name)) && (file.test(name) || file.test(`${name}/`)),
      ),
    ),
  );

/** Names that other programs have too. */
const COMMON = /^(?:config\.toml|conf\.py|Gemfile)$/;

/** The file that shows which of these generators a site has; null for a plain folder. */
export const plainMark = async (files: SiteFiles, kins: readonly Kin[]): Promise<string | null> =>
  (await find(files, kins))?.file ?? null;

/** What the keys of authors and tags in front matter are called. */
async function namesIn(
  files: SiteFiles,
  folder: string,
  written: SiteSays["names"] = [],
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
function leaver({ leftOut = [], leftFolders = [] }: SiteSays): (inside: string) => boolean {
  const named = globs(leftOut.flatMap((one) => [one, `${one}/**`]));
  return (inside) => named(inside) || leftFolders.some((folder) => inside.startsWith(folder));
}

/** Reads what a site says of itself; nothing where it is a plain folder. */
export async function plainFacts(files: SiteFiles, kins: readonly Kin[]): Promise<PlainFacts> {
  const found = await find(files, kins);
  const kin = found?.kin ?? FOLDER;
  const said = (found && (await kin.said?.(found, files))) ?? {};
  const folders = said.folder ? [siteFolder(said.folder, "")] : kin.posts;
  let folder = "";
  for (const one of folders) if (folder === "" && one !== "" && (await files.exists(one))) folder = one;
  const beside = await languagesBeside(files, folder);
  const configs = new Set([
    ...(found === null ? [] : [found.file]),
    ...(said.files ?? []),
    ...(said.names ?? []).map(([file]) => `${folder}/${file}`),
  ]);
  return {
    kin,
    said,
    url: said.url ?? (await cnameOf(files, ["", "public/", "static/"])),
    lang: said.lang || null,
    languages: [...new Set([...(said.languages ?? []), ...(said.lang ? [said.lang] : []), ...beside])],
    folder,
    leftOut: leaver(said),
    proposal: said.proposal ?? kin.proposal ?? "/:year/:month/:day/:title/",
    names: await namesIn(files, folder, said.names),
    isConfig: (path) => configs.has(path) || said.isConfig?.(path) === true,
  };
}
