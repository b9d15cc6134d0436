// The Library: the posts of all sources now, and the changes between two nows.
import type { DividedArticle } from "../fit/article.js";
import type { LazyBody } from "../post/body.js";
import type { Post } from "../post/post.js";
import type { Site } from "../post/site.js";
import type { Problem } from "../generator/generator.js";
import type { ReadingProgress } from "./reading-progress.js";

/** A change of one post. `body` is handed over so that no one need keep it. */
export type PostChange =
  | { readonly kind: "added"; readonly post: Post; readonly body: LazyBody }
  | { readonly kind: "changed"; readonly before: Post; readonly post: Post; readonly body: LazyBody }
  | { readonly kind: "removed"; readonly post: Post };

/** What commands and the search may see: reading only. */
export interface LibraryView {
  readonly site: Site;
  /** Posts readers may see, newest first. A new array whenever something changed, else the same one. */
  visible(): readonly Post[];
  /** A post readers may see, by id; undefined when it is gone or hidden. */
  get(id: string): Post | undefined;
  /** The whole text of a post readers may see, to be read part by part; null when it is gone, hidden or protected. */
  article(id: string): Promise<DividedArticle | null>;
}

/** A promise it returns is waited for before the batch after the next, so that texts do not pile up in memory. */
export type Listener = (changes: readonly PostChange[]) => unknown;

export interface Library extends LibraryView {
  /** Every post, hidden ones included, newest first. */
  all(): readonly Post[];
  /** What a post readers may see says; null when it is gone, hidden or protected. */
  body(id: string): LazyBody | null;
  problems(): readonly Problem[];
  /** Called with changes in batches, also while the first load runs; returns how to stop it. */
  onChange(listener: Listener): () => void;
  /** Whether every source has been read at least once; a repository or feed that could not be had yet has not. */
  complete(): boolean;
  /** Whether all that every source had at the start, by its origin's own word, has been read. */
  upToDate(): boolean;
  /** How far it is with reading everything; null when it has been read. */
  progress(): ReadingProgress | null;
  /** Resolves when everything known of now has been read. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}
