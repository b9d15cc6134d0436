// A body's prose and code in pieces, without addresses.
import type { Body } from "../../post/body.js";

/** So many signs are handed on at once: what is done with them must not hold up others. */
const PIECE = 8_000;

export interface BodyPiece {
  readonly prose: string;
  /** What stands in blocks of code, and in a line as code. */
  readonly code: string;
}

/** A piece ends where a line ends, or where one line alone is too long for it. */
export function* bodyPieces({ prose, formulas, code }: Body["text"]): Generator<BodyPiece> {
  for (const piece of piecesOf(prose)) yield { prose: piece.replace(/https?:\/\/\S+/gu, " "), code: "" };
  // Words stand in formulas too: `\text{null}(A)`.
  for (const piece of piecesOf(formulas)) yield { prose: piece, code: "" };
  for (const piece of piecesOf(code)) yield { prose: "", code: piece };
}

function* piecesOf(text: string): Generator<string> {
  for (let from = 0; from < text.length;) {
    const line = text.lastIndexOf("\n", from + PIECE);
    const isLast = from + PIECE >= text.length;
    const to = isLast ? text.length : line > from ? line + 1 : from + PIECE;
    yield text.slice(from, to);
    from = to;
  }
}
