// Divides inline content at a sentence, a word or a grapheme, with its marks closed and opened again.
import { graphemeEnd } from "./cut-text.js";
import type { Inline } from "../document/document.js";
import { largest } from "./largest.js";

const words = new Intl.Segmenter("en", { granularity: "word" });
/** What stands by the word before it. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}]/u;
const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

/** How many positions inline content has: units of text; what cannot be divided counts as one sign. */
function lengthOf(children: readonly Inline[]): number {
  let length = 0;
  for (const child of children)
    length += child.type === "text" ? child.value.length : "children" in child ? lengthOf(child.children) : 1;
  return length;
}

/** The text that stands before a position, and perhaps some more. */
function textTo(children: readonly Inline[], end: number): string {
  let text = "";
  for (const child of children) {
    if (text.length >= end) break;
    if (child.type === "text") text += child.value.slice(0, end);
    else if ("children" in child) text += textTo(child.children, end - text.length);
    else text += child.type === "break" ? "\n" : "x";
  }
  return text;
}

/** What stands before a position, and how far that is from the beginning of what follows. */
function headTo(
  children: readonly Inline[],
  end: number,
): { readonly head: Inline[]; readonly left: number } {
  const head: Inline[] = [];
  let left = end;
  for (const child of children) {
    if (left <= 0) break;
    if (child.type === "text") {
      head.push(child.value.length <= left ? child : { type: "text", value: child.value.slice(0, left) });
      left -= child.value.length;
    } else if ("children" in child) {
      const inner = headTo(child.children, left);
      head.push({ ...child, children: inner.head });
      left = inner.left;
    } else {
      head.push(child);
      left -= 1;
    }
  }
  return { head, left };
}

/** What stands behind a position. */
function tailFrom(children: readonly Inline[], start: number): Inline[] {
  let left = start;
  for (const [at, child] of children.entries()) {
    if (left <= 0) return children.slice(at);
    const length = lengthOf([child]);
    if (left < length) {
      const begun: Inline[] =
        child.type === "text"
          ? [{ type: "text", value: child.value.slice(left) }]
          : "children" in child
            ? [{ ...child, children: tailFrom(child.children, left) }]
            : [];
      return [...begun, ...children.slice(at + 1)];
    }
    left -= length;
  }
  return [];
}

/** Either half is null when it is empty. `anywhere`: when no sentence fits, a sentence is divided. */
export function splitInline(
  children: readonly Inline[],
  fits: (part: readonly Inline[]) => boolean,
  anywhere: boolean,
): readonly [readonly Inline[] | null, readonly Inline[] | null] {
  const length = lengthOf(children);
  const limit = largest(length, (end) => fits(headTo(children, end).head));
  if (limit === length) return [children, null];
  // What lies farther ahead decides nothing: each half costs by its own size.
  const text = textTo(children, limit + 2 * NEAR);
  const at = sentenceEnd(text, limit) || (anywhere ? wordEnd(text, limit) : 0);
  if (at === 0) return [null, children];
  const tail = tailFrom(children, at);
  return [headTo(children, at).head, tail.length > 0 ? tail : null];
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

/** The last end of a sentence at or before `limit`; the text goes on well beyond it. */
function sentenceEnd(text: string, limit: number): number {
  let last = 0;
  for (const { index, segment } of sentences.segment(text)) {
    const end = index + segment.trimEnd().length;
    if (end > limit || index + segment.length === text.length) break;
    last = end;
  }
  return last;
}
