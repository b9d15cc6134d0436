// A Markdown body in pieces of prose, near enough to count its words: without code, markup and addresses.

/** So many signs are handed on at once: what is done with them must not hold up others. */
const PIECE = 8_000;

const FENCE = /^[ \t>]*(`{3,}|~{3,})/u;

/** A piece ends where a line ends, or where one line alone is too long for it. */
export function* prosePieces(markdown: string): Generator<string> {
  let piece = "";
  let fence = "";
  for (let from = 0; from < markdown.length;) {
    const end = markdown.indexOf("\n", from);
    const to = Math.min(end < 0 ? markdown.length : end + 1, from + PIECE);
    const line = markdown.slice(from, to);
    from = to;
    const mark = FENCE.exec(line)?.[1] ?? "";
    if (fence !== "") {
      if (mark.startsWith(fence)) fence = "";
    } else if (mark !== "") fence = mark;
    else piece += line;
    if (piece.length < PIECE) continue;
    yield withoutMarkup(piece);
    piece = "";
  }
  yield withoutMarkup(piece);
}

const withoutMarkup = (markdown: string): string =>
  markdown
    .replace(/<!--[\s\S]{0,2000}?-->|<\/?[a-zA-Z][^<>]*>/gu, " ")
    .replace(/\{%[^%]{0,300}%\}|\{\{[^}]{0,300}\}\}/gu, " ")
    .replace(/\]\([^()\s]*\)/gu, " ")
    .replace(/https?:\/\/\S+/gu, " ");
