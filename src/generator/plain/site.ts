// What a site says of itself whose generator has no rules of its own here: read as data, never run.
import { GUESSED, type Extensions } from "../../markdown/extensions.js";
import type { Template } from "../../markdown/template-languages.js";
import type { SiteFiles } from "../generator.js";
import { cnameOf } from "../rules/address.js";
import { asText } from "../rules/fields.js";
import { extensionsBy, MANIFEST, packagesOf, templatesBy } from "../rules/packages.js";
import { isData, own } from "../rules/scalar.js";
import { languagesBeside } from "../rules/translation.js";
import { dataOf, type ConfigFile, type Kin, type PostsFolder, type SiteSays } from "./kin.js";
import { globs } from "../rules/pattern.js";

/** By what front matter names them. */
export interface NamesOfFolder {
  readonly authors: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
}

export interface PlainFacts {
  /** The generator; one that says nothing for a plain folder. */
  readonly kin: Kin;
  readonly said: SiteSays;
  /** The file that shows the generator; null for a plain folder. */
  readonly file: string | null;
  readonly url: string | null;
  readonly lang: string | null;
  /** Every language that file names and folders may have. */
  readonly languages: readonly string[];
  /** The folders that posts lie in. */
  readonly folders: readonly PostsFolder[];
  /** Whether the site itself leaves a path out; from its folder of posts. */
  readonly leftOut: (inside: string, root: PostsFolder) => boolean;
  /** What authors and tags are called in a folder of posts. */
  readonly namesFor: (root: PostsFolder) => NamesOfFolder;
  readonly isConfig: (path: string) => boolean;
  /** What its Markdown reads beside what all do. */
  readonly extensions: Extensions;
  /** What its packages mix into a post beside what its generator does. */
  readonly templates: readonly Template[];
  /** A PERMALINK that fits such a site; its owner may have another. */
  readonly proposal: string;
}

const FOLDER: Kin = {
  name: "folder",
  marks: [],
  posts: [],
  templates: ["guessed"],
  extensions: GUESSED,
};

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
const COMMON = /^(?:config\.toml|conf\.py|Gemfile|mkdocs\.ya?ml)$/;

/** The file that shows which of these generators a site has; null for a plain folder. */
export const plainMark = async (files: SiteFiles, kins: readonly Kin[]): Promise<string | null> =>
  (await find(files, kins))?.file ?? null;

const inFolder = ({ path }: PostsFolder, file: string): string => (path === "" ? file : `${path}/${file}`);

/** What a folder calls the authors and tags of its posts. */
async function namesIn(
  files: SiteFiles,
  folder: PostsFolder,
  written: SiteSays["names"] = [],
): Promise<NamesOfFolder> {
  const names = { authors: new Map<string, string>(), tags: new Map<string, string>() };
  for (const [what, file, key] of written)
    for (const [id, one] of Object.entries(await dataOf(files, inFolder(folder, file)))) {
      const name = isData(one) ? asText(own(one, key)) : null;
      if (name !== null) names[what].set(id, name);
    }
  return names;
}

const NO_NAMES: NamesOfFolder = { authors: new Map(), tags: new Map() };

/** The same by folder; a translation has those of what it translates, unless it says others. */
async function namesByFolder(
  files: SiteFiles,
  folders: readonly PostsFolder[],
  written: SiteSays["names"],
): Promise<PlainFacts["namesFor"]> {
  const own = new Map<string, NamesOfFolder>();
  for (const one of folders) own.set(one.path, await namesIn(files, one, written));
  const all = new Map(
    folders.map(({ path, translates }) => {
      const [mine = NO_NAMES, under = NO_NAMES] = [own.get(path), own.get(translates ?? path)];
      const both = {
        authors: new Map([...under.authors, ...mine.authors]),
        tags: new Map([...under.tags, ...mine.tags]),
      };
      return [path, both] as const;
    }),
  );
  return ({ path }) => all.get(path) ?? NO_NAMES;
}

/** A folder or file of this name or path, or what a pattern of such means. */
function leaver(
  { leftOut = [], leftFolders = [], isNoPost }: SiteSays,
  folders: readonly PostsFolder[],
): PlainFacts["leftOut"] {
  const named = new Map(
    folders.map((one) => {
      const unwanted = globs([...leftOut, ...(one.leftOut ?? [])].flatMap((glob) => [glob, `${glob}/**`]));
      const wanted = globs(one.taken?.length ? one.taken : ["**"]);
      return [one, (inside: string) => unwanted(inside) || !wanted(inside)] as const;
    }),
  );
  return (inside, root) =>
    named.get(root)?.(inside) === true ||
    isNoPost?.(inside, root) === true ||
    leftFolders.some((folder) => inside.startsWith(folder));
}

/** The folders that the site names, else the first that its generator knows, else the whole site; the innermost first. */
async function foldersOf(files: SiteFiles, said: SiteSays, kin: Kin): Promise<readonly PostsFolder[]> {
  if (said.folders === undefined) {
    for (const path of kin.posts) if (await files.exists(path)) return [{ path }];
    return [{ path: "" }];
  }
  const found: PostsFolder[] = [];
  for (const one of said.folders) if (one.path === "" || (await files.exists(one.path))) found.push(one);
  return found.toSorted((one, other) => other.path.length - one.path.length);
}

/** Reads what a site says of itself; nothing where it is a plain folder. */
export async function plainFacts(
  files: SiteFiles,
  kins: readonly Kin[],
  buildZone: string | null,
): Promise<PlainFacts> {
  const found = await find(files, kins);
  const kin = found?.kin ?? FOLDER;
  const said = (found && (await kin.said?.(found, files, buildZone))) ?? {};
  const folders = await foldersOf(files, said, kin);
  const beside = (await Promise.all(folders.map(({ path }) => languagesBeside(files, path)))).flat();
  const configs = new Set([
    ...(found === null ? [] : [found.file, MANIFEST]),
    ...(said.files ?? []),
    ...folders.flatMap((folder) => (said.names ?? []).map(([, file]) => inFolder(folder, file))),
  ]);
  const packages = found === null ? {} : await packagesOf(files);
  return {
    kin,
    said,
    file: found?.file ?? null,
    url: said.url ?? (await cnameOf(files, ["", "public/", "static/"])),
    lang: said.lang || null,
    languages: [...new Set([...(said.languages ?? []), ...(said.lang ? [said.lang] : []), ...beside])],
    folders,
    leftOut: leaver(said, folders),
    proposal: said.proposal ?? kin.proposal ?? "/:year/:month/:day/:title/",
    namesFor: await namesByFolder(files, folders, said.names),
    extensions: [...(kin.extensions ?? []), ...(said.extensions ?? []), ...extensionsBy(packages)],
    templates: templatesBy(packages),
    isConfig: (path) => configs.has(path) || said.isConfig?.(path) === true,
  };
}
