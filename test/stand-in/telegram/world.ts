// What the stand-in Telegram knows: chats, messages as readers see them, queued updates, open buttons and queries.
import type { Call } from "./schemas.js";
import type { Entity } from "./html.js";
import type { ReadRich } from "./rich.js";

export interface Chat {
  readonly id: number;
  readonly type: "private" | "group" | "supergroup" | "channel";
  readonly title?: string;
  readonly first_name?: string;
  readonly username?: string;
  readonly is_forum?: true;
}
export interface User {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}
export interface Key {
  readonly text: string;
  readonly url?: string | undefined;
  readonly callback_data?: string | undefined;
  readonly switch_inline_query_current_chat?: string | undefined;
  readonly switch_inline_query_chosen_chat?: object | undefined;
  readonly copy_text?: { readonly text: string } | undefined;
}

export type InlineResult = Extract<Call, { method: "answerGuestQuery" }>["params"]["result"];
export type InlineAnswer = Extract<Call, { method: "answerInlineQuery" }>["params"];

/** A picture that the server has. */
export interface Photo {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** A message of the bot as its readers see it. */
export interface Shown {
  readonly id: number;
  readonly chat: Chat;
  /** Of a picture its caption. */
  readonly text: string;
  readonly entities: readonly Entity[];
  /** What it shows where it is a rich message, else null. */
  readonly rich: ReadRich | null;
  readonly photo: Photo | null;
  readonly keyboard: readonly (readonly Key[])[];
  /** The address whose preview is forced; null where previews are off, undefined where Telegram chooses. */
  readonly preview: string | null | undefined;
  readonly topic: number | null;
  readonly replyTo: number | null;
  readonly silent: boolean;
  /** Who alone sees it, and its number among such messages; null where everybody does. */
  readonly alone: { readonly user: number; readonly id: number } | null;
  /** How often it was edited. */
  readonly edits: number;
}

export type Update = { readonly update_id: number } & Readonly<Record<string, unknown>>;

export class World {
  readonly bot: User = { id: 4200, is_bot: true, first_name: "Postern", username: "postern_bot" };
  readonly chats = new Map<number, Chat>();
  /** The bot's messages, oldest first; an edit replaces, a deletion removes. */
  readonly shown: Shown[] = [];
  readonly removed: Shown[] = [];
  readonly pinned: { readonly chat: number; readonly message: number; readonly quiet: boolean }[] = [];
  readonly updates: Update[] = [];
  readonly openPresses = new Set<string>();
  readonly openInline = new Set<string>();
  readonly inlineAnswers = new Map<string, InlineAnswer>();
  readonly openGuests = new Set<string>();
  readonly guestAnswers = new Map<string, InlineResult>();
  /** By language code; "" is everybody's. */
  readonly menus = new Map<string, readonly { command: string; description: string }[]>();
  readonly descriptions = new Map<string, string>();
  readonly shortDescriptions = new Map<string, string>();
  menuButton: "default" | "commands" | "web_app" = "default";
  readonly members = new Map<string, string>();
  /** Old chat id to the new one. */
  readonly migrated = new Map<number, number>();
  /** Chats that do not let the bot in, with Telegram's words. */
  readonly closed = new Map<number, string>();
  /** Whether messages for one person are taken; `unknown`: the server ignores the parameter; else the words of refusal. */
  ephemeral: "taken" | "unknown" | { readonly refusal: string } = "taken";
  /** What getMe says of inline mode. */
  supportsInline = true;
  /** Whether the server knows rich messages. */
  knowsRich = true;
  /** Chats that take no rich messages, or none with pictures, with the server's words. */
  readonly richless = new Map<number, string>();
  readonly pictureless = new Map<number, string>();
  /** Pictures that the server cannot fetch. */
  readonly broken = new Set<string>();
  /** Uploaded pictures by the names that the server gave them. */
  readonly files = new Map<string, Uint8Array>();
  /** Chats where the bot may send no photos. */
  readonly photoless = new Set<number>();
  /** Chats that the bot must not send to for so many seconds, or whose sends are never answered. */
  readonly flooded = new Map<number, number | "silent">();
  webhook: string | null = null;
  allowed: readonly string[] | null = null;
  #next = 1000;

  id(): number {
    return (this.#next += 1);
  }

  chat(id: number | string): Chat | undefined {
    for (const chat of this.chats.values()) if (`@${chat.username}` === id) return chat;
    return this.chats.get(Number(id));
  }

  find(chat: Chat, message: number): Shown | undefined {
    return this.shown.find((one) => one.chat.id === chat.id && one.id === message);
  }
}
