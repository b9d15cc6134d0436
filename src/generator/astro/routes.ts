// The pages of Astro's `pages` that show the entries of collections, and the paths they give them.
import type { Collection } from "./content.js";
import { readParams, type CollectionEntry, type PageParams } from "./params.js";
import type { SiteFiles } from "../generator.js";
import { madeOr, Unreadable } from "../../script/unreadable.js";
import { languageInPath } from "../rules/translation.js";

/** A page with a dynamic part: `blog/[...slug].astro`, `[lang]/posts/[id]/index.astro`. */
export interface AstroRoute {
  /** The folders, `[lang]` among them, before the part that stands for the post. */
  readonly folders: readonly string[];
  /** Whether its page is the index of a folder: `[slug]/index.astro`. */
  readonly index: boolean;
  readonly source: string;
  /** The text of what it imports from the site's own programs. */
  readonly imported: string;
  /** Its file. */
  readonly path: string;
  /** The name of the part that stands for the post: `slug`. */
  readonly part: string;
  /** How the page computes the parts of its addresses; "elsewhere" where another file does, null where none does. */
  readonly params: PageParams | "elsewhere" | null;
}

const PAGE = /\.(?:astro|mdx?|ts|js|tsx)$/;
/** Its file, below `srcDir`. */
export const ROUTE_FILE = /^pages\/.*\[[^\]]+\](?:\/index)?\.astro$/;
/** Parts that stand for a list of posts and not for one. */
const LISTS = /page|tag|categor|author|year|month|series|topic|archive/i;
const isDynamic = (part: string): boolean => /^\[[^\]]+\]$/.test(part);
/** `[lang]`, `[...locale]`: the language of the page. */
export const isLanguagePart = (part: string): boolean =>
  /^\[(?:\.\.\.)?(?:lang|locale|language)\]$/i.test(part);

const partName = (part: string): string => part.replace(/^\[(?:\.\.\.)?|\]$/g, "");

function routeOf(path: string): Pick<AstroRoute, "folders" | "index" | "part"> | null {
  const parts = path.replace(PAGE, "").split("/");
  const index = parts.at(-1) === "index";
  if (index) parts.pop();
  const last = parts.pop() ?? "";
  if (!isDynamic(last) || LISTS.test(last) || isLanguagePart(last)) return null;
  return { folders: parts, index, part: partName(last) };
}

async function textOf(paths: readonly string[], files: SiteFiles): Promise<string> {
  const texts = await Promise.all(paths.map((path) => files.read(path)));
  return texts.map((one) => one ?? "").join("\n");
}

async function routeFiles(
  files: SiteFiles,
  read: Set<string>,
  pages: string,
  folder = "",
  depth = 0,
): Promise<AstroRoute[]> {
  const found: AstroRoute[] = [];
  for (const name of await files.list(`${pages}/${folder}`.replace(/\/$/, ""))) {
    const path = `${folder}${name}`;
    if (name.endsWith("/")) {
      if (depth < 5 && !name.startsWith("_"))
        found.push(...(await routeFiles(files, read, pages, path, depth + 1)));
      continue;
    }
    const route = name.endsWith(".astro") ? routeOf(path) : null;
    if (!route) continue;
    const file = `${pages}/${path}`;
    const source = (await files.read(file)) ?? "";
    const { params, files: asked } = await readParams(file, source, route.part, files);
    for (const one of asked) read.add(one);
    // `[year]/[slug]`: what stands for other parts is known from the page alone.
    const others = route.folders.some((part) => isDynamic(part) && !isLanguagePart(part));
    if (!others || typeof params === "function")
      found.push({ ...route, source, imported: await textOf(asked.slice(1), files), path: file, params });
  }
  return found;
}

/** The routes of each collection, the likeliest first; none where none could be found. `folder` is that of pages. */
export async function routesOf(
  files: SiteFiles,
  collections: readonly Collection[],
  folder: string,
): Promise<{ routes: ReadonlyMap<string, readonly AstroRoute[]>; read: ReadonlySet<string> }> {
  const read = new Set<string>();
  const routes = await routeFiles(files, read, folder);
  const pages = await files.exists(folder);
  const usualRoute = (name: string): AstroRoute => ({
    folders: [name],
    index: false,
    source: "",
    imported: "",
    path: folder,
    part: "slug",
    params: null,
  });
  const found = new Map(
    collections.map(({ name }) => {
      const quoted = [`"${name}"`, `'${name}'`, `\`${name}\``];
      const fitting = routes.filter(({ source }) => quoted.some((one) => source.includes(one)));
      const ofName = ({ folders }: AstroRoute) =>
        [name, `${name}s`, name.replace(/s$/, "")].includes(folders.at(-1) ?? "");
      // Many pages leave the asking to a helper.
      const asking = quoted.map((one) => `getCollection(${one}`);
      const helped = routes.filter(({ imported }) => asking.some((one) => imported.includes(one)));
      const likely = [
        ...fitting.filter(ofName),
        ...fitting,
        ...helped.filter(ofName),
        ...routes.filter(ofName),
        ...(helped.length === 1 ? helped : []),
      ];
      const found = likely.length > 0 ? [...new Set(likely)] : routes.length === 1 ? routes : [];
      const usual = pages && routes.length > 0 ? [] : [usualRoute(name)];
      return [name, found.length > 0 ? found : usual];
    }),
  );
  return { routes: found, read };
}

interface RouteSettings {
  /** Languages, by their folders. */
  readonly locales: ReadonlyMap<string, string>;
  readonly defaultLocale: string | null;
  /** Whether the default language has a folder of its own in addresses too. */
  readonly prefixDefault: boolean;
}

/** A part of a page's path for an entry; null where it is left out. */
function partOf(folder: string, params: PageParams, entry: CollectionEntry): string | null {
  if (!isDynamic(folder)) return folder;
  const value = params(partName(folder), entry);
  if (value !== undefined) return value;
  if (folder.startsWith("[...")) return null;
  throw new Unreadable(partName(folder));
}

/** The path that a page computes. A language that only its own program knows is taken from `folders`. */
function computed(
  route: AstroRoute,
  folders: readonly string[],
  params: PageParams,
  entry: CollectionEntry,
): string {
  const last = partOf(`[${route.part}]`, params, entry);
  const own = route.folders.flatMap((folder) => {
    const part = () => partOf(folder, params, entry) ?? [];
    return isLanguagePart(folder) ? madeOr(part, () => folder) : part();
  });
  return [...(own.some(isDynamic) ? folders : own), last]
    .join("/")
    .replace(/\/{2,}/g, "/")
    .replace(/^\/+|\/+$/g, "");
}

/**
 * The path of an entry. A language that its id begins with takes the place of `[lang]` in the route, or leads to the
 * route in the folder of that language (`ja/blog/[slug]`), and is not said twice; the default one is left out where
 * the other languages have such folders, or `[...lang]` may be empty. What the page itself computes goes before.
 * Null where no route shows it. Throws Unreadable where a program makes it.
 */
export function routePath(
  routes: readonly AstroRoute[],
  entry: CollectionEntry,
  settings: RouteSettings,
): string | null {
  const { id } = entry;
  const locales = [...settings.locales.keys()];
  const [first = "", ...rest] = id.split("/");
  const named = rest.length > 0 && languageInPath(`${first}/`, locales) === first;
  const inLanguage = ({ folders }: AstroRoute) => languageInPath(`${folders[0] ?? ""}/`, locales) !== null;
  const own = named ? routes.find(({ folders }) => folders[0] === first) : undefined;
  const route = own ?? routes.find((one) => !inLanguage(one));
  if (!route) return null;
  const filled = (folders: readonly string[], otherwise: readonly string[]): string =>
    typeof route.params === "function"
      ? computed(route, folders, route.params, entry)
      : [...folders, ...otherwise].join("/");
  const { folders } = route;
  if (own) return filled(folders, rest);
  const byDefault = named && first === settings.defaultLocale;
  const at = folders.findIndex(isLanguagePart);
  if (at < 0) return filled(folders, byDefault && routes.some(inLanguage) ? rest : [id]);
  const optional = folders[at]?.startsWith("[...") === true;
  if (named && !(optional && byDefault && !settings.prefixDefault))
    return filled(folders.with(at, first), rest);
  if (optional) return filled(folders.toSpliced(at, 1), named ? rest : [id]);
  return typeof route.params === "function" ? filled(folders, []) : null;
}
