// Quarto: blogs of its websites, with the data of folders, dates as it reads them, and what cells print.
import { posix } from "node:path";
import type { SiteFiles } from "../../generator.js";
import { isNo, textField, texts } from "../../rules/fields.js";
import { dataAbove } from "../../rules/front-matter.js";
import { below, isData, own, type Data } from "../../rules/scalar.js";
import { dataOf, type ConfigFile, type Kin, type PostsFolder, type SiteSays } from "../kin.js";
import { printedCells } from "./quarto-cells.js";

const TEXT = /\.(?:qmd|md|markdown)$/i;
/** Data for what lies in a folder and below it. */
const OF_FOLDER = /^_metadata\.ya?ml$/;
/** Folders looked into for such. */
const MOST_FOLDERS = 2_000;
/** Pages that may list posts. */
const MOST_PAGES = 40;

/** What a listing names, `contents: posts` or `posts/**`, as a folder from the site's root. */
const folderOf = (page: string, written: string): string =>
  posix
    .join(posix.dirname(page), written.replace(/(?:^|\/)[^/]*[*?].*$|(?:^|\/)[^/]*\.\w+$/, "") || ".")
    .replace(/^\.?\/|^\.$|\/$/g, "");

/** The folders that the listings of a site's pages are of. */
async function listed(files: SiteFiles): Promise<readonly PostsFolder[]> {
  const found = new Set<string>();
  for (const folder of ["", "blog/", "posts/"]) {
    const pages = (await files.list(folder.replace(/\/$/, ""))).filter((name) => name.endsWith(".qmd"));
    for (const name of pages.slice(0, MOST_PAGES)) {
      const source = (await files.read(folder + name)) ?? "";
      const listing = source.includes("listing:") ? own(dataAbove(source) ?? {}, "listing") : undefined;
      for (const one of Array.isArray(listing) ? (listing as unknown[]) : [listing])
        for (const contents of isData(one) ? texts(own(one, "contents")) : [])
          if (!/\.ya?ml$/.test(contents)) found.add(folderOf(folder + name, contents));
    }
  }
  return [...found].filter((path) => path !== "").map((path) => ({ path }));
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

async function said({ file }: ConfigFile, files: SiteFiles): Promise<SiteSays> {
  const config = await dataOf(files, file);
  const website = below(config, "website");
  const inListings = await listed(files);
  const usual =
    inListings.length > 0 ? inListings : [{ path: "posts" }, { path: "blog/posts" }, { path: "blog" }];
  const there: PostsFolder[] = [];
  for (const one of usual) if (await files.exists(one.path)) there.push(one);
  const data = await dataOfFolders(
    files,
    there.map(({ path }) => path),
  );
  const echo = !isNo(own(below(config, "execute"), "echo"));
  const above = (path: string): Data =>
    Object.assign(
      {},
      ...[...data].filter(([folder]) => path.startsWith(folder)).map(([, one]) => one),
    ) as Data;
  return {
    title: textField(website, "title"),
    url: textField(website, "site-url"),
    lang: textField(config, "lang"),
    ...(there.length > 0 && { folders: there }),
    data: (_inside, front, source) => dated({ ...above(source), ...front }),
    link: ({ place, source }) => {
      const page = source.replace(/\.\w+$/, "");
      return place.index && /(?:^|\/)index$/.test(page) ? page.replace(/index$/, "") : `${page}.html`;
    },
    isConfig: (path) => OF_FOLDER.test(posix.basename(path)),
    isPage: (front) => own(front, "listing") !== undefined,
    printed(body, _place, front) {
      const written = own(below(front, "execute"), "echo");
      return printedCells(body, written === undefined ? echo : !isNo(written));
    },
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
