// Answers a query: each part scores posts through the index, the best go to the shortlist, rules order them.
import { byDate, type Post } from "../../post/post.js";
import { fold, foldCase, squeeze } from "../analysis/fold.js";
import { plain } from "../analysis/phrase.js";
import { family } from "../analysis/terms.js";
import { kanjiOfVerb } from "../analysis/kana.js";
import { postOf } from "../index/postings.js";
import type { Scores } from "../index/scores.js";
import { noteField, shareOfHolders, wayOf, type Lookup } from "../query/lookup.js";
import { matchPinyin, readPinyin } from "../query/match-pinyin.js";
import { matchForms } from "../query/match-forms.js";
import { holders, isOneTerm } from "../query/holders.js";
import { demands, parseQuery, type Holds, type ParsedQuery } from "../query/parse-query.js";
import {
  matchNames,
  matchPart,
  matchTogether,
  partWeight,
  queryParts,
  type QueryPart,
} from "../query/query-parts.js";
import { questionLanguage } from "../query/question-language.js";
import type { Scratch } from "../query/scratch.js";
import { matchSynonyms, translateWord } from "../query/translate.js";
import type { Hit, Match, SearchOptions } from "../search-index.js";
import { limits } from "../limits.js";
import { HEADING, TOLD } from "../points.js";
import { partWeights } from "../weights.js";
import { asTyped } from "./as-typed.js";
import { approximateBonus, canBeNear } from "./approximate.js";
import { best, createHighest } from "../best.js";
import { bestReading } from "./best-reading.js";
import { listed, titlesWith } from "./listed.js";
import { isSure } from "./sureness.js";
import { holds, postFacts, type RankFacts } from "./post-facts.js";
import { besideBonus, phraseBonus, pinyinBonus, wholeBonus, type WholeQuery } from "./title-rules.js";

interface Scored {
  readonly place: number;
  readonly post: Post;
  readonly score: number;
}
interface Candidate extends Scored {
  readonly facts: RankFacts;
  score: number;
  readonly matches: Match[];
}

interface Ranker {
  (query: string, options: SearchOptions): readonly Hit[];
  /** A question as it was taken when it was answered last: `ghbdtn` as привет; itself where that is long ago. */
  meant(query: string): string;
}

/** `isRead`: whether a post's body holds a phrase, as far as bodies have been read for it. */
export function createRanker(lookup: Lookup, isRead: Holds): Ranker {
  const { parts: perPart, spoken, total, answered, room } = lookup.scratch;

  const readOtherwise = new Map<string, string>();

  const rank = (typed: string, options: SearchOptions): readonly Hit[] => {
    const parsed = parseQuery(typed);
    const best = bestReading(lookup, parsed.text, (text) => answer({ ...parsed, text }, options));
    readOtherwise.delete(typed);
    if (best.question !== parsed.text) readOtherwise.set(typed, best.question);
    for (const [oldest] of readOtherwise)
      if (readOtherwise.size > limits.keptReadings) readOtherwise.delete(oldest);
    return best.hits;
  };
  return Object.assign(rank, { meant: (query: string) => readOtherwise.get(query) ?? query });

  function answer(
    parsed: ParsedQuery,
    { limit = limits.hits, typing = false }: SearchOptions,
  ): readonly Hit[] {
    const demanded = demands(parsed, inBodies(lookup, parsed, isRead));
    const wanted = (post: Post): boolean => demanded?.(post) ?? true;
    const folded = fold(parsed.text);
    const squeezed = squeeze(folded);
    if (!squeezed)
      return demanded
        ? listed(wanted, limit, lookup.table.posts())
        : titlesWith(parsed.text, limit, lookup.table.posts());

    const inChinese = lookup.table.languages.zh > lookup.table.languages.ja;
    const isEverywhere = (word: string): boolean => shareOfHolders(lookup, word) > partWeights.everywhere;
    const parts = queryParts(parsed.text, inChinese, isEverywhere).slice(0, limits.parts);
    for (const scores of [...perPart, spoken, total, answered]) scores.clear();
    const language = questionLanguage(parts);
    let settled = 0;
    const weights = parts.map((part, index) => {
      const scores = perPart[index];
      if (!scores) return 0;
      const last = index === parts.length - 1;
      if (matchPart(lookup, part, last && (typing || part.text.length > 1), scores)) settled += 1;
      if (part.script === "word")
        if (language) {
          matchForms(lookup, part.text, language, scores);
          translateWord(lookup, part.text, language, scores);
        } else matchSynonyms(lookup, part.text, scores);
      return partWeight(part) * (scores.best > 0 ? 1 : partWeights.unknown);
    });
    const sum = weights.reduce((all, weight) => all + weight, 0) || 1;
    for (const together of [matchTogether(lookup, parts), matchNames(lookup, parsed.text, parts)])
      for (const part of together?.parts ?? []) liftAll(perPart[parts.indexOf(part)], together?.scores);
    for (const [index, weight] of weights.entries()) addUp(perPart[index], weight, total, answered);
    const pinyin = readPinyin(lookup, folded);
    const pinyinTrust = settled === parts.length ? partWeights.doubtedPinyin : 1;
    matchPinyin(lookup, pinyin, /\s/u.test(folded.trim()), spoken);
    for (const post of spoken.posts) {
      total.lift(post, spoken.of(post) * sum * partWeights.pinyin.score * pinyinTrust, spoken.noteOf(post));
      answered.lift(post, sum * partWeights.pinyin.covered, 0);
    }

    for (const phrase of parsed.exact)
      for (const place of holders(lookup, phrase) ?? []) total.lift(place, sum * partWeights.quoted, 0);

    const headed = new Set(typing ? [] : Array.from(lookup.postings.read(family.heading, squeezed), postOf));
    for (const place of headed) total.lift(place, sum * partWeights.quoted, 0);

    const exact = asTyped(lookup, parts, perPart, typing);
    for (const place of exact.alone) total.lift(place, sum * partWeights.quoted, 0);

    const list = shortlist({ total, answered, room, sum }, (place) => {
      const post = lookup.table.at(place);
      return post && wanted(post) ? post : undefined;
    });
    const whole: WholeQuery = {
      squeezed,
      raw: foldCase(parsed.text).trim(),
      pinyin,
      pinyinTrust,
      phrase: plain(parsed.text),
    };
    reorder(list, whole, parts, isRead, headed);
    exact.lift(
      list,
      ({ facts, matches }) => facts.title === squeezed || matches.some(({ how }) => how === "pinyin"),
    );
    const found = list
      .sort(typing ? whileTyping(squeezed) : bestFirst)
      .slice(0, Math.max(0, limit))
      .map(({ place, post, score, matches }) => ({
        place,
        post,
        score,
        matches: [...matches, ...explain(parts, lookup.scratch, place, folded)].sort(
          (one, other) => other.score - one.score,
        ),
      }));
    const [first] = found;
    const isFound = !first || parsed.exact.length > 0 || isSure(lookup, parts, first, language);
    return found.map(({ post, score, matches }) => ({
      post,
      score,
      matches,
      ...(!isFound && { isGuess: true }),
    }));
  }
}

const bestFirst = (one: Scored, other: Scored): number =>
  other.score - one.score || byDate(one.post, other.post);

/** First titles that begin as was typed, newest first whatever else they hold, so that none comes and goes with every letter. */
function whileTyping(squeezed: string): (one: Candidate, other: Candidate) => number {
  /** 2 for the whole title, 1 for its beginning. */
  const begun = ({ facts: { title } }: Candidate): number =>
    title === squeezed ? 2 : title.startsWith(squeezed) ? 1 : 0;
  return (one, other) => {
    const [first, second] = [begun(one), begun(other)];
    return second - first || (first > 0 ? byDate(one.post, other.post) : bestFirst(one, other));
  };
}

function liftAll(scores: Scores | undefined, by: Scores | undefined): void {
  for (const post of by?.posts ?? []) scores?.lift(post, by?.of(post) ?? 0, by?.noteOf(post) ?? 0);
}

function addUp(scores: Scores | undefined, weight: number, total: Scores, answered: Scores): void {
  if (!scores) return;
  const { posts } = scores;
  for (let at = 0; at < posts.length; at += 1) {
    const post = posts[at] ?? 0;
    const value = scores.of(post);
    total.add(post, weight * value, 0);
    answered.add(post, weight * Math.min(1, value / partWeights.answered), 0);
  }
}

/** Whether a post's body holds a phrase: by the index where one term says it all, else as far as bodies were read. */
function inBodies(lookup: Lookup, { without, exact }: ParsedQuery, isRead: Holds): Holds {
  const byTerm = new Map(
    [...without, ...exact]
      .filter(isOneTerm)
      .map((phrase) => [
        phrase,
        new Set((holders(lookup, phrase) ?? []).map((place) => lookup.table.at(place))),
      ]),
  );
  return (phrase, post) => byTerm.get(phrase)?.has(post) ?? isRead(phrase, post);
}

interface Sums extends Pick<Scratch, "total" | "answered" | "room"> {
  /** What a post has that holds everything. */
  readonly sum: number;
}

/** `at`: the post of a place, where it is wanted. */
function shortlist(
  { total, answered, room, sum }: Sums,
  at: (place: number) => Post | undefined,
): Candidate[] {
  const { posts } = total;
  const scored = room(posts.length);
  // First how much the last of the best has, by numbers alone; then only these are posts. Equal ones go by their dates.
  const highest = createHighest(limits.shortlist);
  for (let nth = 0; nth < posts.length; nth += 1) {
    const place = posts[nth] ?? 0;
    const most = total.of(place) / sum;
    scored[nth] = 0;
    if (most < highest.least) continue;
    const covered = Math.min(1, answered.of(place) / sum);
    const score = most * (partWeights.flat + partWeights.covered * covered);
    if (score < highest.least || !at(place)) continue;
    scored[nth] = score;
    highest.offer(score);
  }
  const list = best(limits.shortlist, bestFirst);
  for (let nth = 0; nth < posts.length; nth += 1) {
    const score = scored[nth] ?? 0;
    if (score === 0 || score < highest.least) continue;
    const place = posts[nth] ?? 0;
    const post = at(place);
    if (post) list.offer({ place, post, score });
  }
  return list
    .all()
    .map(({ place, post, score }) => ({ place, post, score, facts: postFacts(post), matches: [] }));
}

function reorder(
  list: readonly Candidate[],
  whole: WholeQuery,
  parts: readonly QueryPart[],
  isRead: Holds,
  headed: ReadonlySet<number>,
): void {
  const { squeezed } = whole;
  const stands = (text: string): boolean => list.some(({ facts }) => holds(facts, text));
  // Words that each stand somewhere are only put together anew.
  const misspelt =
    canBeNear(squeezed) && !stands(squeezed) && !parts.every(({ text }) => stands(kanjiOfVerb(text) ?? text));
  const words = parts.map(({ text }) => text);
  for (const candidate of list) {
    const { facts } = candidate;
    const { title, other } = wholeBonus(facts, whole);
    const said = pinyinBonus(facts, whole);
    const near = misspelt && title === 0 ? approximateBonus(facts, squeezed) : 0;
    const quoted =
      title === 0 && whole.phrase !== "" && isRead(whole.phrase, candidate.post)
        ? phraseBonus(whole.phrase)
        : 0;
    const beside = title === 0 ? besideBonus(facts, words) : 0;
    const heading = title === 0 && headed.has(candidate.place) ? HEADING : 0;
    candidate.score += title + other + said + near + beside + Math.max(quoted, heading);
    const because = (how: Match["how"], score: number, field: Match["field"] = "title"): void => {
      if (score > TOLD) candidate.matches.push({ field, how, word: squeezed, score });
    };
    because("phrase", Math.max(quoted, heading), "body");
    because("title", title);
    because("pinyin", said);
    because("typo", near);
  }
}

function explain(
  parts: readonly QueryPart[],
  { parts: perPart, spoken }: Scratch,
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
