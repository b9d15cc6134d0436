// What `postern doctor` found out of a blog; with --json this is what is printed.
import type { Overrides } from "../generator/generator.js";
import type { Library } from "../library/library.js";
import { machineZone } from "../post/date.js";
import { isVisible, type Post } from "../post/post.js";
import type { Source } from "../source/source.js";
import { findDeadLinks } from "./dead-links.js";
import type { Finding } from "./finding.js";
import { examine } from "./findings.js";
import type { Network } from "../net/network.js";
import { isPublicAddress } from "../net/public-address.js";
import { compareWords } from "./compare-words.js";
import { innerSites } from "./inner-sites.js";
import { otherFormats } from "./other-formats.js";
import { askOnline, type Online } from "./online.js";
import { builtWords, linkedWords, servedWords } from "./own-words.js";

export interface Report {
  readonly title: string;
  readonly url: string | null;
  readonly generator: {
    readonly name: string;
    /** The file or folder that showed it; null where the owner named it or nothing did. */
    readonly foundBy: string | null;
    readonly named: boolean;
  };
  readonly sources: readonly string[];
  readonly timezone: {
    /** The zone of the site's dates; null where nothing sets it. */
    readonly site: string | null;
    readonly setBy: "SITE_TIMEZONE" | "configuration" | null;
    /** BUILD_TIMEZONE, or null. */
    readonly build: string | null;
    readonly machine: string;
  };
  readonly counts: Readonly<
    Record<"posts" | "visible" | "drafts" | "hidden" | "scheduled" | "protected" | "tags", number>
  >;
  readonly newest: { readonly title: string; readonly day: string; readonly url: string | null } | null;
  readonly findings: readonly Finding[];
  readonly online: Online | null;
}

/** What the first of the site's own words that tell anything show of posts that are elsewhere. */
async function findElsewhere(
  library: Library,
  source: Source,
  overrides: Overrides,
  network: Network | null,
): Promise<readonly Finding[]> {
  const { url } = library.site;
  // A private address is asked only where the owner named it.
  const mayAsk = url !== null && (overrides.url !== null || isPublicAddress(url));
  for (const words of [
    () => builtWords(source),
    () => (network && mayAsk ? servedWords(url, network) : null),
    () => linkedWords(library, source),
  ]) {
    const said = await words();
    const found = said === null ? [] : await compareWords(said, library, source, overrides);
    if (found.length > 0) return found;
  }
  return [];
}

/** What is to be said of a blog; with `network` also whether its newest posts are where their links lead. */
export async function examineBlog(
  library: Library,
  sources: readonly [Source, ...Source[]],
  overrides: Overrides,
  /** How the pages are reached; null asks for none. */
  network: Network | null,
): Promise<Report> {
  const [all, { site }] = [library.all(), library];
  const { timezone, buildTimezone, generator } = overrides;
  const asked = network && (await askOnline(overrides, library, sources[0], network));
  const asks =
    asked !== null && (asked.asked.some(({ live }) => !live) || all.some((post) => post.url === null));
  const elsewhere =
    asked !== null && asked.proposal !== null
      ? []
      : await findElsewhere(library, sources[0], overrides, asks ? network : null);
  const count = (fits: (post: Post) => boolean): number => all.filter(fits).length;
  const newest = all.find((post) => isVisible(post) && post.date !== null);
  const findings = examine({
    site,
    problems: library.problems(),
    posts: all,
    deadLinks: await findDeadLinks(library, sources),
  });
  return {
    title: site.title,
    url: site.url,
    generator: { name: site.generator, foundBy: site.foundBy ?? null, named: generator !== null },
    sources: sources.map(({ name }) => name),
    timezone: {
      site: site.timezone,
      setBy: timezone !== null ? "SITE_TIMEZONE" : site.timezone === null ? null : "configuration",
      build: buildTimezone,
      machine: machineZone(),
    },
    counts: {
      posts: all.length,
      visible: count(isVisible),
      drafts: count(({ visibility }) => visibility === "draft"),
      hidden: count(({ visibility }) => visibility === "hidden"),
      scheduled: count(({ visibility }) => visibility === "scheduled"),
      protected: count((post) => isVisible(post) && post.protected),
      tags: new Set(all.filter(isVisible).flatMap(({ tags }) => tags)).size,
    },
    newest: newest?.date
      ? { title: newest.title, day: newest.date.wall.slice(0, 10), url: newest.url }
      : null,
    findings: [
      ...(asked?.findings ?? []),
      ...(generator === null ? await innerSites(sources[0], site.foundBy ?? null) : []),
      ...(await otherFormats(sources[0], all)),
      ...elsewhere,
      ...findings,
    ],
    online: asked,
  };
}
