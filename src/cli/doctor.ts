// `postern doctor`: what was found out about the blog, what is wrong with it, and how to mend it.
import type { Parts } from "../blog.js";
import type { Config } from "../config.js";
import { parseMarkdown } from "../document/markdown.js";
import { openSite } from "../generator/detect.js";
import { examine } from "../generator/doctor.js";
import { deadLinks, linksOf, type DeadLink } from "../generator/doctor-links.js";
import { describe } from "../library/complaints.js";
import type { Library } from "../library/library.js";
import { openLibraries } from "../library/open-libraries.js";
import { siteFiles } from "../library/site-files.js";
import { machineZone } from "../post/date.js";
import { isVisible, type Post } from "../post/post.js";
import { openSources, type Sources } from "../sources.js";
import { askOnline, type Online } from "./doctor-online.js";
import type { Report } from "./doctor-report.js";
import { reportLines } from "./doctor-text.js";
import { print } from "./output.js";

export interface DoctorOptions {
  readonly online?: boolean;
  readonly json?: boolean;
}

export async function doctor({ config, log }: Parts, options: DoctorOptions): Promise<void> {
  const sources = await openSources(config, log, false);
  const said: string[] = [];
  const library = await openLibraries({
    sources,
    openSite,
    overrides: config.site,
    dataDir: null,
    // What is wrong with the posts is told below; anything else that went wrong is told at once.
    log: { info: () => undefined, warn: (text) => said.push(text) },
    watch: false,
  });
  await library.settled();
  const told = new Set(library.problems().map(describe));
  for (const text of said) if (!told.has(text)) log.warn(text);
  const online = options.online === true ? await askOnline(config, library, sources[0]) : null;
  const report = await examineLibrary(config, library, sources, online);
  if (options.json === true) await print(JSON.stringify(report));
  else for (const line of reportLines(report)) await print(line);
  await library.stop();
}

async function examineLibrary(
  config: Config,
  library: Library,
  sources: Sources,
  online: Online | null,
): Promise<Report> {
  const [all, { site }] = [library.all(), library];
  const { timezone, buildTimezone, generator } = config.site;
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
    newest: newest?.date ? { title: newest.title, day: newest.date.wall.slice(0, 10) } : null,
    findings: [...(online?.findings ?? []), ...findings],
    online,
  };
}

/** Links to no post, but for those that lead to a page or file of the site, or to where a post once was. */
async function findDeadLinks(library: Library, sources: Sources): Promise<readonly DeadLink[]> {
  const links = new Map<string, readonly string[]>();
  for (const { id, url } of library.visible()) {
    const body = await library.body(id);
    if (body !== null) links.set(id, linksOf(parseMarkdown(body, { base: url })));
  }
  const dead = deadLinks(library.site.url, library.all(), links);
  if (dead.length === 0) return [];
  const former = await formerAddresses(library, sources);
  const kept: DeadLink[] = [];
  for (const link of dead) if (!former.includes(link.path) && !(await isFile(link, sources))) kept.push(link);
  return kept;
}

/** The front matter of every post as one text: `aliases` and `redirect_from` name the addresses it once had. */
async function formerAddresses(library: Library, sources: Sources): Promise<string> {
  const texts: string[] = [];
  for (const { source } of library.all())
    for (const files of sources.map(siteFiles)) {
      const text = await files.read(source);
      if (text !== null && /alias|redirect/i.test(text.slice(0, 8000))) texts.push(text.slice(0, 8000));
    }
  return texts.join("\n");
}

const FOLDERS = ["", "source/", "static/", "public/", "content/", "src/pages/", "pages/", "docs/", "assets/"];

/** Whether the site's own files hold a page or file at a link's address. */
async function isFile({ path }: DeadLink, sources: Sources): Promise<boolean> {
  const cut = path.lastIndexOf("/");
  const [folder, name] = [path.slice(0, Math.max(0, cut)), path.slice(cut + 1)];
  for (const one of sources)
    for (const base of FOLDERS) {
      const names = await one.list(`${base}${folder}`.replace(/\/$/, ""));
      if (names.some((entry) => entry.replace(/\/$|\.[^.]+$/, "") === name || entry === name)) return true;
    }
  return false;
}
