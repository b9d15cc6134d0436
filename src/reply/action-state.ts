// Packs what a button does into a state of at most 64 bytes, and back. Versioned; strict, for it comes from outside.
import type { Action } from "./reply.js";

/** Telegram's callback_data takes 1–64 bytes (Bot API, InlineKeyboardButton); Discord's custom_id 100 characters. */
export const STATE_BYTES = 64;

/** Where a state too long for a button is kept under a short key; the same text has the same key. */
export interface StateStore {
  remember(text: string): Promise<string>;
  recall(key: string): Promise<string | null>;
}

const VERSION = "1";
const SEPARATOR = "|";

const escape = (value: string): string =>
  value.replace(/[%|=\u0000-\u001f]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, "0")}`);

const unescape = (value: string): string =>
  value.replace(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** `1|search|2|query=usefulness`: version, command, page, arguments. */
const write = ({ command, page, args }: Action): string =>
  [
    VERSION,
    command,
    page ?? 1,
    ...Object.entries(args).map(([name, value]) => `${name}=${escape(value.toWellFormed())}`),
  ].join(SEPARATOR);

function read(text: string): Action | null {
  const [version, command, page, ...args] = text.split(SEPARATOR);
  if (version !== VERSION || !command || !/^[1-9]\d{0,5}$/.test(page ?? "")) return null;
  const pairs = args.map((arg) => {
    const at = arg.indexOf("=");
    return [arg.slice(0, at), unescape(arg.slice(at + 1))] as const;
  });
  return { command, page: Number(page), args: Object.fromEntries(pairs.filter(([name]) => name !== "")) };
}

/** The state for an action: itself when it fits, else the key under which `memory` keeps it. */
export async function sealAction(action: Action, memory: StateStore): Promise<string> {
  const text = write(action);
  return Buffer.byteLength(text) <= STATE_BYTES ? text : `k${SEPARATOR}${await memory.remember(text)}`;
}

/** The action a state stands for; null when it is forged, damaged, of another version or long forgotten. */
export async function openState(state: string, memory: StateStore): Promise<Action | null> {
  if (Buffer.byteLength(state) > STATE_BYTES) return null;
  if (!state.startsWith(`k${SEPARATOR}`)) return read(state);
  const text = await memory.recall(state.slice(2));
  return text === null ? null : read(text);
}
