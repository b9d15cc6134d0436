// How the parts of a question are looked for in the runs of a text: as written, misspelt, by what they mean.
import { distanceFrom, sameLetters } from "../analysis/distance.js";
import { lemma, stem, stemTrust } from "../analysis/english.js";
import { grams } from "../analysis/grams.js";
import { areLeads } from "../analysis/hangul.js";
import type { QueryPart } from "../query/query-parts.js";
import type { Span } from "../search-index.js";
import { settledWeights } from "../weights.js";
import { meaningOf, NOWHERE, whole, type InRun, type Meaning } from "./where-meant.js";

/** For each part in its order. What they mean is looked up where that is first asked: most texts hold them as they are written. */
export interface PartLooks {
  readonly parts: readonly QueryPart[];
  /** The runs that two parts are when a text writes them as one (`git hub` where it has GitHub), with the bits of both. */
  readonly together: ReadonlyMap<string, number>;
  readonly written: readonly InRun[];
  readonly misspelt: readonly InRun[];
  readonly meanings: () => readonly Meaning[];
}

export function looksFor(parts: readonly QueryPart[]): PartLooks {
  let meanings: readonly Meaning[] | undefined;
  return {
    parts,
    together: joinedParts(parts),
    written: parts.map(standsIn),
    misspelt: parts.map(typoIn),
    meanings: () => (meanings ??= parts.map(meaningOf)),
  };
}

function joinedParts(parts: readonly QueryPart[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [at, part] of parts.entries()) {
    const next = parts[at + 1];
    if (part.script !== "word" || next?.script !== "word") continue;
    const both = part.text + next.text;
    found.set(both, (found.get(both) ?? 0) | (3 << at));
  }
  return found;
}

const standsIn = ({ script, text }: QueryPart): InRun =>
  areLeads(text) ? () => NOWHERE : script === "word" ? wordIn(text) : signsIn(text);

function wordIn(word: string): InRun {
  const [base, stemmed] = [lemma(word), stem(word)];
  const isStemTrusted = stemTrust(stemmed) > settledWeights.stemTrust;
  return (run) => {
    const { script, text } = run;
    if (script !== "word") return NOWHERE;
    if (base === run.lemma || (isStemTrusted && stemmed === run.stem)) return [whole(run)];
    const at = text.indexOf(word);
    if (at !== 0 && (at < 0 || word.length < 4)) return NOWHERE;
    return word.length < 2 ? NOWHERE : [{ from: at, to: at + word.length }];
  };
}

/** Whatever two signs and more in a row are the same; a single sign only when it was asked for alone. */
function signsIn(signs: string): InRun {
  const least = Math.min(2, signs.length);
  const pieces = grams(signs, least);
  return ({ script, text }) => {
    if (script === "word" || !pieces.some((piece) => text.includes(piece))) return NOWHERE;
    const found: Span[] = [];
    for (let at = 0; at < text.length; at += 1) {
      let length = 0;
      while (at + length < text.length && signs.includes(text.slice(at, at + length + 1))) length += 1;
      if (length < least) continue;
      found.push({ from: at, to: at + length });
      at += length - 1;
    }
    return found;
  };
}

function typoIn({ script, text: word }: QueryPart): InRun {
  const most = word.length < 3 ? 0 : word.length < 7 ? 1 : 2;
  return (run) => {
    const { text } = run;
    if (script !== "word" || run.script !== "word" || Math.abs(text.length - word.length) > most)
      return NOWHERE;
    if (distanceFrom(word)(text, most) > most) return NOWHERE;
    // Three letters are too few to be misspelt, unless they are the same ones.
    return word.length > 3 || sameLetters(word, text) ? [whole(run)] : NOWHERE;
  };
}
