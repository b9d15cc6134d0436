// Short names for a site's own folders in its imports: `paths` and `baseUrl` of tsconfig.json.
import { posix } from "node:path";
import { readJson } from "./json.js";
import { isMap, type JsMap } from "./value.js";

/** The text of a file by its path from the site's root; null where there is none. */
export interface Files {
  read(path: string): Promise<string | null>;
}

/** Where in the site a name that an import is written with may lead, the likeliest first. */
export type Aliases = (specifier: string) => readonly string[];

/** `compilerOptions` of tsconfig.json. */
function optionsOf(source: string): JsMap {
  const settings = readJson(source);
  const options = isMap(settings) ? settings["compilerOptions"] : undefined;
  return isMap(options) ? options : {};
}

/** By custom `@/x` and `~/x` are `src/x`, whatever else is set. */
const usual = (specifier: string): readonly string[] => {
  const inside = /^[@~]\/(.*)$/.exec(specifier)?.[1];
  return inside === undefined ? [] : [posix.join("src", inside)];
};

export async function readAliases(files: Files): Promise<Aliases> {
  const source = (await files.read("tsconfig.json")) ?? (await files.read("jsconfig.json"));
  const { baseUrl, paths } = source === null ? {} : optionsOf(source);
  const base = typeof baseUrl === "string" ? baseUrl : null;
  const rules = Object.entries(isMap(paths) ? paths : {}).map(
    ([pattern, targets]) =>
      [pattern.split("*"), Array.isArray(targets) ? (targets as unknown[]) : []] as const,
  );
  return (specifier) => {
    const named = rules.flatMap(([[before = "", after], targets]) => {
      const fits =
        after === undefined
          ? specifier === before
          : specifier.length >= before.length + after.length &&
            specifier.startsWith(before) &&
            specifier.endsWith(after);
      if (!fits) return [];
      const star = after === undefined ? "" : specifier.slice(before.length, specifier.length - after.length);
      return targets
        .filter((target) => typeof target === "string")
        .map((target) =>
          posix.join(
            base ?? "",
            target.replace("*", () => star),
          ),
        );
    });
    // With `baseUrl` a bare name may be a folder of the site too; npm's names never hold a file ending or `src/`.
    const bare =
      base !== null && /^(?:src|config|data|lib|utils)\//.test(specifier)
        ? [posix.join(base, specifier)]
        : [];
    return [...named, ...usual(specifier), ...bare];
  };
}
