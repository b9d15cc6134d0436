// Buttons as an inline keyboard that Telegram takes: labels, states, rows and the whole within its limits.
import type { Locale } from "../../locale/locale.js";
import type { Button, Card } from "../../reply/reply.js";
import { cutText } from "../../fit/cut-text.js";
import { displayWidth } from "../../fit/columns.js";
import { safeLine } from "../../document/safe-text.js";
import { safeUrl } from "../../document/safe-url.js";

export type InlineButton = { readonly label: string } & (
  | { readonly url: string }
  | { readonly state: string }
  /** Words that find a post by inline mode in a chat that the reader chooses. */
  | { readonly share: string }
  /** Begins a search by inline mode in the same chat. */
  | { readonly search: true }
  /** What is copied. */
  | { readonly copy: string }
);

/** Bot API, InlineKeyboardButton: callback_data has 1–64 bytes. */
const STATE_BYTES = 64;
/** Longer labels are cut by the apps. */
const LONGEST_LABEL = 48;
/** What a row of one button shows of it on a phone, and what each further button takes; a sign of East Asia counts twice. */
const ROW_COLUMNS = 40;
const KEY_COLUMNS = 2;
/** The server answers REPLY_MARKUP_TOO_LONG to more than about 10 KB and to more than 100 buttons. */
const MOST_KEYS = 96;
const MOST_BYTES = 8000;

/** Bot API, CopyTextButton: 1–256 characters; InlineQuery: up to 256, of which the beginning of a title is enough. */
const LONGEST_COPY = 256;
const LONGEST_QUERY = 200;

/** Below a card: to send it to another chat, where inline mode is on, and to copy its address. */
export function cardKeys({ title, url }: Card, { say }: Locale, canShare: boolean): readonly InlineButton[] {
  // A cut through a sign of two units leaves half of it.
  const query = safeLine(title)
    .slice(0, LONGEST_QUERY)
    .replace(/\p{Cs}$/u, "");
  const address = url === null ? null : safeUrl(url);
  return [
    ...(canShare && query !== "" ? [{ label: say.share, share: query }] : []),
    ...(address !== null && address.length <= LONGEST_COPY ? [{ label: say.copyLink, copy: address }] : []),
  ];
}

/** For a reply that invites to search: inline mode shows what fits while one types. */
export const searchKeys = ({ say }: Locale): readonly InlineButton[] => [
  { label: say.welcomeTo.search, search: true },
];

function keyOf(button: Button<string> | InlineButton): InlineButton | null {
  const label = cutText(safeLine(button.label.slice(0, 1000)), LONGEST_LABEL);
  const visible = /[\p{L}\p{N}\p{P}\p{S}]/u.test(label) ? label : "…";
  if ("url" in button) {
    const url = safeUrl(button.url);
    return url === null ? null : { label: visible, url };
  }
  if ("share" in button || "copy" in button || "search" in button) return { ...button, label: visible };
  const state = "action" in button ? button.action : button.state;
  const bytes = Buffer.byteLength(state);
  return bytes >= 1 && bytes <= STATE_BYTES && state.isWellFormed() ? { label: visible, state } : null;
}

const weight = (key: InlineButton): number => Buffer.byteLength(JSON.stringify(key)) + 24;

export interface Group {
  readonly buttons: readonly (Button<string> | InlineButton)[];
  readonly mostPerRow: number;
  /** Shown even when what stands before must give way. */
  readonly keep?: boolean;
}

export function keyboardOf(groups: readonly Group[]): readonly (readonly InlineButton[])[] {
  const keysOf = (group: Group): InlineButton[] =>
    group.buttons
      .slice(0, MOST_KEYS)
      .map(keyOf)
      .filter((key) => key !== null);
  const kept = groups.filter(({ keep }) => keep).flatMap(keysOf);
  let bytes = kept.reduce((sum, key) => sum + weight(key), 0);
  let count = kept.length;
  return groups.flatMap((group) => {
    const keys = keysOf(group).filter((key) => {
      if (group.keep) return true;
      if (count + 1 > MOST_KEYS || bytes + weight(key) > MOST_BYTES) return false;
      count += 1;
      bytes += weight(key);
      return true;
    });
    return inRows(keys, group.mostPerRow);
  });
}

/** As many in a row as show whole beside each other. */
function inRows(keys: readonly InlineButton[], most: number): InlineButton[][] {
  const rows: InlineButton[][] = [];
  for (const key of keys) {
    const row = rows.at(-1);
    if (row && row.length < most && fit([...row, key])) row.push(key);
    else rows.push([key]);
  }
  return rows;
}

/** The buttons of a row are equally wide. */
const fit = (row: readonly InlineButton[]): boolean =>
  row.every(({ label }) => displayWidth(label) <= Math.floor(ROW_COLUMNS / row.length) - KEY_COLUMNS);
