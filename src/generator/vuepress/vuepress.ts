// VuePress, and what VitePress shares with it: Markdown pages beside a configuration in JavaScript, which is read and never run.
import { postDate } from "../../post/date.js";
import { joinUrl } from "../../post/link.js";
import type { Visibility } from "../../post/post.js";
import type { Generator, ParseResult, Problem, SiteReader } from "../generator.js";
import { anchorsBy, byMditVue } from "../rules/anchors.js";
import { assemble, nameOfFile } from "../rules/assemble.js";
import {
  asShown,
  isDraft,
  isHidden,
  isNo,
  isProtected,
  isYes,
  meantData,
  textField,
  texts,
  UPDATED_KEYS,
} from "../rules/fields.js";
import { folderIn, parseFile } from "../rules/file.js";
import { readFrontMatter, type FrontMatter } from "../rules/front-matter.js";
import { own, type Data } from "../rules/scalar.js";
import { isRootPage } from "../rules/site-page.js";
import { languageInPath, translationKey } from "../rules/translation.js";
import { headingOf, readBody } from "../../markdown/read-body.js";
import { plainInstant } from "../rules/written-date.js";
import { isIndexPage } from "./lists.js";
import { pathOf, slugOf } from "./path.js";
import { snippetsOf, withSnippets } from "./snippets.js";
import { homeOf, loadVue, type Flavour, type VueSettings } from "./config.js";

/** What VitePress makes several pages of, or none: `[pkg].md`. */
const DYNAMIC = /\[\w+\]/;

function isPage(path: string, { flavour, root, configFolder, holds }: VueSettings): boolean {
  if (!path.startsWith(root) || !path.endsWith(".md") || path.startsWith(configFolder)) return false;
  const parts = path.slice(root.length).split("/");
  if (parts.some((part) => part.startsWith(".") || ["node_modules", "@pages", "dist"].includes(part)))
    return false;
  if (flavour === "vitepress" && DYNAMIC.test(path.slice(root.length))) return false;
  return holds(path.slice(root.length));
}

/** Pages that are lists, front pages, of the site or made of components: no posts. The index of a folder may say that it is one. */
const isShell = (data: Data, inside: string, { indexed }: VueSettings): boolean =>
  isYes(own(data, "home")) ||
  own(data, "pageComponent") !== undefined ||
  ["home", "Home", "HomePage", "BlogHome"].includes(textField(data, "layout") ?? "") ||
  (isRootPage(inside) && !isYes(own(data, "article"))) ||
  (inside.split("/").length === 1 && /^(?:readme|index)\.md$/i.test(inside)) ||
  (isIndexPage(inside, indexed) && own(data, "date") === undefined && !isYes(own(data, "article")));

/** What `@` names in a line that takes in a file: VuePress 1 knows the folder it is run in, the others that of the pages. */
const sourceRoot = ({ flavour, version, root }: VueSettings): string =>
  flavour === "vuepress" && version === 1 ? "" : root;

function readPost(
  source: string,
  read: FrontMatter,
  settings: VueSettings,
  now: Date,
  included: ReadonlyMap<string, string>,
): ParseResult {
  const { data } = read;
  const inside = source.slice(settings.root.length);
  if (isShell(data, inside, settings)) return { kind: "ignored" };
  // VuePress takes the date in a file's name, VitePress knows none.
  const inName = /^\d{4}-\d{1,2}-\d{1,2}(?=-)/.exec(
    settings.flavour === "vuepress" ? nameOfFile(source) : "",
  );
  // The theme Plume has its own name for it.
  const instant = plainInstant(own(data, "date") ?? own(data, "createTime") ?? inName?.[0], settings.zone);
  const path = pathOf(inside, data, instant, settings);
  const folder = languageInPath(inside, [...settings.locales.keys()]);
  const lang =
    textField(data, "lang", "language") ??
    (folder === null ? settings.rootLang : (settings.locales.get(folder) ?? folder));
  const hidden =
    isHidden(data) ||
    isNo(own(data, "article")) ||
    isNo(own(data, "publish")) ||
    isNo(own(data, "published"));
  const visibility: Visibility = isDraft(data) ? "draft" : hidden ? "hidden" : "public";
  const categories = texts(own(data, "categories") ?? own(data, "category"));
  const updated = [...UPDATED_KEYS]
    .map((key) => plainInstant(own(data, key), settings.zone))
    .find((at) => at !== null);
  const old = settings.flavour === "vuepress" && settings.version === 1;
  const named = asShown(own(data, "title"));
  const whole = readBody(withSnippets(read.body, source, sourceRoot(settings), included), {
    templates: ["vue", "html"],
    data: meantData(data),
    breaks: settings.breaks,
    extensions: settings.extensions,
  });
  const heading = named === null ? headingOf(whole, old ? "at the start" : "first of level one") : null;
  // The heading that is the title is not said again.
  const reading = heading?.rest ?? whole;
  const rule = settings.ruledExcerpts ? /^---[ \t]*$/m.exec(whole.source) : null;
  const parsed = assemble({
    source,
    data,
    body: read.body,
    reading,
    slug: nameOfFile(source),
    title: named ?? heading?.text ?? null,
    date: postDate(instant, settings.zone),
    updated: postDate(updated ?? null, settings.zone),
    tags: texts(own(data, "tags") ?? own(data, "tag")),
    categories: categories.length === 0 ? [] : [categories],
    url: path === null ? null : joinUrl(settings.site.url, path),
    siteUrl: settings.site.url,
    lang,
    translationKey:
      textField(data, "translationKey") ??
      translationKey(source, folder ?? lang, [...settings.locales.keys()]),
    visibility,
    protected:
      isProtected(data) ||
      (path !== null && settings.locked(path)) ||
      settings.lockKeys.some((key) => texts(own(data, key)).some((one) => one !== "false")),
    quiet: (instant !== null && instant > now.getTime()) || own(data, "layout") === "page",
    permanent: textField(data, "abbrlink", "uuid"),
    summary: {
      before: [textField(data, "excerpt")],
      marker: /<!-- more -->/,
      ...(rule && { excerpt: whole.source.slice(0, rule.index) }),
      after: [textField(data, "description"), textField(data, "summary")],
    },
    anchors: old ? anchorsBy(slugOf, { second: 2, emoji: "none" }) : byMditVue,
  });
  return { kind: "post", parsed, problems: path === null ? [unknownLink(source, settings)] : [] };
}

const unknownLink = (source: string, { configFiles }: VueSettings): Problem => ({
  source,
  line: null,
  message: `The link is unknown: ${configFiles[0] ?? "the configuration"} makes it by a program, or the permalink needs what this page has not. Set PERMALINK, such as /:path.`,
  kind: "link",
});

function readerOf(settings: VueSettings): SiteReader {
  return {
    site: settings.site,
    problems: settings.problems,
    isPost: (path) => isPage(path, settings),
    postsFolder: (path) => folderIn(settings.root, path),
    permalink: settings.permalink ?? (settings.cleanUrls ? "/:path" : "/:path.html"),
    isConfig: (path) =>
      settings.configFiles.includes(path) ||
      (path.startsWith(settings.configFolder) && /\/config(?:\/index)?\.[cm]?[jt]s$/.test(path)),
    included: (source, bytes) => snippetsOf(new TextDecoder().decode(bytes), source, sourceRoot(settings)),
    parse(source, bytes, now, included = new Map()): ParseResult {
      if (!isPage(source, settings)) return { kind: "ignored" };
      return parseFile(
        source,
        bytes,
        (fault) => `The front matter ${fault}.`,
        (text) => readPost(source, readFrontMatter(text, "refuse"), settings, now, included),
      );
    },
  };
}

export const vueGenerator = (flavour: Flavour, title: string): Generator => ({
  name: flavour,
  title,
  zoneless: "UTC",
  pagesAmongPosts: true,
  isRoot: (names) => names.includes(`.${flavour}`),
  async detect(files) {
    const home = await homeOf(files, flavour);
    return home === null ? null : [home, `.${flavour}`].filter((part) => part !== "").join("/");
  },
  open: async (files, overrides) => readerOf(await loadVue(files, overrides, flavour)),
});

export const vuepress = vueGenerator("vuepress", "VuePress");
