// The Post: one article as readers may see it, whatever generator its file belongs to.

import type { ReadingTime } from "./reading-time.js";

/** A moment as its author wrote it. */
export interface PostDate {
  /** Milliseconds since the epoch. */
  readonly instant: number;
  /** The wall clock in the site's zone, `YYYY-MM-DDTHH:mm:ss`. */
  readonly wall: string;
  /** The site zone's offset at that moment, `+08:00`. */
  readonly offset: string;
}

/**
 * Who may see a post. `public`: everybody. `draft`, `scheduled` (dated in the future where the
 * site holds such posts back) and `hidden` (published: false, hidden, unlisted, …): nobody in a chat.
 */
export type Visibility = "public" | "draft" | "scheduled" | "hidden";

/** What the author asks for in front matter about announcing this post. */
export interface Announcing {
  readonly notify: "normal" | "silent" | "digest" | "never";
  /** The author's own words to send with the card, or null. */
  readonly text: string | null;
}

export interface Post {
  /** Opaque, stable over restarts and renames: 10 characters of [a-z0-9]. */
  readonly id: string;
  /** The file's path from the site's root, with forward slashes. */
  readonly source: string;
  readonly slug: string;
  /** Never empty: a post without a title gets one from its file name. */
  readonly title: string;
  /** Null when the author gave none: never invented from the file's own times. */
  readonly date: PostDate | null;
  readonly updated: PostDate | null;
  readonly tags: readonly string[];
  /** Each category is a path from the outermost inwards. */
  readonly categories: readonly (readonly string[])[];
  readonly series: string | null;
  /** Its number in the series, where its author gave one. */
  readonly part: number | null;
  /** Pages of its own site that it links to, each once: as `pageAddress` writes addresses, or a file's path as `source` does; one that begins with `/` is known by its end. */
  readonly links: readonly string[];
  readonly authors: readonly string[];
  /** Absolute and percent-encoded; null when it cannot be known. */
  readonly url: string | null;
  readonly lang: string | null;
  /** Posts with an equal key are translations of each other. */
  readonly translationKey: string | null;
  /** Plain text, maths kept as TeX between dollars; empty for a protected post. */
  readonly summary: string;
  /** Absolute http(s) address of a picture. */
  readonly cover: string | null;
  /** How long its text takes to read; null when it has none that may be shown. */
  readonly reading: ReadingTime | null;
  readonly visibility: Visibility;
  /** Behind a password: title and link may be shown, its text never. */
  readonly protected: boolean;
  readonly announcing: Announcing;
  /** A stamp of what wrote its file, where that was Postern itself and not the author: the articles of a feed. */
  readonly form?: string;
}

/** Whether readers may see that this post exists. */
export const isVisible = (post: Pick<Post, "visibility">): boolean => post.visibility === "public";

/** Newest first, undated last, equal dates by source: a total order, so answers never flicker. */
export function byDate(a: Post, b: Post): number {
  const [instantA, instantB] = [a.date?.instant ?? -Infinity, b.date?.instant ?? -Infinity];
  if (instantA !== instantB) return instantA > instantB ? -1 : 1;
  return a.source < b.source ? -1 : a.source > b.source ? 1 : 0;
}

/** Whether a post's text is MDX: Markdown with modules, components and expressions. */
export const isMdx = ({ source }: Pick<Post, "source">): boolean => source.endsWith(".mdx");
