// A body's prose in pieces, without addresses.

/** So many signs are handed on at once: what is done with them must not hold up others. */
const PIECE = 8_000;

/** A piece ends where a line ends, or where one line alone is too long for it. */
export function* prosePieces(prose: string): Generator<string> {
  for (let from = 0; from < prose.length;) {
    const line = prose.lastIndexOf("\n", from + PIECE);
    const to = line > from && from + PIECE < prose.length ? line + 1 : Math.min(prose.length, from + PIECE);
    yield prose.slice(from, to).replace(/https?:\/\/\S+/gu, " ");
    from = to;
  }
}
