// The Reply: a neutral message. It knows no platform; chats render it.
import type { Document } from "../document/document.js";
import type { Stretch } from "../document/marked.js";
import type { Post } from "../post/post.js";
import type { ReplyForm } from "./form.js";

/** What a button does: asks a command again, with these arguments, at this page (from 1). */
export interface Action {
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  readonly page?: number;
}

export type Button<A> =
  | {
      readonly label: string;
      readonly action: A;
      readonly style?: "primary" | "danger";
      /** The id of the post whose article it opens: for a chat where only a link can stand in its place. */
      readonly article?: string;
    }
  | { readonly label: string; readonly url: string };

/** One post in full. Texts are plain and uncut: the renderer decides what fits. */
export interface Card {
  readonly post: Post;
  readonly title: string;
  readonly url: string | null;
  /** The date as the reader's language writes it, or null. */
  readonly date: string | null;
  readonly tags: readonly string[];
  /** Each a path joined for reading, `A › B`. */
  readonly categories: readonly string[];
  readonly summary: Document;
  readonly cover: string | null;
  /** Short remarks: that it is protected, reading time, … */
  readonly notes: readonly string[];
}

export interface ListItem<A> {
  readonly title: string;
  /** What of the title (as one safe line) was asked for, in order; shown in bold. */
  readonly marks?: readonly Stretch[];
  /** A sentence that answers what was asked (as one safe line), with its marks. */
  readonly passage?: { readonly text: string; readonly marks: readonly Stretch[] };
  readonly url: string | null;
  /** A second line: date, count, excerpt. Plain text. */
  readonly detail: string;
  /** 0 unless the list is a tree. */
  readonly depth: number;
  readonly action?: A;
}

export interface Page<A> {
  /** From 1. */
  readonly number: number;
  readonly count: number;
  readonly previous: A | null;
  readonly next: A | null;
}

/**
 * An article for a chat whose messages carry some 30,000 signs: the same text as the Reply's body and page,
 * in fewer and larger parts. Its presence says that the body is a part of an article.
 */
export interface Article<A> {
  readonly body: Document;
  readonly page?: Page<A>;
  readonly buttons: readonly Button<A>[];
}

/** Code too long for one message, whole: for a chat that takes files. */
export interface CodeFile {
  readonly name: string;
  readonly text: string;
}

export interface Reply<A = Action> {
  readonly title?: string;
  readonly body?: Document;
  readonly article?: Article<A>;
  /** Code of which the body holds only the beginning. */
  readonly file?: CodeFile;
  readonly card?: Card;
  readonly list?: readonly ListItem<A>[];
  /** The number of the list's first line, so that numbers go on over pages; 1 unless given. */
  readonly firstNumber?: number;
  readonly page?: Page<A>;
  /** The address whose preview is shown, null for none, where a chat makes previews; that of the card unless given. */
  readonly preview?: string | null;
  /** Shown instead of all else where the chat can show forms and it is not too late for one. */
  readonly form?: ReplyForm<A>;
  /** In rows as the chat likes. */
  readonly buttons: readonly Button<A>[];
  /** The posts this answer is about, ranked as answered. */
  readonly posts: readonly Post[];
  /** `asker`: only for who asked, where the chat can do that. */
  readonly audience: "everyone" | "asker";
  /** Whoever reads it may want to search at once: a chat in which one can begin to type a search has a button for it. */
  readonly invitesSearch?: true;
  /** Who asked may not do that. Where a button asked, what it stands under stays for those who may. */
  readonly isRefusal?: true;
  /** Asks for the same again, to be shown to everyone; where the chat can do that, and of what others may like to see. */
  readonly toShare?: A;
}

/** A Reply whose actions are packed into button states: strings of at most 64 bytes. */
export type SealedReply = Reply<string>;
