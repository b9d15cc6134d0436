// Which new article of a feed is one that was kept under another key: a new domain, http to https, another program.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { FeedItem } from "./feed-items.js";
import { markdown } from "./feed-markdown.js";

/** What a file of ours tells of its article, as far as it tells which one it is. */
const kept = z.object({
  url: z.string().nullable(),
  published: z.string().nullable(),
  title: z.string(),
  body: z.string(),
  seen: z.string().nullable().default(null),
});
type SavedArticle = z.infer<typeof kept>;

/** The article in a file of ours; null where there is none, or a damaged one that is to be written anew. */
export async function keptAt(path: string): Promise<SavedArticle | null> {
  try {
    return kept.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return null;
  }
}

/** What is written behind an address to count who comes by it. */
const COUNTED = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|_hsenc|_hsmi|yclid|igshid)$/;

/** Where an address leads on its site, whatever the site is called and whoever counts. */
export const sitePath = (url: string): string => {
  const { pathname, searchParams } = new URL(url);
  const asked = new URLSearchParams([...searchParams].filter(([name]) => !COUNTED.test(name))).toString();
  return pathname.replace(/(?:\/index)?(?:\.html?)?\/*$/, "") + (asked === "" ? "" : `?${asked}`);
};

interface ArticleKeys {
  /** Its address with its title or its date. */
  readonly at: readonly string[];
  /** Its date with its title. */
  readonly on: readonly string[];
  readonly place: string | null;
}

/** `home` is the blog's front page: a link to it tells nothing of an article. */
function namesOf(
  { url, published, title }: Omit<SavedArticle, "body" | "seen">,
  home: string | null,
): ArticleKeys {
  const place = url === null || [home, ""].includes(sitePath(url)) ? null : sitePath(url);
  const marks = [
    ...(title === "" ? [] : [["title", title]]),
    ...(published === null ? [] : [["date", published]]),
  ];
  return {
    at: place === null ? [] : marks.map((mark) => JSON.stringify([place, ...mark])),
    on: title === "" || published === null ? [] : [JSON.stringify([published, title])],
    place,
  };
}

/**
 * The files that new articles had before, by key; no file is two articles'. An article keeps its address, and its title
 * or date with it; where the address changed as well, date, title and the whole text are the same.
 */
export async function movesOf(
  fresh: readonly FeedItem[],
  left: readonly string[],
  about: { readonly site: string; readonly home: string | null },
): Promise<Map<string, string>> {
  const moves = new Map<string, string>();
  if (fresh.length === 0) return moves;
  const home = about.home === null ? null : sitePath(about.home);
  const places = new Map<string, string | null>();
  const byName = new Map<string, string[]>();
  for (const path of left) {
    const article = await keptAt(join(about.site, path));
    if (article === null) continue;
    const { at, on, place } = namesOf(article, home);
    places.set(path, place);
    for (const name of [...at, ...on]) byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  const isSame = async (item: FeedItem, place: string | null, path: string): Promise<boolean> => {
    const before = places.get(path) ?? null;
    if (before === null || place === null || before === place) return true;
    const body = (await keptAt(join(about.site, path)))?.body ?? "";
    return body !== "" && body === markdown(item.content);
  };
  // Those that kept their address first: what is left may have moved.
  for (const by of ["at", "on"] as const) {
    for (const item of fresh) {
      const names = namesOf({ ...item, title: markdown(item.title) }, home);
      for (const path of names[by].flatMap((name) => byName.get(name) ?? [])) {
        if (moves.has(item.key) || !places.has(path) || !(await isSame(item, names.place, path))) continue;
        moves.set(item.key, path);
        places.delete(path);
      }
    }
  }
  return moves;
}
