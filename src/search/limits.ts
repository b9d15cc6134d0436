// Bounds on the work of search: how many, how long.
import { KEPT_TEXTS } from "../post/body.js";

/** How many, how long: bounds on work, by hand, so that no question takes long. */
export const limits = {
  /** Posts that are compared as wholes. */
  shortlist: 64,
  /** Parts of a question that are looked up; one of more words is a pasted text. */
  parts: 16,
  /** Signs of a question that are read. */
  query: 300,
  /** Signs of a title, a slug, a tag or a category that are read, and tags and categories of a post: more are no names, and reading them takes long. */
  name: 400,
  names: 1000,
  /** Hits, unless told. */
  hits: 10,
  /** Words of titles that begin as was typed; words of bodies, asked only where titles have fewer than `fewNames`. */
  begunNames: 48,
  fewNames: 16,
  begunWords: 24,
  begunForms: 200,
  begunGlosses: 24,
  begunSounds: 24,
  typoNames: 24,
  typoWords: 16,
  typoSounds: 24,
  numeronyms: 5000,
  /** A question of so many words and more is looked for as it stands, in so many bodies at most; quoted words in so many. */
  phraseWords: 3,
  bodiesRead: 60,
  bodiesReadForQuote: 300,
  keptPhrases: 64,
  /** Other readings of a question (another keyboard, other letters) that are answered; tries to spell a word in one. */
  readings: 4,
  /** Questions of which is known that another reading answered them. */
  keptReadings: 64,
  spellings: 400,
  /** Senses of a word that are looked for by their sound. */
  soundedSenses: 3,
  /** An acronym is not longer. */
  acronym: 6,
  /**
   * Words that no more posts hold together as they were typed mean these, where one of them at least is seldom: it stands
   * in no more posts than so many, nor in more than this share, as many in a blog of 72. What no more than
   * `few` hold is seldom in any blog.
   */
  few: 2,
  seldom: 24,
  seldomShare: 1 / 3,
  /** Words that are put together to one. */
  joined: 3,
  /** Ways to divide letters into syllables (xian is xian and xi an), and steps to find them. */
  divisions: 12,
  divisionSteps: 400,
  pinyinLetters: 48,
  /** `zhuan` may go on; nothing longer may. */
  syllableBegun: 5,
  initialsLetters: 12,
  titleInitials: 14,
  /** Signs that may stand in a summary between two words that belong together. */
  between: 12,
  /** fuse.js's pattern is 32 bits long. */
  approximate: 32,
  approximateTitle: 200,
  /** Signs of a title or sentence in which the words of a question are marked. */
  markedText: 300,
  /** Signs of a body in which the sentence that fits a question best is looked for, and of that sentence. */
  searchedBody: 60_000,
  passage: 240,
  /** Signs of a formula that are shown within it, all together so many more; of a longer one none. */
  shownFormula: 80,
  /**
   * Different words, runs of Han characters, kana or Hangul, and senses of the texts that are kept for it: some 200 bytes
   * each. One came with every 24 units of a blog in Chinese, 18 in Japanese, 120 in English.
   */
  keptRuns: KEPT_TEXTS / 20,
  /** First letters of questions of which is known what they find, of 25 posts some 5 KB each. */
  keptBeginnings: 200,
  /** Questions of which is known where in posts they are answered. */
  keptPassages: 64,
  /** Words of a post by which others are compared with it. */
  comparedTerms: 80,
  /** Posts whose facts are kept between two questions: some kilobytes each at most. */
  keptFacts: 4000,
  /** "Did you mean": signs of what was typed; names that fuse.js compares, some 10 µs for each. */
  typedName: 100,
  approximateNames: 200,
  /** So many names at most are read in pinyin: tags are, ten thousand titles are not. */
  saidNames: 1000,
  keptNames: 20_000,
} as const;
