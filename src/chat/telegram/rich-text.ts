// Text with marks under a budget: cut first, printed last, so that tags always close and no limit is broken.

/** One Telegram HTML tag around a stretch of text. Two marks are the same only if they are the same object. */
export type Mark =
  | { readonly tag: "b" | "i" | "s" | "u" | "code" }
  | { readonly tag: "a"; readonly href: string }
  | { readonly tag: "pre"; readonly lang: string | null }
  | { readonly tag: "blockquote"; readonly expandable: boolean };

export interface Run {
  readonly text: string;
  /** From the outermost inwards. */
  readonly marks: readonly Mark[];
}

/** Controls, direction overrides and isolates: they could forge what a reader sees. ZWJ and tabs stay. */
const UNWANTED = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;
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
export function verbatim(text: string): string {
  return text
    .slice(0, LONGEST_INPUT)
    .replace(/\r\n?/g, "\n")
    .replace(UNWANTED, "")
    .replace(/\p{Surrogate}/gu, "\ufffd");
}

/** `text` in one line, runs of space as one. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, " ").trim();

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** A cluster longer than this is cut inside: it is an attack, not a letter. */
const LONGEST_CLUSTER = 64;

/** The beginning of `text` in at most `room` UTF-16 units, ending between graphemes. */
export function head(text: string, room: number): string {
  if (text.length <= room) return text;
  if (room <= 0) return "";
  const from = Math.max(0, room - LONGEST_CLUSTER);
  const before = graphemes.segment(text.slice(0, room + LONGEST_CLUSTER)).containing(room)?.index ?? room;
  if (before > from) return text.slice(0, before);
  const code = text.charCodeAt(room - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? room - 1 : room);
}

/** As `head`, with an ellipsis in place of what is missing. */
export const shorten = (text: string, room: number): string =>
  text.length <= room ? text : `${head(text, room - 1).trimEnd()}…`;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

function opening(mark: Mark): string {
  if (mark.tag === "a") return `<a href="${escapeHtml(mark.href)}">`;
  if (mark.tag === "blockquote") return mark.expandable ? "<blockquote expandable>" : "<blockquote>";
  if (mark.tag === "pre")
    return mark.lang ? `<pre><code class="language-${escapeHtml(mark.lang)}">` : "<pre>";
  return `<${mark.tag}>`;
}
const closing = (mark: Mark): string =>
  mark.tag === "pre" && mark.lang ? "</code></pre>" : `</${mark.tag}>`;

/** Prints runs as Telegram HTML; a mark that goes on from one run to the next stays open. */
export function printHtml(runs: readonly Run[]): string {
  let html = "";
  let open: readonly Mark[] = [];
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
export const plainText = (runs: readonly Run[]): string => runs.map(({ text }) => text).join("");

/** Takes text until its room (UTF-16 units) is used up, then drops the rest. */
export class Writer {
  readonly #runs: Run[] = [];
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
  write(text: string, marks: readonly Mark[] = []): void {
    if (text === "" || this.#overflowed) return;
    const rest = this.#room - this.#used;
    if (text.length > rest) this.#overflowed = true;
    const taken = text.length > rest ? head(text, rest) : text;
    this.#used += taken.length;
    if (taken) this.#runs.push({ text: taken, marks });
  }

  append(runs: readonly Run[]): void {
    for (const run of runs) this.write(run.text, run.marks);
  }

  /** What was taken, as it was given. */
  raw(): readonly Run[] {
    return this.#runs;
  }

  /** What was taken, trimmed, with an ellipsis if something was dropped. */
  runs(): readonly Run[] {
    if (!this.#overflowed) return trimmed(this.#runs);
    const kept = trimmed(trimTo(this.#runs, this.#room - 1));
    const last = kept.at(-1);
    return [...kept, { text: "…", marks: last?.marks ?? [] }];
  }
}

function trimTo(runs: readonly Run[], room: number): readonly Run[] {
  const kept: Run[] = [];
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
function trimmed(runs: readonly Run[]): readonly Run[] {
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
