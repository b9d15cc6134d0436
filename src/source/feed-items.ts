// From a feed's bytes to plain items: RSS 2 and 1, Atom, JSON Feed.
import { parseFeed } from "feedsmith";

/** One article of a feed. Dates are as the feed writes them, texts as HTML unless named otherwise. */
export interface FeedItem {
  readonly key: string;
  readonly title: string;
  readonly url: string | null;
  readonly published: string | null;
  readonly updated: string | null;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly summary: string;
  readonly content: string;
  readonly image: string | null;
}

export interface Feed {
  readonly title: string;
  /** The blog's front page. */
  readonly url: string | null;
  readonly lang: string | null;
  readonly items: readonly FeedItem[];
}

const parse = (text: string) => parseFeed(text);
type Parsed = ReturnType<typeof parse>;
type Of<Format extends Parsed["format"]> = Extract<Parsed, { format: Format }>["feed"];

const texts = (values: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(values.map((value) => value?.trim() ?? "").filter((value) => value !== "")),
];

/** The address resolved against the feed's; null when it is none by http or https. */
function web(url: string | undefined, base: string): string | null {
  if (url === undefined || url.trim() === "" || !URL.canParse(url, base)) return null;
  const parsed = new URL(url, base);
  return /^https?:$/.test(parsed.protocol) ? parsed.href : null;
}

function item(given: Omit<FeedItem, "key"> & { id: string | undefined }): FeedItem | null {
  const { id, ...rest } = given;
  const key = id?.trim() || rest.url || [rest.title, rest.published].filter(Boolean).join(" ");
  return key === "" ? null : { key, ...rest };
}

function fromRss(feed: Of<"rss">, at: string): Feed {
  const url = web(feed.link, at);
  const items = (feed.items ?? []).map((one) => {
    const guid = one.guid?.value;
    const permanent = one.guid?.isPermaLink !== false ? guid : undefined;
    const link = one.link ?? one.atom?.links?.[0]?.href ?? permanent;
    const image =
      one.media?.thumbnails?.[0]?.url ??
      one.media?.contents?.find(
        ({ medium, type }) => medium === "image" || type?.startsWith("image/") === true,
      )?.url ??
      one.enclosures?.find((enclosure) => enclosure.type?.startsWith("image/") === true)?.url;
    return item({
      id: guid,
      title: looseTitle(one.title ?? ""),
      url: web(link, url ?? at),
      published: one.pubDate ?? one.dc?.dates?.[0] ?? null,
      updated: one.atom?.updated ?? null,
      authors: texts([...(one.dc?.creators ?? [])]),
      tags: texts((one.categories ?? []).map((category) => category.name)),
      summary: one.description ?? "",
      content: one.content?.encoded ?? one.description ?? "",
      image: web(image, url ?? at),
    });
  });
  return {
    title: feed.title ?? "",
    url,
    lang: feed.language ?? null,
    items: keyed(items),
  };
}

function fromRdf(feed: Of<"rdf">, at: string): Feed {
  const url = web(feed.link, at);
  const items = (feed.items ?? []).map((one) =>
    item({
      id: one.link,
      title: looseTitle(one.title ?? ""),
      url: web(one.link, url ?? at),
      published: one.dc?.dates?.[0] ?? null,
      updated: null,
      authors: texts(one.dc?.creators ?? []),
      tags: texts(one.dc?.subjects ?? []),
      summary: one.description ?? "",
      content: one.content?.encoded ?? one.description ?? "",
      image: null,
    }),
  );
  return {
    title: feed.title ?? "",
    url,
    lang: feed.dc?.languages?.[0] ?? null,
    items: keyed(items),
  };
}

function fromAtom(feed: Of<"atom">, at: string): Feed {
  const alternate = (links: typeof feed.links): string | undefined =>
    links?.find((link) => link.rel === undefined || link.rel === "alternate")?.href;
  const base = web(feed.xml?.base, at) ?? at;
  const url = web(alternate(feed.links), base);
  const items = (feed.entries ?? []).map((one) => {
    const content = one.content?.value ?? one.summary?.value ?? "";
    return item({
      id: one.id,
      title: (one.title?.type ?? "text").endsWith("html")
        ? (one.title?.value ?? "")
        : textTitle(one.title?.value ?? ""),
      url: web(alternate(one.links), url ?? base),
      published: one.published ?? one.updated ?? null,
      updated: one.published === undefined ? null : (one.updated ?? null),
      authors: texts((one.authors ?? feed.authors ?? []).map((author) => author.name)),
      tags: texts((one.categories ?? []).map((category) => category.label ?? category.term)),
      summary: one.summary?.value ?? "",
      content,
      image: web(one.media?.thumbnails?.[0]?.url, base),
    });
  });
  return {
    title: feed.title?.value ?? "",
    url,
    lang: feed.xml?.lang ?? null,
    items: keyed(items),
  };
}

function fromJson(feed: Of<"json">, at: string): Feed {
  const url = web(feed.home_page_url, at);
  const items = (feed.items ?? []).map((one) =>
    item({
      id: one.id,
      title: textTitle(one.title ?? ""),
      url: web(one.url, url ?? at),
      published: one.date_published ?? null,
      updated: one.date_modified ?? null,
      authors: texts((one.authors ?? feed.authors ?? []).map((author) => author.name)),
      tags: texts(one.tags ?? []),
      summary: one.summary ?? "",
      content: one.content_html ?? (one.content_text === undefined ? "" : escapeHtml(one.content_text)),
      image: web(one.image ?? one.banner_image, url ?? at),
    }),
  );
  return {
    title: feed.title ?? "",
    url,
    lang: feed.language ?? null,
    items: keyed(items),
  };
}

/** What a title may hold of HTML where a format does not tell it from text: `Using <Suspense>` is text. */
const TITLE_TAG = /<(?!\/?(?:a|abbr|b|br|code|del|em|i|ins|kbd|mark|s|small|span|strong|sub|sup|u)\b)/gi;
const looseTitle = (title: string): string => title.replace(TITLE_TAG, "&lt;");
const textTitle = (title: string): string => title.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** Some feeds give every article one guid: where a key says nothing, the address does. */
function keyed(items: readonly (FeedItem | null)[]): readonly FeedItem[] {
  const found = items.filter((one) => one !== null);
  const addresses = new Map<string, Set<string | null>>();
  for (const { key, url } of found) addresses.set(key, (addresses.get(key) ?? new Set()).add(url));
  return found.map((one) =>
    one.url !== null && (addresses.get(one.key)?.size ?? 0) > 1 ? { ...one, key: one.url } : one,
  );
}

const escapeHtml = (text: string): string =>
  `<p>${text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/\n{2,}/g, "</p><p>")}</p>`;

/** Parses a feed that was had from `at`. Throws when it is none. */
export function parseItems(text: string, at: string): Feed {
  const parsed = parse(text);
  switch (parsed.format) {
    case "rss":
      return fromRss(parsed.feed, at);
    case "rdf":
      return fromRdf(parsed.feed, at);
    case "atom":
      return fromAtom(parsed.feed, at);
    case "json":
      return fromJson(parsed.feed, at);
  }
}
