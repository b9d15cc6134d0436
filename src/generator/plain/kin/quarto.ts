// Quarto: blogs of its websites, with the data of folders, dates as it reads them, and what cells print.
import { posix } from "node:path";
import type { SiteFiles } from "../../generator.js";
import { overlay } from "../../rules/config.js";
import { textField, texts } from "../../rules/fields.js";
import { dataAbove } from "../../rules/front-matter.js";
import { globs } from "../../rules/pattern.js";
import { below, isData, own, type Data } from "../../rules/scalar.js";
import { dataOf, type ConfigFile, type Kin, type PostsFolder, type SiteSays } from "../kin.js";
import { printedCells } from "./quarto-cells.js";
import { printsCode } from "./quarto-settings.js";

const TEXT = /\.(?:qmd|md|markdown)$/i;
/** Data for what lies in a folder and below it. */
const OF_FOLDER = /^_metadata\.ya?ml$/;
/** Folders looked into for such. */
const MOST_FOLDERS = 2_000;
/** Pages that may list posts. */
const MOST_PAGES = 40;
/** The configuration, that of profiles, and that of one machine. */
const CONFIG = /^_quarto.*\.ya?ml(?:\.local)?$/;
/** Folders whose pages may list posts, and those of them that surely are no posts. */
const LISTING = ["", "blog/", "posts/"];
const LISTS = /^(?:[^/]+|(?:blog|posts)\/index)\.qmd$/;

/** What a listing names, `contents: posts` or `posts/**`, as a folder from the site's root. */
const folderOf = (page: string, written: string): string =>
  posix
    .join(posix.dirname(page), written.replace(/(?:^|\/)[^/]*[*?].*$|(?:^|\/)[^/]*\.\w+$/, "") || ".")
    .replace(/^\.?\/|^\.$|\/$/g, "");

/** The folders that the listings of a site's pages are of. */
async function listed(
  files: SiteFiles,
): Promise<{ readonly folders: readonly PostsFolder[]; readonly pages: readonly string[] }> {
  const found = new Set<string>();
  const listing: string[] = [];
  for (const folder of LISTING) {
    const pages = (await files.list(folder.replace(/\/$/, ""))).filter((name) => name.endsWith(".qmd"));
    for (const name of pages.slice(0, MOST_PAGES)) {
      const source = (await files.read(folder + name)) ?? "";
      const lists = source.includes("listing:") ? own(dataAbove(source) ?? {}, "listing") : undefined;
      if (lists !== undefined) listing.push(folder + name);
      for (const one of Array.isArray(lists) ? (lists as unknown[]) : [lists])
        for (const contents of isData(one) ? texts(own(one, "contents")) : [])
          if (!/\.ya?ml$/.test(contents)) found.add(folderOf(folder + name, contents));
    }
  }
  return { folders: [...found].filter((path) => path !== "").map((path) => ({ path })), pages: listing };
}

/** The data of folders, by their paths from the root, each ending in a slash. */
async function dataOfFolders(
  files: SiteFiles,
  folders: readonly string[],
): Promise<ReadonlyMap<string, Data>> {
  const found = new Map<string, Data>();
  const open = folders.map((folder) => (folder === "" ? "" : `${folder}/`));
  for (let at = 0; at < open.length && at < MOST_FOLDERS; at += 1) {
    const folder = open[at] ?? "";
    const names = await files.list(folder.replace(/\/$/, ""));
    const name = names.find((one) => OF_FOLDER.test(one));
    if (name !== undefined) found.set(folder, await dataOf(files, folder + name));
    open.push(...names.filter((one) => /^[^._].*\/$/.test(one)).map((one) => folder + one));
  }
  return found;
}

/** Quarto takes `3/7/2022` for the seventh of March; `today` and `last-modified` are of its run. */
function dated(data: Data): Data {
  const iso = (key: string): string | undefined => {
    const written = textField(data, key) ?? undefined;
    const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(written ?? "") ?? [];
    return year === undefined ? written : `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  };
  const date = iso("date");
  const isOfRun = date !== undefined && /^(?:today|now|last-modified)$/.test(date);
  return { ...data, date: isOfRun ? null : date, updated: iso("date-modified") };
}

/** Files and folders from the root; a glob fits at any depth, as Quarto reads it. */
const named = (patterns: readonly string[]): ((path: string) => boolean) =>
  globs(
    patterns
      .map((one) => one.replace(/^\.?\/|\/$/g, "") || "**")
      .flatMap((one) => [one, `${one}/**`, ...(/[*?[{]/.test(one) ? [`**/${one}`] : [])]),
  );

/** The files that configure a site: `_quarto.yml` and what it names (`main`), those of profiles and what these name. */
async function configsOf(
  file: string,
  files: SiteFiles,
): Promise<{
  readonly main: readonly Data[];
  readonly all: readonly Data[];
  readonly names: readonly string[];
}> {
  const config = await dataOf(files, file);
  const profiles = (await files.list("")).filter((name) => name !== file && CONFIG.test(name));
  const [main, all, names] = [[config], [config], [file, ...profiles]];
  for (const name of profiles) all.push(await dataOf(files, name));
  const ofMain = texts(own(config, "metadata-files"));
  const included = [...new Set([...ofMain, ...all.flatMap((one) => texts(own(one, "metadata-files")))])];
  for (const name of included.slice(0, MOST_PAGES)) {
    const data = await dataOf(files, name);
    names.push(name);
    all.push(data);
    if (ofMain.includes(name)) main.push(data);
  }
  return { main, all, names };
}

/** Which files a site makes no page of: what stands behind `!` in any profile, and where the site itself names its pages, all others; a profile that names few is one for a quick look. */
function unrendered(main: readonly Data[], all: readonly Data[]): (path: string) => boolean {
  const patterns = (configs: readonly Data[]): readonly string[] =>
    configs.flatMap((one) => texts(own(below(one, "project"), "render")));
  const isLeftOut = named(patterns(all).flatMap((one) => (one.startsWith("!") ? [one.slice(1)] : [])));
  const wanted = patterns(main).filter((one) => !one.startsWith("!"));
  const isWanted = wanted.length === 0 ? () => true : named(wanted);
  return (path) => isLeftOut(path) || !isWanted(path);
}

async function said({ file }: ConfigFile, files: SiteFiles): Promise<SiteSays> {
  const { main, all, names } = await configsOf(file, files);
  const [site = {}] = main;
  const config = all.reduceRight(overlay, {});
  const website = below(config, "website");
  const inListings = await listed(files);
  const usual =
    inListings.folders.length > 0
      ? inListings.folders
      : [{ path: "posts" }, { path: "blog/posts" }, { path: "blog" }];
  const there: PostsFolder[] = [];
  for (const one of usual) if (await files.exists(one.path)) there.push(one);
  const data = await dataOfFolders(
    files,
    there.map(({ path }) => path),
  );
  // What one profile keeps back is kept back: which one is published is not written anywhere.
  const prints = all.every((one) => printsCode(one) !== false);
  const isDraft = named(all.flatMap((one) => texts(own(below(one, "website"), "drafts"))));
  const isUnrendered = unrendered(main, all);
  const above = (path: string): Data =>
    [...data]
      .filter(([folder]) => path.startsWith(folder))
      .reduce((under, [, one]) => overlay(under, one), {});
  return {
    title: textField(website, "title"),
    url: textField(website, "site-url"),
    lang: textField(config, "lang"),
    ...(there.length > 0 && { folders: there }),
    data: (_inside, front, source) => ({
      ...dated(overlay(above(source), front)),
      ...(isDraft(source) && { draft: true }),
    }),
    link: ({ place, source }) => {
      const page = source.replace(/\.\w+$/, "");
      return place.index && /(?:^|\/)index$/.test(page) ? page.replace(/index$/, "") : `${page}.html`;
    },
    files: [...names, ...inListings.pages],
    isConfig: (path) => OF_FOLDER.test(posix.basename(path)) || CONFIG.test(path) || LISTS.test(path),
    isPage: (front, source) => isUnrendered(source) || own(front, "listing") !== undefined,
    printed: (body, _place, front) => printedCells(body, printsCode(front) ?? prints, overlay(site, front)),
  };
}

export const quarto: Kin = {
  name: "quarto",
  marks: [
    { file: /^_quarto\.ya?ml$/, word: /^[ \t]*["']?(?:type["']?:[ \t]*["']?website\b|website["']?:)/m },
  ],
  posts: ["posts", "blog"],
  text: TEXT,
  templates: ["hugo"],
  extensions: ["heading attributes", "block attributes", "containers", "elements"],
  said,
};
