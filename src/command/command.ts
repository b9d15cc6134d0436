// What a Command is: one thing a reader can ask.
import type { LibraryView } from "../library/library.js";
import type { Locale } from "../locale/locale.js";
import type { Reply } from "../reply/reply.js";
import type { SearchIndex } from "../search/search-index.js";

/** An option a command takes. Texts are keys of the locale's catalogue. */
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

/** What a command may look at. */
export interface Context {
  /** Every command, for those that speak about them. */
  readonly commands: readonly Command[];
  readonly library: LibraryView;
  readonly index: SearchIndex;
  readonly locale: Locale;
  /** The page asked for, from 1. */
  readonly page: number;
  readonly now: Date;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** How a command is written in this chat: `/post`. */
  readonly prefix: string;
}

export interface Command {
  readonly name: string;
  readonly description: (locale: Locale) => string;
  readonly options: readonly Option[];
  /** Other names it listens to, where a chat has no list of commands to choose from. */
  readonly aliases?: readonly string[];
  run(args: Args, context: Context): Reply | Promise<Reply>;
  suggest?(option: string, typed: string, context: Context): readonly Suggestion[];
}
