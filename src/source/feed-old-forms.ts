// Forms of feeds that the parser does not know, told as it knows them: bodies by old names, texts in base64, entities of the feed's own.

/** Beyond this a text in base64 is no text, and an entity of the feed's own no word. */
const LONGEST = 256 * 1024;
const LONGEST_ENTITY = 300;
/** Characters that entities of a feed's own may make of it. */
const MOST_OF_ENTITIES = 1024 * 1024;

/** By Atom 0.3's word; and what is always text, whatever type it names. Content of such a type is a file, and no text. */
const BASE64 =
  /(<(title|summary|content|tagline|info|copyright|rights|subtitle)\b[^<>]{0,300}?\s)(?:mode=["']base64["']|(?<!<content\s[^<>]{0,300})type=["']application\/octet-stream["'])([^<>]{0,300}>)([\sA-Za-z\d+/=]*)(?=<\/\2)/g;
/** Also what is quoted whole, which stays; up to the next of its kind, so that many without an end cost no more than their length. */
const BODY =
  /<!\[CDATA\[[^]*?(?:\]\]>|$)|<(xhtml:body|body|fullitem)\b[^<>]{0,300}>((?:(?!<(?:xhtml:body|body|fullitem)\b)[^])*?)<\/\1>/g;
/** Of note.com, which writes the address between the tags. */
const THUMBNAIL = /<media:thumbnail>\s*([^\s<>"]{1,2000})\s*<\/media:thumbnail>/g;
/** Of an item, as a channel has one. */
const IMAGE =
  /<image>(?:(?!<\/?image\b|<url\b)[^]){0,1000}<url>\s*(?:<!\[CDATA\[)?\s*([^\s<>"\]]{1,2000})\s*(?:\]\]>)?\s*<\/url>(?:(?!<\/?image\b)[^]){0,1000}<\/image>/g;
/** The page itself where links lead over a counter of clicks. */
const ORIGINAL = /<(feedburner:origLink|pheedo:origLink)\b[^<>]{0,200}>\s*([^\s<>"]{1,2000})\s*<\/\1>/gi;
/** How the parser is told of it. */
export const ORIGINAL_REL = "x-original";
const ENTITY = /<!ENTITY\s+([\w.-]{1,60})\s+(?:"([^"<]*)"|'([^'<]*)')\s*>/g;

const LONGEST_DOCTYPE = 20_000;
/** So much may stand behind a feed's end. */
const LONGEST_TAIL = 2_000;
const DOCTYPE = /^<!DOCTYPE\s[^[<>]{0,300}\[([^]*?)\]\s*>/;

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** What stands in a body as markup or escaped, kept from being read as elements of the feed. */
const asText = (inner: string): string =>
  `<![CDATA[${(/<[a-z!/]/i.test(inner)
    ? inner.replace(/<!\[CDATA\[|\]\]>/g, "")
    : inner
        .replace(/&lt;/g, "<")
        .replace(/&gt;/g, ">")
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, "&")
  ).replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;

/** Names that the feed itself gives to words; none is looked for in another. */
function withEntities(text: string): string {
  const at = text.indexOf("<!DOCTYPE");
  const [, doctype = ""] = DOCTYPE.exec(at < 0 ? "" : text.slice(at, at + LONGEST_DOCTYPE)) ?? [];
  const named = new Map(
    Array.from(doctype.matchAll(ENTITY), ([, name = "", one, other]) => [name, one ?? other ?? ""] as const),
  );
  if (named.size === 0) return text;
  let left = MOST_OF_ENTITIES;
  return text.replace(/&([\w.-]{1,60});/g, (whole, name: string) => {
    const value = named.get(name);
    if (value === undefined || value.length > Math.min(LONGEST_ENTITY, left)) return whole;
    left -= value.length;
    return value;
  });
}

const ROOT = /<(rss|feed|(?:\w{1,20}:)?RDF)[\s>]/;
/** An article's end, and what may hold one that is none. */
const ARTICLE_END = /<!\[CDATA\[|<!--|<\/(?:item|entry)\s*>/g;

/** The same feed up to its last whole article where it breaks off, for its connection or program did. */
function ended(text: string): string {
  const root = ROOT.exec(text.slice(0, LONGEST_DOCTYPE))?.[1];
  if (root === undefined || text.slice(-LONGEST_TAIL).includes(`</${root}>`)) return text;
  let end = -1;
  for (let found = ARTICLE_END.exec(text); found; found = ARTICLE_END.exec(text)) {
    if (!found[0].startsWith("<!")) end = ARTICLE_END.lastIndex;
    else {
      const close = text.indexOf(found[0] === "<!--" ? "-->" : "]]>", ARTICLE_END.lastIndex);
      if (close === -1) break;
      ARTICLE_END.lastIndex = close;
    }
  }
  ARTICLE_END.lastIndex = 0;
  return end === -1 ? text : `${text.slice(0, end)}${root === "rss" ? "</channel>" : ""}</${root}>`;
}

/** The same feed, with these forms as the parser reads them. */
export function knownForms(text: string): string {
  // JSON has none of them; what looks so is an article's.
  if (/^\uFEFF?\s*\{/.test(text)) return text;
  const whole = ended(text);
  let known = whole.includes("<!ENTITY") ? withEntities(whole) : whole;
  if (/base64["']|octet-stream/.test(known))
    known = known.replace(BASE64, (whole, open: string, _: string, rest: string, inner: string) =>
      inner.length > LONGEST
        ? whole
        : `${open.replace(/\stype=["'][^"']*["']/, "")} type="html"${rest.replace(/\s(?:type|mode)=["'][^"']*["']/g, "")}${escaped(Buffer.from(inner, "base64").toString())}`,
    );
  if (/<(?:xhtml:)?body\b|<fullitem\b/.test(known) && !known.includes("content:encoded"))
    known = known.replace(BODY, (whole, name: string | undefined, inner: string) =>
      name === undefined
        ? whole
        : `<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">${asText(inner)}</content:encoded>`,
    );
  if (known.includes("<image>"))
    known = known.replace(IMAGE, '<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="$1"/>');
  if (/:origLink\b/i.test(known))
    known = known.replace(
      ORIGINAL,
      `<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="${ORIGINAL_REL}" href="$2"/>`,
    );
  return known.replace(THUMBNAIL, '<media:thumbnail url="$1"/>');
}
