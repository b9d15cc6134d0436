// What is weighed once posts are compared as wholes: points beside the weights of words, and when an answer is one.
// Units and what it is tuned on: see weights.ts.
import type { MatchWay } from "./weights.js";

/** Points for a post whose title, names or summary hold the whole question. Shows in title-exact, title-part, slug, tag, prefix. */
export const wholePoints = {
  title: 3,
  titleBegins: 0.75,
  titleHolds: 0.6,
  /** Letters in the middle of a word. */
  titleInside: 0.2,
  /** Of these: what counts in any case, and what the share of the title that was asked adds. */
  share: { flat: 0.6, more: 0.4 },
  /** As written, capitals and accents aside. */
  raw: 0.6,
  rawBegins: 0.15,
  slug: 1.2,
  slugBegins: 0.45,
  slugHolds: 0.3,
  name: 0.45,
  excerpt: 0.25,
  /** One word in an excerpt was scored as a word already. */
  excerptWord: 0.1,
  /** The shorter a title, the more of it was asked; breaks ties. */
  length: 0.04,
  /** Words that stand in a summary near each other, in the order they were asked. */
  beside: 0.2,
  leadsBegin: 0.6,
  leadsHold: 0.4,
  /** Signs that no index holds, where a title has them anywhere. */
  signsHeld: 0.5,
} as const;

/** A body with a heading that is the whole question. Shows in heading of drawn questions. */
export const HEADING = 0.6;

/** A body that holds the question as it stands. Shows in sentence and heading of drawn questions. */
export const phrasePoints = { word: 0.15, most: 1.4 } as const;

/** Points for a title that says the whole question in pinyin. Shows in pinyin, pinyin-initials. */
export const pinyinPoints = {
  syllables: 0.7,
  share: { flat: 0.7, more: 0.3 },
  /** The last syllable only begun, behind several or behind one. */
  begun: 0.5,
  begunAfterOne: 0.35,
  initials: 0.75,
  /** Three letters are initials of nearly everything. */
  threeInitials: 0.4,
} as const;

/** fuse.js on titles, for misspelt questions in Han, kana and Hangul; its score is 0 for equal, 1 for nothing alike. Shows in typo-cjk. */
export const approximateWeights = {
  farthest: 0.45,
  /** Short words of kana are all alike. */
  farthestKana: 0.2,
  /** Points for a title that is all of it but misspelt. */
  points: 0.7,
} as const;

/**
 * When a post answers a question, and is not only the nearest there is: the share of the question that it holds, and the
 * logarithm of its score. Fitted (logistic regression, left out by blog) on 405 questions that seven blogs answer and 1606
 * that ten do not: some 6 of 100 of these passed before `unknown`.
 */
export const sureness = {
  /** What these come to together, and what the whole question counts. */
  least: -0.62,
  held: 1.65,
  /**
   * More of a question than this share that no post has as it was typed, and of which the best shows less than `doubted`:
   * what a blog never names it has hardly written about (obedience functions, where it has but functions). By hand: the
   * 410 questions of the shared lists and of three blogs more, each asked of the six others too, passed 1,093 times
   * before and 1,048 times with it, and none of 394 right answers is lost.
   */
  unknown: 0.5,
  doubted: 0.1,
  /** A post that holds less of the question has but its sound or its look. */
  leastHeld: 0.25,
  /** Added to a score, so that its logarithm has an end. */
  none: 0.02,
  /** Of a word: what counts in any case, and what its rarity adds. */
  telling: { flat: 0.2, rare: 0.8 },
  /** Points for the whole question at once (its pinyin, a misspelt title) that show enough. */
  whole: 0.2,
  misspelt: 0.5,
  /** A part that a title says, and one that stands elsewhere. */
  inTitle: 1.08,
  elsewhere: 0.95,
  /** A beginning or a misspelling of a word that the blog has as it was typed. */
  other: 0.5,
  /** Of so many letters and more it is that word in another form, or the first of a compound. */
  long: 6,
  /** Words of so many letters are seldom alike: one that is there but for a letter is it, wherever it stands (UICollecionView). By hand. */
  surelyMisspelt: { letters: 10, full: 0.15 },
  /** Of a word of kana: the share of its field's weight that it scores where it stands there as a whole. */
  kana: 0.85,
  /** The share of a run's pairs that shows as much as all of them. */
  pairs: 0.75,
  /** By how a part was found: how sure that is, from which score on; half of the score is a quarter as sure. */
  ways: {
    exact: { trust: 1, full: 0.01 },
    form: { trust: 0.9, full: 0.05 },
    prefix: { trust: 0.9, full: 0.01 },
    abbreviation: { trust: 0.9, full: 0.1 },
    typo: { trust: 0.95, full: 0.35 },
    part: { trust: 0.9, full: 0.2 },
    translation: { trust: 0.9, full: 0.25 },
    pinyin: { trust: 0.9, full: 0.3 },
    initials: { trust: 0.9, full: 0.3 },
    reading: { trust: 0.9, full: 0.3 },
    sound: { trust: 0.9, full: 0.6 },
    title: { trust: 1, full: 0.01 },
  } satisfies Record<MatchWay, { trust: number; full: number }>,
} as const;

/** Other readings of a question (another keyboard, other letters): when they are tried, and when one is better. Shows in layout, translit. */
export const readingWeights = {
  /** Ways to find that are no more than likely: what was typed may be meant otherwise. */
  doubted: new Set<string>(["typo", "sound", "pinyin", "initials", "reading"] satisfies MatchWay[]),
  margin: 0.1,
} as const;

/**
 * A tag or category with less than this share of the best one's score is not what was meant; one that has but a word of
 * it in another language (机器学习, deep learning) has .64. By hand.
 */
export const NAME_SHARE = 0.7;

/** Which words tell that posts are alike: what more of the posts hold than this share, and than so few, says nothing of one. By hand. */
export const similarity = { common: 0.4, few: 3 } as const;

/** Points under this are not told as a reason. By hand. */
export const TOLD = 0.1;

/**
 * Which sentence of a text answers a question, in shares of what its words say. Shows in "heading named" of drawn
 * questions.
 */
export const passagePoints = {
  /** A word in a heading counts so much more, and so much for the sentences below it. */
  heading: 1.2,
  under: 0.4,
  /** Added where the question stands as it was typed. */
  whole: 0.5,
  /** Less is no answer. */
  least: 0.3,
} as const;
