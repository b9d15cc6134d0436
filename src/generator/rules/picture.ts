// The cover of a post: the one its front matter names, else the first picture of its text.
import { webAddress } from "../../post/link.js";

const MARKDOWN_PICTURE = /!\[[^\]\n]*\]\(\s*<?([^\s)>]+)/;
const HTML_PICTURE = /<img\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)/i;
/** How far into a text its first picture is looked for; farther down it is no cover. */
const REACH = 20_000;

function firstPicture(body: string): string | null {
  const start = body.slice(0, REACH).replace(/^(```|~~~)[\s\S]*?^\1/gm, "");
  const markdown = MARKDOWN_PICTURE.exec(start);
  const html = HTML_PICTURE.exec(start);
  if (!markdown || (html && html.index < markdown.index)) return html?.[1] ?? null;
  return markdown[1] ?? null;
}

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
  body: string,
  postUrl: string | null,
  siteUrl: string | null,
): string | null {
  for (const written of [named, firstPicture(body)]) {
    const address = written === null ? null : resolve(written, postUrl, siteUrl);
    if (address !== null) return address;
  }
  return null;
}
