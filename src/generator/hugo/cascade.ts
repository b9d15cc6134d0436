// Hugo's sections: front matter that they, or the whole site, hand down to their pages (cascades), and their slugs.
import type { SiteFiles } from "../generator.js";
import type { HugoSettings } from "./config.js";
import { anyCase } from "./keys.js";
import { placeOf, sanitize, type HugoPage, type HugoTree } from "./path.js";
import { reaches, type Reaches } from "./target.js";
import { textField } from "../rules/fields.js";
import { dataAbove } from "../rules/front-matter.js";
import { isData, own, type Data } from "../rules/scalar.js";

interface Cascade {
  readonly values: Data;
  readonly reaches: Reaches;
}

/** One map, or a list of maps that may each name what they are for under `target` (`_target` before 0.134). */
function cascadesOf(written: unknown): readonly Cascade[] {
  const list: readonly unknown[] = Array.isArray(written) ? written : [written];
  return list.filter(isData).map((one) => {
    const { target, _target, params, ...values } = anyCase(one);
    return {
      values: { ...(isData(params) ? anyCase(params) : {}), ...values },
      reaches: reaches(target ?? _target),
    };
  });
}

export interface Sections {
  /** What a page is handed down: the nearest section's words win, then those of sections above, then the site's. */
  readonly handedDown: (page: HugoPage) => Data;
  /** The slugs of the sections that a page lies in, or of their titles; null for one that says neither. */
  readonly slugs: (page: HugoPage) => readonly (string | null)[];
}

interface Section {
  readonly cascades: readonly Cascade[];
  readonly slug: string | null;
}

/** Whether any permalink asks for the slugs of sections. */
const asksForSlugs = ({ languages }: HugoSettings): boolean =>
  languages.some(({ permalinks }) => permalinks.some(({ pattern }) => pattern.includes(":sectionslug")));

/** Reads the `_index` file of every section, as far as it matters to posts. */
export async function readSections(
  files: SiteFiles,
  settings: HugoSettings,
  tree: HugoTree,
): Promise<Sections> {
  const sections = new Map<string, Section>();
  const keyOf = (language: string, folders: readonly string[]) => [language, ...folders].join("/");
  const whole = asksForSlugs(settings);
  await Promise.all(
    [...tree.branches].map(async (folder) => {
      for (const name of await files.list(folder)) {
        const place = name.startsWith("_index.") ? placeOf(`${folder}/${name}`, settings) : null;
        const source = place ? await files.read(`${folder}/${name}`) : null;
        if (!place || source === null || !(whole || source.includes("cascade"))) continue;
        const data = anyCase(dataAbove(source) ?? {});
        const said = textField(data, "slug", "title");
        sections.set(keyOf(place.language.key, place.folders), {
          cascades: cascadesOf(own(data, "cascade")),
          slug: said === null ? null : sanitize(said, settings),
        });
      }
    }),
  );
  const ofSite = cascadesOf(settings.cascade);
  const none = sections.size === 0 && ofSite.length === 0;
  return {
    handedDown(page) {
      if (none) return {};
      const above = page.folders.map((_, at) => page.folders.slice(0, page.folders.length - at));
      const lists = [...above, []].map(
        (folders) => sections.get(keyOf(page.language.key, folders))?.cascades ?? [],
      );
      const reaching = [...lists.flat(), ...ofSite].filter((one) => one.reaches(page));
      return Object.assign({}, ...reaching.toReversed().map(({ values }) => values)) as Data;
    },
    slugs: ({ sections: folders, language: { key } }) =>
      folders.map((_, at) => sections.get(keyOf(key, folders.slice(0, at + 1)))?.slug ?? null),
  };
}
