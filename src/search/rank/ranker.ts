// Answers a query: each part scores posts through the index, the best go to the shortlist, rules order them.
import { byDate, type Post } from "../../post/post.js";
import { fold, foldCase, squeeze } from "../analysis/fold.js";
import { typedInHangul } from "../analysis/hangul.js";
import { kanjiOfVerb } from "../analysis/kana.js";
import { createScores, type Scores } from "../index/scores.js";
import { wayOf, noteField, type Lookup } from "../query/lookup.js";
import { matchPinyin, readPinyin } from "../query/match-pinyin.js";
import { demands, parseQuery } from "../query/parse-query.js";
import { queryParts, matchPart, matchTogether, type Part } from "../query/query-parts.js";
import type { Hit, Match, SearchOptions } from "../search-index.js";
import { approximateBonus, canBeNear } from "./approximate.js";
import { best } from "../best.js";
import { listed, titlesWith } from "./listed.js";
import { holds, postFacts } from "./post-facts.js";
import { besideBonus, pinyinBonus, wholeBonus, type WholeQuery } from "./title-rules.js";

/** So many posts are compared as wholes. */
const SHORTLIST = 64;
/** More parts than this are not looked up; a query of so many words is a pasted text. */
const PARTS = 16;

interface Candidate {
  readonly place: number;
  readonly post: Post;
  score: number;
  readonly matches: Match[];
}

type Ranker = (
  query: string,
  options: SearchOptions,
  at: (place: number) => Post | undefined,
) => readonly Hit[];

export function createRanker(lookup: Lookup): Ranker {
  const perPart = Array.from({ length: PARTS }, createScores);
  const [spoken, total, hits] = [createScores(), createScores(), createScores()];

  return (typed, { limit = 10, typing = false }, at) => {
    const parsed = parseQuery(typed);
    const demanded = demands(parsed);
    const wanted = (post: Post): boolean => demanded?.(post) ?? true;
    const folded = fold(parsed.text);
    const squeezed = squeeze(folded);
    if (!squeezed)
      return demanded
        ? listed(wanted, limit, lookup.posts())
        : titlesWith(parsed.text, limit, lookup.posts());

    const parts = queryParts(parsed.text, lookup.languages.zh > lookup.languages.ja).slice(0, PARTS);
    for (const scores of [...perPart, spoken, total, hits]) scores.clear();
    let settled = 0;
    const weights = parts.map((part, index) => {
      const scores = perPart[index];
      if (!scores) return 0;
      const last = index === parts.length - 1;
      if (matchPart(lookup, part, last, typing, scores)) settled += 1;
      return partWeight(part) * (scores.best > 0 ? 1 : 0.7);
    });
    const sum = weights.reduce((all, weight) => all + weight, 0) || 1;
    const together = matchTogether(lookup, parts);
    for (const part of together?.parts ?? []) liftAll(perPart[parts.indexOf(part)], together?.scores);
    for (const [index, weight] of weights.entries()) addUp(perPart[index], weight, total, hits);
    const pinyin = readPinyin(lookup, folded);
    const pinyinTrust = settled === parts.length ? 0.3 : 1;
    matchPinyin(lookup, pinyin, /\s/u.test(folded.trim()), spoken);
    for (const post of spoken.posts) {
      total.lift(post, spoken.of(post) * sum * 0.6 * pinyinTrust, spoken.noteOf(post));
      hits.lift(post, sum * 0.8, 0);
    }

    const list = shortlist(total, hits, sum, wanted, at);
    const whole: WholeQuery = {
      squeezed,
      raw: foldCase(parsed.text).trim(),
      pinyin,
      pinyinTrust,
      hangul: lookup.languages.ko > 0 ? hangulOf(parsed.text) : null,
    };
    reorder(list, whole, parts);
    return list
      .sort((a, b) => b.score - a.score || byDate(a.post, b.post))
      .slice(0, Math.max(0, limit))
      .map(({ place, post, score, matches }) => ({
        post,
        score,
        matches: [...matches, ...explain(parts, perPart, spoken, place, folded)].sort(
          (a, b) => b.score - a.score,
        ),
      }));
  };
}

/** Longer words say more. */
const partWeight = ({ script, text }: Part): number =>
  script === "word" ? 0.6 + Math.min(0.4, text.length / 20) : 0.6 + Math.min(0.6, text.length / 8);

/** A score of so much counts as an answer to the part. */
const ANSWERED = 0.14;

function liftAll(scores: Scores | undefined, by: Scores | undefined): void {
  for (const post of by?.posts ?? []) scores?.lift(post, by?.of(post) ?? 0, by?.noteOf(post) ?? 0);
}

function addUp(scores: Scores | undefined, weight: number, total: Scores, hits: Scores): void {
  if (!scores) return;
  for (const post of scores.posts) {
    const value = scores.of(post);
    total.add(post, weight * value, 0);
    hits.add(post, weight * Math.min(1, value / ANSWERED), 0);
  }
}

function shortlist(
  total: Scores,
  hits: Scores,
  sum: number,
  wanted: (post: Post) => boolean,
  at: (place: number) => Post | undefined,
): Candidate[] {
  const list = best<Candidate>(SHORTLIST, (a, b) => b.score - a.score || byDate(a.post, b.post));
  for (const place of total.posts) {
    const most = total.of(place) / sum;
    if (most < (list.last()?.score ?? 0)) continue;
    const covered = Math.min(1, hits.of(place) / sum);
    const score = most * (0.45 + 0.55 * covered);
    if (score < (list.last()?.score ?? 0)) continue;
    const post = at(place);
    if (post && wanted(post)) list.offer({ place, post, score, matches: [] });
  }
  return list.all();
}

function reorder(list: readonly Candidate[], whole: WholeQuery, parts: readonly Part[]): void {
  const { squeezed } = whole;
  const stands = (text: string): boolean => list.some(({ post }) => holds(postFacts(post), text));
  // Words that each stand somewhere are only put together anew.
  const misspelt =
    canBeNear(squeezed) && !stands(squeezed) && !parts.every(({ text }) => stands(kanjiOfVerb(text) ?? text));
  const words = parts.map(({ text }) => text);
  for (const candidate of list) {
    const facts = postFacts(candidate.post);
    const { title, other } = wholeBonus(facts, whole);
    const said = pinyinBonus(facts, whole);
    const near = misspelt && title === 0 ? approximateBonus(facts, squeezed) : 0;
    const beside = title === 0 ? besideBonus(facts, words) : 0;
    candidate.score += title + other + said + near + beside;
    const because = (how: string, score: number): void => {
      if (score > 0.1) candidate.matches.push({ field: "title", how, word: squeezed, score });
    };
    because("title", title);
    because("pinyin", said);
    because("typo", near);
  }
}

function explain(
  parts: readonly Part[],
  perPart: readonly Scores[],
  spoken: Scores,
  place: number,
  folded: string,
): Match[] {
  const found: Match[] = [];
  const add = (scores: Scores | undefined, word: string): void => {
    const score = scores?.of(place) ?? 0;
    if (!scores || score === 0) return;
    const noted = scores.noteOf(place);
    found.push({ field: noteField(noted), how: wayOf(noted), word, score });
  };
  for (const [index, part] of parts.entries()) add(perPart[index], part.text);
  add(spoken, folded.trim());
  return found;
}

function hangulOf(text: string): string | null {
  const typed = text.replace(/\s+/gu, "");
  const found = /^[A-Za-z]{3,40}$/u.test(typed) ? typedInHangul(typed) : null;
  return found && found.length >= 2 ? found : null;
}
