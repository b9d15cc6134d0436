// How the configuration of generators without a file of their own is read, and what may come out of it.
import type { SiteFiles } from "../generator.js";
import { readScript } from "../rules/script.js";
import { BrokenConfig, readConfig } from "../rules/config.js";
import type { Data } from "../rules/scalar.js";

export type Kind =
  | "zola"
  | "quartz"
  | "docusaurus"
  | "eleventy"
  | "pelican"
  | "nikola"
  | "gatsby"
  | "nuxt"
  | "next"
  | "bridgetown"
  | "obsidian";

/** A configuration file and its text. */
export interface Config {
  readonly kind: Kind;
  readonly file: string;
  readonly source: string;
}

/** How a generator makes links, as far as its configuration says. */
export type Links =
  /** `slugs` is `slugify.paths`; `dated` is `slugify.paths_keep_dates`. */
  | { readonly by: "zola"; readonly slugs: string; readonly dated: boolean }
  /** Quartz 5 writes everything small. */
  | { readonly by: "quartz"; readonly version: 4 | 5 }
  /** `slash` is `trailingSlash`; null where addresses end as they are written. */
  | { readonly by: "docusaurus"; readonly route: string; readonly slash: boolean | null }
  /** Patterns as in PERMALINK; `translated` is that of articles in another than the site's language. */
  | {
      readonly by: "pelican";
      readonly pattern: string;
      readonly translated: string;
      /** That of articles which name none and lie in no folder. */
      readonly category: string;
    };

export interface Said {
  readonly title?: string | null;
  readonly url?: string | null;
  readonly timezone?: string | null;
  readonly lang?: string | null;
  readonly languages?: readonly string[];
  readonly folder?: string | null;
  /** Names, paths or patterns of such, from the folder of posts. */
  readonly leftOut?: readonly string[];
  /** Folders, ending in a slash, nothing in which is published. */
  readonly leftFolders?: readonly string[];
  /** Null where only the site's own templates or programs know. */
  readonly links?: Links | null;
  /** A PERMALINK that fits where links are unknown. */
  readonly proposal?: string;
  /** Whether only what says `publish: true` is published. */
  readonly onlyPublished?: boolean;
  readonly files?: readonly string[];
  /** Files of the folder of posts that name authors and tags by keys, and what holds the name in them. */
  readonly names?: readonly (readonly [file: string, key: string])[];
}

/** Lone texts a Python or Ruby configuration assigns: `SITENAME = "x"`, `url "x"`. */
export const assigned = (source: string, name: string): string | null =>
  new RegExp(`^[ \\t]*${name}(?:[ \\t]*=[ \\t]*|[ \\t]+)(["'])([^\\n]*?)\\1[ \\t]*(?:#.*)?$`, "m").exec(
    source,
  )?.[2] ?? null;

export async function dataOf(files: SiteFiles, path: string): Promise<Data> {
  const source = await files.read(path);
  if (source === null) return {};
  if (/\.[cm]?[jt]s$/.test(path)) return (await readScript(path, source, files))?.main ?? {};
  try {
    return readConfig(path, source);
  } catch (fault) {
    if (fault instanceof BrokenConfig) return {};
    throw fault;
  }
}
