// VuePress and VitePress: Markdown pages beside a configuration in JavaScript, which is read and never run.
import { postDate } from "../post/date.js";
import { joinUrl } from "../post/link.js";
import type { Visibility } from "../post/post.js";
import type { Generator, ParseResult, SiteReader } from "./generator.js";
import { dateTokens, fillPattern, slugize } from "./hexo-permalink.js";
import { assemble, nameOfFile } from "./rules/assemble.js";
import {
  asShown,
  isDraft,
  isHidden,
  isNo,
  isProtected,
  isYes,
  text,
  texts,
  UPDATED_KEYS,
} from "./rules/fields.js";
import { parseFile } from "./rules/file.js";
import { readFrontMatter, type FrontMatter } from "./rules/front-matter.js";
import { own, type Data } from "./rules/scalar.js";
import { languageInPath, translationKey } from "./rules/translation.js";
import { plainInstant } from "./rules/written-date.js";
import { homeOf, loadVue, type Flavour, type VueSettings } from "./vuepress-config.js";

function isPage(path: string, { root, configFolder }: VueSettings): boolean {
  if (!path.startsWith(root) || !path.endsWith(".md") || path.startsWith(configFolder)) return false;
  const parts = path.slice(root.length).split("/");
  return !parts.some((part) => part.startsWith(".") || ["node_modules", "@pages", "dist"].includes(part));
}

/** Pages that are lists, front pages or made of components: no posts. */
const isShell = (data: Data, inside: string): boolean =>
  isYes(own(data, "home")) ||
  own(data, "pageComponent") !== undefined ||
  ["home", "Home", "HomePage", "BlogHome"].includes(text(data, "layout") ?? "") ||
  (inside.split("/").length === 1 && /^(?:readme|index)\.md$/i.test(inside));

function pathOf(inside: string, data: Data, instant: number | null, settings: VueSettings): string | null {
  const named = text(data, "permalink");
  const ended = (path: string) => (/\/$|\.html$/.test(path) ? path : `${path}/`);
  if (named !== null) return settings.flavour === "vuepress" ? ended(named) : named;
  const file = inside.replace(/\.md$/, "");
  if (settings.permalink !== null) {
    const slug = slugize(nameOfFile(inside).replace(/^\d{4}-\d{2}-\d{2}-/, ""));
    const filled = fillPattern(settings.permalink, {
      slug,
      title: slug,
      path: file,
      regular: `${file}.html`,
      ...dateTokens(instant, settings.zone, slug),
    });
    return "path" in filled ? filled.path : null;
  }
  const index = settings.flavour === "vuepress" ? /(?:^|\/)(?:readme|index)$/i : /(?:^|\/)index$/;
  if (index.test(file)) return file.replace(index, "/");
  return settings.cleanUrls ? file : `${file}.html`;
}

function readPost(source: string, read: FrontMatter, settings: VueSettings, now: Date): ParseResult {
  const { data, body } = read;
  const inside = source.slice(settings.root.length);
  if (isShell(data, inside)) return { kind: "ignored" };
  const instant = plainInstant(own(data, "date"), settings.zone);
  const path = pathOf(inside, data, instant, settings);
  const lang =
    text(data, "lang", "language") ?? languageInPath(inside, settings.locales) ?? settings.rootLang;
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
  const parsed = assemble({
    source,
    data,
    body,
    slug: nameOfFile(source),
    title: asShown(own(data, "title")) ?? /^#[ \t]+(.+?)[ \t#]*$/m.exec(body.slice(0, 2000))?.[1] ?? null,
    date: postDate(instant, settings.zone),
    updated: postDate(updated ?? null, settings.zone),
    tags: texts(own(data, "tags") ?? own(data, "tag")),
    categories: categories.length === 0 ? [] : [categories],
    url: path === null ? null : joinUrl(settings.site.url, path),
    siteUrl: settings.site.url,
    lang,
    translationKey: text(data, "translationKey") ?? translationKey(source, lang, settings.locales),
    visibility,
    protected: isProtected(data),
    quiet: instant !== null && instant > now.getTime(),
    permanent: text(data, "abbrlink", "uuid"),
    summary: {
      before: [text(data, "excerpt")],
      marker: /<!-- more -->/,
      after: [text(data, "description"), text(data, "summary")],
      typography: "none",
    },
  });
  return { kind: "post", parsed, problems: [] };
}

function readerOf(settings: VueSettings): SiteReader {
  return {
    site: settings.site,
    problems: settings.problems,
    isPost: (path) => isPage(path, settings),
    permalink: settings.permalink ?? (settings.cleanUrls ? "/:path" : "/:path.html"),
    isConfig: (path) =>
      settings.configFiles.includes(path) ||
      (path.startsWith(settings.configFolder) && /\/config(?:\/index)?\.[cm]?[jt]s$/.test(path)),
    parse(source, bytes, now): ParseResult {
      if (!isPage(source, settings)) return { kind: "ignored" };
      return parseFile(
        source,
        bytes,
        (fault) => `The front matter ${fault}.`,
        (text) => readPost(source, readFrontMatter(text, "refuse"), settings, now),
      );
    },
  };
}

const generator = (flavour: Flavour): Generator => ({
  name: flavour,
  async detect(files) {
    const home = await homeOf(files, flavour);
    return home === null ? null : [home, `.${flavour}`].filter((part) => part !== "").join("/");
  },
  open: async (files, overrides) => readerOf(await loadVue(files, overrides, flavour)),
});

export const vuepress = generator("vuepress");
export const vitepress = generator("vitepress");
