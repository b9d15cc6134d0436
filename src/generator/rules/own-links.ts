// Which pages of its own site a post links to.
import { posix } from "node:path";
import { namedFile } from "../../document/file-link.js";
import { linksIn, type ParsedBody } from "../../markdown/read-body.js";
import { pageAddress } from "../../post/link.js";

/** So many links of a post are kept: one with more is a list. */
const MOST = 100;
interface Standing {
  readonly source: string;
  readonly url: string | null;
  readonly siteUrl: string | null;
}

/** Each once; a link to the post itself is none. */
export function ownLinks(reading: ParsedBody, { source, url, siteUrl }: Standing): readonly string[] {
  const links = [...linksIn(reading)];
  if (links.length === 0) return [];
  const found = new Set<string>();
  const home = siteUrl === null ? null : pageAddress(siteUrl);
  const here = url === null ? null : pageAddress(url);
  for (const written of links) {
    const file = namedFile(written);
    const page =
      file === null
        ? pageAddress(written, url ?? siteUrl ?? undefined)
        : file.from === "here"
          ? posix.join(posix.dirname(source), file.path)
          : `/${posix.normalize(file.path)}`;
    if (page === null || page === here || page === source) continue;
    if (file === null && (home === null || !page.startsWith(`${home}/`))) continue;
    found.add(page);
    if (found.size === MOST) break;
  }
  return [...found];
}
