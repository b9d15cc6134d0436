// Divides inline content at a sentence, a word or a grapheme, with its marks closed and opened again.
import { graphemeEnd } from "./cut-text.js";
import type { Inline } from "../document/document.js";
import { largest } from "./largest.js";

const words = new Intl.Segmenter(undefined, { granularity: "word" });
/** What stands by the word before it. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}]/u;
const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });

/** The text by whose positions inline content is divided; what cannot be divided counts as one sign. */
function positions(children: readonly Inline[]): string {
  let text = "";
  for (const child of children) {
    if (child.type === "text") text += child.value;
    else if ("children" in child) text += positions(child.children);
    else text += child.type === "break" ? "\n" : "x";
  }
  return text;
}

/** The two halves at a position of `positions`. */
function splitAt(children: readonly Inline[], at: number): readonly [Inline[], Inline[]] {
  const [head, tail]: [Inline[], Inline[]] = [[], []];
  let left = at;
  for (const child of children) {
    const length =
      child.type === "text" ? child.value.length : "children" in child ? positions(child.children).length : 1;
    if (left >= length) head.push(child);
    else if (left <= 0) tail.push(child);
    else if (child.type === "text") {
      head.push({ type: "text", value: child.value.slice(0, left) });
      tail.push({ type: "text", value: child.value.slice(left) });
    } else if ("children" in child) {
      const [first, rest] = splitAt(child.children, left);
      head.push({ ...child, children: first });
      tail.push({ ...child, children: rest });
    }
    left -= length;
  }
  return [head, tail];
}

/** Either half is null when it is empty. `anywhere`: when no sentence fits, a sentence is divided. */
export function splitInline(
  children: readonly Inline[],
  fits: (part: readonly Inline[]) => boolean,
  anywhere: boolean,
): readonly [readonly Inline[] | null, readonly Inline[] | null] {
  if (fits(children)) return [children, null];
  const text = positions(children);
  const fitsTo = (end: number): boolean => fits(splitAt(children, end)[0]);

  const ends = sentenceEnds(text);
  let at = ends[largest(ends.length, (n) => fitsTo(ends[n - 1] ?? 0)) - 1] ?? 0;
  if (at === 0 && anywhere) {
    at = wordEnd(text, largest(text.length, fitsTo));
  }
  if (at === 0) return [null, children];
  const [head, tail] = splitAt(children, at);
  return [head, tail.length > 0 ? tail : null];
}

/** How far before the limit a blank, or else the end of a word, is looked for: a longer run is no word. */
const NEAR = 100;

/** The last place at or before `limit` where a reader may pause: a blank, else between two words, else two graphemes. */
function wordEnd(text: string, limit: number): number {
  const end = graphemeEnd(text, limit);
  const start = graphemeEnd(text, Math.max(0, end - NEAR));
  const near = text.slice(start, end);
  if (/^\s/.test(text.slice(end))) return end;
  const blank = near.search(/\s\S*$/);
  if (blank > 0) return start + blank + 1;
  // A little more, so that the last word is seen whole.
  const found = [...words.segment(text.slice(start, end + NEAR))].findLast(
    ({ index, segment }) => index > 0 && index <= near.length && !CLOSING.test(segment),
  );
  return found ? start + found.index : end;
}

function sentenceEnds(text: string): number[] {
  const ends: number[] = [];
  for (const { index, segment } of sentences.segment(text)) ends.push(index + segment.trimEnd().length);
  return ends;
}
