// What an Astro site says of itself: its configuration, its collections, and the routes that show them.
import { isZone, machineZone } from "../post/date.js";
import { siteAddress } from "../post/link.js";
import type { Site } from "../post/site.js";
import type { Overrides, Problem, SiteFiles } from "./generator.js";
import { text, texts } from "./rules/fields.js";
import { readJsConfig } from "./rules/js-config.js";
import { isData, own, type Data } from "./rules/scalar.js";

/** The file in the root of a site. */
export const ASTRO_CONFIG = /^astro\.config\.(?:mjs|js|ts|mts|cjs)$/;
/** Collections by these names hold the blog; beside them, others (authors, projects) are no posts. */
const BLOG = /blog|post|article|writing|essay|journal|note/i;

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
  readonly collections: readonly string[];
  /** The folder below which a collection's pages lie, by collection; null where no route could be found. */
  readonly routes: ReadonlyMap<string, string | null>;
}

/** Route files with one dynamic part at the end (`blog/[...slug].astro`), and their text. */
async function routeFiles(
  files: SiteFiles,
  folder = "src/pages",
  depth = 0,
): Promise<{ prefix: string; source: string }[]> {
  const found: { prefix: string; source: string }[] = [];
  for (const name of await files.list(folder)) {
    if (name.endsWith("/")) {
      if (depth < 4 && !name.startsWith("["))
        found.push(...(await routeFiles(files, `${folder}/${name.slice(0, -1)}`, depth + 1)));
    } else if (/^\[[^\]]+\]\.(?:astro|mdx?)$/.test(name))
      found.push({
        prefix: folder.slice("src/pages".length),
        source: (await files.read(`${folder}/${name}`)) ?? "",
      });
  }
  return found;
}

async function routesOf(
  files: SiteFiles,
  collections: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const routes = await routeFiles(files);
  const pages = await files.exists("src/pages");
  return new Map(
    collections.map((name) => {
      const quoted = [`"${name}"`, `'${name}'`, `\`${name}\``];
      const fitting = routes.filter(({ source }) => quoted.some((one) => source.includes(one)));
      const route =
        fitting.find(({ prefix }) => prefix === `/${name}`) ??
        fitting[0] ??
        (routes.length === 1 ? routes[0] : undefined);
      return [name, route ? route.prefix : pages && routes.length > 0 ? null : `/${name}`];
    }),
  );
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
  const config = source === null ? {} : readJsConfig(source);
  const data: Data = config ?? {};
  const problems: Problem[] = [];
  if (name !== undefined && config === null)
    problems.push({
      source: name,
      line: null,
      message: "This configuration could not be read without running it: set SITE_URL and PERMALINK.",
    });
  const all = (await files.list("src/content"))
    .filter((one) => one.endsWith("/"))
    .map((one) => one.slice(0, -1));
  const blogs = all.filter((one) => BLOG.test(one));
  const collections = blogs.length > 0 ? blogs : all;
  const routes = await routesOf(files, collections);
  for (const [collection, route] of routes)
    if (route === null && overrides.permalink === null)
      problems.push({
        source: "src/pages",
        line: null,
        message: `No route shows the collection ${collection}: set PERMALINK, such as /blog/:id/.`,
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
  };
}
