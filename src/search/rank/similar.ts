// Which posts say the same words as one of them.
import type { Body } from "../../post/body.js";
import { byDate, type Post } from "../../post/post.js";
import { commonLanguages } from "../analysis/european-language.js";
import { postTerms } from "../analysis/post-terms.js";
import { family, type Family } from "../analysis/terms.js";
import { best } from "../best.js";
import { languagesOf, type IndexContents } from "../index/index-store.js";
import { postOf, weightOf } from "../index/postings.js";
import { limits } from "../limits.js";
import { similarity } from "../points.js";
import type { Hit } from "../search-index.js";
import type { Step } from "../slices.js";

/** Words, and in other scripts their English: by it posts in different languages meet. */
const COMPARED = new Set<Family>([family.word, family.term, family.gloss]);
interface Term {
  readonly kind: Family;
  readonly text: string;
  readonly worth: number;
}

/** So many words are weighed before others get their turn. */
const STEP = 1000;

type Similar = Pick<Hit, "post" | "score">;

/** The most alike first; one that says all the same words has 1. */
export function* similarTo(
  { table, postings }: Pick<IndexContents, "table" | "postings">,
  post: Post,
  text: Body["text"],
  limit: number,
): Generator<Step, readonly Similar[]> {
  const weights = new Map<string, { kind: Family; text: string; weight: number }>();
  const languages = yield* languagesOf({ post, body: { written: "", text } });
  yield* postTerms(post, text, languages, (kind, word, weight) => {
    if (!COMPARED.has(kind) || /^\d+$/.test(word) || commonLanguages(word).length > 0) return;
    const known = weights.get(kind + word);
    if (!known) weights.set(kind + word, { kind, text: word, weight });
    else known.weight = Math.max(known.weight, weight);
  });
  const terms = best<Term>(limits.comparedTerms, (a, b) => b.worth - a.worth);
  let looked = 0;
  for (const { kind, text: word, weight } of weights.values()) {
    if (++looked % STEP === 0) yield;
    const holders = postings.count(kind, word);
    if (holders > 1 && holders <= Math.max(similarity.few, table.size() * similarity.common))
      terms.offer({ kind, text: word, worth: weight * Math.log(table.size() / holders) });
  }
  yield;
  const scores = new Map<number, number>();
  for (const { kind, text: word, worth } of terms.all()) {
    const holders = postings.read(kind, word);
    const rarity = Math.log(table.size() / holders.length);
    for (const posting of holders) {
      const place = postOf(posting);
      scores.set(place, (scores.get(place) ?? 0) + worth * weightOf(posting) * rarity);
    }
    yield;
  }
  const found = best<Similar>(limit, (a, b) => b.score - a.score || byDate(a.post, b.post));
  let whole = 0;
  for (const [place, score] of scores) {
    const other = table.at(place);
    if (other?.id === post.id) whole = score;
    else if (other) found.offer({ post: other, score });
  }
  return found.all().map(({ post: other, score }) => ({ post: other, score: score / (whole || score) }));
}
