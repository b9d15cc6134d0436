// The pages of Astro's `src/pages` that show the entries of collections, and the paths they give them.
import type { Collection } from "./astro-content.js";
import type { SiteFiles } from "./generator.js";
import { languageInPath } from "./rules/translation.js";

/** A page of `src/pages` with a dynamic part: `blog/[...slug].astro`, `[lang]/posts/[id]/index.astro`. */
export interface Route {
  /** The folders, `[lang]` among them, before the part that stands for the post. */
  readonly folders: readonly string[];
  /** Whether its page is the index of a folder: `[slug]/index.astro`. */
  readonly index: boolean;
  readonly source: string;
}

const PAGE = /\.(?:astro|mdx?|ts|js|tsx)$/;
export const ROUTE_FILE = /^src\/pages\/.*\[[^\]]+\](?:\/index)?\.astro$/;
/** Parts that stand for a list of posts and not for one. */
const LISTS = /page|tag|categor|author|year|month|series|topic|archive/i;
const isDynamic = (part: string): boolean => /^\[[^\]]+\]$/.test(part);
/** `[lang]`, `[...locale]`: the language of the page. */
export const isLanguagePart = (part: string): boolean =>
  /^\[(?:\.\.\.)?(?:lang|locale|language)\]$/i.test(part);

function routeOf(path: string): Omit<Route, "source"> | null {
  const parts = path.replace(PAGE, "").split("/");
  const index = parts.at(-1) === "index";
  if (index) parts.pop();
  const last = parts.pop() ?? "";
  if (!isDynamic(last) || LISTS.test(last) || isLanguagePart(last)) return null;
  return parts.some((part) => isDynamic(part) && !isLanguagePart(part)) ? null : { folders: parts, index };
}

async function routeFiles(files: SiteFiles, folder = "", depth = 0): Promise<Route[]> {
  const found: Route[] = [];
  for (const name of await files.list(`src/pages/${folder}`.replace(/\/$/, ""))) {
    const path = `${folder}${name}`;
    if (name.endsWith("/")) {
      if (depth < 5 && !name.startsWith("_")) found.push(...(await routeFiles(files, path, depth + 1)));
      continue;
    }
    const route = name.endsWith(".astro") ? routeOf(path) : null;
    if (route) found.push({ ...route, source: (await files.read(`src/pages/${path}`)) ?? "" });
  }
  return found;
}

/** The routes of each collection, the likeliest first; none where none could be found. */
export async function routesOf(
  files: SiteFiles,
  collections: readonly Collection[],
): Promise<ReadonlyMap<string, readonly Route[]>> {
  const routes = await routeFiles(files);
  const pages = await files.exists("src/pages");
  return new Map(
    collections.map(({ name }) => {
      const quoted = [`"${name}"`, `'${name}'`, `\`${name}\``];
      const fitting = routes.filter(({ source }) => quoted.some((one) => source.includes(one)));
      const ofName = ({ folders }: Route) => folders.at(-1) === name;
      const likely = [...fitting.filter(ofName), ...fitting, ...routes.filter(ofName)];
      const found = likely.length > 0 ? [...new Set(likely)] : routes.length === 1 ? routes : [];
      const usual = pages && routes.length > 0 ? [] : [{ folders: [name], index: false, source: "" }];
      return [name, found.length > 0 ? found : usual];
    }),
  );
}

interface RouteSettings {
  /** Languages, by their folders. */
  readonly locales: ReadonlyMap<string, string>;
  readonly defaultLocale: string | null;
  /** Whether the default language has a folder of its own in addresses too. */
  readonly prefixDefault: boolean;
}

/**
 * The path of an entry. A language that its id begins with takes the place of `[lang]` in the route, or leads to the
 * route in the folder of that language (`ja/blog/[slug]`), and is not said twice; the default one is left out where
 * the other languages have such folders, or `[...lang]` may be empty.
 */
export function routePath(routes: readonly Route[], id: string, settings: RouteSettings): string | null {
  const locales = [...settings.locales.keys()];
  const [first = "", ...rest] = id.split("/");
  const named = rest.length > 0 && languageInPath(`${first}/`, locales) === first;
  const inLanguage = ({ folders }: Route) => languageInPath(`${folders[0] ?? ""}/`, locales) !== null;
  const own = named ? routes.find(({ folders }) => folders[0] === first) : undefined;
  if (own) return [...own.folders, ...rest].join("/");
  const route = routes.find((one) => !inLanguage(one));
  if (!route) return null;
  const { folders } = route;
  const byDefault = named && first === settings.defaultLocale;
  const at = folders.findIndex(isLanguagePart);
  if (at < 0) return [...folders, ...(byDefault && routes.some(inLanguage) ? rest : [id])].join("/");
  const optional = folders[at]?.startsWith("[...") === true;
  if (named && !(optional && byDefault && !settings.prefixDefault))
    return [...folders.with(at, first), ...rest].join("/");
  return optional ? [...folders.toSpliced(at, 1), ...(named ? rest : [id])].join("/") : null;
}
