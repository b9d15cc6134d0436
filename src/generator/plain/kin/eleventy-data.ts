// Eleventy's data files: what stands beside posts for a folder or for one of them.
import type { SiteFiles } from "../../generator.js";
import { texts } from "../../rules/fields.js";
import { own, type Data } from "../../rules/scalar.js";
import { dataOf } from "../kin.js";

/** Folders looked into. */
const MOST_FOLDERS = 2_000;
const ENDING = /(?:\.11tydata\.(?:json|[cm]?js)|\.json)$/;

/** Whether a file gives data to a folder or to a post: `posts/posts.json`, `a.11tydata.js`. */
export const isDataFile = (path: string): boolean =>
  /\.11tydata\.(?:json|[cm]?js)$/.test(path) || /(?:^|\/)([^/]+)\/\1\.json$/.test(path);

/** Data by what it is for, a folder or a post without its ending; paths from the folder of input. */
export type DataFiles = ReadonlyMap<string, Data>;

/** A post's own data wins; tags are those of all (documentation, "Data Cascade"). */
export function merged(under: Data, over: Data): Data {
  const tags = [under, over].flatMap((data) => texts(own(data, "tags")));
  return { ...under, ...over, ...(tags.length > 0 && { tags: [...new Set(tags)] }) };
}

/** Reads the data files below a folder. */
export async function readDataFiles(files: SiteFiles, input: string): Promise<DataFiles> {
  const found = new Map<string, Data>();
  const add = (what: string, data: Data): void => {
    found.set(what, merged(found.get(what) ?? {}, data));
  };
  const open = [""];
  for (let at = 0; at < open.length && at < MOST_FOLDERS; at += 1) {
    const folder = open[at] ?? "";
    const names = await files.list(`${input}${folder}`.replace(/\/$/, ""));
    open.push(
      ...names
        .filter((name) => /^[^._].*\/$/.test(name) && name !== "node_modules/")
        .map((name) => folder + name),
    );
    const posts = new Set(names.map((name) => name.replace(/\.(?:md|markdown|mdx)$/i, "")));
    const self = folder.split("/").at(-2);
    for (const name of names.filter((one) => ENDING.test(one)).toSorted()) {
      const stem = name.replace(ENDING, "");
      if (stem !== self && !posts.has(stem)) continue;
      const data = await dataOf(files, `${input}${folder}${name}`);
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
