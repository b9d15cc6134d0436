// Astro's content collections: which there are, where they lie, and what they hold.
import { posix } from "node:path";
import { definitionOf, type MakeId, type CollectionSchema } from "./schema.js";
import type { SiteFiles } from "../generator.js";
import { siteFolder } from "../rules/config.js";
import { textField, texts } from "../rules/fields.js";
import { readScript } from "../rules/script.js";
import { Unreadable } from "../../script/unreadable.js";
import type { Home } from "../../script/module.js";
import { RELATIVE } from "../../script/value.js";
import { isData, own, type Data } from "../rules/scalar.js";
import { globs } from "../rules/pattern.js";

/** Where in its `srcDir` a site sets its collections up: since Astro 5, and before. */
export const CONTENT_CONFIG = /^content[./]config\.(?:ts|mts|js|mjs)$/;
/** Collections by these names hold the blog; beside them, others (authors, projects) are no posts. */
const BLOG = /blog|post|article|writing|essay|journal|note/i;

export interface Collection {
  readonly name: string;
  /** Its folder, without a trailing slash. */
  readonly base: string;
  /** Whether a path below the folder is an entry. */
  readonly holds: (inside: string) => boolean;
  /** The site's own way to make ids (`generateId`); null where Astro makes them. */
  readonly makeId: MakeId | null;
  readonly schema: CollectionSchema;
}

const unreadableIds: MakeId = () => {
  throw new Unreadable("generateId");
};

/** In a collection that is set up without a loader, whatever begins with `_` is no entry. */
const unmarked = (inside: string): boolean => !/(?:^|\/)_/.test(inside);

/** The folder a loader names, from the site's root or from the configuration itself; null where a program makes it. */
function baseOf(loader: Data, from: string): string | null {
  const written = own(loader, "base");
  if (written === undefined) return Object.hasOwn(loader, "base") ? null : "";
  if (!isData(written)) return siteFolder(textField(loader, "base"), "");
  const relative = textField(written, RELATIVE);
  return relative === null ? null : siteFolder(posix.join(posix.dirname(from), relative), "");
}

/** What `glob({ pattern, base })` takes; other loaders bring no Markdown of ours. Null for such. */
function globbed(name: string, loader: unknown, from: string, home: Home | null): Collection | null {
  if (!isData(loader)) return null;
  const patterns = texts(own(loader, "pattern")).map((one) => one.replace(/^\.\//, ""));
  const base = baseOf(loader, from);
  if (patterns.length === 0 || base === null) return null;
  const [wanted, unwanted] = [false, true].map((no) =>
    patterns.filter((one) => one.startsWith("!") === no).map((one) => one.replace(/^!/, "")),
  );
  const holds = globs(wanted ?? [], unwanted ?? []);
  const { makeId, schema } = definitionOf(name, home);
  // One that is not written out here at all: nothing is known of it.
  const unknown = Object.hasOwn(loader, "generateId") && makeId === null;
  return { name, base, holds, makeId: unknown ? unreadableIds : makeId, schema };
}

/** The collections that the site's configuration sets up, and the folders of `content` that it leaves out. */
async function allCollections(
  files: SiteFiles,
  src: string,
): Promise<{ found: Collection[]; configs: readonly string[] }> {
  const content = await files.list(`${src}content`);
  const folders = content.filter((one) => one.endsWith("/"));
  const names = [...(await files.list(src)), ...content.map((one) => `content/${one}`)];
  const name = names.find((one) => CONTENT_CONFIG.test(one));
  const path = name === undefined ? undefined : src + name;
  const source = path === undefined ? null : await files.read(path);
  const module = path === undefined || source === null ? null : await readScript(path, source, files);
  const named = module?.named("collections");
  const found: Collection[] = [];
  for (const [name, set] of isData(named) ? Object.entries(named) : []) {
    const loader = isData(set) ? own(set, "loader") : undefined;
    const collection = globbed(name, loader, path ?? "", module?.home ?? null);
    if (collection) found.push(collection);
  }
  const taken = new Set(found.map(({ name }) => name));
  const bases = new Set(found.map(({ base }) => base));
  for (const folder of folders.map((one) => one.slice(0, -1)))
    if (!taken.has(folder) && !bases.has(`${src}content/${folder}`))
      // Without the configuration it is not known what the loader takes: rather too much than a post missed.
      found.push({
        name: folder,
        base: `${src}content/${folder}`,
        holds: path === undefined ? () => true : unmarked,
        makeId: null,
        schema: definitionOf(folder, module?.home ?? null).schema,
      });
  return { found, configs: module?.files ?? [] };
}

/** The collections that make the blog; `src` is `srcDir`, ending in a slash. */
export async function blogCollections(
  files: SiteFiles,
  src: string,
): Promise<{ collections: readonly Collection[]; configs: readonly string[] }> {
  const { found, configs } = await allCollections(files, src);
  const blogs = found.filter(({ name, base }) => BLOG.test(name) || BLOG.test(base));
  return { collections: blogs.length > 0 ? blogs : found, configs };
}
