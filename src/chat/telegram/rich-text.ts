// Text with marks under a budget: cut first, printed last, so that tags always close and no limit is broken.
import { graphemeEnd } from "../../fit/cut-text.js";
import { safeText } from "../../document/safe-text.js";

/** One Telegram HTML tag around a stretch of text. Two marks are the same only if they are the same object. */
export type HtmlMark =
  | { readonly tag: "b" | "i" | "s" | "u" | "code" }
  | { readonly tag: "a"; readonly href: string }
  | { readonly tag: "pre"; readonly lang: string | null }
  | { readonly tag: "blockquote"; readonly expandable: boolean };

export interface MarkedText {
  readonly text: string;
  /** From the outermost inwards. */
  readonly marks: readonly HtmlMark[];
}

/** What Telegram would turn into a mention, and so into a ping. */
const MENTION = /(?<![\p{L}\p{N}_])@(?=[A-Za-z0-9_])/gu;
/** Addresses Telegram links by itself that are not web pages. */
const APP_LINK = /\b(tg|ton|tonsite):(?=\/\/)/gi;
const WORD_JOINER = "\u2060";

/** Far more than any message holds: what lies behind is not even looked at. */
const LONGEST_INPUT = 32_768;

/** A text free of lone surrogates, controls and whatever would ping or link by itself. */
export function harmless(text: string): string {
  return verbatim(text).replace(MENTION, `@${WORD_JOINER}`).replace(APP_LINK, `$1:${WORD_JOINER}`);
}

/** As `harmless`, for code, in which Telegram finds neither mentions nor links. */
export const verbatim = (text: string): string => safeText(text.slice(0, LONGEST_INPUT));

/** The beginning of `text` in at most `room` UTF-16 units, ending between graphemes. */
const head = (text: string, room: number): string =>
  room <= 0 ? "" : text.slice(0, graphemeEnd(text, room));

/** As `harmless`, in one line. */
export const line = (text: string): string => harmless(text).replace(/\s+/gu, " ").trim();

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

function opening(mark: HtmlMark): string {
  if (mark.tag === "a") return `<a href="${escapeHtml(mark.href)}">`;
  if (mark.tag === "blockquote") return mark.expandable ? "<blockquote expandable>" : "<blockquote>";
  if (mark.tag === "pre")
    return mark.lang ? `<pre><code class="language-${escapeHtml(mark.lang)}">` : "<pre>";
  return `<${mark.tag}>`;
}
const closing = (mark: HtmlMark): string =>
  mark.tag === "pre" && mark.lang ? "</code></pre>" : `</${mark.tag}>`;

/** Prints runs as Telegram HTML; a mark that goes on from one run to the next stays open. */
export function printHtml(runs: readonly MarkedText[]): string {
  let html = "";
  let open: readonly HtmlMark[] = [];
  for (const { text, marks } of [...runs, { text: "", marks: [] }]) {
    const shared = marks.findIndex((mark, at) => open[at] !== mark);
    const keep = shared === -1 ? marks.length : shared;
    html += open.slice(keep).reverse().map(closing).join("");
    html += marks.slice(keep).map(opening).join("") + escapeHtml(text);
    open = marks;
  }
  return html;
}

/** The same runs as readers see them without marks. */
export const plainText = (runs: readonly MarkedText[]): string => runs.map(({ text }) => text).join("");

/** Takes text until its room (UTF-16 units) is used up, then drops the rest. */
export class Writer {
  readonly #runs: MarkedText[] = [];
  readonly #room: number;
  #used = 0;
  #overflowed = false;

  constructor(room: number) {
    this.#room = Math.max(1, room);
  }

  get full(): boolean {
    return this.#overflowed;
  }

  get used(): number {
    return this.#used;
  }

  get left(): number {
    return this.#room - this.#used;
  }

  /** Adds text that is already harmless. */
  write(text: string, marks: readonly HtmlMark[] = []): void {
    if (text === "" || this.#overflowed) return;
    const rest = this.#room - this.#used;
    if (text.length > rest) this.#overflowed = true;
    const taken = text.length > rest ? head(text, rest) : text;
    this.#used += taken.length;
    if (taken) this.#runs.push({ text: taken, marks });
  }

  append(runs: readonly MarkedText[]): void {
    for (const run of runs) this.write(run.text, run.marks);
  }

  /** What was taken, as it was given. */
  raw(): readonly MarkedText[] {
    return this.#runs;
  }

  /** What was taken, trimmed, with an ellipsis if something was dropped. */
  runs(): readonly MarkedText[] {
    if (!this.#overflowed) return trimmed(this.#runs);
    const kept = trimmed(trimTo(this.#runs, this.#room - 1));
    const last = kept.at(-1);
    return [...kept, { text: "…", marks: last?.marks ?? [] }];
  }
}

function trimTo(runs: readonly MarkedText[], room: number): readonly MarkedText[] {
  const kept: MarkedText[] = [];
  let left = room;
  for (const run of runs) {
    const text = head(run.text, left);
    if (text) kept.push({ text, marks: run.marks });
    left -= text.length;
    if (text.length < run.text.length) break;
  }
  return kept;
}

/** Without blank space at both ends, which Telegram would drop by itself, and without empty runs. */
function trimmed(runs: readonly MarkedText[]): readonly MarkedText[] {
  const kept = [...runs];
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    const text = last.text.trimEnd();
    kept.pop();
    if (text) {
      kept.push({ text, marks: last.marks });
      break;
    }
  }
  while (kept[0]) {
    const [first] = kept;
    const text = first.text.trimStart();
    if (text) return [{ text, marks: first.marks }, ...kept.slice(1)];
    kept.shift();
  }
  return kept;
}
