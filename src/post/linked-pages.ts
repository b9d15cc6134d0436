// Links in an article that name a file of the blog lead to the page of its post.
import { posix } from "node:path";
import type { Document } from "../document/document.js";
import { isTitled, namedFile } from "../document/file-link.js";
import { keptWithPosts } from "./kept-with-posts.js";
import type { Post } from "./post.js";

/** `a/b.md`, `a/b.mdx` and `a/b/index.md` are named alike. */
const nameOf = (path: string): string =>
  path.replace(/\.[a-z]+$/i, "").replace(/(?<=[^/])\/(?:index|_index|readme)$/i, "");

/** By the last part of their names. */
const byName = keptWithPosts((posts) => {
  const found = new Map<string, Post[]>();
  for (const post of posts) {
    const last = posix.basename(nameOf(post.source));
    const same = found.get(last);
    if (same) same.push(post);
    else found.set(last, [post]);
  }
  return found;
});

/** The post of a file by its path, or by the end of it where it begins with `/`; null where none is, or several may be meant. */
export function postAt(path: string, posts: readonly Post[]): Post | null {
  const wanted = nameOf(path.replace(/^\//, ""));
  const same = (byName(posts).get(posix.basename(wanted)) ?? []).filter(({ source }) => {
    const name = nameOf(source);
    return name === wanted || (path.startsWith("/") && name.endsWith(`/${wanted}`));
  });
  return same.length === 1 ? (same[0] ?? null) : null;
}

/** The post that an address in another one names by its file. */
function postNamed(address: string, { source }: Post, posts: readonly Post[]): Post | null {
  const named = namedFile(address);
  if (named === null) return null;
  const path =
    named.from === "here" ? posix.join(posix.dirname(source), named.path) : `/${posix.normalize(named.path)}`;
  return postAt(path, posts);
}

/** A part of a post's article whose links lead to pages, as far as it is known where these are. */
export function linkedToPages(document: Document, post: Post, posts: readonly Post[]): Document {
  // One walk over plain data: links stand in lists, tables, notes and titles alike.
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node))
      return node.flatMap((each: unknown): unknown[] => {
        const walked = walk(each);
        return leadsNowhere(walked) ? walked.children : [walked];
      });
    if (typeof node !== "object" || node === null) return node;
    const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, walk(value)]));
    const { file } = copy;
    if (typeof file !== "string") return copy;
    const named = postNamed(file, post, posts);
    const url = named?.url ?? null;
    const fragment = /#.*$/.exec(file)?.[0] ?? "";
    if (url === null)
      return namedFile(file)?.from === "anywhere" && !file.startsWith("/") ? { ...copy, url } : copy;
    const words = named !== null && isTitled(file) && { children: [{ type: "text", value: named.title }] };
    return { ...copy, ...words, url: url.includes("#") ? url : url + fragment };
  };
  return walk(document) as Document;
}

/** A name such as `@/blog/b.md` is no address: where its post is not known, the words alone stay. */
const leadsNowhere = (node: unknown): node is { readonly children: unknown[] } =>
  typeof node === "object" && node !== null && "url" in node && node.url === null && "children" in node;
