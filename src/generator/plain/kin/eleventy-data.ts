// Eleventy's data files: what stands beside posts for a folder or for one of them.
import { nameOfKey, property, resolve, returnedBy, type Located } from "../../../script/tree.js";
import { Unreadable } from "../../../script/unreadable.js";
import type { SiteFiles } from "../../generator.js";
import { texts } from "../../rules/fields.js";
import { readScript } from "../../rules/script.js";
import { below, own, type Data } from "../../rules/scalar.js";
import { dataOf } from "../kin.js";
import type { Call } from "./eleventy-calls.js";
import { HIDING, MadeValue } from "./eleventy-made.js";

/** Folders looked into. */
const MOST_FOLDERS = 2_000;
/** Formats of data; but for JSON, those that a site adds (`addDataExtension`), usually these. */
const FORMATS = "json|ya?ml|toml";
const ENDING = new RegExp(String.raw`\.(?:11tydata\.(?:${FORMATS}|[cm]?js)|${FORMATS})$`);

/** A file of what is computed for every post. */
export const COMPUTED = /^eleventyComputed\.(?:json|[cm]?js)$/;

const OF_POSTS = new RegExp(
  String.raw`(?:\.11tydata|(?:^|\/)eleventyComputed)\.(?:${FORMATS}|[cm]?js)$|(?:^|\/)([^/]+)\/\1\.(?:${FORMATS})$`,
);
/** No file in a folder that Eleventy passes over. */
const PASSED = /(?:^|\/)(?:[._](?!posts\/)[^/]*|node_modules)\//;

/**
 * Whether a file may give data to posts: `posts/posts.json`, `a.11tydata.js`, `eleventyComputed.js`, and in a format that
 * is read any that may come beside a post; from the folder of input.
 */
export const isDataFile = (path: string, added: readonly string[]): boolean =>
  OF_POSTS.test(path) ||
  (!PASSED.test(path) && ["json", ...added].some((format) => path.endsWith(`.${format}`)));

/** Where the post may lie that a data file is for alone; nowhere for one that is for more. */
export const postsBeside = (path: string): readonly string[] =>
  OF_POSTS.test(path)
    ? []
    : ["md", "markdown", "mdx"]
        .map((ending) => path.replace(ENDING, `.${ending}`))
        .filter((one) => one !== path);

/** Where data for one post alone may lie. */
export function dataBeside(post: string, added: readonly string[]): readonly string[] {
  const stem = post.replace(/\.[^./]*$/, "");
  const formats = ["json", ...added];
  const own = [...formats, "js", "cjs", "mjs"].map((format) => `11tydata.${format}`);
  return [...formats, ...own].map((ending) => `${stem}.${ending}`);
}

/** The formats that a configuration adds. */
export const addedFormats = (calls: readonly Call[]): readonly string[] =>
  calls
    .flatMap(({ method, text }) => (method === "addDataExtension" ? (text?.split(",") ?? []) : []))
    .map((name) => name.trim())
    .filter((name) => new RegExp(`^(?:${FORMATS})$`).test(name));

/** Data by what it is for, a folder or a post without its ending; paths from the folder of input. */
export type DataFiles = ReadonlyMap<string, Data>;

/** A post's own data wins; tags and what is computed are those of all (documentation, "Data Cascade"). */
export function merged(under: Data, over: Data): Data {
  const tags = [under, over].flatMap((data) => texts(own(data, "tags")));
  const computed = { ...below(under, "eleventyComputed"), ...below(over, "eleventyComputed") };
  return {
    ...under,
    ...over,
    ...(tags.length > 0 && { tags: [...new Set(tags)] }),
    ...(Object.keys(computed).length > 0 && { eleventyComputed: computed }),
  };
}

const UNREAD = new Unreadable("eleventyComputed");

/** The values of an object that a program writes out; `permalink` is not known where not all of it is. */
function madeOf(object: Located | null): Data {
  if (object?.node.type !== "ObjectExpression") return { permalink: UNREAD };
  const { node, home } = object;
  return Object.fromEntries(
    node.properties.map((one): [string, unknown] => {
      const name = one.type === "Property" ? nameOfKey(one) : null;
      return one.type === "SpreadElement" || name === null
        ? ["permalink", UNREAD]
        : [name, new MadeValue({ node: one.value, home })];
    }),
  );
}

/** What a program exports, or returns where it exports a function, and the values of that. */
async function exportOf(files: SiteFiles, path: string): Promise<readonly [Located | null, Data]> {
  const source = await files.read(path);
  const script = source === null ? null : await readScript(path, source, files);
  const main = script?.home?.find("default");
  const whole = main?.kind === "node" ? resolve(main) : null;
  return [whole && /Function/.test(whole.node.type) ? returnedBy(whole) : whole, script?.main ?? {}];
}

/** What a data file says; what its program makes of a post is worked out for each. */
async function dataOfFile(files: SiteFiles, path: string): Promise<Data> {
  if (!/\.[cm]?js$/.test(path)) return dataOf(files, path);
  const [object, data] = await exportOf(files, path);
  const made = Object.entries(madeOf(object)).filter(
    ([key, value]) => value instanceof MadeValue && (key === "permalink" || HIDING.includes(key)),
  );
  const isComputed = Object.hasOwn(data, "eleventyComputed");
  return {
    ...data,
    ...Object.fromEntries(made),
    ...(isComputed && { eleventyComputed: madeOf(property(object, "eleventyComputed")) }),
  };
}

/** What a file of global data computes for every post: `_data/eleventyComputed.js`. */
async function computedForAll(files: SiteFiles, folder: string): Promise<Data> {
  const name = (await files.list(folder)).find((one) => COMPUTED.test(one));
  if (name === undefined) return {};
  const path = `${folder}${name}`;
  return {
    eleventyComputed: name.endsWith(".json")
      ? await dataOf(files, path)
      : madeOf((await exportOf(files, path))[0]),
  };
}

/** Reads the data files below a folder, in JSON, programs and the formats that were added, and what the folder of global data computes. */
export async function readDataFiles(
  files: SiteFiles,
  input: string,
  global: string,
  added: readonly string[],
): Promise<DataFiles> {
  const found = new Map<string, Data>([["", await computedForAll(files, global)]]);
  const isRead = (name: string): boolean =>
    ENDING.test(name) &&
    (/\.(?:json|[cm]?js)$/.test(name) || added.some((format) => name.endsWith(`.${format}`)));
  const add = (what: string, data: Data): void => {
    found.set(what, merged(found.get(what) ?? {}, data));
  };
  const open = [""];
  for (let at = 0; at < open.length && at < MOST_FOLDERS; at += 1) {
    const folder = open[at] ?? "";
    const names = await files.list(`${input}${folder}`.replace(/\/$/, ""));
    open.push(
      ...names
        .filter((name) => /^(?:_posts|[^._].*)\/$/.test(name) && name !== "node_modules/")
        .map((name) => folder + name),
    );
    const posts = new Set(names.map((name) => name.replace(/\.(?:md|markdown|mdx)$/i, "")));
    const self = folder.split("/").at(-2);
    for (const name of names.filter(isRead).toSorted()) {
      const stem = name.replace(ENDING, "");
      if (stem !== self && !posts.has(stem)) continue;
      const data = await dataOfFile(files, `${input}${folder}${name}`);
      if (stem === self) add(folder, data);
      if (posts.has(stem)) add(folder + stem, data);
    }
  }
  return found;
}

/** What data files say for a post at this path, below its front matter. */
export function dataFor(found: DataFiles, inside: string, front: Data): Data {
  const parts = inside.split("/");
  const above = parts.map((_, at) =>
    parts
      .slice(0, at)
      .map((part) => `${part}/`)
      .join(""),
  );
  const own = inside.replace(/\.[^./]*$/, "");
  return [...above, own]
    .map((what) => found.get(what) ?? {})
    .concat(front)
    .reduce(merged, {});
}
