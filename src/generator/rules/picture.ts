// The cover of a post: the one its front matter names, else the first picture of its text.
import { picturesOf, type ParsedBody } from "../../markdown/read-body.js";
import { webAddress } from "../../post/link.js";

/** A picture's absolute address: relative ones against the post, rooted ones against the site. */
function resolve(written: string, postUrl: string | null, siteUrl: string | null): string | null {
  const base = postUrl ?? (siteUrl === null ? null : `${siteUrl}/`);
  if (base === null) return webAddress(written);
  if (!written.startsWith("/") || written.startsWith("//") || siteUrl === null)
    return webAddress(written, base);
  const { origin, pathname } = new URL(siteUrl);
  const root = pathname.replace(/\/+$/, "");
  return webAddress(written.startsWith(`${root}/`) ? origin + written : origin + root + written);
}

/** The absolute address of a post's cover, or null. A data: picture is none. */
export function findCover(
  named: string | null,
  reading: ParsedBody | null,
  postUrl: string | null,
  siteUrl: string | null,
): string | null {
  const address = named === null ? null : resolve(named, postUrl, siteUrl);
  if (address !== null) return address;
  for (const written of reading === null ? [] : picturesOf(reading)) {
    const first = resolve(written, postUrl, siteUrl);
    if (first !== null) return first;
  }
  return null;
}
