// Where in a post's text a question is answered: the sentence that fits it best, and the heading this stands under.
import type { Body } from "../../post/body.js";
import { fold, squeeze } from "../analysis/fold.js";
import { sentencesOf } from "../analysis/body-text.js";
import { limits } from "../limits.js";
import { passagePoints } from "../points.js";
import { partWeight, type QueryPart } from "../query/query-parts.js";
import type { Passage } from "../search-index.js";
import type { Marker } from "./where.js";

/** A sentence or a heading, and what of the question it holds. */
interface TextLine {
  readonly text: string;
  /** The heading it stands under, by its number; -1 above all. */
  readonly under: number;
  readonly isHeading: boolean;
  readonly met: ReadonlySet<QueryPart>;
  /** Whether it holds the question as it was typed. */
  readonly isWhole: boolean;
}

/** In steps; null where too little of the question stands in the text. `asked`: the question without its filters. */
export function* findPassage(
  marker: Pick<Marker, "parts" | "meets">,
  asked: string,
  title: string,
  text: Body["text"],
): Generator<void, Passage | null> {
  const { parts } = marker;
  const whole = squeeze(fold(asked));
  if (whole === "") return null;
  const lines: TextLine[] = [];
  for (const { text: line, under, isHeading } of linesOf(text)) {
    const met = marker.meets(line);
    const isWhole = met.size > 0 && squeeze(fold(line)).includes(whole);
    lines.push({ text: line, under, isHeading, met, isWhole });
    yield;
  }
  const weights = weightsOf(parts, lines);
  const weigh = (met: Iterable<QueryPart>): number =>
    Array.from(met, (part) => weights.get(part) ?? 0).reduce((sum, weight) => sum + weight, 0);
  const all = weigh(parts);
  const above = new Map(lines.filter(({ isHeading }) => isHeading).map((line) => [line.under, line]));
  const scoreOf = ({ met, isWhole, isHeading, under, text: line }: TextLine): number => {
    if (met.size === 0 && !isHeading) return 0;
    const own =
      weigh(met) * (isHeading ? passagePoints.heading : 1) + (isWhole ? all * passagePoints.whole : 0);
    const heading = isHeading ? undefined : above.get(under);
    const inherited = [...(heading?.met ?? [])].filter((part) => !met.has(part));
    const isTitle = isHeading && squeeze(fold(line)) === whole;
    return own + weigh(inherited) * passagePoints.under + (isTitle ? all : 0);
  };
  const best = first(lines, scoreOf);
  if (!best || scoreOf(best) < all * passagePoints.least) return null;
  const inSection = lines.filter(({ under, isHeading }) => !isHeading && under === best.under);
  const sentence = best.isHeading ? (first(inSection, scoreOf) ?? inSection[0]) : best;
  // What a title says already is what the whole post is about.
  const inTitle = marker.meets(title);
  const isAll =
    parts.every((part) => inTitle.has(part)) && !(best.isHeading && best.met.size === parts.length);
  const under = isAll || squeeze(fold(title)) === whole ? -1 : best.under;
  return { sentence: sentence?.text ?? "", headings: text.headings, under };
}

/** The first of those that score most. */
function first(lines: readonly TextLine[], scoreOf: (line: TextLine) => number): TextLine | undefined {
  let [best, most]: [TextLine | undefined, number] = [undefined, 0];
  for (const line of lines) {
    const score = scoreOf(line);
    if (score > most) [best, most] = [line, score];
  }
  return best;
}

/** What the parts say of the place: those that stand in few lines say more. */
function weightsOf(parts: readonly QueryPart[], lines: readonly TextLine[]): ReadonlyMap<QueryPart, number> {
  return new Map(
    parts.map((part) => {
      const count = lines.filter(({ met }) => met.has(part)).length;
      return [part, partWeight(part) * Math.log(1 + (lines.length + 1) / (count + 1))] as const;
    }),
  );
}

/** The sentences and headings of a text, each with the heading it stands under. */
function* linesOf({
  prose,
  headings,
}: Body["text"]): Generator<Pick<TextLine, "text" | "under" | "isHeading">> {
  let under = -1;
  let at = 0;
  for (const line of prose.slice(0, limits.searchedBody).split("\n")) {
    let isHeading = false;
    for (let next = headings[under + 1]; next && next.at <= at; next = headings[under + 1]) {
      under += 1;
      isHeading = next.at === at && next.title !== "";
    }
    if (isHeading) yield { text: line.slice(0, limits.markedText), under, isHeading };
    else for (const text of sentencesOf(line, limits.passage)) yield { text, under, isHeading };
    at += line.length + 1;
  }
}
