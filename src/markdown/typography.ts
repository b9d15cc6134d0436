// Curly quotes, dashes and dots as a blog's own Markdown renderer makes them of straight ones.

/**
 * Which renderer's habits a text follows: `none` leaves it as typed, `marked` is Hexo's
 * hexo-renderer-marked with smartypants, `typographer` is markdown-it's (near to goldmark's and kramdown's).
 */
export type Typography = "none" | "marked" | "typographer";

/** hexo-renderer-marked's smartypants: every quote is curled, by the sign before it alone. */
export const smartypants = (text: string): string => (/['"]|--|\.{3}/.test(text) ? curled(text) : text);

const curled = (text: string): string =>
  text
    .replace(/---/g, "—")
    .replace(/--/g, "–")
    .replace(/(^|[-—/([{"\s])'/g, "$1‘")
    .replace(/'/g, "’")
    .replace(/(^|[-—/([{‘\s])"/g, "$1“")
    .replace(/"/g, "”")
    .replace(/\.{3}/g, "…");
