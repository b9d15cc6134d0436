// The id of an Astro post and its address: by Astro's rules, or as the site's own programs make them.
import { slug } from "github-slugger";
import { joinUrl } from "../../post/link.js";
import type { AstroSettings } from "./config.js";
import type { Collection } from "./content.js";
import { siteDate } from "./date.js";
import type { CollectionEntry } from "./params.js";
import { routePath } from "./routes.js";
import type { Problem } from "../generator.js";
import { fillPattern } from "../rules/link-pattern.js";
import { shownData, textField } from "../rules/fields.js";
import { madeOr } from "../../script/unreadable.js";
import { isData, meaning, type Data } from "../rules/scalar.js";

export interface ContentLocation {
  /** The collection, or null for a page. */
  readonly collection: Collection | null;
  /** Path below the collection or the folder of pages. */
  readonly inside: string;
}

/** github-slugger on every segment, as Astro makes ids. */
const astroId = (path: string): string =>
  stem(path)
    .split("/")
    .map((part) => slug(part))
    .join("/")
    .replace(/\/index$/, "");

const stem = (inside: string): string => inside.replace(/\.[^./]+$/, "");

/** Front matter as the site's own programs get it. */
function plainData(
  data: Data,
  dates: readonly string[],
  settings: AstroSettings,
): Readonly<Record<string, unknown>> {
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (isData(value) && !(value instanceof Date))
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
    const meant = meaning(value);
    return meant instanceof Date ? siteDate(value, settings) : meant;
  };
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      dates.includes(key) ? siteDate(value, settings) : plain(value),
    ]),
  );
}

/** What a program of the site's makes, or why only running it would tell. */
const readable = <T>(work: () => T): { readonly value: T } | { readonly unreadable: string } =>
  madeOr(
    () => ({ value: work() }),
    ({ message }) => ({ unreadable: message }),
  );

interface EntryAddress {
  readonly id: string;
  readonly url: string | null;
  readonly problems: readonly Problem[];
}

/** The id and the address of a post; where only a program of the site's knows them, which. */
export function named(
  source: string,
  { collection, inside }: ContentLocation,
  data: Data,
  settings: AstroSettings,
): EntryAddress {
  const { site, ending, permalink } = settings;
  if (collection === null) {
    const id = stem(inside).replace(/\/index$/, "");
    const url =
      permalink === null
        ? joinUrl(site.url, `/${id}${ending}`)
        : byPattern(permalink, id, inside, data, settings);
    return { id, url, problems: [] };
  }
  const plain = plainData(data, collection.schema.dates, settings);
  const { makeId } = collection;
  const made = makeId === null ? null : readable(() => makeId(inside, plain));
  const id =
    made && "value" in made
      ? made.value
      : ((makeId === null ? textField(data, "slug") : null) ?? astroId(inside));
  if (permalink !== null) return { id, url: byPattern(permalink, id, inside, data, settings), problems: [] };
  const unknown = (file: string, program: string): EntryAddress => ({
    id,
    url: null,
    problems: [
      {
        source,
        line: null,
        message: `The link is unknown: ${file} makes it by a program (${program}). Set PERMALINK, such as /blog/:path/.`,
        kind: "link",
      },
    ],
  });
  if (made && "unreadable" in made) return unknown(settings.contentConfig, made.unreadable);
  const entry: CollectionEntry = { id, slug: id, filePath: source, collection: collection.name, data: plain };
  const routes = settings.routes.get(collection.name) ?? [];
  const path = readable(() => routePath(routes, entry, settings));
  if ("unreadable" in path) return unknown(routes[0]?.path ?? `${settings.src}pages`, path.unreadable);
  return { id, url: path.value === null ? null : joinUrl(site.url, `/${path.value}${ending}`), problems: [] };
}

function byPattern(
  pattern: string,
  id: string,
  inside: string,
  data: Data,
  { site }: AstroSettings,
): string | null {
  const filled = fillPattern(pattern, {
    ...shownData(data),
    id,
    slug: id,
    title: id,
    path: stem(inside),
  });
  return "path" in filled ? joinUrl(site.url, filled.path) : null;
}
