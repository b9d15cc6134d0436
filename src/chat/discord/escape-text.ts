// Plain text as Discord Markdown that shows it literally, cut to a budget between graphemes. Linear in what is kept.
import { percentDecoded } from "../../document/decoded.js";
import { safeText } from "../../document/safe-text.js";
import { graphemeEnd } from "../../fit/cut-text.js";

/** What came of printing into a budget: `whole` is false when something had to be left out. */
export interface Printed {
  readonly text: string;
  readonly whole: boolean;
}

const URLS = /(https?:\/\/[^\s<>]+)/;
const SIGNS = /[\\*_~`|<>[\]#@]/g;
const ESCAPED = new Set("\\*_~`|<>[]#@");
/** At the start of a run: what would make a line a list (`-`, `+`, `1.`); `#`, `>` and `*` are escaped anyway. */
const LIST_SIGN = /^(\s*)(?:([-+])|(\d*)([.)]))/;
/** What would close or open a mark inside an address, which cannot be escaped there. */
const IN_URL = /[\\*~`|[\]()]/g;

const encode = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;

/** A longer address is not put into a text where a button has it. */
export const LONGEST_INLINE_URL = 500;
const ENCODED = /(?:%[89A-F][0-9A-F])+/gi;

/** An address that no sign of Markdown in it can break; a long one with its letters as they are, which are shorter. */
export const markdownUrl = (url: string): string =>
  (url.length > LONGEST_INLINE_URL ? url.replace(ENCODED, withLetters) : url).replace(IN_URL, encode);

const withLetters = (encoded: string): string =>
  percentDecoded(encoded).replace(/[^\p{L}\p{M}\p{N}]+/gu, encodeURIComponent);

const escapeRun = (run: string): string =>
  run
    .replace(LIST_SIGN, (_, space: string, bullet?: string, digits?: string, dot?: string) =>
      bullet ? `${space}\uE000${bullet}` : `${space}${digits ?? ""}\uE000${dot ?? ""}`,
    )
    .replace(SIGNS, "\\$&")
    .replaceAll("\uE000", "\\");

/** The beginning of a text, never ending in half a surrogate pair. */
export const beginning = (value: string, units: number): string =>
  value.length <= units ? value : value.slice(0, Math.max(0, units)).replace(/[\ud800-\udbff]$/, "");

/** How many units of a run come out, escaped, as at most `room`. */
function fitting(run: string, room: number): number {
  let left = room - (LIST_SIGN.test(run) ? 1 : 0);
  let at = 0;
  for (; at < run.length; at += 1) {
    left -= ESCAPED.has(run.charAt(at)) ? 2 : 1;
    if (left < 0) break;
  }
  return at;
}

/**
 * @param room at most so many UTF-16 units come out
 * @param inLink inside the label of a link, where Discord takes no address: its slashes are divided invisibly
 */
export function escapeText(value: string, room: number, inLink = false): Printed {
  // Escaping never shortens, so more than this can never fit.
  const kept = safeText(beginning(value, Math.max(0, room) * 2 + 64))
    .replaceAll("\uE000", "\uFFFD")
    .replace(/\s+/g, " ");
  let text = "";
  for (const [index, token] of kept.split(URLS).entries()) {
    if (token === "") continue;
    const isUrl = index % 2 === 1;
    const escaped = isUrl && !inLink ? markdownUrl(token) : escapeRun(dividedUrl(token, isUrl));
    if (text.length + escaped.length <= room) {
      text += escaped;
      continue;
    }
    if (isUrl) return { text, whole: false };
    const end = graphemeEnd(token, fitting(token, room - text.length));
    return { text: text + escapeRun(token.slice(0, end)), whole: false };
  }
  return { text, whole: value.length <= Math.max(0, room) * 2 + 64 };
}

const dividedUrl = (token: string, isUrl: boolean): string =>
  isUrl ? token.replace("://", ":/\u200B/") : token;
