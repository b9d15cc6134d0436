// Jekyll: which files are posts. Dated files in `_posts`, read as Jekyll reads them (verified on 4.3.1).
import type { Generator, ParseResult, SiteFiles, SiteReader } from "../generator.js";
import { CONFIG_NAMES, loadJekyll, type JekyllSettings } from "./config.js";
import { dayOf } from "./data.js";
import { nameOf, type JekyllName } from "./path.js";
import { jekyllPost } from "./post.js";
import { parseFile } from "../rules/file.js";

/** What posts are ordered by where only some of the newest are built: their day, then their path. */
const orderOf = (path: string, { day }: JekyllName): string =>
  `${(day ?? "")
    .split("-")
    .map((part) => part.padStart(4, "0"))
    .join("-")} ${path}`;

function readerOf(settings: JekyllSettings, oldest: string | null): SiteReader {
  const { root } = settings;
  const named = (path: string) => {
    const inside = path.slice(root.length);
    const name = !path.startsWith(root) || settings.excluded(inside) ? null : nameOf(inside, settings);
    return name === null || (oldest !== null && !name.draft && orderOf(path, name) < oldest) ? null : name;
  };
  return {
    site: settings.site,
    problems: settings.problems,
    isPost: (path) => named(path) !== null,
    postsFolder: (path) => /^(?:.*?\/)?_(?:posts|drafts)(?=\/)/.exec(path)?.[0] ?? "",
    permalink: settings.permalink,
    isConfig: (path) => path === settings.configFile || CONFIG_NAMES.includes(path),
    parse(source, bytes, now): ParseResult {
      const name = named(source);
      if (!name) return { kind: "ignored" };
      return parseFile(
        source,
        bytes,
        (fault) => `Jekyll cannot read this front matter: it ${fault}.`,
        (text) => jekyllPost(source, name, text, settings, now),
      );
    },
  };
}

/** Folders looked into for posts. */
const MOST_FOLDERS = 5_000;

/** The order of the oldest post that is built where the site limits their number; null where all are. */
async function oldestOf(files: SiteFiles, settings: JekyllSettings): Promise<string | null> {
  const { root, limit } = settings;
  if (limit === null) return null;
  const now = settings.time ?? Date.now();
  const orders: string[] = [];
  const open = [root];
  for (let at = 0; at < open.length && at < MOST_FOLDERS; at += 1) {
    const folder = open[at] ?? "";
    for (const name of await files.list(folder.replace(/\/$/, ""))) {
      const path = folder + name;
      const inside = path.slice(root.length);
      if (settings.excluded(inside.replace(/\/$/, ""))) continue;
      if (name.endsWith("/")) {
        if (!/^[._](?!posts\/$)/.test(name)) open.push(path);
        continue;
      }
      const found = nameOf(inside, settings);
      // What is not there yet counts for none.
      const built = settings.future || (dayOf(found?.day ?? null, settings.zone) ?? 0) <= now;
      if (found !== null && !found.draft && built) orders.push(orderOf(path, found));
    }
  }
  return orders.toSorted().at(-limit) ?? null;
}

/** Whether a folder holds a file with the name of a Jekyll post. */
async function holdsPosts(files: SiteFiles, folder: string, depth = 0): Promise<boolean> {
  for (const name of await files.list(folder)) {
    if (!name.endsWith("/")) {
      if (/^\d{2,4}-\d{1,2}-\d{1,2}-./.test(name)) return true;
    } else if (depth < 3 && (await holdsPosts(files, `${folder}/${name.slice(0, -1)}`, depth + 1)))
      return true;
  }
  return false;
}

export const jekyll: Generator = {
  name: "jekyll",
  title: "Jekyll",
  zoneless: "machine",
  pagesAmongPosts: false,
  isRoot: (names) => names.some((name) => CONFIG_NAMES.includes(name)),
  async detect(files) {
    const names = await files.list("");
    const configured = names.find((name) => CONFIG_NAMES.includes(name));
    const shaped = names.some((name) => ["Gemfile", "_layouts/", "_includes/", "_posts/"].includes(name));
    return shaped && configured !== undefined ? configured : null;
  },
  /** Others have folders of this name too; posts without Jekyll's dates show them. */
  guess: async (files) => ((await holdsPosts(files, "_posts")) ? "_posts" : null),
  async open(files, overrides) {
    const settings = await loadJekyll(files, overrides);
    return readerOf(settings, await oldestOf(files, settings));
  },
};
