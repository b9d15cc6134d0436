// The program of the threads that read: opens a site from what was seen of it, then reads its files.
import { openSite } from "../generator/detect.js";
import type { Overrides, SiteReader } from "../generator/generator.js";
import { serve } from "../threads/serve.js";
import { readFileAsPost, readPlainFiles, shownIn, type FileToRead, type PlainFiles } from "./reading.js";
import { replayed } from "./rules-stamp.js";

/** What a site's rules are made of. */
export interface SiteFacts {
  readonly seen: readonly string[];
  readonly overrides: Overrides;
}

export type ReadOrder = {
  /** The key of the site's facts. */
  readonly site: string;
} & (
  | ({ readonly wanted: "entries" } & PlainFiles)
  | ({ readonly wanted: "entry" | keyof typeof shownIn } & FileToRead)
);

const sites = new Map<string, SiteReader>();

serve({
  async learn(key, facts) {
    const { seen, overrides } = facts as SiteFacts;
    sites.set(key, await openSite(replayed(seen), overrides));
  },
  carryOut(given, move) {
    const order = given as ReadOrder;
    const reader = sites.get(order.site);
    if (reader === undefined) throw new Error("The site was not opened.");
    if (order.wanted === "entries") {
      const readings = readPlainFiles(reader, order);
      move(readings.texts);
      return readings;
    }
    return order.wanted === "entry"
      ? readFileAsPost(reader, order)
      : { shown: shownIn[order.wanted](reader, order) };
  },
});
