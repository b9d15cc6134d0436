// What a Command is: one thing a reader can ask.
import type { LibraryView } from "../library/library.js";
import type { Phrases } from "../locale/en/en.js";
import type { Locale } from "../locale/locale.js";
import type { Post } from "../post/post.js";
import type { Answers } from "../reply/form.js";
import type { Reply } from "../reply/reply.js";
import type { OwnerDesk } from "../subscription/owner-desk.js";
import type { Change, SubscriptionService } from "../subscription/subscription-service.js";
import type { Subscription } from "../subscription/subscription.js";
import type { ChosenPlace, Extra, Place, Right, PlaceRole } from "../subscription/place.js";
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
  /** What the text is looked up as: one `post` (a button gives its id), or all `posts` that fit. */
  readonly looksUp?: "post" | "posts";
  /** In letters, where it may be longer than a question is. */
  readonly longest?: number;
}

/** Arguments by option name; an option not given is absent. Numbers and flags come as text too. */
export type Args = Readonly<Record<string, string>>;

export interface Suggestion {
  /** Uncut; the chat cuts it. */
  readonly label: string;
  /** What of the label is asked for, and what only describes it; absent where all of it is asked for. */
  readonly parts?: { readonly asked: string; readonly detail: string };
  readonly value: string;
  /** Nothing fits what was typed, and this is only near it. True of all or of none. */
  readonly isGuess?: true;
}

/** How often posts were asked for: numbers only, nothing about who asked. */
export interface Popularity {
  count(postId: string): Promise<void>;
  /** Ids, the most asked for first. */
  most(limit: number): Promise<readonly string[]>;
}

/** When readers last asked for what is new, in milliseconds; `visitor` is who asks and where. */
export interface Visits {
  last(visitor: string): Promise<number | null>;
  note(visitor: string, at: number): Promise<void>;
  forget(visitor: string): Promise<void>;
  /** Ids of the posts that became news after a time. */
  appeared(since: number): Promise<readonly string[]>;
}

/** What is kept of who asks and of the place. */
export interface Kept {
  /** When they last asked for what is new there. */
  lastVisit(): Promise<number | null>;
  appeared: Visits["appeared"];
  subscription(): Promise<Subscription | null>;
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
  /** Null where nothing is counted. */
  readonly popular: Pick<Popularity, "most"> | null;
  /** Null where nothing is kept (page, terminal, who is not known). */
  readonly kept: Kept | null;
  /** Where the owner asks and nobody else reads the answer; else null. */
  readonly desk: OwnerDesk | null;
  /** How a command is written in this chat: `/post`. */
  readonly prefix: string;
  /** The command to be tapped, in this chat's own markup, where there is such a thing. */
  readonly mentionOf: (command: string) => string | undefined;
  /** Links that let the bot in elsewhere; none where who asks needs none. */
  readonly invitations: readonly { readonly into: keyof Phrases["addMe"]; readonly url: string }[];
}

/** What a command of the owner's may look at besides. */
export interface OwnerContext extends Context {
  readonly desk: OwnerDesk;
}

/** What a command about subscriptions may look at besides: the place it is asked at. */
export interface PlaceContext extends Context {
  readonly place: Place;
  /** Whether an address is of the same group or server. */
  readonly isBeside: (address: string) => boolean | Promise<boolean>;
  /** What the bot is not allowed to do there and must be to write there, as far as that is known. */
  readonly missingRights: readonly Right[];
  readonly extras: readonly Extra[];
  readonly roles: readonly PlaceRole[];
  /** Gives who asks such a role, or takes it; null where there are none. */
  readonly toggleRole: ((role: string) => Promise<"given" | "taken" | "refused">) | null;
  readonly subscriptions: Pick<SubscriptionService, "at" | "history" | "limitReached">;
  /** Whether a form can be shown. */
  readonly takesForms: boolean;
  /** A place that was chosen in a form, by its address; null where it was not, or is of another server. */
  readonly chosenPlace: (address: string) => ChosenPlace | null;
}

/** An answer that holds once its change has been carried out. */
export interface ReplyWithChange {
  /** `visited`: they have seen what is new; `forget`: that is no longer kept. */
  readonly change: Change | { readonly kind: "visited" | "forget" };
  readonly reply: Reply;
}

type CommandResult = Reply | ReplyWithChange | Promise<Reply | ReplyWithChange>;

/** What a command is; dispatcher, menus and `/help` go by these facts, never by its name. */
interface CommandFacts {
  readonly name: string;
  readonly description: (locale: Locale) => string;
  readonly options: readonly Option[];
  /** A line that is no command is for this one: the text of its first option. True of one command. */
  readonly takesFreeText?: true;
  /** Tells what can be asked: it answers a slash alone, and is named where a command is unknown. True of one command. */
  readonly isHelp?: true;
  /** What of a post its reply must show for that post to count as asked for (`/popular`). */
  readonly counts?: "card" | "article";
  /** Whether an answer that only the asker sees may be shown to everyone, where the chat can do that. */
  readonly shares?: true;
  /** `most`: so many at most, where there may be more than a chat lists. */
  /**
   * What it is called where a chat offers it on somebody's message; the message's words are then the text of its first
   * option. True of one command.
   */
  readonly onMessage?: (locale: Locale) => string;
  suggest?(option: string, typed: string, context: Context, most?: number): readonly Suggestion[];
}

/** A command that anybody may give anywhere. */
interface OpenCommand extends CommandFacts {
  readonly needs?: undefined;
  run(args: Args, context: Context): CommandResult;
}

/** One about the place where it is asked, refused where nothing can be pushed; `manager`: and to who may not decide for it. */
interface PlaceCommand extends CommandFacts {
  readonly needs: "place" | "manager";
  run(args: Args, context: PlaceContext): CommandResult;
  /** Takes the answers to its form. */
  fill?(answers: Answers, context: PlaceContext): CommandResult;
}

/** One for the owner of the bot, refused to everybody else, and where others read the answer. */
export interface OwnerCommand extends CommandFacts {
  readonly needs: "owner";
  run(args: Args, context: OwnerContext): CommandResult;
}

export type Command = OpenCommand | PlaceCommand | OwnerCommand;
