// Hexo: which files are posts, and how one is read. Rules verified on Hexo 8.1.2, which fits sites from 4 on.
import type { Generator, ParseResult, SiteReader } from "../generator.js";
import { loadHexo, type HexoSettings } from "./config.js";
import { readHexoText } from "./front-matter.js";
import { fileNameReader } from "./permalink.js";
import { hexoPost } from "./post.js";
import { parseFile } from "../rules/file.js";
import { globs } from "../rules/pattern.js";
import { parseData } from "../rules/parsers.js";
import { isData, own } from "../rules/scalar.js";

/** What Hexo renders to a page; the endings count in lower case only. */
const POST_FILE = /\.(?:md|markdown|mkd|mkdn|mdwn|mdtxt|mdtext|html?)$/;

/** To Hexo a `!` at the beginning is a sign like others. */
const plainly = (patterns: readonly string[]): ((path: string) => boolean) =>
  globs(patterns.map((one) => one.replace(/^!(?!\()/, "\\!")));

function postFilter(settings: HexoSettings): (path: string) => boolean {
  const root = settings.sourceDir === "" ? "" : `${settings.sourceDir}/`;
  const [ignored, skipped] = [plainly(settings.ignore), plainly(settings.skip)];
  const extension = /\.[^./]*$/.exec(settings.newPostName)?.[0] ?? ".md";
  return (path) => {
    if (!path.startsWith(`${root}_posts/`) && !path.startsWith(`${root}_drafts/`)) return false;
    const inside = path.slice(root.length);
    const [, ...below] = inside.split("/");
    if (below.some((part) => part.startsWith("_") || part.startsWith("."))) return false;
    if (!POST_FILE.test(path) || (settings.assetFolders && !path.endsWith(extension))) return false;
    // `ignore` is matched against the whole path on the machine that builds, `skip_render` against that below `source`.
    return !ignored(`/site/${path}`) && !skipped(inside);
  };
}

function readerOf(settings: HexoSettings): SiteReader {
  const isPost = postFilter(settings);
  const readName = fileNameReader(settings.newPostName);
  const depth = settings.sourceDir === "" ? 1 : settings.sourceDir.split("/").length + 1;
  return {
    site: settings.site,
    problems: settings.problems,
    isPost,
    postsFolder: (path) => path.split("/").slice(0, depth).join("/"),
    isConfig: (path) => settings.configFiles.includes(path),
    permalink: settings.permalink,
    parse(source, bytes, now): ParseResult {
      if (!isPost(source)) return { kind: "ignored" };
      return parseFile(
        source,
        bytes,
        (fault) => `Hexo leaves this post out: its front matter ${fault}.`,
        (text) => {
          const read = readHexoText(text);
          const parts = source.split("/");
          const draftFile = parts[depth - 1] === "_drafts";
          const name = readName(parts.slice(depth).join("/"));
          return { kind: "post", ...hexoPost({ source, draftFile, name, read }, settings, now) };
        },
      );
    },
  };
}

const CONFIG = /^_config\.(?:ya?ml|json)$/;

export const hexo: Generator = {
  name: "hexo",
  title: "Hexo",
  zoneless: "machine",
  pagesAmongPosts: false,
  isRoot: (names) => names.some((name) => CONFIG.test(name)),
  async detect(files) {
    const names = await files.list("");
    if (!names.some((name) => CONFIG.test(name))) return null;
    if (await files.exists("source/_posts")) return "source/_posts";
    const [config, manifest] = [await files.read("_config.yml"), await files.read("package.json")];
    if (config !== null && /^(?:source_dir|new_post_name|public_dir)\s*:/m.test(config)) return "_config.yml";
    try {
      const data = manifest === null ? {} : parseData(manifest, "json");
      const depends = ["dependencies", "devDependencies"].some((key) => {
        const list = own(data, key);
        return isData(list) && own(list, "hexo") !== undefined;
      });
      return depends ? "package.json" : null;
    } catch {
      return null;
    }
  },
  async open(files, overrides) {
    return readerOf(await loadHexo(files, overrides));
  },
};
