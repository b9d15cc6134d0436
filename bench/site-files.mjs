// A folder as the SiteFiles a generator reads its configuration through, for the tools in this folder.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** SiteFiles of a folder, and `all()`: every file below it. */
export function siteFiles(root) {
  const names = (folder) => {
    try {
      return readdirSync(join(root, folder), { withFileTypes: true }).map((one) =>
        one.isDirectory() ? `${one.name}/` : one.name,
      );
    } catch {
      return [];
    }
  };
  const below = (folder) =>
    names(folder).flatMap((name) => (name.endsWith("/") ? below(`${folder}${name}`) : [`${folder}${name}`]));
  return {
    read: async (path) =>
      existsSync(join(root, path)) && statSync(join(root, path)).isFile()
        ? readFileSync(join(root, path), "utf8")
        : null,
    exists: async (path) => existsSync(join(root, path)),
    list: async (folder) => names(folder),
    all: () => below(""),
  };
}
