// Divides inline content at a sentence or a grapheme, with its marks closed and opened again.
import { graphemeEnd } from "./cut-text.js";
import type { Inline } from "./document.js";
import { largest } from "./largest.js";

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
    const longest = largest(text.length, fitsTo);
    at = graphemeEnd(text, longest);
  }
  if (at === 0) return [null, children];
  const [head, tail] = splitAt(children, at);
  return [head, tail.length > 0 ? tail : null];
}

function sentenceEnds(text: string): number[] {
  const ends: number[] = [];
  for (const { index, segment } of sentences.segment(text)) ends.push(index + segment.trimEnd().length);
  return ends;
}
