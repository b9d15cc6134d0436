// Lets a generator read a site's configuration through the source it lies in.
import type { SiteFiles } from "../generator/generator.js";
import type { Source } from "../source/source.js";

/** A configuration file larger than this is not one. */
const LIMIT = 1024 * 1024;

export function siteFiles(source: Source): SiteFiles {
  return {
    async read(path) {
      const bytes = await source.read(path, LIMIT);
      return typeof bytes === "string" ? null : new TextDecoder().decode(bytes);
    },
    async exists(path) {
      const plain = path.replace(/\/+$/, "");
      const cut = plain.lastIndexOf("/");
      const names = await source.list(cut === -1 ? "" : plain.slice(0, cut));
      const name = plain.slice(cut + 1);
      return names.includes(name) || names.includes(`${name}/`);
    },
    list: (folder) => source.list(folder.replace(/\/+$/, "")),
  };
}
