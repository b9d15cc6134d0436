// What a Command is: one thing a reader can ask.
import type { LibraryView } from "../library/library.js";
import type { Locale } from "../locale/locale.js";
import type { Post } from "../post/post.js";
import type { Reply } from "../reply/reply.js";
import type { Change, Desk } from "../subscription/desk.js";
import type { Place } from "../subscription/place.js";
import type { SearchIndex } from "../search/search-index.js";

/** An option a command takes. */
export interface Option {
  readonly name: string;
  readonly description: (locale: Locale) => string;
  readonly required: boolean;
  readonly kind: "text" | "number" | "choice" | "flag";
  /** For `choice`: the values, each with what it is called. */
  readonly choices?: readonly { readonly value: string; readonly label: (locale: Locale) => string }[];
  /** For `number`: the bounds, both included. */
  readonly min?: number;
  readonly max?: number;
  /** Whether the command's `suggest` completes this option while the reader types. */
  readonly suggests?: boolean;
}

/** Arguments by option name; an option not given is absent. Numbers and flags come as text too. */
export type Args = Readonly<Record<string, string>>;

export interface Suggestion {
  /** Uncut; the chat cuts it. */
  readonly label: string;
  readonly value: string;
}

/** How often posts were asked for: numbers only, nothing about who asked. */
export interface Popularity {
  count(postId: string): Promise<void>;
  /** Ids, the most asked for first. */
  most(limit: number): Promise<readonly string[]>;
}

/** What a command may look at. */
export interface Context {
  /** Every command, for those that speak about them. */
  readonly commands: readonly Command[];
  readonly library: LibraryView;
  readonly index: SearchIndex;
  /** The same post in other languages. */
  readonly translationsOf: (post: Post) => readonly Post[];
  readonly locale: Locale;
  /** The page asked for, from 1. */
  readonly page: number;
  readonly now: Date;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** Where it is asked, as a place that can be told of posts; null on the page and in the terminal. */
  readonly place: Place | null;
  /** Asks the platform whether who asks may decide for the place. */
  readonly mayManage: () => Promise<boolean>;
  /** Subscriptions; null where nothing can be pushed. */
  readonly desk: Pick<Desk, "at" | "history"> | null;
  /** Null where nothing is counted. */
  readonly popular: Pick<Popularity, "most"> | null;
  /** How a command is written in this chat: `/post`. */
  readonly prefix: string;
}

/** An answer that holds once its change has been carried out. */
export interface Answer {
  readonly change: Change;
  readonly reply: Reply;
}

export interface Command {
  readonly name: string;
  readonly description: (locale: Locale) => string;
  readonly options: readonly Option[];
  /** Other names it listens to, where a chat has no list of commands to choose from. */
  readonly aliases?: readonly string[];
  run(args: Args, context: Context): Reply | Answer | Promise<Reply | Answer>;
  suggest?(option: string, typed: string, context: Context): readonly Suggestion[];
}
