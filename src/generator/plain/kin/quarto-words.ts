// A paragraph of a Quarto document as its page has it: without words, pictures and code that are hidden, values that a run gives, and sources.
import type { Data } from "../../rules/scalar.js";
import { bracesEnd, isShown, settingsOf } from "./quarto-settings.js";

/** Sources by their keys, `[@key, p. 3; @other]`: what the page has in their place is made of a list of books. */
const SOURCES =
  /(?<=\S) ?(?<![\]`\\])\[-?@[\w:.-]{1,100}(?:,[^[\]@`;\n]{0,100})?(?:; ?-?@[\w:.-]{1,100}(?:,[^[\]@`;\n]{0,100})?){0,20}\](?![(`[])/g;
/** Escaped signs, ticks, formulas, and brackets. */
const SIGNS = /\\[^]|(?<ticks>`+)|\$\$[^$]{1,2000}\$\$|\$(?!\s)[^$\n]{1,300}(?<!\s)\$(?!\d)|[[\]]/g;
/** Code whose value a run gives. */
const RUN = /^(?:r|\{\w+\})\s/;
/** Where a link or a picture leads. */
const TARGET = /\((?:[^()]|\([^()\n]{0,200}\)){0,1000}\)/y;

/** What stands between here and there is no part of the page. */
type Gap = readonly [from: number, to: number];

function hiddenIn(text: string, data: Data): readonly Gap[] {
  const gaps: Gap[] = [];
  const open: number[] = [];
  /** Ticks of so many are not met again. */
  const missing = new Set<string>();
  /** Where attributes that stand here and hide what bears them end. */
  const hiding = (at: number): number | null => {
    if (text[at] !== "{") return null;
    const end = bracesEnd(text, at);
    return end < 0 || isShown(settingsOf(text.slice(at + 1, end)), data) ? null : end + 1;
  };
  SIGNS.lastIndex = 0;
  for (let match = SIGNS.exec(text); match; match = SIGNS.exec(text)) {
    const [sign, { ticks } = {}] = [match[0], match.groups];
    const end = match.index + sign.length;
    if (ticks !== undefined && !missing.has(ticks)) {
      const closing = new RegExp(`(?<!\`)${ticks}(?!\`)`, "g");
      closing.lastIndex = end;
      const closed = closing.exec(text)?.index;
      if (closed === undefined) {
        missing.add(ticks);
        continue;
      }
      SIGNS.lastIndex = closed + ticks.length;
      const behind = hiding(SIGNS.lastIndex);
      const isRun = ticks === "`" && RUN.test(text.slice(end, end + 60));
      if (behind !== null || isRun) gaps.push([match.index, behind ?? SIGNS.lastIndex]);
    } else if (sign === "[") open.push(match.index);
    else if (sign === "]") {
      // A bracket too many may be one of a formula: what is hidden begins with the paragraph at the latest.
      const from = open.pop() ?? 0;
      TARGET.lastIndex = end;
      const target = TARGET.exec(text)?.[0] ?? "";
      const behind = hiding(end + target.length);
      if (behind === null) continue;
      gaps.push([text[from - 1] === "!" ? from - 1 : from, behind]);
      SIGNS.lastIndex = behind;
    }
  }
  return gaps;
}

export function shownWords(text: string, data: Data): string {
  let [out, last] = ["", 0];
  const gaps = /[`\]]/.test(text) ? hiddenIn(text, data) : [];
  for (const [from, to] of gaps.toSorted(([one], [other]) => one - other)) {
    if (to <= last) continue;
    out += text.slice(last, Math.max(last, from));
    last = to;
  }
  return (out + text.slice(last)).replace(SOURCES, "");
}
