// Hugo's cascades: front matter that a section, or the whole site, hands down to its pages.
import type { SiteFiles } from "../generator.js";
import { anyCase, type HugoSettings } from "./config.js";
import { placeOf, type HugoPage, type HugoTree } from "./path.js";
import { textField } from "../rules/fields.js";
import { dataAbove } from "../rules/front-matter.js";
import { globs } from "../rules/pattern.js";
import { isData, own, type Data } from "../rules/scalar.js";

interface Cascade {
  readonly values: Data;
  readonly reaches: (page: HugoPage) => boolean;
}

const fits = (pattern: string | null, value: string): boolean =>
  pattern === null || globs([pattern.toLowerCase()])(value);

/** One map, or a list of maps that may each name what they are for under `target` (`_target` before 0.134). */
function cascadesOf(written: unknown): readonly Cascade[] {
  const list: readonly unknown[] = Array.isArray(written) ? written : [written];
  return list.filter(isData).map((one) => {
    const { target, _target, params, ...values } = anyCase(one);
    const only = isData(target) ? target : isData(_target) ? anyCase(_target) : {};
    const [path, kind, lang, environment] = ["path", "kind", "lang", "environment"].map((key) =>
      textField(only, key),
    );
    return {
      values: { ...(isData(params) ? anyCase(params) : {}), ...values },
      reaches: ({ folders, name, language }) =>
        fits(path ?? null, `/${[...folders, name].join("/")}`.toLowerCase()) &&
        fits(kind ?? null, "page") &&
        fits(lang ?? null, language.key) &&
        fits(environment ?? null, "production"),
    };
  });
}

/** What a page is handed down: the nearest section's words win, then those of sections above, then the site's. */
export type Inheritance = (page: HugoPage) => Data;

/** Reads the cascades of the site and of every section's `_index` file. */
export async function readCascades(
  files: SiteFiles,
  settings: HugoSettings,
  tree: HugoTree,
): Promise<Inheritance> {
  const sections = new Map<string, readonly Cascade[]>();
  const keyOf = (language: string, folders: readonly string[]) => [language, ...folders].join("/");
  await Promise.all(
    [...tree.branches].map(async (folder) => {
      for (const name of await files.list(folder)) {
        const place = name.startsWith("_index.") ? placeOf(`${folder}/${name}`, settings) : null;
        const source = place ? await files.read(`${folder}/${name}`) : null;
        if (!place || source === null || !source.includes("cascade")) continue;
        const data = dataAbove(source);
        if (data)
          sections.set(keyOf(place.language.key, place.folders), cascadesOf(own(anyCase(data), "cascade")));
      }
    }),
  );
  const ofSite = cascadesOf(settings.cascade);
  if (sections.size === 0 && ofSite.length === 0) return () => ({});
  return (page) => {
    const above = page.folders.map((_, at) => page.folders.slice(0, page.folders.length - at));
    const lists = [...above, []].map((folders) => sections.get(keyOf(page.language.key, folders)) ?? []);
    const reaching = [...lists.flat(), ...ofSite].filter(({ reaches }) => reaches(page));
    return Object.assign({}, ...reaching.toReversed().map(({ values }) => values)) as Data;
  };
}
