// The feed that a page of a blog names, where SOURCE names the page.
import { Parser } from "htmlparser2";
import { decodeBytes } from "./feed-bytes.js";

/** In characters: a page names its feeds in its head. */
const HEAD = 256 * 1024;
const FEED_TYPE = /^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)\b/i;

/** The address of the first feed that an HTML page names; null where it names none, or is no page. */
export function feedOfPage(bytes: Uint8Array, at: string, contentType: string | null): string | null {
  const text = decodeBytes(bytes.subarray(0, HEAD), contentType);
  if (!/^\s*(?:<!--[^]*?-->\s*)?<(?:!doctype\s+html|html|head)\b/i.test(text)) return null;
  let [base, found] = [at, null as string | null];
  const parser = new Parser({
    onopentag(name, { rel = "", type = "", href = "" }) {
      if (name === "base" && URL.canParse(href, at)) base = new URL(href, at).href;
      const isFeed = name === "link" && /\balternate\b/i.test(rel) && FEED_TYPE.test(type.trim());
      if (found === null && isFeed && URL.canParse(href, base)) found = new URL(href, base).href;
    },
  });
  parser.end(text);
  return found;
}
