// Which chats take answers that only who asked sees (Telegram's ephemeral messages). Learnt from refusals, in memory only.
import { LRUCache } from "lru-cache";
import { atMost } from "../at-most.js";
import type { CallError } from "./api.js";

/** A chat that refused is asked again after so long, in ms. */
const REST = 6 * 3_600_000;
/** The server knows of none, or gives none to this bot. */
const NONE = /method not found|EPHEMERAL\w*(DISABLED|UNSUPPORTED|NOT_ALLOWED)|bots? can't send ephemeral/i;

/** `auto`: in groups, where they are taken; `off`: never. */
export type AloneMode = "auto" | "off";

export interface AloneUse {
  takes(chat: string): boolean;
  /** It was refused; null: it was sent, but for everybody to see, by a server that knows no such messages. */
  refused(chat: string, error: CallError | null): void;
}

export function aloneUse(mode: AloneMode): AloneUse {
  let never = mode === "off";
  const resting = new LRUCache<string, true>({ ...atMost(10_000), ttl: REST });
  return {
    takes: (chat) => !never && !resting.has(chat),
    refused(chat, error) {
      if (error === null || NONE.test(error.message)) never = true;
      else resting.set(chat, true);
    },
  };
}

/** Marks the state of the button that shows to everyone what one has seen alone. */
const SHARE = "s|";

export const shareState = (state: string): string => `${SHARE}${state}`;

/** The state of a button, and whether the answer is to be shown to everyone. */
export const readShare = (state: string): { readonly state: string; readonly shares: boolean } =>
  state.startsWith(SHARE) ? { state: state.slice(SHARE.length), shares: true } : { state, shares: false };
