// What an owner may ask and decide in a chat; main puts the outbox and the library behind it.
import type { Post } from "../post/post.js";
import type { Place } from "./place.js";
import type { Reason } from "./reason.js";
import type { History } from "./subscription-service.js";

/** A post or message that is not where it should be. */
export interface DeskLine {
  readonly postId: string;
  readonly title: string;
  readonly state: "held" | "waiting" | "unsure" | "suspended" | "failed";
  /** The place it is for, as the owner writes it; null for a post that nobody was told of yet. */
  readonly to: string | null;
  readonly reason: Reason | null;
}

export interface DeskView {
  /** What to decide about first. */
  readonly lines: readonly DeskLine[];
  readonly held: number;
  readonly waiting: number;
  /** How many messages are how far. */
  readonly messages: History["places"];
}

/** Which held posts are meant: one by its id, or those that a notice asked about. */
export type HeldPosts = { readonly post: string } | { readonly notice: string };

export interface OwnerDesk {
  /** Whether a person, by the id of their platform, is the owner. */
  isOwner(person: Place): boolean;
  /** An owner asked in this language (BCP 47): they are told of matters in it. */
  speaks(person: Place, language: string): Promise<void>;
  /** Every post, drafts and scheduled ones included. */
  all(): readonly Post[];
  outbox(): Promise<DeskView>;
  /** Announces held posts, or never does; the titles of those that were held until now. */
  decide(to: "release" | "dismiss", posts: HeldPosts): Promise<readonly string[]>;
  isHeld(postId: string): Promise<boolean>;
}
