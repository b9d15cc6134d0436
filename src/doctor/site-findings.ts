// What an owner should know about a site as a whole: its address and its time zone.
import { generatorNamed } from "../generator/detect.js";
import { isSample } from "../generator/rules/address.js";
import type { Post } from "../post/post.js";
import type { Site } from "../post/site.js";
import type { Finding } from "./finding.js";

export function siteFindings(site: Site, visible: readonly Post[]): Finding[] {
  const findings: Finding[] = [];
  if (site.url === null && visible.some((post) => post.url === null))
    findings.push({
      level: "fault",
      kind: "site url",
      title: "Nothing says where the site is, so posts have no link.",
      mend: "Set SITE_URL, for example SITE_URL=https://blog.example.org",
      items: [],
    });
  if (site.url !== null && isSample(site.url))
    findings.push({
      level: "warning",
      kind: "site url",
      title: `The site's address is still a sample, ${site.url}, so links lead nowhere.`,
      mend: "Write the site's own address into its configuration, or set SITE_URL to it",
      items: [],
    });
  // A day alone is the same day in every zone.
  const timed = visible.some(({ date }) => date !== null && !date.wall.endsWith("T00:00:00"));
  if (site.timezone === null && timed && generatorNamed(site.generator)?.zoneless === "machine")
    findings.push({
      level: "warning",
      kind: "time zone",
      title: "No time zone is set, so dates may be hours off.",
      mend: "Set SITE_TIMEZONE to the zone you write your dates in, for example SITE_TIMEZONE=Asia/Shanghai",
      items: [],
    });
  return findings;
}
