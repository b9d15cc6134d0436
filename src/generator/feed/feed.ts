// Articles of a feed, as the feed source leaves them: one JSON file each, texts already Markdown.
import { decodeHTML } from "entities";
import { z } from "zod";
import { bodyText } from "../../document/body-text.js";
import { percentDecoded } from "../../document/decoded.js";
import { isZone } from "../../post/date.js";
import { siteAddress, webAddress } from "../../post/link.js";
import { parseMarkdown, readBody, wordsOf } from "../../markdown/read-body.js";
import { plainWords } from "../../markdown/summary.js";
import type { Generator, ParseResult, SiteReader } from "../generator.js";
import { assemble } from "../rules/assemble.js";
import { feedDate } from "./feed-date.js";

const ABOUT = "_feed.json";
/** A longer summary is the text itself. */
const LONGEST_SUMMARY = 1_000;

const about = z.object({ title: z.string(), url: z.string().nullable(), lang: z.string().nullable() });

const article = z.object({
  key: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  published: z.string().nullable(),
  updated: z.string().nullable(),
  /** When it appeared in a feed that was known before: the date of what has none. */
  seen: z.string().nullable().optional(),
  authors: z.array(z.string()),
  tags: z.array(z.string()),
  summary: z.string(),
  body: z.string(),
  image: z.string().nullable(),
  /** What wrote the file; absent in those of the first versions. */
  form: z.string().optional(),
});

/** Of a post without a title so many characters of its text. */
const TITLE = 80;

/** Its first words, as one calls a note that has no title. */
function firstWords(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= TITLE) return line;
  const cut = line.slice(0, TITLE);
  const end = cut.lastIndexOf(" ");
  return `${Array.from(end > TITLE / 2 ? cut.slice(0, end) : cut)
    .join("")
    .replace(/[\s,;:.–—-]+$|[\ud800-\udbff]$/g, "")}…`;
}

/** The last part of an address, which is what its author called the post. */
function slugOf(url: string | null, key: string): string {
  const path = url === null ? "" : percentDecoded(new URL(url).pathname);
  return (
    path
      .split("/")
      .findLast((part) => part !== "")
      ?.replace(/\.html?$/, "") ?? key
  );
}

/** No template is left in what a site has published: what looks like one is its author's text. */
const AS_PUBLISHED = { untouched: true } as const;

function parseArticle(
  source: string,
  text: string,
  zone: string | null,
  site: SiteReader["site"],
  now: Date,
): ParseResult {
  const read = article.safeParse(readJson(text));
  if (!read.success) {
    const message = "is no article as Postern keeps them; delete it, and it is fetched anew.";
    return { kind: "broken", problem: { source, line: null, message } };
  }
  const { key, title, body, summary, tags, image, authors } = read.data;
  const url = read.data.url === null ? null : webAddress(read.data.url);
  const date = feedDate(read.data.published, zone) ?? feedDate(read.data.seen ?? null, zone);
  // WordPress cuts its summaries so.
  const plain = plainWords(parseMarkdown(summary, AS_PUBLISHED)).replace(/\s*\[(?:…|\.{3})\]$/, " …");
  // Many feeds give the whole text as its summary.
  const given = summary === body || plain.length > LONGEST_SUMMARY ? null : plain;
  const reading = readBody(body, AS_PUBLISHED);
  const words = wordsOf(reading);
  const named =
    plainWords(parseMarkdown(title, AS_PUBLISHED)) ||
    firstWords(plain || plainWords(words)) ||
    // Nothing but pictures: what these show.
    firstWords(bodyText(words).prose);
  const parsed = assemble({
    source,
    data: { authors: authors.map((name) => decodeHTML(name)), ...(image === null ? {} : { cover: image }) },
    body,
    reading,
    slug: slugOf(url, key),
    // Its entities are decoded; these are the author's own.
    title: (named === "" ? slugOf(url, key) : named).replaceAll("&", "&amp;"),
    date,
    updated: feedDate(read.data.updated, zone),
    // Many programs escape them once more than a feed asks for.
    tags: tags.map((tag) => decodeHTML(tag)),
    categories: [],
    url,
    siteUrl: site.url,
    lang: site.lang,
    translationKey: null,
    visibility: date !== null && date.instant > now.getTime() ? "scheduled" : "public",
    protected: false,
    permanent: key,
    form: read.data.form ?? "",
    summary: { plain: given, before: [], marker: null, after: [] },
  });
  return { kind: "post", parsed, problems: [] };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const feed: Generator = {
  name: "feed",
  title: "a feed",
  zoneless: "UTC",
  pagesAmongPosts: false,
  bySource: true,
  // Its source knows where it put the articles.
  isRoot: () => false,
  detect: async (files) => ((await files.exists(ABOUT)) ? ABOUT : null),
  async open(files, overrides) {
    const read = about.safeParse(readJson((await files.read(ABOUT)) ?? ""));
    const known = read.success ? read.data : { title: "", url: null, lang: null };
    const zone = overrides.timezone !== null && isZone(overrides.timezone) ? overrides.timezone : null;
    const site = {
      title: overrides.title ?? plainWords(parseMarkdown(known.title, AS_PUBLISHED)),
      url: siteAddress(overrides.url ?? known.url ?? ""),
      timezone: zone,
      lang: known.lang,
      generator: "feed",
    };
    return {
      site,
      problems: [],
      isPost: (path) => /^items\/[0-9a-f]+\.json$/.test(path),
      postsFolder: () => "items",
      permalink: null,
      sharesAddresses: true,
      isConfig: (path) => path === ABOUT,
      parse: (path, bytes, now) => parseArticle(path, new TextDecoder().decode(bytes), zone, site, now),
    };
  },
};
