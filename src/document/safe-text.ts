// Makes any text fit to stand in a message: well-formed, without control characters or tricks of direction.

/** C0 and C1 control characters except newline and tab, the specials that never show, and noncharacters. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufff9-\ufffb\ufeff]/g;
/** Explicit embeddings, overrides and isolates (Unicode UAX #9, 2.1–2.5): they can turn the rest of a line. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;
/** Zero-width signs; the joiners U+200C and U+200D stay, scripts and emoji need them. */
const ZERO_WIDTH = /[\u200b\u2060\u00ad\u2061-\u2064\u{e0001}]/gu;

/** What most of a text in Latin letters is made of; nothing in it is unsafe. */
const PLAIN = /^[\n\t\x20-\x7e]*$/;

/** Keeps line breaks and tabs; `\r\n` becomes `\n`; a lone surrogate becomes U+FFFD. */
export function safeText(value: string): string {
  if (PLAIN.test(value)) return value;
  return value
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(CONTROL, "")
    .replace(DIRECTION, "")
    .replace(ZERO_WIDTH, "");
}

/** White space that is not one space already, as nearly all in a text is. */
const BLANKS = /[^\S ]\s*| \s+/g;

/** Every run of white space as one space. */
export const singleSpaced = (text: string): string => text.replace(BLANKS, " ");

/** The same on one line: every run of white space becomes one space. For titles, tags, labels. */
export const safeLine = (value: string): string => singleSpaced(safeText(value)).trim();
