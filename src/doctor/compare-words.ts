// Compares where posts are said to be with where their links lead, and finds the pattern behind it.
import type { Overrides } from "../generator/generator.js";
import { nameOfFile } from "../generator/rules/assemble.js";
import { slugize } from "../generator/rules/slug.js";
import type { Library } from "../library/library.js";
import { isVisible, type Post } from "../post/post.js";
import type { Source } from "../source/source.js";
import { about, counted, titled, type Finding } from "./finding.js";
import { keyOf } from "./links.js";
import type { OwnWords } from "./own-words.js";
import { settingThatHelps } from "./try-settings.js";
import type { Trial } from "./trials.js";

/** So many posts tell a rule from an exception. */
const SAMPLE = 5;
/** Of two spellings of a post's name in a pattern, what generators call them. */
const NAME_TOKENS = [":title", ":slug", ":name", ":post_title"];

const siteKey = (url: string): string => `${new URL(url).host}/${keyOf(new URL(url).pathname)}`;

/** Every name a post may have in an address. */
const namesOf = ({ slug, source, title }: Post): ReadonlySet<string> => {
  const file = nameOfFile(source).replace(/^\d{4}-\d{1,2}-\d{1,2}-/, "");
  return new Set([
    slug.split("/").at(-1) ?? slug,
    file,
    slugize(title).toLowerCase(),
    slugize(file).toLowerCase(),
  ]);
};

/** The address as a pattern: this post's name and the parts of its date by what they are called. */
export function patternOf(url: string, post: Post, token = ":title"): string | null {
  const path = decodeURIComponent(new URL(url).pathname);
  const [, above = "", last = "", ending = ""] =
    /^(.*\/)([^/]+?)(\/|\.html?|)$/.exec(path.replace(/index\.html?$/, "")) ?? [];
  const [year = "", month = "", day = ""] = (post.date?.wall.slice(0, 10) ?? "").split("-");
  const dated = (text: string): string =>
    year === "" ? text : text.replace(`${year}-${month}-${day}`, ":year-:month-:day");
  const [, date = "", name = ""] = /^(\d{4}-\d{2}-\d{2}-)?(.+)$/.exec(last) ?? [];
  if (!namesOf(post).has(name)) return null;
  const parts: (readonly [string, string])[] = [
    [year, ":year"],
    [month, ":month"],
    [day, ":day"],
  ];
  const folders = above.split("/").map((part) => {
    const at = parts.findIndex(([value]) => value !== "" && value === part);
    return at < 0 ? dated(part) : (parts.splice(0, at + 1).at(-1)?.[1] ?? part);
  });
  return `${folders.join("/")}${dated(date)}${token}${ending}`;
}

/** What the site's words show of posts that are elsewhere, and the setting that would mend it. */
export async function compareWords(
  words: OwnWords,
  library: Library,
  source: Source,
  overrides: Overrides,
): Promise<readonly Finding[]> {
  const said = new Map(words.addresses.map((url) => [siteKey(url), url]));
  const byName = new Map<string, string>();
  for (const [key, url] of said)
    byName.set(
      key
        .split("/")
        .at(-1)
        ?.replace(/^\d{4}-\d{2}-\d{2}-/, "") ?? "",
      url,
    );
  const posts = library.all().filter(isVisible);
  const there = posts.filter(({ url }) => url !== null && said.has(siteKey(url)));
  const elsewhere = posts.flatMap((post) => {
    if (there.includes(post)) return [];
    const url = [...namesOf(post)].map((name) => byName.get(name)).find((one) => one !== undefined);
    const pattern = url === undefined ? null : patternOf(url, post);
    return url === undefined || pattern === null ? [] : [{ post, url, pattern }];
  });
  // One that moved alone is no rule, and texts link to where posts once were.
  if (elsewhere.length === 0 || there.length >= elsewhere.length) return [];
  const isLinked = words.from === "links between posts";
  if (isLinked && (there.length > 0 || elsewhere.length < 2)) return [];
  const patterns = new Map<string, number>();
  for (const { pattern } of elsewhere) patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1);
  const [usual] = [...patterns].toSorted((a, b) => b[1] - a[1]);
  const sample = elsewhere.filter(({ pattern }) => pattern === usual?.[0]).slice(0, SAMPLE);
  const setting = await settingThatHelps(
    overrides,
    sample.map(({ post }) => post),
    source,
    async (url) => said.has(siteKey(url)),
    trialsOf(usual?.[0] ?? "", new URL(sample[0]?.url ?? "").origin, library.site.url),
  );
  return about(
    "warning",
    "elsewhere",
    elsewhere.map(({ post, url }) => ({ ...titled(post), text: url })),
    (count) =>
      library.site.url === null || elsewhere.every(({ post }) => post.url === null)
        ? `By ${words.from}, ${counted(count, "post")} without a known link ${count === 1 ? "is" : "are"} here.`
        : `By ${words.from}, ${counted(count, "post")} ${count === 1 ? "is" : "are"} elsewhere than the link leads.`,
    setting === null
      ? "Check SITE_URL, PERMALINK and BUILD_TIMEZONE against these; no simple change of them was right."
      : `Set ${setting}`,
  );
}

function trialsOf(pattern: string, origin: string, siteUrl: string | null): readonly Trial[] {
  const base = siteUrl === null ? "" : new URL(siteUrl).pathname.replace(/\/$/, "");
  const below = pattern.startsWith(`${base}/`) ? pattern.slice(base.length) : pattern;
  const isHere = siteUrl !== null && new URL(siteUrl).origin === origin;
  const patterns = NAME_TOKENS.map((token) => (isHere ? below : pattern).replace(":title", token));
  if (isHere)
    return patterns.map((permalink) => ({ setting: `PERMALINK=${permalink}`, overrides: { permalink } }));
  return [
    { setting: `SITE_URL=${origin}`, overrides: { url: origin } },
    ...patterns.map((permalink) => ({
      setting: `SITE_URL=${origin} and PERMALINK=${permalink}`,
      overrides: { url: origin, permalink },
    })),
  ];
}
