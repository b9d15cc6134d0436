// What a whole query adds for a post whose title, slug, tags or excerpt hold it as it stands.
import { areLeads } from "../analysis/hangul.js";
import { wordsIn } from "../analysis/phrase.js";
import { limits } from "../limits.js";
import { phrasePoints, pinyinPoints, wholePoints } from "../points.js";
import type { RankFacts } from "./post-facts.js";
import type { Pinyin } from "../query/match-pinyin.js";

export interface WholeQuery {
  /** Folded and squeezed. */
  readonly squeezed: string;
  /** As written but for case and width. */
  readonly raw: string;
  readonly pinyin: Pinyin;
  /** 1, or less when every word is known as it stands, so that "dice" is not heard as 的策. */
  readonly pinyinTrust: number;
  /** As phrases are compared. */
  readonly phrase: string;
}

/** The more of a text was asked, the more it counts. */
const shareOf = (asked: string, text: string): number =>
  wholePoints.share.flat + (wholePoints.share.more * asked.length) / text.length;

const isAsian = (text: string): boolean => /[\u3041-\u9fff\uac00-\ud7a3]/u.test(text);

/** Most for the whole title; less for its beginning, least for letters in the middle of a word. */
export function titleBonus(facts: RankFacts, squeezed: string): number {
  if (facts.title === squeezed) return wholePoints.title;
  const at = facts.title.indexOf(squeezed);
  if (at < 0) return 0;
  const asian = isAsian(squeezed);
  const telling =
    at === 0 || squeezed.length >= 4 || (squeezed.length >= 2 && (asian || facts.words.includes(squeezed)));
  if (!telling) return 0;
  const share = shareOf(squeezed, facts.title);
  if (at === 0) return wholePoints.titleBegins * share;
  const atWord = asian || facts.words.some((word) => word.startsWith(squeezed.slice(0, word.length)));
  return (atWord ? wholePoints.titleHolds : wholePoints.titleInside) * share;
}

export function wholeBonus(facts: RankFacts, query: WholeQuery): { title: number; other: number } {
  const { squeezed, raw } = query;
  // One word in an excerpt was scored as a word already; words that stand there as they were asked say more.
  const isWord = !/[^\p{L}\p{N}]/u.test(raw) && !isAsian(raw);
  let title = titleBonus(facts, squeezed);
  let other = 0;
  if (areLeads(squeezed)) title = Math.max(title, leadBonus(facts.leads(), squeezed));
  if (facts.raw === raw) other += wholePoints.raw;
  else if (facts.raw.startsWith(raw)) other += wholePoints.rawBegins;
  if (facts.slug === squeezed) other += wholePoints.slug;
  else if (squeezed.length >= 5 && facts.slug.includes(squeezed))
    other += facts.slug.startsWith(squeezed) ? wholePoints.slugBegins : wholePoints.slugHolds;
  if (facts.names.includes(squeezed)) other += wholePoints.name;
  if (title === 0 && squeezed.length >= 4 && facts.excerpt().includes(squeezed))
    other += isWord ? wholePoints.excerptWord : wholePoints.excerpt;
  other += wholePoints.length * Math.min(1, squeezed.length / (facts.title.length || 1));
  return { title, other };
}

/** Words that stand in a summary near each other, in the order they were asked: they mean one thing. */
export function besideBonus(facts: RankFacts, words: readonly string[]): number {
  if (words.length < 2 || !words.every((word) => word.length >= (isAsian(word) ? 2 : 4))) return 0;
  const text = facts.excerpt();
  const [first = "", ...others] = words;
  for (let from = text.indexOf(first); from >= 0; from = text.indexOf(first, from + 1)) {
    let end = from + first.length;
    const goesOn = others.every((word) => {
      const at = text.indexOf(word, end);
      if (at < 0 || at > end + limits.between) return false;
      end = at + word.length;
      return true;
    });
    if (goesOn) return wholePoints.beside;
  }
  return 0;
}

/** For a body that holds the question as it stands: the longer, the surer. */
export const phraseBonus = (phrase: string): number =>
  Math.min(phrasePoints.most, phrasePoints.word * wordsIn(phrase));

/** Initial consonants in a row: more at the title's beginning, and the more of it they are. */
function leadBonus(leads: string, asked: string): number {
  const at = leads.indexOf(asked);
  if (at < 0) return 0;
  return (at === 0 ? wholePoints.leadsBegin : wholePoints.leadsHold) * shareOf(asked, leads);
}

/** The whole query as pinyin of characters in a row, its last syllable perhaps unfinished; or as their initials. */
export function pinyinBonus(facts: RankFacts, { pinyin, pinyinTrust }: WholeQuery): number {
  if (pinyin.letters.length < 3) return 0;
  let syllables = 0;
  let initials = 0;
  for (const spoken of facts.pinyin()) {
    for (const division of pinyin.divisions)
      for (let at = 0; at < spoken.length; at += 1)
        syllables = Math.max(syllables, saidAt(spoken, at, division));
    const { letters } = pinyin;
    for (let at = 0; at + letters.length <= spoken.length && letters.length <= limits.titleInitials; at += 1)
      if (Array.from(letters).every((letter, next) => spoken[at + next]?.some((one) => one[0] === letter)))
        initials = letters.length >= 4 ? pinyinPoints.initials : pinyinPoints.threeInitials;
  }
  return syllables * pinyinTrust + (pinyinTrust === 1 ? initials : 0);
}

/** A syllable alone says too little, and one of which only letters are typed needs a whole one before it. */
function saidAt(
  spoken: readonly (readonly string[])[],
  at: number,
  { syllables, begun }: Pinyin["divisions"][number],
): number {
  if (!syllables.every((syllable, next) => spoken[at + next]?.includes(syllable))) return 0;
  const share = syllables.length / spoken.length;
  if (!begun)
    return syllables.length > 1
      ? pinyinPoints.syllables * (pinyinPoints.share.flat + pinyinPoints.share.more * share)
      : 0;
  const goesOn = spoken[at + syllables.length]?.some((syllable) => syllable.startsWith(begun));
  return goesOn ? (syllables.length > 1 ? pinyinPoints.begun : pinyinPoints.begunAfterOne) : 0;
}
