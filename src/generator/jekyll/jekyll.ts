// Jekyll: which files are posts. Dated files in `_posts`, read as Jekyll reads them (verified on 4.3.1).
import type { Generator, ParseResult, SiteFiles, SiteReader } from "../generator.js";
import { CONFIG_NAMES, loadJekyll, type JekyllSettings } from "./config.js";
import { nameOf } from "./path.js";
import { jekyllPost } from "./post.js";
import { parseFile } from "../rules/file.js";

function readerOf(settings: JekyllSettings): SiteReader {
  const { root } = settings;
  const named = (path: string) => {
    const inside = path.slice(root.length);
    return !path.startsWith(root) || settings.excluded(inside) ? null : nameOf(inside, settings);
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
    return readerOf(await loadJekyll(files, overrides));
  },
};
