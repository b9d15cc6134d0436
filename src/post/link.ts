// Addresses of posts: a site's address and a path put together, every segment percent-encoded.
import { percentDecoded } from "../document/decoded.js";

/**
 * Encodes what a chat or a browser could misread in one segment, brackets and quotes too. Other signs that a
 * segment may hold (RFC 3986, section 3.3) stay as generators write them.
 */
const encodeSegment = (segment: string): string =>
  encodeURIComponent(segment.replace(/\p{Surrogate}/gu, "\ufffd"))
    .replace(/%(?:3A|40|26|3D|2B|24|2C|3B)/g, decodeURIComponent)
    .replace(/[()'*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** A decoded path, percent-encoded segment by segment. */
export const encodePath = (path: string): string => path.split("/").map(encodeSegment).join("/");

/** An http(s) address in its normal form, or null for anything else (`javascript:`, relative, nonsense). */
export function webAddress(text: string, base?: string): string | null {
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
}

/** The address of `path` (decoded, with or without a leading slash) on a site; null when the site has none. */
export const joinUrl = (site: string | null, path: string): string | null =>
  site === null
    ? null
    : webAddress(
        `${site.replace(/\/+$/, "")}/${encodePath(path.replace(/\/{2,}/g, "/").replace(/^\//, ""))}`,
      );

/** A site's address without trailing slashes, or null when it is no web address. */
export const siteAddress = (text: string): string | null =>
  webAddress(text.trim())?.replace(/\/+$/, "") ?? null;

/** A longer heading or anchor makes no address. */
const LONGEST_PART = 300;

/**
 * The address of a heading on a page: by its anchor, else by a text fragment, which browsers look for themselves
 * (https://wicg.github.io/scroll-to-text-fragment/; dashes, commas and ampersands have a meaning in it).
 */
export function headingUrl(
  page: string,
  { title, anchor }: { title: string; anchor: string | null },
): string {
  const part =
    anchor === null
      ? `:~:text=${encodeSegment(title).replace(/[-,&]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`
      : encodeSegment(anchor);
  return page.includes("#") || title === "" || part.length > LONGEST_PART ? page : `${page}#${part}`;
}

/** A page by its address: without a fragment or query, percent-decoded, and one for `/a/`, `/a.html` and `/a/index.html`; null for none. */
export function pageAddress(address: string, base?: string): string | null {
  const url = webAddress(address, base);
  if (url === null) return null;
  const { host, pathname } = new URL(url);
  const path = percentDecoded(pathname)
    .replace(/(?:\/index)?\.html?$|\/index$/, "")
    .replace(/\/+$/, "");
  return `${host}${path}`;
}
