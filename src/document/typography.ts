// Curly quotes, dashes and ellipses, as Hexo's renderer (marked with "smartypants") puts them into its HTML.

/** A straight quote opens after these, or at the beginning of a text; elsewhere it closes. */
const OPENS_AFTER = String.raw`(^|[-\u2014/(\[{"'\u2018\s])`;
const OPENING_SINGLE = new RegExp(`${OPENS_AFTER}'`, "g");
const OPENING_DOUBLE = new RegExp(`${OPENS_AFTER}"`, "g");

export function curl(text: string): string {
  if (!/['"]|--|\.{3}/.test(text)) return text;
  return text
    .replaceAll("---", "—")
    .replaceAll("--", "–")
    .replace(OPENING_SINGLE, "$1‘")
    .replaceAll("'", "’")
    .replace(OPENING_DOUBLE, "$1“")
    .replaceAll('"', "”")
    .replaceAll("...", "…");
}
