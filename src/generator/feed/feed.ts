// Articles of a feed, as the feed source leaves them: one JSON file each, texts already Markdown.
import { DateTime } from "luxon";
import { z } from "zod";
import { decoded } from "../../document/decoded.js";
import { isZone, postDate } from "../../post/date.js";
import { siteAddress, webAddress } from "../../post/link.js";
import { textOfMarkdown } from "../../markdown/plain-text.js";
import type { PostDate } from "../../post/post.js";
import type { Generator, ParseResult, SiteReader } from "../generator.js";
import { assemble } from "../rules/assemble.js";
import { plainInstant } from "../rules/written-date.js";

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
  authors: z.array(z.string()),
  tags: z.array(z.string()),
  summary: z.string(),
  body: z.string(),
  image: z.string().nullable(),
  /** What wrote the file; absent in those of the first versions. */
  form: z.string().optional(),
});

/**
 * A date as feeds write it (RFC 822 in RSS, RFC 3339 in Atom and JSON Feed); without an offset it is taken for UTC.
 * Shown in the owner's zone, else as it was written.
 */
function dateOf(written: string | null, zone: string | null): PostDate | null {
  if (written === null) return null;
  const text = written.trim();
  const options = { setZone: true, zone: "utc" };
  const at = [DateTime.fromRFC2822(text, options), DateTime.fromISO(text, options)].find(
    (one) => one.isValid,
  );
  if (at === undefined) {
    // `2024-05-06 10:00:00` and the like, which no format allows and many feeds have.
    const loose = plainInstant(text, zone ?? "UTC");
    return loose === null ? null : postDate(loose, zone ?? "UTC");
  }
  return postDate(at.toMillis(), zone ?? at.zoneName ?? "utc");
}

/** The last part of an address, which is what its author called the post. */
function slugOf(url: string | null, key: string): string {
  const path = url === null ? "" : decoded(new URL(url).pathname);
  return (
    path
      .split("/")
      .findLast((part) => part !== "")
      ?.replace(/\.html?$/, "") ?? key
  );
}

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
  const date = dateOf(read.data.published, zone);
  // WordPress cuts its summaries so.
  const plain = textOfMarkdown(summary, "none").replace(/\s*\[(?:…|\.{3})\]$/, " …");
  // Many feeds give the whole text as its summary.
  const given = summary === body || plain.length > LONGEST_SUMMARY ? null : plain;
  const parsed = assemble({
    source,
    data: { authors, ...(image === null ? {} : { cover: image }) },
    body,
    slug: slugOf(url, key),
    title: textOfMarkdown(title, "none"),
    date,
    updated: dateOf(read.data.updated, zone),
    tags,
    categories: [],
    url,
    siteUrl: site.url,
    lang: site.lang,
    translationKey: null,
    visibility: date !== null && date.instant > now.getTime() ? "scheduled" : "public",
    protected: false,
    permanent: key,
    summary: { before: [given], marker: null, after: [], typography: "none" },
  });
  const post = { ...parsed.post, form: read.data.form ?? "" };
  return { kind: "post", parsed: { ...parsed, post }, problems: [] };
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
      title: overrides.title ?? textOfMarkdown(known.title, "none"),
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
      isConfig: (path) => path === ABOUT,
      parse: (path, bytes, now) => parseArticle(path, new TextDecoder().decode(bytes), zone, site, now),
    };
  },
};
