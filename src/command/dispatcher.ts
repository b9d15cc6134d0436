// What a chat calls: it finds the command, runs it for who asks, and seals the answer's buttons into states.
import type { Post } from "../post/post.js";
import type { Answers } from "../reply/form.js";
import type { Action, SealedReply } from "../reply/reply.js";
import type { Hit } from "../search/search-index.js";
import type { ChosenPlace, Extra, Place, Right, PlaceRole } from "../subscription/place.js";
import type { Args, Command, Context, Suggestion } from "./command.js";

/** Who asks, as far as an answer may depend on it. */
export interface Asker {
  /** BCP 47, as the platform tells it; null when it does not. */
  readonly locale: string | null;
  /** Where the question was asked, as a subscription's place; absent where nothing can be pushed (page, terminal). */
  readonly place?: Place;
  /** Who asks, as the platform knows them; absent where that is not told. */
  readonly person?: string;
  /** Whether the chat shows some answers to the asker alone, and can show them to everyone when asked to. */
  readonly canShare?: boolean;
  /** Whether an address is of the same group or server as `place`. */
  readonly isBeside?: (address: string) => boolean | Promise<boolean>;
  /** The answer is only offered, and may never be sent: it does not count as asked for. */
  readonly isOffer?: boolean;
  /** What the bot would need besides to write at `place`; absent where that is not told with the question. */
  readonly missingRights?: readonly Right[];
  /** What a message at `place` may have besides; nothing unless given. */
  readonly extras?: readonly Extra[];
  /** The roles that can be mentioned at `place`. */
  readonly roles?: () => readonly PlaceRole[] | Promise<readonly PlaceRole[]>;
  /** Gives who asks a role there that gives no rights, or takes it where they have it. */
  readonly toggleRole?: (role: string) => Promise<"given" | "taken" | "refused">;
  /** Whether the chat shows forms. */
  readonly takesForms?: boolean;
  /** The place that was chosen in the form that is handed in. */
  readonly chosenPlace?: (address: string) => ChosenPlace | null;
  /** A command as the chat writes it to be tapped, in its own markup; absent, or undefined, where there is no such thing. */
  readonly mentionOf?: (command: string) => string | undefined;
  /** Links that let the bot in elsewhere, where who asks may need them. */
  readonly invitations?: Context["invitations"];
  /** Whether an answer that is for who asks reaches nobody else. */
  readonly isAlone?: boolean;
  /** Asks the platform, now, whether who asks may decide for this place; absent: nobody may. */
  readonly mayManage?: () => Promise<boolean>;
}

export interface Dispatcher {
  /** Every command, for registration and menus. */
  readonly commands: readonly Command[];
  /** What the blog is called; empty where nothing says it. */
  title(): string;
  /** Those for the owner, where there is one. */
  readonly ownerCommands: readonly Command[];
  /** Never throws: an unknown command, a bad argument or a fault inside is answered politely. */
  run(name: string, args: Args, asker: Asker): Promise<SealedReply>;
  /** A line as a reader types it, `/post usefulness`; one that is no command is taken for what the reader looks for. */
  ask(line: string, asker: Asker): Promise<SealedReply>;
  /** What answers a message that somebody wrote to others (`onMessage`), for who asks about it. */
  askAbout(message: string, asker: Asker): Promise<SealedReply>;
  /** What the search finds for the words of such a line, the best first; nothing where a line looks for nothing. */
  search(line: string, asker: Asker, limit?: number): readonly Hit[];
  /**
   * A sentence with the posts that its `+words+` mean linked to; null where it is a command, or has none that mean one.
   * `addressOf`: where a post's link leads.
   */
  link(sentence: string, asker: Asker, addressOf: (post: Post) => string | null): Promise<SealedReply | null>;
  /** What a button's state stands for, run again on today's posts; a forged or outdated one is answered politely. */
  press(state: string, asker: Asker): Promise<SealedReply>;
  /** What was chosen in a form, by the state it was shown with. */
  fill(state: string, answers: Answers, asker: Asker): Promise<SealedReply>;
  /** The same for what a link of ours asks, which no button sealed. */
  open(action: Action, asker: Asker): Promise<SealedReply>;
  /** Completions for a half-typed option; synchronous, from memory. At most 25 unless told. */
  suggest(name: string, option: string, typed: string, asker: Asker, most?: number): readonly Suggestion[];
}

/** The command that answers what is typed without one, and the option that takes it. */
export function freeTextCommand({ commands }: Pick<Dispatcher, "commands">): {
  readonly name: string;
  readonly option: string;
} {
  const command = commands.find(({ takesFreeText }) => takesFreeText);
  const option = command?.options.find(({ suggests }) => suggests);
  return { name: command?.name ?? "", option: option?.name ?? "" };
}
