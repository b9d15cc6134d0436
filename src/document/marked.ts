// A line with some of its stretches marked strong: which words of a title were asked for.
import type { Inline } from "./document.js";

/** A stretch of a text in UTF-16 units; `to` is behind its end. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Beside these a mark could make or unmake an address or a mention. */
const TOUCHY = /[@:/#.]/;
/** What belongs to the sign before it. */
const CLINGING = /^(?:\p{M}|\u200d|[\udc00-\udfff])/u;

/** The text as runs. Stretches must be in order; what lies behind the end of a cut text is left out. */
export function markedLine(text: string, stretches: readonly Stretch[] = []): readonly Inline[] {
  const runs: Inline[] = [];
  let end = 0;
  for (const { from, to } of stretches) {
    const marked = text.slice(from, to);
    if (from < end || to > text.length || marked.trim() === "") continue;
    if (TOUCHY.test(text.slice(Math.max(0, from - 1), from) + marked + text.slice(to, to + 1))) continue;
    if (CLINGING.test(marked) || CLINGING.test(text.slice(to))) continue;
    if (from > end) runs.push({ type: "text", value: text.slice(end, from) });
    runs.push({ type: "strong", children: [{ type: "text", value: marked }] });
    end = to;
  }
  if (end < text.length) runs.push({ type: "text", value: text.slice(end) });
  return runs;
}
