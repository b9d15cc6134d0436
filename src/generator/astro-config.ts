// What an Astro site says of itself: its configuration, its languages, and where its posts and their pages are.
import { isZone, machineZone } from "../post/date.js";
import { siteAddress } from "../post/link.js";
import type { Site } from "../post/site.js";
import { blogCollections, routesOf, type Collection, type Route } from "./astro-content.js";
import type { Overrides, Problem, SiteFiles } from "./generator.js";
import { text, texts } from "./rules/fields.js";
import { readJsModule } from "./rules/js-config.js";
import { isData, own, type Data } from "./rules/scalar.js";

/** The file in the root of a site. */
export const ASTRO_CONFIG = /^astro\.config\.(?:mjs|js|ts|mts|cjs)$/;

export interface AstroSettings {
  readonly site: Site;
  readonly problems: readonly Problem[];
  readonly zone: string;
  readonly buildZone: string;
  readonly base: string;
  /** What a page's address ends in: `/`, nothing or `.html`. */
  readonly ending: string;
  readonly permalink: string | null;
  /** `i18n.locales` and `i18n.defaultLocale` (Astro's internationalization routing). */
  readonly locales: readonly string[];
  readonly defaultLocale: string | null;
  readonly collections: readonly Collection[];
  /** The page that shows a collection's posts, by its name; null where none could be found. */
  readonly routes: ReadonlyMap<string, Route | null>;
  /** Every file that was read for this. */
  readonly configFiles: readonly string[];
}

/** A locale is a tag, or a map with the folder of several tags. */
function localesOf(i18n: unknown): readonly string[] {
  const list = isData(i18n) ? own(i18n, "locales") : null;
  return (Array.isArray(list) ? list : []).flatMap((one: unknown) =>
    isData(one) ? texts(own(one, "path")) : texts(one),
  );
}

export async function loadAstro(files: SiteFiles, overrides: Overrides): Promise<AstroSettings> {
  const name = (await files.list("")).find((one) => ASTRO_CONFIG.test(one));
  const source = name === undefined ? null : await files.read(name);
  const config = name === undefined || source === null ? null : await readJsModule(name, source, files);
  const data: Data = config?.main ?? {};
  const problems: Problem[] = [];
  if (name !== undefined && source !== null && config === null)
    problems.push({
      source: name,
      line: null,
      message: "This configuration could not be read without running it: set SITE_URL and PERMALINK.",
    });
  const { collections, configs } = await blogCollections(files);
  const routes = await routesOf(files, collections);
  for (const [collection, route] of routes)
    if (route === null && overrides.permalink === null)
      problems.push({
        source: "src/pages",
        line: null,
        message: `No route shows the collection ${collection}: set PERMALINK, such as /blog/:id/.`,
      });
  for (const { name: collection, ownIds } of collections)
    if (ownIds && overrides.permalink === null)
      problems.push({
        source: configs[0] ?? "src/content.config.ts",
        line: null,
        message: `The collection ${collection} makes its ids by a program (generateId): set PERMALINK, such as /blog/:path/.`,
      });
  const [build, i18n] = [own(data, "build"), own(data, "i18n")];
  const file = isData(build) && text(build, "format") === "file";
  const named = overrides.timezone;
  return {
    site: {
      title: overrides.title ?? "",
      url: siteAddress(overrides.url ?? text(data, "site") ?? ""),
      timezone: named,
      lang: null,
      generator: "astro",
    },
    problems,
    zone: named !== null && isZone(named) ? named : "UTC",
    buildZone: overrides.buildTimezone ?? named ?? machineZone(),
    base: text(data, "base") ?? "",
    ending: file ? ".html" : text(data, "trailingSlash") === "never" ? "" : "/",
    permalink: overrides.permalink,
    locales: localesOf(i18n),
    defaultLocale: isData(i18n) ? text(i18n, "defaultLocale") : null,
    collections,
    routes,
    configFiles: [...(config?.files ?? []), ...configs],
  };
}
