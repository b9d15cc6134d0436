// Links between the posts of one site that lead to where none of them is. Pure.
import { percentDecoded } from "../document/decoded.js";
import type { Document, Inline } from "../document/document.js";
import { childDocuments, inlinesOf } from "../document/inside.js";
import { isVisible, type Post } from "../post/post.js";

export interface DeadLink {
  readonly post: Post;
  /** As it would be opened: an absolute address. */
  readonly target: string;
  /** Its path below the site's address, decoded, without slashes at its ends. */
  readonly path: string;
}

/** The addresses a text links to; pictures are none. */
export function linksOf(document: Document): readonly string[] {
  const found: string[] = [];
  const inline = (marks: readonly Inline[]): void => {
    for (const mark of marks) {
      if (mark.type === "link") found.push(mark.url);
      if ("children" in mark) inline(mark.children);
    }
  };
  const blocks = (all: Document): void => {
    for (const block of all) {
      inlinesOf(block).forEach(inline);
      childDocuments(block).forEach(blocks);
    }
  };
  blocks(document);
  return [...new Set(found)];
}

/** Pages every generator or theme makes beside the posts. */
const LISTS = /^(?:archives?|tags?|categor(?:y|ies)|series|page|about|search|links?|feed|rss|atom|index)$/i;
const NUMBER = /^\d+$/;
const FILE = /\.(?!html?$|md$)[a-z0-9]{2,5}$/i;

/** The same for `/a/`, `/a`, `/a.html` and `/a/index.html`: a server leads from one to another. */
export const keyOf = (path: string): string =>
  percentDecoded(path)
    .replace(/(?:^|\/)index\.html?$/, "")
    .replace(/\.html?$/, "")
    .replace(/^\/+|\/+$/g, "");

const folderOf = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf("/")));

/**
 * Links to this site that are shaped like a post's address (in a folder where posts stand, as deep as they) and lead to
 * none. Pages at the root of the site may be anything and are not judged.
 */
export function deadLinks(
  siteUrl: string | null,
  posts: readonly Post[],
  links: ReadonlyMap<string, readonly string[]>,
): readonly DeadLink[] {
  if (siteUrl === null) return [];
  const home = new URL(`${siteUrl}/`);
  const below = (url: string): string | null => {
    if (!URL.canParse(url)) return null;
    const { host, pathname } = new URL(url);
    return host === home.host && pathname.startsWith(home.pathname)
      ? pathname.slice(home.pathname.length)
      : null;
  };
  const known = new Set<string>();
  for (const { url } of posts) {
    const path = url === null ? null : below(url);
    if (path !== null) known.add(keyOf(path));
  }
  const folders = new Set([...known].map(folderOf).filter((folder) => folder !== ""));
  return posts.filter(isVisible).flatMap((post) =>
    (links.get(post.id) ?? []).flatMap((target): DeadLink[] => {
      const path = below(target);
      if (path === null || FILE.test(path)) return [];
      const key = keyOf(path);
      const parts = key.split("/");
      const list = parts.some((part) => LISTS.test(part)) || NUMBER.test(parts.at(-1) ?? "");
      const dead = folders.has(folderOf(key)) && !known.has(key) && !list;
      return dead ? [{ post, target, path: key }] : [];
    }),
  );
}
