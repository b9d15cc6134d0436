// Tells why posts were found, for `ask --why`: which word, in which field, how, and how much it counted.
import type { Hit } from "./search-index.js";

/** One line for a hit, then one indented line for each of its matches, the strongest first. */
export function why(hits: readonly Hit[]): readonly string[] {
  return hits.flatMap(({ post, score, matches }, at) => [
    `${at + 1}. ${post.title} (${score.toFixed(3)})`,
    ...matches.map(
      ({ word, how, field, score }) =>
        `   ${JSON.stringify(word)} in ${field}, by ${how}: ${score.toFixed(2)}`,
    ),
  ]);
}
