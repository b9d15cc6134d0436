// Plain Markdown: a folder of files under no generator, or under one that has no file here.
import { isZone, machineZone, postDate } from "../post/date.js";
import { joinUrl, siteAddress } from "../post/link.js";
import type { Visibility } from "../post/post.js";
import type { Site } from "../post/site.js";
import type { Generator, Overrides, ParseResult, Problem, SiteReader } from "./generator.js";
import { dateTokens, fillPattern, slugize } from "./hexo-permalink.js";
import { dateInName, plainInstant } from "./rules/written-date.js";
import { readFrontMatter, type FrontMatter } from "./rules/front-matter.js";
import { assemble, nameOfFile } from "./rules/assemble.js";
import { asShown, isDraft, isHidden, isNo, isProtected, text, texts, UPDATED_KEYS } from "./rules/fields.js";
import { parseFile } from "./rules/file.js";
import { isData, own, type Data } from "./rules/scalar.js";

const POST_FILE = /\.(?:md|markdown|mdx)$/i;
/** Files that stand beside posts in a repository and are none. */
const NOT_A_POST = /^(?:readme|license|licence|changelog|contributing|code_of_conduct|_index)\./i;
/** What lies in the root of a site of Obsidian, Quartz or Eleventy. */
const ROOT_FILE = /^(?:\.obsidian|quartz\.config\.ts|eleventy\.config\.(?:js|mjs|cjs)|\.eleventy\.js)$/;
const SKIPPED_FOLDER =
  /^(?:node_modules|vendor|dist|build|public|themes|templates|archetypes)$|^[._](?!posts$)/;

function isPost(path: string): boolean {
  const parts = path.split("/");
  const name = parts.pop() ?? "";
  return (
    POST_FILE.test(name) &&
    !/^[._]/.test(name) &&
    !NOT_A_POST.test(name) &&
    !parts.some((part) => SKIPPED_FOLDER.test(part))
  );
}

function visibilityOf(data: Data, source: string, instant: number | null, now: Date): Visibility {
  if (isDraft(data) || /(?:^|\/)drafts?\//i.test(source)) return "draft";
  if (isHidden(data) || isNo(own(data, "published")) || isNo(own(data, "publish"))) return "hidden";
  return instant !== null && instant > now.getTime() ? "scheduled" : "public";
}

/** The first heading of level one, which names a post without a title. */
const headingOf = (body: string): string | null =>
  /^#[ \t]+(.+?)[ \t#]*$/m.exec(body.slice(0, 2000))?.[1] ?? null;

/** `a / b` in one category is a path; a list names several categories. */
const categoriesOf = (data: Data): readonly (readonly string[])[] =>
  texts(own(data, "categories") ?? own(data, "category")).map((one) =>
    one.split(/\s*\/\s*/).filter((part) => part !== ""),
  );

/** Where a post has no tags, the key words it gives to search engines, also under `meta`; in one text commas part them. */
function tagsOf(data: Data): readonly string[] {
  const tags = own(data, "tags") ?? own(data, "tag");
  if (tags !== undefined) return texts(tags);
  const meta = own(data, "meta");
  const words = own(data, "keywords") ?? (isData(meta) ? own(meta, "keywords") : undefined);
  return texts(typeof words === "string" ? words.split(/[,，、]/) : words);
}

interface PlainSite {
  readonly site: Site;
  readonly zone: string;
  readonly permalink: string | null;
}

function linkOf(
  path: string,
  { data }: FrontMatter,
  slug: string,
  instant: number | null,
  { site, zone, permalink }: PlainSite,
): string | null {
  const named = text(data, "permalink", "url");
  if (named !== null) return /^https?:\/\//i.test(named) ? siteAddress(named) : joinUrl(site.url, named);
  if (permalink === null) return null;
  const category =
    categoriesOf(data)[0]
      ?.map((part) => slugize(part))
      .join("/") ?? "";
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  const filled = fillPattern(permalink, {
    ...Object.fromEntries(Object.entries(data).map(([key, value]) => [key, asShown(value)])),
    title: slug,
    slug,
    name: slug,
    filename: nameOfFile(path),
    path: path.replace(/\.[^./]*$/, "").replace(/(?:^|\/)index$/, ""),
    folder,
    category,
    ...dateTokens(instant, zone, slug),
  });
  return "path" in filled ? joinUrl(site.url, filled.path.replace(/\/{2,}/g, "/")) : null;
}

function readPost(source: string, read: FrontMatter, plain: PlainSite, now: Date): ParseResult {
  const { data, body } = read;
  const inName = dateInName(source, plain.zone);
  const instant =
    plainInstant(own(data, "date") ?? own(data, "pubDate") ?? own(data, "created"), plain.zone) ??
    inName?.instant ??
    null;
  const name = nameOfFile(source);
  const slug =
    text(data, "slug") ?? slugize((inName && name.endsWith(inName.rest) ? inName.rest : "") || name);
  const updated = UPDATED_KEYS.map((key) => plainInstant(own(data, key), plain.zone)).find(
    (at) => at !== null,
  );
  const permanent = text(data, "abbrlink", "id", "uuid");
  const parsed = assemble({
    source,
    data,
    body,
    slug,
    title: text(data, "title") ?? headingOf(body),
    date: postDate(instant, plain.zone),
    updated: postDate(updated ?? null, plain.zone),
    tags: tagsOf(data),
    categories: categoriesOf(data),
    url: linkOf(source, read, slug, instant, plain),
    siteUrl: plain.site.url,
    lang: text(data, "lang", "language"),
    translationKey: text(data, "translationKey"),
    visibility: visibilityOf(data, source, instant, now),
    protected: isProtected(data),
    permanent,
    summary: {
      before: [text(data, "excerpt")],
      marker: /<!--\s*more\s*-->/i,
      after: [text(data, "description"), text(data, "summary")],
      typography: "none",
    },
  });
  return { kind: "post", parsed, problems: [] };
}

/** A reader by plain rules, with what went wrong before it came to them. */
export function plainReader(
  overrides: Overrides,
  problems: readonly Problem[] = [],
  configs: readonly string[] = [],
): SiteReader {
  const named = overrides.timezone ?? overrides.buildTimezone;
  const plain: PlainSite = {
    site: {
      title: overrides.title ?? "",
      url: overrides.url === null ? null : siteAddress(overrides.url),
      timezone: overrides.timezone,
      lang: null,
      generator: "plain",
    },
    zone: named !== null && isZone(named) ? named : machineZone(),
    permalink: overrides.permalink,
  };
  return {
    site: plain.site,
    problems,
    isPost,
    permalink: plain.permalink,
    isConfig: (path) => configs.includes(path),
    parse(source, bytes, now): ParseResult {
      if (!isPost(source)) return { kind: "ignored" };
      return parseFile(
        source,
        bytes,
        (fault) => `The front matter ${fault}.`,
        (text) => readPost(source, readFrontMatter(text), plain, now),
      );
    },
  };
}

export const plain: Generator = {
  name: "plain",
  title: "plain Markdown",
  zoneless: "machine",
  pagesAmongPosts: false,
  isRoot: (names) => names.some((name) => ROOT_FILE.test(name)),
  detect: async () => null,
  open: async (_, overrides) => plainReader(overrides),
};
