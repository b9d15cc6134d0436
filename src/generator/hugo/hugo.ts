// Hugo: which files are pages, and how one is read. Rules verified on 0.111.3, newer behaviour from its documentation.
import type { Generator, ParseResult, SiteFiles, SiteReader } from "../generator.js";
import { readSections, type Sections } from "./cascade.js";
import { hugoConfigFiles, loadHugo, type HugoSettings } from "./config.js";
import { anyCase } from "./keys.js";
import { OF_POSTS, PAGE_FILE, pageOf, placeOf, type HugoTree } from "./path.js";
import { hugoPost, isDocument, readOrg, unrendered } from "./post.js";
import { isZola } from "../plain/kin/zola.js";
import { parseFile } from "../rules/file.js";
import { readFrontMatter } from "../rules/front-matter.js";

/** Deeper than any blog nests its folders. */
const DEEPEST = 12;

const isIndex = (name: string): boolean => name.startsWith("index.") && PAGE_FILE.test(name);

/** Walks the content folders for bundles and sections, a level at a time. */
async function readTree(files: SiteFiles, roots: readonly string[]): Promise<HugoTree> {
  const [leaves, branches] = [new Set<string>(), new Set<string>()];
  /** Pages by their first folder. */
  const pages = new Map<string, number>();
  let level = [...new Set(roots)].map((folder) => ({ folder, section: "" }));
  let sectioned = false;
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    const below = await Promise.all(
      level.map(async ({ folder, section }) => {
        const names = await files.list(folder);
        if (depth > 0 && names.some(isIndex)) leaves.add(folder);
        else if (depth > 0) sectioned ||= names.some((name) => PAGE_FILE.test(name) || name.endsWith("/"));
        if (names.some((name) => name.startsWith("_index."))) branches.add(folder);
        const held = leaves.has(folder) ? 1 : names.filter((name) => PAGE_FILE.test(name)).length;
        if (section !== "") pages.set(section, (pages.get(section) ?? 0) + held);
        return names
          .filter((name) => name.endsWith("/"))
          .map((name) => name.slice(0, -1))
          .map((name) => ({ folder: `${folder}/${name}`, section: section || name }));
      }),
    );
    level = below.flat();
  }
  const [largest] = [...pages].sort(([, one], [, other]) => other - one);
  const blogs = new Set(
    [...pages].flatMap(([name, held]) => (held > 0 && OF_POSTS.test(name) ? [name] : [])),
  );
  return { leaves, branches, sectioned, largest: largest?.[0] ?? "", blogs };
}

function readerOf(settings: HugoSettings, tree: HugoTree, sections: Sections): SiteReader {
  /** An index file makes or unmakes a bundle or section: its neighbours must be read anew. */
  const shapesTree = (path: string): boolean => {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    const name = path.slice(folder.length + 1);
    // It may also hand front matter down.
    if (name.startsWith("_index.")) return tree.branches.has(folder) || placeOf(path, settings) !== null;
    return isIndex(name) && pageOf(path, settings, tree) !== null && !tree.leaves.has(folder);
  };
  return {
    site: settings.site,
    problems: settings.problems,
    isPost: (path) => !settings.leftOut(path) && pageOf(path, settings, tree) !== null,
    postsFolder(path) {
      const place = placeOf(path, settings);
      return place ? [place.contentDir, ...place.folders.slice(0, 1)].join("/") : "";
    },
    permalink: null,
    isConfig: (path) =>
      settings.configFiles.includes(path) ||
      path.startsWith("config/_default/") ||
      /^(?:hugo|config)\.(?:toml|ya?ml|json)$/.test(path) ||
      shapesTree(path),
    parse(source, bytes, now): ParseResult {
      const page = settings.leftOut(source) ? null : pageOf(source, settings, tree);
      if (!page) return { kind: "ignored" };
      return parseFile(
        source,
        bytes,
        (fault) => `Hugo stops at this front matter: it ${fault}.`,
        (text) => {
          const read = source.endsWith(".org") ? readOrg(text) : readFrontMatter(text);
          const data = { ...sections.handedDown(page), ...anyCase(read.data) };
          const whole = { data, body: read.body };
          const parsed = hugoPost(source, whole, page, sections.slugs(page), settings, now);
          // What its section calls documentation is no post unless it has a date.
          if (isDocument(data, page) && parsed.known.date === null) return { kind: "ignored" };
          return {
            kind: "post",
            parsed,
            problems: unrendered(data)
              ? [{ source, line: null, message: "build.render: never makes no page.", kind: "no page" }]
              : [],
          };
        },
      );
    },
  };
}

export const hugo: Generator = {
  name: "hugo",
  title: "Hugo",
  zoneless: "UTC",
  pagesAmongPosts: true,
  async isRoot(names, list) {
    if (names.some((name) => /^hugo\.(?:toml|ya?ml|json)$/.test(name))) return true;
    // Files of this name are common; only Hugo and Zola put a folder `content` beside them.
    if (names.includes("content") && names.some((name) => /^config\.(?:toml|ya?ml|json)$/.test(name)))
      return true;
    return names.includes("config") && (await list("config")).includes("_default");
  },
  async detect(files) {
    const names = await hugoConfigFiles(files);
    const own = names.find((name) => name.startsWith("hugo.") || name.startsWith("config/_default/"));
    if (own !== undefined) return own;
    if (names[0] === undefined || !(await files.exists("content"))) return null;
    // Zola's configuration has the same name and lies beside the same folder.
    return isZola((await files.read(names[0])) ?? "") ? null : names[0];
  },
  async open(files, overrides) {
    const settings = await loadHugo(files, overrides);
    const tree = await readTree(
      files,
      settings.languages.map(({ contentDir }) => contentDir),
    );
    return readerOf(settings, tree, await readSections(files, settings, tree));
  },
};
