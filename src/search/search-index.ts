// The interface of the shared index: what answers a query with ranked hits. Nothing outside knows the engine.
import type { Body } from "../post/body.js";
import type { Post } from "../post/post.js";
import type { MatchWay } from "./weights.js";

export interface SearchOptions {
  /** At most so many hits; 10 unless told. */
  readonly limit?: number;
  /**
   * The reader is still typing: the last word may be a beginning. Nothing is waited for: a word in a script that the
   * blog has not needed yet is answered fully once its dictionary has been read, some tenths of a second later.
   */
  readonly typing?: boolean;
}

/** Why a post was found: which field, how, by which word of the query. */
export interface Match {
  readonly field: "title" | "slug" | "tags" | "categories" | "excerpt" | "body";
  readonly how: MatchWay | "phrase";
  readonly word: string;
  readonly score: number;
}

export interface Hit {
  readonly post: Post;
  /** Higher is better; comparable within one answer only. */
  readonly score: number;
  readonly matches: readonly Match[];
  /** Nothing fits what was asked, and this is only the nearest there is. True of every hit of an answer or of none. */
  readonly isGuess?: true;
}

/** A stretch of a text in UTF-16 units; `to` is behind its end. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where in a post's text a question is answered. */
export interface Passage {
  /** The sentence that fits best, or a piece of a long one; empty where only a heading fits. */
  readonly sentence: string;
  /** All headings of the text, and which of them the answer stands under: -1 for none, or where the whole post is the answer. */
  readonly headings: Body["text"]["headings"];
  readonly under: number;
}

export interface SearchIndex {
  /** Ranked hits, best first, in a deterministic order. Any query is fine; an empty one finds nothing. */
  search(query: string, options?: SearchOptions): readonly Hit[];
  /** Reads, in slices, what a query needs that was not needed before. Asked without it, `search` reads it at once. */
  ready(query: string): Promise<void>;
  /** Where in a title or sentence what was asked for stands, in order: the words, their other forms, translations, sounds. */
  where(query: string, title: string): readonly Span[];
  /** Where in the texts of posts the answer stands, in their order; null where too little of the question does. */
  passages(query: string, posts: readonly Post[]): Promise<readonly (Passage | null)[]>;
  /** Posts that say the same words as a post, the most alike first; the score is a share of what the post has in common with itself. */
  similar(post: Post, limit: number): Promise<readonly Pick<Hit, "post" | "score">[]>;
  /** The nearest of `names` (tags, categories) to what was typed, best first: case, width, typos, scripts. */
  nearest(typed: string, names: readonly string[], limit: number): readonly string[];
}

export interface PostToIndex {
  readonly post: Post;
  /** `written`: anything that is another where the text is another; `text` does not matter where `knows` is true. */
  readonly body: Pick<Body, "written" | "text">;
}

/**
 * The side of the index that follows the library. Work is done in slices of some milliseconds, in the order it came;
 * what is not done yet is not found yet, and what was found before goes on being found.
 */
export interface WritableIndex extends SearchIndex {
  /** Whether the same is in it already, maybe from an earlier run. */
  knows(post: Post, written: string): boolean;
  /** Adds or replaces posts. Posts readers may not see are dropped. Resolves when they are found. */
  put(entries: readonly PostToIndex[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** Forgets posts that were saved and not put since: to be called once the library has read everything. */
  forgetUnseen(): Promise<void>;
  /** Keeps the index in its file; nothing for an index without one. Rejects when the file cannot be written. */
  save(): Promise<void>;
}
