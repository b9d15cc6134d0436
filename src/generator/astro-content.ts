// Astro's content collections, and the pages of `src/pages` that show their entries.
import { posix } from "node:path";
import picomatch from "picomatch";
import type { SiteFiles } from "./generator.js";
import { siteFolder } from "./rules/config.js";
import { text, texts } from "./rules/fields.js";
import { readJsModule } from "./rules/js-config.js";
import { RELATIVE } from "./rules/js-value.js";
import { isData, own, type Data } from "./rules/scalar.js";

/** Where collections are set up: since Astro 5, and before. */
export const CONTENT_CONFIG = /^src\/(?:content\.config|content\/config)\.(?:ts|mts|js|mjs)$/;
/** Collections by these names hold the blog; beside them, others (authors, projects) are no posts. */
const BLOG = /blog|post|article|writing|essay|journal|note/i;

export interface Collection {
  readonly name: string;
  /** Its folder, without a trailing slash. */
  readonly base: string;
  /** Whether a path below the folder is an entry. */
  readonly holds: (inside: string) => boolean;
  /** Whether ids are made by a program of the site's (`generateId`). */
  readonly ownIds: boolean;
}

/** In a collection that is set up without a loader, whatever begins with `_` is no entry. */
const unmarked = (inside: string): boolean => !/(?:^|\/)_/.test(inside);

/** The folder a loader names, from the site's root or from the configuration itself; null where a program makes it. */
function baseOf(loader: Data, from: string): string | null {
  const written = own(loader, "base");
  if (written === undefined) return Object.hasOwn(loader, "base") ? null : "";
  if (!isData(written)) return siteFolder(text(loader, "base"), "");
  const relative = text(written, RELATIVE);
  return relative === null ? null : siteFolder(posix.join(posix.dirname(from), relative), "");
}

/** What `glob({ pattern, base })` takes; other loaders bring no Markdown of ours. Null for such. */
function globbed(name: string, loader: unknown, from: string): Collection | null {
  if (!isData(loader)) return null;
  const patterns = texts(own(loader, "pattern")).map((one) => one.replace(/^\.\//, ""));
  const base = baseOf(loader, from);
  if (patterns.length === 0 || base === null) return null;
  const [wanted, unwanted] = [false, true].map((no) =>
    patterns.filter((one) => one.startsWith("!") === no).map((one) => one.replace(/^!/, "")),
  );
  const holds = picomatch(wanted ?? [], { ignore: unwanted ?? [] });
  return { name, base, holds, ownIds: Object.hasOwn(loader, "generateId") };
}

/** The collections that the site's configuration sets up, and the folders of `src/content` that it leaves out. */
async function allCollections(
  files: SiteFiles,
): Promise<{ found: Collection[]; configs: readonly string[] }> {
  const folders = (await files.list("src/content")).filter((one) => one.endsWith("/"));
  const names = [
    ...(await files.list("src")),
    ...(await files.list("src/content")).map((one) => `content/${one}`),
  ];
  const path = names.map((one) => `src/${one}`).find((one) => CONTENT_CONFIG.test(one));
  const source = path === undefined ? null : await files.read(path);
  const module = path === undefined || source === null ? null : await readJsModule(path, source, files);
  const named = module?.named("collections");
  const found: Collection[] = [];
  for (const [name, set] of isData(named) ? Object.entries(named) : []) {
    const loader = isData(set) ? own(set, "loader") : undefined;
    const collection = globbed(name, loader, path ?? "");
    if (collection) found.push(collection);
  }
  const taken = new Set(found.map(({ name }) => name));
  const bases = new Set(found.map(({ base }) => base));
  for (const folder of folders.map((one) => one.slice(0, -1)))
    if (!taken.has(folder) && !bases.has(`src/content/${folder}`))
      // Without the configuration it is not known what the loader takes: rather too much than a post missed.
      found.push({
        name: folder,
        base: `src/content/${folder}`,
        holds: path === undefined ? () => true : unmarked,
        ownIds: false,
      });
  return { found, configs: module?.files ?? [] };
}

/** The collections that make the blog. */
export async function blogCollections(
  files: SiteFiles,
): Promise<{ collections: readonly Collection[]; configs: readonly string[] }> {
  const { found, configs } = await allCollections(files);
  const blogs = found.filter(({ name, base }) => BLOG.test(name) || BLOG.test(base));
  return { collections: blogs.length > 0 ? blogs : found, configs };
}

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
