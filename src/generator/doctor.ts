// What an owner should know about a site as it was read: the findings of `postern doctor`. Pure.
import { isVisible, type Post } from "../post/post.js";
import type { Site } from "../post/site.js";
import type { Overrides, Problem } from "./generator.js";

/** One finding. `fault` breaks something readers see, `warning` may, `note` is only told. */
export interface Finding {
  readonly level: "fault" | "warning" | "note";
  readonly kind:
    | "site url"
    | "time zone"
    | "skipped"
    | "told"
    | "hidden"
    | "protected"
    | "undated"
    | "link unknown"
    | "same address"
    | "tag variants"
    | "broken link";
  /** The files it is about, from the site's root. */
  readonly sources: readonly string[];
  readonly message: string;
}

export interface Examined {
  readonly site: Site;
  readonly problems: readonly Problem[];
  readonly posts: readonly Post[];
  /** The Markdown of a post, where it is at hand: without it links between posts are not checked. */
  readonly bodyOf?: (post: Post) => string | null;
}

/** Groups of more than one by a key; null keys are left out. */
function shared<T>(items: readonly T[], keyOf: (item: T) => string | null): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

const sourcesOf = (posts: readonly Post[]): readonly string[] => posts.map(({ source }) => source);

function siteFindings(site: Site): Finding[] {
  const findings: Finding[] = [];
  if (site.url === null)
    findings.push({
      level: "fault",
      kind: "site url",
      sources: [],
      message: "Nothing says where the site is, so no post has a link: set SITE_URL.",
    });
  if (site.timezone === null)
    findings.push({
      level: "warning",
      kind: "time zone",
      sources: [],
      message: "No time zone is set, so dates may be hours off: set SITE_TIMEZONE, such as Asia/Shanghai.",
    });
  return findings;
}

function problemFindings(problems: readonly Problem[], posts: readonly Post[]): Finding[] {
  const read = new Set(sourcesOf(posts));
  return problems.map(({ source, line, message }) => {
    const kept = read.has(source) || !/\.(?:md|mdx|markdown|html?|org)$/i.test(source);
    const where = line === null ? source : `${source}:${line}`;
    return {
      level: kept ? "warning" : "fault",
      kind: kept ? "told" : "skipped",
      sources: [source],
      message: `${where}: ${message}`,
    };
  });
}

/** One finding about all posts a test picks, or none. */
function about(
  posts: readonly Post[],
  level: Finding["level"],
  kind: Finding["kind"],
  tell: (count: number) => string,
): Finding[] {
  return posts.length === 0 ? [] : [{ level, kind, sources: sourcesOf(posts), message: tell(posts.length) }];
}

const counted = (count: number): string => (count === 1 ? "1 post" : `${count} posts`);

function hiddenFindings(posts: readonly Post[]): Finding[] {
  const reasons = {
    draft: "drafts, kept from readers",
    hidden: "hidden by their front matter",
    scheduled: "dated in the future, shown when their time comes",
  } as const;
  return (["draft", "hidden", "scheduled"] as const).flatMap((visibility) =>
    about(
      posts.filter((post) => post.visibility === visibility),
      "note",
      "hidden",
      (count) => `${counted(count)}: ${reasons[visibility]}.`,
    ),
  );
}

/** Tags that differ only in case, width or white space. */
function tagFindings(posts: readonly Post[]): Finding[] {
  const tags = [...new Set(posts.flatMap((post) => post.tags))];
  return shared(tags, (tag) =>
    tag
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s_-]+/g, ""),
  ).map((variants) => ({
    level: "warning" as const,
    kind: "tag variants" as const,
    sources: sourcesOf(posts.filter((post) => post.tags.some((tag) => variants.includes(tag)))),
    message: `The tags ${variants.map((tag) => `“${tag}”`).join(" and ")} look like one: choose a spelling.`,
  }));
}

const addressKey = (url: string): string => url.replace(/#.*$/, "").replace(/(?:index\.html|\/)$/, "");

/** Folders of a site that hold files, not posts. */
const ASSET = /\.(?:png|jpe?g|gif|svg|webp|avif|mp[34]|pdf|zip|css|js|xml|json|txt|ico)$/i;

/** Links to dated or nested addresses of this site at which no post stands. */
function linkFindings({ site, posts, bodyOf }: Examined): Finding[] {
  if (!bodyOf || site.url === null) return [];
  const known = new Set(posts.flatMap(({ url }) => (url === null ? [] : [addressKey(url)])));
  // A link is judged only where posts live: below a folder in which some post stands.
  const folders = new Set([...known].map((url) => url.slice(0, url.lastIndexOf("/"))));
  return posts.filter(isVisible).flatMap((post) => {
    const targets = [...(bodyOf(post) ?? "").matchAll(/\]\(\s*<?([^\s)>]+)/g)].map((found) => found[1] ?? "");
    const dead = [...new Set(targets)].filter((target) => {
      if (!/^(?:\/|https?:)/.test(target) || !URL.canParse(target, post.url ?? `${site.url}/`)) return false;
      const { origin, pathname } = new URL(target, post.url ?? `${site.url}/`);
      const key = addressKey(origin + pathname);
      return !ASSET.test(pathname) && folders.has(key.slice(0, key.lastIndexOf("/"))) && !known.has(key);
    });
    return dead.map((target) => ({
      level: "warning" as const,
      kind: "broken link" as const,
      sources: [post.source],
      message: `${post.source} links to ${target}, where no post is.`,
    }));
  });
}

/** Everything worth telling about a site, faults first. */
export function examine(examined: Examined): readonly Finding[] {
  const { site, problems, posts } = examined;
  const visible = posts.filter(isVisible);
  const findings = [
    ...siteFindings(site),
    ...problemFindings(problems, posts),
    ...shared(visible, (post) => post.url).map((group): Finding => ({
      level: "fault",
      kind: "same address",
      sources: sourcesOf(group),
      message: `${group[0]?.url ?? ""} is the address of ${group.length} posts: ${sourcesOf(group).join(", ")}.`,
    })),
    ...about(
      site.url === null ? [] : visible.filter((post) => post.url === null),
      "fault",
      "link unknown",
      (count) => `${counted(count)} without a known link: readers see the title alone.`,
    ),
    ...about(
      visible.filter((post) => post.date === null),
      "warning",
      "undated",
      (count) => `${counted(count)} without a date: listed last, never announced as new.`,
    ),
    ...tagFindings(visible),
    ...linkFindings(examined),
    ...about(
      posts.filter((post) => post.protected),
      "note",
      "protected",
      (count) => `${counted(count)} behind a password: title and link may be shown, the text never.`,
    ),
    ...hiddenFindings(posts),
  ];
  const order = ["fault", "warning", "note"];
  return findings.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

/** A setting that might make wrong links right, and how to write it. */
export interface Trial {
  readonly setting: string;
  readonly overrides: Partial<Overrides>;
}

/** What to try, in this order, when the newest posts' addresses do not answer: build machines are mostly in UTC. */
export function trialsFor(site: Site): readonly Trial[] {
  const zones = ["UTC", ...(site.timezone === null ? [] : [site.timezone])];
  const byZone = zones.map((zone) => ({
    setting: `BUILD_TIMEZONE=${zone}`,
    overrides: { buildTimezone: zone },
  }));
  if (site.url === null || !URL.canParse(site.url)) return byZone;
  const url = new URL(site.url);
  const other = url.hostname.startsWith("www.") ? url.hostname.slice(4) : `www.${url.hostname}`;
  const bases = [
    url.origin,
    `${url.protocol}//${other}${url.pathname.replace(/\/$/, "")}`,
    site.url.replace(/^http:/, "https:"),
  ];
  return [
    ...byZone,
    ...bases
      .filter((base) => base !== site.url)
      .map((base) => ({ setting: `SITE_URL=${base}`, overrides: { url: base } })),
  ];
}
