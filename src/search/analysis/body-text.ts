// A body's prose and code in pieces, without addresses; its sentences.
import type { Body } from "../../post/body.js";
import { FORMULA } from "../../post/formula-in-text.js";

/** So many signs are handed on at once, unless told: what is done with them must not hold up others. */
const PIECE = 8_000;

export interface BodyPiece {
  readonly prose: string;
  /** What stands in blocks of code, and in a line as code. */
  readonly code: string;
}

/** A piece has `most` signs at most, and ends where a line ends; of one line that is too long for it, between two words. */
export function* bodyPieces({ prose, formulas, code }: Body["text"], most = PIECE): Generator<BodyPiece> {
  for (const piece of piecesOf(prose, most))
    yield { prose: piece.replace(/https?:\/\/\S+/gu, " ").replaceAll(FORMULA, " "), code: "" };
  // Words stand in formulas too: `\text{null}(A)`.
  for (const piece of piecesOf(formulas, most)) yield { prose: piece, code: "" };
  for (const piece of piecesOf(code, most)) yield { prose: "", code: piece };
}

function* piecesOf(text: string, most: number): Generator<string> {
  for (let from = 0; from < text.length;) {
    const isLast = from + most >= text.length;
    // Looked for in the piece alone: of one line of 10 MB each piece would be looked through from the beginning of it.
    const room = isLast ? "" : text.slice(from, from + most);
    const line = room.lastIndexOf("\n");
    const end = line > 0 ? line : (BREATH.exec(room)?.index ?? 0);
    const to = isLast ? text.length : from + (end > 0 ? end + 1 : most);
    yield text.slice(from, to);
    from = to;
  }
}

/** A sentence ends so; one that goes on with a small letter has not ended (`e.g. so`). */
const SENTENCE_END = /(?<=[.!?…]["')\]»”]?)\s+(?=[^\p{Ll}\s])|(?<=[。！？；][」』”）]?)(?![」』”）])/u;
/** Where a long one may be divided. */
const BREATH = /[\s,;:，、；：—](?=[^\s,;:，、；：—]*$)/u;

/** The sentences of a line; of longer ones than `most` (UTF-16 units) pieces, with a sign where they are cut. */
export function* sentencesOf(line: string, most: number): Generator<string> {
  for (const sentence of line.split(SENTENCE_END)) {
    let left = sentence.trim();
    let cut = "";
    while (cut.length + left.length > most) {
      const room = left.slice(0, most - 2);
      const breath = BREATH.exec(room)?.index ?? 0;
      const to = breath > most / 2 ? breath + 1 : room.length - (isHalf(room) ? 1 : 0);
      yield `${cut}${left.slice(0, to).trim()}…`;
      [left, cut] = [left.slice(to).trim(), "…"];
    }
    if (left !== "") yield cut + left;
  }
}

const isHalf = (text: string): boolean => /[\ud800-\udbff]$/.test(text);
