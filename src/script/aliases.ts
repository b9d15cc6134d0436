// Short names for a site's own folders in its imports: `paths` and `baseUrl` of tsconfig.json.
import { posix } from "node:path";
import type { SiteFiles } from "../generator/generator.js";
import { text, texts } from "../generator/rules/fields.js";
import { valueOf } from "./value.js";
import { below, isData, type Data } from "../generator/rules/scalar.js";

/** Where in the site a name that an import is written with may lead, the likeliest first. */
export type Aliases = (specifier: string) => readonly string[];

const LONGEST = 64 * 1024;

/** tsconfig.json is JSON with comments and loose commas: an expression of JavaScript. */
async function settingsOf(source: string): Promise<Data> {
  // As in js-config.ts: few blogs need the parsers.
  const { parseProgram } = await import("./program.js");
  const [first] = source.length > LONGEST ? [] : (parseProgram(`(${source.trim()}\n)`)?.body ?? []);
  if (first?.type !== "ExpressionStatement") return {};
  const value = valueOf(first.expression, { name: () => undefined, required: () => undefined }, 0);
  return isData(value) ? below(value, "compilerOptions") : {};
}

/** By custom `@/x` and `~/x` are `src/x`, whatever else is set. */
const usual = (specifier: string): readonly string[] => {
  const inside = /^[@~]\/(.*)$/.exec(specifier)?.[1];
  return inside === undefined ? [] : [posix.join("src", inside)];
};

export async function readAliases(files: SiteFiles): Promise<Aliases> {
  const source = (await files.read("tsconfig.json")) ?? (await files.read("jsconfig.json"));
  const options = source === null ? {} : await settingsOf(source.replace(/^\ufeff/, ""));
  const base = text(options, "baseUrl");
  const rules = Object.entries(below(options, "paths")).map(
    ([pattern, targets]) => [pattern.split("*"), texts(targets)] as const,
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
      return targets.map((target) =>
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
