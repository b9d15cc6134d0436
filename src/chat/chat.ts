// What every chat is to main: something that starts, answers readers, and stops.

/** A link that an owner opens to let the bot in, with the rights it needs; `chat` is the bot's own, for every reader. */
export interface Invitation {
  readonly into: "server" | "chat" | "group" | "channel";
  readonly url: string;
}

/** How a chat stands. Reasons never hold a secret. */
export type ChatState =
  | { readonly kind: "connecting" }
  /** Another process on the same store answers; this one takes over when that is gone. */
  | { readonly kind: "standby" }
  /** `as` is the bot's own name there. */
  | {
      readonly kind: "connected";
      readonly as: string;
      readonly invitations: readonly Invitation[];
      /** Of the parts into which the platform divides its servers, where there are several. */
      readonly shards?: { readonly connected: number; readonly of: number };
    }
  /** For good; the reason says what to do. */
  | { readonly kind: "refused"; readonly reason: string }
  /** Tried again in the background; the hint names the settings of the proxy. */
  | { readonly kind: "unreachable"; readonly reason: string; readonly hint: string };

export interface Chat {
  readonly name: string;
  /** As it is now. */
  state(): ChatState;
  /**
   * Resolves when the chat answers, or when it keeps trying in the background after a fault that may pass.
   * Throws ChatError when it never will (a refused token).
   */
  start(): Promise<void>;
  /** Takes no more questions, finishes what is being answered (within 3 s) and leaves. */
  stop(): Promise<void>;
}

/** A fault the owner must mend; the message says how. Never holds a secret. */
export class ChatError extends Error {
  override readonly name = "ChatError";
}

/**
 * Told of places, by whether an address is meant: open, they may be written to again and are looked at soon; closed, the
 * bot was shut out of them.
 */
export type OnPresence = (isMeant: (address: string) => boolean, open: boolean) => Promise<void>;
