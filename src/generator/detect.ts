// Opens a site: finds which generator it belongs to, and falls back to plain rules where its configuration is broken.
import {
  FaultySetting,
  type Generator,
  type ListFolder,
  type Overrides,
  type SiteFiles,
  type SiteReader,
} from "./generator.js";
import { feed } from "./feed/feed.js";
import { BrokenConfig } from "./rules/config.js";
import { astro } from "./astro/astro.js";
import { hexo } from "./hexo/hexo.js";
import { hugo } from "./hugo/hugo.js";
import { jekyll } from "./jekyll/jekyll.js";
import { vitepress } from "./vitepress/vitepress.js";
import { vuepress } from "./vuepress/vuepress.js";
import { plain, plainReader } from "./plain/plain.js";

/** In the order in which they are asked; plain rules fit everything and come last. */
const GENERATORS: readonly Generator[] = [feed, hexo, hugo, jekyll, astro, vuepress, vitepress, plain];

/** The generator whose rules a site follows (`Site.generator`). */
export const generatorNamed = (name: string): Generator | undefined =>
  GENERATORS.find((generator) => generator.name === name);

/** Whether a folder is the root of a site of any generator. */
export async function isSiteRoot(list: ListFolder): Promise<boolean> {
  const names = await list("");
  for (const generator of GENERATORS) if (await generator.isRoot(names, list)) return true;
  return false;
}

interface Picked {
  readonly generator: Generator;
  readonly foundBy: string | null;
}

async function pick(
  files: SiteFiles,
  name: string | null,
  generators: readonly Generator[],
): Promise<Picked> {
  if (name !== null) {
    const nameable = generators.filter((generator) => generator.bySource !== true);
    const named = nameable.find((generator) => generator.name === name.trim().toLowerCase());
    if (named) return { generator: named, foundBy: null };
    const known = nameable.map((generator) => generator.name).join(", ");
    throw new FaultySetting(
      `SITE_GENERATOR must be one of ${known} (it is ${JSON.stringify(name.slice(0, 80))}). Example: SITE_GENERATOR=hexo`,
    );
  }
  for (const look of ["detect", "guess"] as const)
    for (const generator of generators) {
      const foundBy = (await generator[look]?.(files)) ?? null;
      if (foundBy !== null) return { generator, foundBy };
    }
  return { generator: plain, foundBy: null };
}

/**
 * A reader for the site whose root `files` shows. What `overrides` says wins over the site's own
 * configuration. Throws FaultySetting when `overrides.generator` names none of ours.
 */
export async function openSite(
  files: SiteFiles,
  overrides: Overrides,
  generators: readonly Generator[] = GENERATORS,
): Promise<SiteReader> {
  const { generator, foundBy } = await pick(files, overrides.generator, generators);
  try {
    const reader = await generator.open(files, overrides);
    const { site } = reader;
    return {
      ...reader,
      // Not the generator's affair: a permalink may hold the language that the site itself says.
      site: { ...site, lang: overrides.lang ?? site.lang, ...(foundBy !== null && { foundBy }) },
      problems: reader.problems.map((problem) => ({ kind: "configuration", ...problem })),
    };
  } catch (fault) {
    if (!(fault instanceof BrokenConfig)) throw fault;
    const message =
      `The configuration ${fault.message}, so this ${generator.name} site is read by plain rules: ` +
      "dates and links may be wrong until it is mended.";
    const problem = { kind: "configuration", source: fault.file, line: fault.line, message } as const;
    return plainReader(files, overrides, [problem], [fault.file]);
  }
}
