// What an Astro site says of itself: its configuration, its languages, and where its posts and their pages are.
import type { Extensions } from "../../markdown/extensions.js";
import { isZone, machineZone } from "../../post/date.js";
import { siteAddress } from "../../post/link.js";
import type { Site } from "../../post/site.js";
import { blogCollections, type Collection } from "./content.js";
import { routesOf, type AstroRoute } from "./routes.js";
import type { Overrides, Problem, SiteFiles } from "../generator.js";
import { withBase } from "../rules/address.js";
import { siteFolder } from "../rules/config.js";
import { asText, isYes, textField, texts } from "../rules/fields.js";
import { extensionsBy, MANIFEST, packagesOf } from "../rules/packages.js";
import { readScript } from "../rules/script.js";
import { isData, own, type Data } from "../rules/scalar.js";

/** The file in the root of a site. */
export const ASTRO_CONFIG = /^astro\.config\.(?:mjs|js|ts|mts|cjs)$/;

export interface AstroSettings {
  /** `srcDir`, ending in a slash; "" for the root. */
  readonly src: string;
  readonly site: Site;
  readonly problems: readonly Problem[];
  readonly zone: string;
  readonly buildZone: string;
  /** The same where the owner says it: the zone of the site's dates is not the machine's. */
  readonly toldBuildZone: string | null;
  /** What a page's address ends in: `/`, nothing or `.html`. */
  readonly ending: string;
  readonly permalink: string | null;
  /** `i18n.locales`, tags by their folders, and the folder of `i18n.defaultLocale` (Astro's internationalization routing). */
  readonly locales: ReadonlyMap<string, string>;
  readonly defaultLocale: string | null;
  /** Whether the default language has a folder of its own in addresses too. */
  readonly prefixDefault: boolean;
  readonly collections: readonly Collection[];
  /** The file that sets them up. */
  readonly contentConfig: string;
  /** What its Markdown reads beside what all do. */
  readonly extensions: Extensions;
  /** The pages that show a collection's posts, by its name, the likeliest first. */
  readonly routes: ReadonlyMap<string, readonly AstroRoute[]>;
  /** Every file that was read for this. */
  readonly configFiles: readonly string[];
}

/** A locale is a tag, or a map that gives several tags one folder: tags by folders. */
function localesOf(i18n: unknown): ReadonlyMap<string, string> {
  const list = isData(i18n) ? own(i18n, "locales") : null;
  return new Map(
    (Array.isArray(list) ? list : []).flatMap((one: unknown): [string, string][] => {
      const folder = isData(one) ? textField(one, "path") : asText(one);
      return folder === null ? [] : [[folder, (isData(one) ? texts(own(one, "codes"))[0] : null) ?? folder]];
    }),
  );
}

/** Starlight's settings among the integrations, which are called with theirs; none where it is not in use. */
function starlightOf(data: Data, source: string | null): Data {
  if (!/["']@astrojs\/starlight["']/.test(source ?? "")) return {};
  const integrations = own(data, "integrations");
  const found = (Array.isArray(integrations) ? (integrations as unknown[]) : []).find(
    (one) => isData(one) && textField(one, "title") !== null,
  );
  return isData(found) ? found : {};
}

/** Starlight's `locales`: languages by folders; `root` has none. */
function starlightLocales(starlight: Data): { locales: ReadonlyMap<string, string>; main: string | null } {
  const named = own(starlight, "locales");
  const all = (isData(named) ? Object.entries(named) : []).map(
    ([folder, one]) => [folder, (isData(one) ? textField(one, "lang") : null) ?? folder] as const,
  );
  const main = textField(starlight, "defaultLocale") ?? "root";
  return {
    locales: new Map(all.filter(([folder]) => folder !== "root")),
    main: all.find(([folder]) => folder === main)?.[1] ?? null,
  };
}

/** Astro puts `base` right below the host of `site`; what the owner sets may end in it or not. */
function addressOf(data: Data, set: string | null): string | null {
  const url = siteAddress(set ?? textField(data, "site") ?? "");
  const based = withBase(url, textField(data, "base"));
  return set !== null || url === null || based === url
    ? based
    : withBase(new URL(url).origin, textField(data, "base"));
}

export async function loadAstro(files: SiteFiles, overrides: Overrides): Promise<AstroSettings> {
  const name = (await files.list("")).find((one) => ASTRO_CONFIG.test(one));
  const source = name === undefined ? null : await files.read(name);
  const config = name === undefined || source === null ? null : await readScript(name, source, files);
  const data: Data = config?.main ?? {};
  const problems: Problem[] = [];
  if (name !== undefined && source !== null && config === null)
    problems.push({
      source: name,
      line: null,
      message: "This configuration could not be read without running it: set SITE_URL and PERMALINK.",
    });
  const folder = siteFolder(textField(data, "srcDir"), "src");
  const src = folder === "" ? "" : `${folder}/`;
  const { collections, configs } = await blogCollections(files, src);
  const starlight = starlightOf(data, source);
  const documented = starlightLocales(starlight);
  // Starlight brings a route of its own.
  const guides = Object.keys(starlight).length > 0 && collections.every(({ name }) => name === "docs");
  const permalink = overrides.permalink ?? (guides ? "/:id/" : null);
  const { routes, read } = await routesOf(files, collections, `${src}pages`);
  for (const [collection, route] of routes)
    if (route.length === 0 && permalink === null)
      problems.push({
        source: `${src}pages`,
        line: null,
        message: `No route shows the collection ${collection}: set PERMALINK, such as /blog/:id/.`,
      });
  for (const { params, path } of new Set([...routes.values()].flatMap((route) => route.slice(0, 1))))
    if (params === "elsewhere" && permalink === null)
      problems.push({
        source: path,
        line: null,
        message:
          "This page has its addresses made by another file: they are taken to end in the post's id. Set PERMALINK, such as /blog/:id/.",
      });
  const packages = await packagesOf(files);
  const feed = (await files.list(`${src}pages`)).find((name) => /^(?:rss|feed|atom)\.xml\.[jt]s$/.test(name));
  const [build, i18n] = [own(data, "build"), own(data, "i18n")];
  const locales = isData(i18n) ? localesOf(i18n) : documented.locales;
  const defaultLocale = isData(i18n) ? textField(i18n, "defaultLocale") : null;
  const routing = isData(i18n) ? own(i18n, "routing") : null;
  const file = isData(build) && textField(build, "format") === "file";
  const named = overrides.timezone;
  return {
    src,
    site: {
      title: overrides.title ?? textField(starlight, "title") ?? "",
      url: addressOf(data, overrides.url),
      timezone: named,
      lang: defaultLocale === null ? documented.main : (locales.get(defaultLocale) ?? defaultLocale),
      generator: "astro",
      ...(feed && { feed: feed.replace(/\.[jt]s$/, "") }),
    },
    problems,
    zone: named !== null && isZone(named) ? named : "UTC",
    buildZone: overrides.buildTimezone ?? named ?? machineZone(),
    toldBuildZone: overrides.buildTimezone,
    ending: file ? ".html" : textField(data, "trailingSlash") === "never" ? "" : "/",
    permalink,
    locales,
    defaultLocale,
    prefixDefault: isData(routing) && isYes(own(routing, "prefixDefaultLocale")),
    collections,
    contentConfig: configs[0] ?? `${src}content.config.ts`,
    routes,
    extensions: extensionsBy(packages),
    configFiles: [MANIFEST, ...(config?.files ?? []), ...configs, ...read],
  };
}
