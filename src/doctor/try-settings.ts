// Tries which setting would put posts where they are known to be.
import { openSite } from "../generator/detect.js";
import type { Overrides, SiteReader } from "../generator/generator.js";
import { siteFiles } from "../library/site-files.js";
import type { Post } from "../post/post.js";
import { LARGEST_FILE } from "../settings.js";
import type { Source } from "../source/source.js";
import { trialsFor, type Trial } from "./trials.js";

/** Whether a page is at this address. */
export type Reach = (url: string) => Promise<boolean>;

/** The first setting under which all of these posts are where their links lead, in the order of likelihood. */
export async function settingThatHelps(
  own: Overrides,
  posts: readonly Post[],
  source: Source,
  reach: Reach,
  first: readonly Trial[] = [],
): Promise<string | null> {
  const files = siteFiles(source);
  const today = await openSite(files, own);
  const tried = new Set([addressesOf(posts.map(({ url }) => url))]);
  const answers = new Map<string, Promise<boolean>>();
  const name =
    source.name
      .replace(/\/+$/, "")
      .split("/")
      .at(-1)
      ?.replace(/\.git$/, "") ?? "";
  for (const trial of [...first, ...trialsFor({ site: today.site, permalink: today.permalink, name })]) {
    const urls = await urlsUnder(trial, own, posts, source);
    const key = addressesOf(urls);
    if (tried.has(key) || urls.some((url) => url === null)) continue;
    tried.add(key);
    if (await allLive(urls, reach, answers)) return trial.setting;
  }
  return null;
}

const addressesOf = (urls: readonly (string | null)[]): string => urls.join("\n");

async function allLive(
  urls: readonly (string | null)[],
  reach: Reach,
  answers: Map<string, Promise<boolean>>,
): Promise<boolean> {
  const all = urls.map((url) => {
    const answer = answers.get(url ?? "") ?? reach(url ?? "");
    answers.set(url ?? "", answer);
    return answer;
  });
  return (await Promise.all(all)).every((there) => there);
}

async function urlsUnder(
  { overrides }: Trial,
  own: Overrides,
  posts: readonly Post[],
  source: Source,
): Promise<readonly (string | null)[]> {
  const reader = await openSite(siteFiles(source), { ...own, ...overrides });
  return Promise.all(posts.map((post) => urlOf(reader, post.source, source)));
}

async function urlOf(reader: SiteReader, path: string, source: Source): Promise<string | null> {
  const bytes = await source.read(path, LARGEST_FILE);
  const read = typeof bytes === "string" ? null : reader.parse(path, bytes, new Date());
  return read?.kind === "post" ? read.parsed.known.url : null;
}
