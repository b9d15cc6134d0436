// Where in a post's text a question is answered: the sentence that fits it best, and the heading this stands under.
import type { Body } from "../../post/body.js";
import { fold, squeeze } from "../analysis/fold.js";
import { passagePoints } from "../points.js";
import { partWeight, type QueryPart } from "../query/query-parts.js";
import type { Passage } from "../search-index.js";
import { readable, type TextLines } from "./text-lines.js";
import type { LineJudge } from "./where-met.js";

/** A question without its filters, its parts, and which of these stand where. */
interface AskedOfText {
  readonly text: string;
  readonly parts: readonly QueryPart[];
  readonly judge: LineJudge;
}

/** In steps; null where too little of the question stands in the text. */
export function* findPassage(
  { text: asked, parts, judge }: AskedOfText,
  title: string,
  headings: Body["text"]["headings"],
  lines: TextLines,
): Generator<void, Passage | null> {
  const whole = squeeze(fold(asked));
  if (whole === "") return null;
  const { texts, under } = lines;
  const here = new Int32Array(texts.length);
  for (let line = 0; line < texts.length; line += 1) {
    here[line] = judge.inLine(lines, line);
    yield;
  }
  const weigh = weighing(parts, here);
  const every = (1 << parts.length) - 1;
  const all = weigh(every);
  const isHeading = (line: number): boolean => lines.isHeading[line] === 1;
  const above = new Map<number, number>();
  for (const [line, own] of here.entries()) if (isHeading(line)) above.set(under[line] ?? -1, own);

  const pointsOf = (line: number, isWhole: boolean, isTitle: boolean): number => {
    const own = here[line] ?? 0;
    const inherited = isHeading(line) ? 0 : (above.get(under[line] ?? -1) ?? 0) & ~own;
    return (
      weigh(own) * (isHeading(line) ? passagePoints.heading : 1) +
      (isWhole ? all * passagePoints.whole : 0) +
      weigh(inherited) * passagePoints.under +
      (isTitle ? all : 0)
    );
  };
  /** What a line scores, where that is more than `most`. */
  const score = (line: number, most: number): number => {
    const isMet = here[line] !== 0;
    if (!isMet && !isHeading(line)) return 0;
    // Of most lines it does not matter how they go on.
    if (pointsOf(line, isMet, isHeading(line)) <= most) return 0;
    const said = squeeze(fold(texts[line] ?? ""));
    return pointsOf(line, isMet && said.includes(whole), isHeading(line) && said === whole);
  };
  const numbers = Array.from(here.keys());
  const best = yield* first(numbers, score);
  if (!best || best.score < all * passagePoints.least) return null;
  const section = under[best.line];
  const beside = isHeading(best.line)
    ? numbers.filter((line) => !isHeading(line) && under[line] === section)
    : [best.line];
  const sentence = (yield* first(beside, score))?.line ?? beside[0];
  // What a title says already is what the whole post is about.
  const isAll = judge.inTitle(title) === every && !(isHeading(best.line) && here[best.line] === every);
  const isAbove = isAll || squeeze(fold(title)) === whole;
  return {
    sentence: sentence === undefined ? "" : readable(lines, sentence),
    headings,
    under: isAbove ? -1 : (section ?? -1),
  };
}

/** Weighs parts, given as bits: those that stand in few lines say more of the place. */
function weighing(parts: readonly QueryPart[], lines: Int32Array): (met: number) => number {
  const weights = parts.map((part, at) => {
    const count = lines.reduce((sum, met) => sum + ((met >>> at) & 1), 0);
    return partWeight(part) * Math.log(1 + (lines.length + 1) / (count + 1));
  });
  return (met) => weights.reduce((sum, weight, at) => ((met >>> at) & 1 ? sum + weight : sum), 0);
}

interface BestLine {
  readonly line: number;
  readonly score: number;
}

/** The first of those lines that score most, a line a step. `scoreOf` need not be exact where the score is not above `most`. */
function* first(
  lines: readonly number[],
  scoreOf: (line: number, most: number) => number,
): Generator<void, BestLine | undefined> {
  let best: BestLine | undefined;
  for (const line of lines) {
    const most = best?.score ?? 0;
    const score = scoreOf(line, most);
    if (score > most) best = { line, score };
    yield;
  }
  return best;
}
