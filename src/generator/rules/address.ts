// Where a site is, when its configuration does not say so itself.
import { siteAddress } from "../../post/link.js";
import type { SiteFiles } from "../generator.js";

/** Addresses that generators write into a new site: as good as none. */
const SAMPLE =
  /^https?:\/\/(?:www\.)?(?:example\.(?:com|org|net)|your-?site\.com|your-?domain\.com)(?:\/|$)/i;

export const isSample = (url: string): boolean => SAMPLE.test(url);

/** The address with the base path below it, unless it ends in that already. */
export function withBase(url: string | null, base: string | null): string | null {
  const path = (base ?? "").replace(/^\.?\/+|\/+$/g, "");
  return url === null || path === "" || url.endsWith(`/${path}`) ? url : siteAddress(`${url}/${path}`);
}

/** A CNAME file says under which name GitHub Pages serves the site. `folders` end with a slash, or are "". */
export async function cnameOf(files: SiteFiles, folders: readonly string[]): Promise<string | null> {
  for (const folder of folders) {
    const name = (await files.read(`${folder}CNAME`))?.trim();
    if (name !== undefined && /^[\w.-]+\.[a-z]{2,}$/i.test(name)) return `https://${name}`;
  }
  return null;
}

/** The address that is written, unless there is none or only a sample: then the CNAME's, where there is one. */
export async function writtenAddress(
  written: string | null,
  files: SiteFiles,
  folders: readonly string[],
): Promise<string | null> {
  if (written !== null && !isSample(written)) return written;
  return (await cnameOf(files, folders)) ?? written;
}
