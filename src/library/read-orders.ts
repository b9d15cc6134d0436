// The program of the threads that read: opens a site from what was seen of it, then reads its files.
import { openSite } from "../generator/detect.js";
import type { Overrides, SiteReader } from "../generator/generator.js";
import { serve } from "../threads/serve.js";
import { readFileAsPost, shownIn, type FileToRead } from "./reading.js";
import { replayed } from "./rules-stamp.js";

/** What a site's rules are made of. */
export interface SiteFacts {
  readonly seen: readonly string[];
  readonly overrides: Overrides;
}

export interface ReadOrder extends FileToRead {
  /** The key of the site's facts. */
  readonly site: string;
  readonly wanted: "entry" | keyof typeof shownIn;
}

const sites = new Map<string, SiteReader>();

serve({
  async learn(key, facts) {
    const { seen, overrides } = facts as SiteFacts;
    sites.set(key, await openSite(replayed(seen), overrides));
  },
  carryOut(order) {
    const { site, wanted, ...file } = order as ReadOrder;
    const reader = sites.get(site);
    if (reader === undefined) throw new Error("The site was not opened.");
    return wanted === "entry" ? readFileAsPost(reader, file) : { shown: shownIn[wanted](reader, file) };
  },
});
