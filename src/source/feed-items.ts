// From a feed's bytes to plain items: RSS 2 and 1, Atom, JSON Feed.
import { parseFeed } from "feedsmith";
import { knownForms, ORIGINAL_REL } from "./feed-old-forms.js";
import { piecesOf } from "./feed-pieces.js";
import { isPicture } from "./feed-pictures.js";
import {
  based,
  htmlTitle,
  linesHtml,
  looseTitle,
  paragraphsHtml,
  plainLines,
  plainParagraphs,
  textAsHtml,
} from "./feed-text.js";

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

/** Of one feed; the newest stand first. */
const MOST_ITEMS = 2_000;

const parse = (text: string) => parseFeed(text);
type ParsedFeed = ReturnType<typeof parse>;
type Of<Format extends ParsedFeed["format"]> = Extract<ParsedFeed, { format: Format }>["feed"];

const texts = (values: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(values.map((value) => value?.trim() ?? "").filter((value) => value !== "")),
];

/** The address resolved against the feed's; null when it is none by http or https. */
function web(url: string | undefined, base: string): string | null {
  if (url === undefined || url.trim() === "" || !URL.canParse(url, base)) return null;
  const parsed = new URL(url, base);
  return /^https?:$/.test(parsed.protocol) ? parsed.href : null;
}

interface Medium {
  readonly url?: string;
  readonly type?: string;
  readonly medium?: string;
  readonly width?: number;
  readonly height?: number;
}
interface Media {
  readonly thumbnails?: readonly Medium[];
  readonly contents?: readonly Medium[];
  readonly description?: { readonly value?: string; readonly type?: string };
  readonly groups?: readonly Omit<Media, "groups">[];
}

/** What is said of media stands beside them, in a group of them, or within one. */
function roomsOf(
  media: (Omit<Media, "contents"> & { readonly contents?: readonly (Medium & Media)[] }) | undefined,
): readonly Media[] {
  const groups = media?.groups ?? [];
  const within = [media, ...groups].flatMap((one) => (one?.contents ?? []) as readonly Media[]);
  return [...(media ? [media] : []), ...groups, ...within];
}

/** Of several pictures the first that shows something: neither a dot that counts readers nor the face of the author. */
function pictureOf(media: Media | undefined, others: readonly Medium[] = []): string | undefined {
  const rooms = roomsOf(media);
  const isImage = ({ medium, type, url }: Medium): boolean =>
    medium === "image" ||
    type?.startsWith("image/") === true ||
    /\.(?:jpe?g|png|webp|gif|avif)$/i.test(url ?? "");
  return [
    ...rooms.flatMap(({ thumbnails }) => thumbnails ?? []),
    ...rooms.flatMap(({ contents }) => contents ?? []).filter(isImage),
    ...others,
  ].find(
    ({ url = "", width = 2, height = 2 }) =>
      isPicture(url) && width > 1 && height > 1 && !/gravatar\.com\/avatar/i.test(url),
  )?.url;
}

interface FeedLink {
  readonly rel?: string;
  readonly href?: string;
}

/** The page itself, where links lead over a counter of clicks. */
const original = (links: readonly FeedLink[] = []): string | undefined =>
  links.find(({ rel }) => rel === ORIGINAL_REL)?.href;

/** What a medium is about, as HTML. */
function wordsOf(media: Media | undefined): string | undefined {
  const rooms = roomsOf(media);
  const found = rooms.map(({ description }) => description).find((one) => one?.value?.trim());
  return found?.type === "html" ? found.value : found?.value && linesHtml(found.value);
}

function item(given: Omit<FeedItem, "key"> & { id: string | undefined }): FeedItem | null {
  const { id, ...rest } = given;
  const named = [rest.title, rest.published].filter(Boolean).join(" ");
  // A note may be nothing but its text.
  const key = id?.trim() || rest.url || named || (rest.content || rest.summary).trim().slice(0, 300);
  return key === "" ? null : { key, ...rest };
}

/** The innermost `xml:base`, each resolved against the one around it; null where none is written. */
function baseOf(at: string, ...written: readonly ({ readonly base?: string } | undefined)[]): string | null {
  return written.reduce<string | null>((outer, one) => web(one?.base, outer ?? at) ?? outer, null);
}

function fromRss(feed: Of<"rss">, at: string): Feed {
  const url = web(feed.link, at);
  const items = (feed.items ?? []).map((one) => {
    const guid = one.guid?.value;
    const permanent = one.guid?.isPermaLink !== false && /^\s*https?:/i.test(guid ?? "") ? guid : undefined;
    const enclosures = one.enclosures ?? [];
    const isImage = ({ type }: Medium): boolean => type?.startsWith("image/") === true;
    const playable = enclosures.find((enclosure) => !isImage(enclosure))?.url;
    const link = original(one.atom?.links) ?? one.link ?? one.atom?.links?.[0]?.href ?? permanent ?? playable;
    const image = pictureOf(one.media, [
      ...enclosures.filter(isImage),
      ...[one.itunes?.image, one.googleplay?.image].flatMap((picture) =>
        picture === undefined
          ? []
          : [typeof picture === "string" ? { url: picture } : { url: picture.href ?? "" }],
      ),
    ]);
    const { dc, dcterms, atom, itunes } = one;
    const base = baseOf(at, feed.xml, one.xml);
    const about = plainParagraphs(
      one.description ??
        dc?.descriptions?.[0] ??
        (itunes?.summary === undefined ? undefined : plainLines(itunes.summary)) ??
        wordsOf(one.media) ??
        itunes?.subtitle ??
        atom?.summary?.value ??
        "",
    );
    const dates = [dc?.dates, dcterms?.issued, dcterms?.created].map((list) => list?.[0]);
    // An author is written as an address of mail with the name behind it.
    const named = dc?.creators ?? one.authors?.map(({ name }) => name) ?? [];
    return item({
      id: guid,
      title: looseTitle(one.title ?? dc?.titles?.[0] ?? itunes?.title ?? ""),
      url: web(link, base ?? url ?? at),
      published: [one.pubDate, atom?.published, ...dates].find((date) => date !== undefined) ?? null,
      updated: atom?.updated ?? dcterms?.modified?.[0] ?? null,
      authors: texts(named.length > 0 ? named : [itunes?.author]),
      tags: texts(one.categories?.map((category) => category.name) ?? dc?.subjects ?? []),
      summary: based(about, base),
      content: based(one.content?.encoded ?? about, base),
      image: web(image, base ?? url ?? at),
    });
  });
  return {
    title: feed.title ?? feed.dc?.titles?.[0] ?? "",
    url,
    lang: feed.language ?? feed.dc?.languages?.[0] ?? null,
    items: items.filter((one) => one !== null),
  };
}

function fromRdf(feed: Of<"rdf">, at: string): Feed {
  const url = web(feed.link, at);
  const items = (feed.items ?? []).map((one) => {
    const link = one.link ?? one.rdf?.about;
    return item({
      id: link,
      title: looseTitle(one.title ?? ""),
      url: web(link && (original(one.atom?.links) ?? link), url ?? at),
      published: one.dc?.dates?.[0] ?? null,
      updated: null,
      authors: texts(one.dc?.creators ?? []),
      tags: texts(one.dc?.subjects ?? []),
      summary: one.description ?? "",
      content: one.content?.encoded ?? one.description ?? "",
      image: null,
    });
  });
  return {
    title: feed.title ?? "",
    url,
    lang: feed.dc?.languages?.[0] ?? null,
    items: items.filter((one) => one !== null),
  };
}

interface AtomText {
  readonly value?: string;
  readonly type?: string;
}
/** Where an entry names no page: what it is about, else its id, which most programs make of the page's address. */
const elsewhere = (links: readonly FeedLink[] = [], id = ""): string | undefined =>
  links.find(({ rel }) => rel === "enclosure")?.href ?? (/^\s*https?:/i.test(id) ? id : undefined);

const isMarkup = (text: AtomText | undefined): boolean => /html/i.test(text?.type ?? "text");
/** Text is the default (RFC 4287, 3.1.1 and 4.1.3.1); what is neither text nor HTML is nothing to read. */
function htmlOf(text: AtomText | undefined): string {
  if (text?.value === undefined) return "";
  if (isMarkup(text)) return text.value;
  return /^(?:text(?:\/plain)?|)$/i.test(text.type ?? "") ? paragraphsHtml(text.value) : "";
}

function fromAtom(feed: Of<"atom">, at: string): Feed {
  const alternate = (links: typeof feed.links): string | undefined => {
    const all = links?.filter((link) => link.rel === undefined || link.rel === "alternate") ?? [];
    // A page goes before other forms of the same.
    return (all.find(({ type }) => type === undefined || /html/.test(type)) ?? all[0])?.href;
  };
  const base = web(feed.xml?.base, at) ?? at;
  const url = web(alternate(feed.links), base);
  const items = (feed.entries ?? []).map((one) => {
    const own = baseOf(at, feed.xml, one.xml);
    const pictures = (one.links ?? [])
      .filter(({ rel, type }) => rel === "enclosure" && type?.startsWith("image/"))
      .flatMap(({ href }) => (href === undefined ? [] : [{ url: href }]));
    const summary = based(htmlOf(one.summary), baseOf(at, feed.xml, one.xml, one.summary?.xml));
    const about = summary === "" ? (wordsOf(one.media) ?? "") : summary;
    const content = based(htmlOf(one.content), baseOf(at, feed.xml, one.xml, one.content?.xml)) || about;
    return item({
      id: one.id,
      title: isMarkup(one.title) ? htmlTitle(one.title?.value ?? "") : textAsHtml(one.title?.value ?? ""),
      url: web(
        original(one.links) ?? alternate(one.links) ?? elsewhere(one.links, one.id),
        own ?? url ?? base,
      ),
      published: one.published ?? one.updated ?? null,
      updated: one.published === undefined ? null : (one.updated ?? null),
      authors: texts((one.authors ?? feed.authors ?? []).map((author) => author.name)),
      tags: texts((one.categories ?? []).map((category) => category.label ?? category.term)),
      summary: about,
      content,
      image: web(pictureOf(one.media, pictures), own ?? base),
    });
  });
  return {
    title: feed.title?.value ?? "",
    url,
    lang: feed.xml?.lang ?? null,
    items: items.filter((one) => one !== null),
  };
}

function fromJson(feed: Of<"json">, at: string): Feed {
  const url = web(feed.home_page_url, at);
  const items = (feed.items ?? []).map((one) => {
    const pictures = (one.attachments ?? [])
      .filter((file) => file.mime_type?.startsWith("image/"))
      .map((file) => file.url);
    return item({
      id: one.id,
      title: textAsHtml(one.title ?? ""),
      url: web(one.url ?? one.external_url ?? one.attachments?.[0]?.url, url ?? at),
      published: one.date_published ?? one.date_modified ?? null,
      updated: one.date_published === undefined ? null : (one.date_modified ?? null),
      authors: texts((one.authors ?? feed.authors ?? []).map((author) => author.name)),
      tags: texts(one.tags ?? []),
      summary: paragraphsHtml(one.summary ?? ""),
      content: one.content_html ?? linesHtml(one.content_text ?? one.summary ?? ""),
      image: web(
        [one.image, one.banner_image, ...pictures].find((image) => image !== undefined && isPicture(image)),
        url ?? at,
      ),
    });
  });
  return {
    title: feed.title ?? "",
    url,
    lang: feed.language ?? null,
    items: items.filter((one) => one !== null),
  };
}

/**
 * Some feeds give every article one guid: where a key says nothing, the address does. Articles without guid that link to
 * one address are told apart by their titles.
 */
function keyed(items: readonly FeedItem[]): readonly FeedItem[] {
  const of = new Map<string, FeedItem[]>();
  for (const one of items) of.set(one.key, [...(of.get(one.key) ?? []), one]);
  return items.map((one) => {
    const same = of.get(one.key) ?? [];
    if (one.url === null || same.length < 2) return one;
    if (new Set(same.map(({ url }) => url)).size > 1) return { ...one, key: one.url };
    return one.key === one.url && one.title !== "" ? { ...one, key: `${one.url} ${one.title}` } : one;
  });
}

/** Parses a feed that was had from `at`. Throws when it is none. A hostile one may take long: see `feed-thread.ts`. */
export function parseItems(text: string, at: string): Feed {
  const feeds = Array.from(piecesOf(text), (piece) => parsePiece(piece, at));
  const [first] = feeds;
  if (first === undefined) throw new Error("it is empty");
  return { ...first, items: keyed(feeds.flatMap(({ items }) => items).slice(0, MOST_ITEMS)) };
}

function parsePiece(text: string, at: string): Feed {
  const parsed = parse(knownForms(text));
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
