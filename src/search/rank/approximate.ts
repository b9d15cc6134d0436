// fuse.js on the shortlist: how nearly a title holds a query that no title holds as it stands.
import Fuse from "fuse.js";
import { jamo } from "../analysis/hangul.js";
import { limits } from "../limits.js";
import { approximateWeights } from "../points.js";
import type { RankFacts } from "./post-facts.js";

const shortKana = /^[\u3041-\u3096]{1,6}$/u;

/** 0 (nothing like it) to 1 (all of it). Both sides folded and squeezed. */
export function nearness(pattern: string, text: string): number {
  if (pattern.length < 3 || pattern.length > limits.approximate || text.length === 0) return 0;
  const { isMatch, score } = Fuse.match(pattern, text.slice(0, limits.approximateTitle), {
    ignoreLocation: true,
    threshold: shortKana.test(pattern) ? approximateWeights.farthestKana : approximateWeights.farthest,
  });
  return isMatch ? 1 - score : 0;
}

const asian = /[\u3041-\u9fff\uac00-\ud7a3]/u;

/** Whether a query is one whose misspellings are looked for: in Han, kana or Hangul. */
export const canBeNear = (squeezed: string): boolean => squeezed.length >= 3 && asian.test(squeezed);

/** For such a misspelt query: by its signs, or by its sound (the wrong character, said the same). */
export function approximateBonus(facts: RankFacts, squeezed: string): number {
  const bySigns = nearness(squeezed, facts.title);
  const hangul = /[\uac00-\ud7a3]/u.test(squeezed);
  const bySound = hangul ? nearness(jamo(squeezed), facts.sound()) : 0;
  return approximateWeights.points * Math.max(bySigns, bySound);
}
