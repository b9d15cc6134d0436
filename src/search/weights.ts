// What words weigh and how they meet: what is changed here (and in points.ts) changes who comes first.
//
// Units. A `weight` is what a term counts in a post: an exact word of a title is 1. A `quality` multiplies it by how the
// term answers the question: 1 for the very word. A `share` is a part of a whole, 0 to 1. `points` are added to a post's
// score (about 1 for a post that holds everything in its title). Counts and lengths say so.
//
// Tuned on: the lists of questions that `bench:search-quality` reads, without the two fifths it holds out. Each group
// names the kinds of questions that it shows in: look at these when you change it. Not every number was tried alone;
// `by hand` is one that no list tells apart from its neighbours.
import { family, type Family } from "./analysis/terms.js";
import type { Field } from "./index/postings.js";

/** What a word weighs by the field it stands in. Shows in body-keyword, excerpt-words, tag-plus-word. */
export const fieldWeight: Readonly<Record<Field, number>> = {
  title: 1,
  slug: 0.85,
  tags: 0.6,
  categories: 0.4,
  excerpt: 0.4,
  body: 0.45,
};

/** A name that a body has in its code only: low, for a listing holds many. Shows in "name in code" of drawn questions. */
export const CODE_WEIGHT = 0.1;

/** What a post's score is at least, for each word of such a name, where the post has it as it was typed. */
export const NAMED = 0.8;

/** English of a Chinese, Japanese or Korean word, by the field of that word. Shows in cross-language questions. */
export const glossWeight: Readonly<Record<Field, number>> = {
  title: 0.75,
  slug: 0.6,
  tags: 0.4,
  categories: 0.28,
  excerpt: 0.3,
  body: 0.24,
};

/** How a post was found, as `Match.how` says it. */
export const ways = [
  "exact",
  "form",
  "prefix",
  "typo",
  "abbreviation",
  "part",
  "translation",
  "pinyin",
  "initials",
  "reading",
  "sound",
  "title",
] as const;
export type MatchWay = (typeof ways)[number];

/** One way for a term of a question to meet a term of a post. */
export interface Meeting {
  readonly family: Family;
  readonly way: MatchWay;
  readonly quality: number;
  /** What it adds to a better match of the same part; a share of its own value. */
  readonly beside?: number;
}
const meeting = (kind: Family, way: MatchWay, quality: number, beside?: number): Meeting => ({
  family: kind,
  way,
  quality,
  ...(beside !== undefined && { beside }),
});

/** What a second match of the same part adds: a share of its value. */
export const BESIDE = 0.08;
/** The same for a second English word of one entry: it may be one of two senses, or of two words (time zone). */
const SENSE_BESIDE = 0.35;

/** Words of Latin, Cyrillic and other letters. Shows in inflection, prefix, abbreviation, typo-latin. */
export const wordMeets = {
  exact: meeting(family.word, "exact", 1),
  lemma: meeting(family.lemma, "form", 0.95),
  /** Times `stemTrust`. */
  stem: meeting(family.stem, "form", 1),
  /** A word of a European language with another of its endings. */
  inflected: meeting(family.word, "form", 0.9),
  /** serialization by serial. */
  innerStem: meeting(family.stem, "form", 0.7),
  /** usefulness by use. */
  rootLemma: meeting(family.lemma, "form", 0.6),
  /** immutability by immutable; times the share of letters that are alike. */
  longBeginning: meeting(family.word, "form", 0.95),
  gloss: meeting(family.gloss, "translation", 1),
  glossStem: meeting(family.glossStem, "translation", 0.9),
  rootGloss: meeting(family.gloss, "translation", 0.75),
  acronym: meeting(family.acronym, "abbreviation", 1),
  numeronym: meeting(family.word, "abbreviation", 0.9),
  shortened: meeting(family.word, "abbreviation", 0.9),
  shortenedStem: meeting(family.stem, "abbreviation", 0.85),
  shortenedGloss: meeting(family.gloss, "abbreviation", 0.9),
  /** Times the quality of a beginning (`beginning`). */
  prefix: meeting(family.word, "prefix", 1),
  prefixGloss: meeting(family.gloss, "translation", 1),
  /** Times what the letters that differ leave (`typo`). */
  typo: meeting(family.word, "typo", 0.7),
  /** screentime as screen and time. */
  half: meeting(family.word, "part", 0.9),
  /** sunset as setting and sun. */
  halfGloss: meeting(family.gloss, "translation", 0.8),
  /** `path.basename`, `getFiles`: a name in code as it is written there, see `NAMED`. */
  named: meeting(family.word, "exact", 1),
  /** type script as typescript. */
  joined: meeting(family.word, "exact", 0.9),
  joinedGloss: meeting(family.gloss, "translation", 0.9),
  joinedSound: meeting(family.skeleton, "sound", 1),
} as const;

/** Han characters, kana and Hangul. Shows in title-part, typo-cjk, script-variant. */
export const signMeets = {
  term: meeting(family.term, "exact", 1),
  /** Bodies keep no pairs of hiragana, so that the word has to say what the pairs of others do. */
  hiragana: meeting(family.term, "exact", 1.5),
  single: meeting(family.single, "exact", 1),
  /** 隠した by 隠す: the kanji tells, whatever its ending. */
  kanjiOfVerb: meeting(family.single, "form", 0.9),
  /** Words typed apart that a text writes as one say more than the same words apart. */
  togetherTerm: meeting(family.term, "exact", 1.25),
  /** A Korean word without its particle. */
  baseTerm: meeting(family.term, "form", 0.95),
  baseSingle: meeting(family.single, "form", 0.8),
} as const;

/** What is asked in one language and said in another, by English. Shows in cross-language questions. */
export const translationMeets = {
  lemma: meeting(family.lemma, "translation", 0.7, SENSE_BESIDE),
  gloss: meeting(family.gloss, "translation", 0.55, SENSE_BESIDE),
  stem: meeting(family.stem, "translation", 0.6),
  /** 时区 is time and zone, and a post may write timezone. */
  twoAsOne: meeting(family.lemma, "translation", 0.8),
  /** 咖啡 is coffee, which Japanese and Korean say by its sound; of two consonants and of more. */
  shortSound: meeting(family.skeleton, "translation", 0.6),
  sound: meeting(family.skeleton, "translation", 0.9),
} as const;

/** What is typed as it is said. Shows in pinyin, pinyin-initials, romanised. */
export const soundMeets = {
  roman: meeting(family.roman, "sound", 1),
  romanBegun: meeting(family.roman, "sound", 0.8),
  /** Times what the letters that differ leave (`soundTypo`). */
  romanTypo: meeting(family.roman, "sound", 0.9),
  /** Times `skeletonQuality`. */
  skeleton: meeting(family.skeleton, "sound", 1),
  syllable: meeting(family.syllable, "pinyin", 0.6),
  /** A syllable of which one or two letters are typed. */
  syllableBegun: meeting(family.syllable, "pinyin", 0.4),
  /** `shum`: two syllables, the second begun. */
  syllablesBegun: meeting(family.syllables, "pinyin", 0.5),
  /** One or two initial consonants of Hangul. */
  leads: meeting(family.initials, "initials", 0.8),
} as const;

/** Several terms that are one part of a question together: a post counts by the share of them that it holds. */
export interface Cover extends Meeting {
  /** A post that has a smaller share by weight counts for nothing. */
  readonly least: number;
  /** Nor does one that holds less of the terms than this share, in whatever field. */
  readonly held?: number;
}
const cover = (of: Meeting, least: number, held?: number): Cover => ({
  ...of,
  least,
  ...(held !== undefined && { held }),
});
const asPart = (kind: Family, quality: number): Meeting => meeting(kind, "part", quality);

export const covers = {
  pairs: cover(asPart(family.pair, 1), 0.12),
  /** Words of kana share their endings (クス, ション): nearly all of one must stand there. */
  kanaPairs: cover(asPart(family.pair, 1), 0.12, 0.76),
  togetherPairs: cover(asPart(family.pair, 1.25), 0.12, 0.99),
  /** Times the share of the run that the dictionary's words cover. */
  chineseWords: cover(asPart(family.term, 0.95), 0.12),
  chineseSingles: cover(asPart(family.single, 1.1), 0.2),
  otherSingles: cover(asPart(family.single, 0.9), 0.24),
  kanaReading: cover(meeting(family.reading, "reading", 1), 0.2),
  hangulPairs: cover(asPart(family.pair, 1), 0.12),
  basePairs: cover(meeting(family.pair, "form", 0.95), 0.136),
  /** Three letters of Hangul in a row, so that one wrong letter spoils little. */
  jamo: cover(meeting(family.jamo, "typo", 1.6), 0.2),
  romajiReading: cover(meeting(family.reading, "reading", 0.8), 0.2, 0.99),
  leads: cover(meeting(family.initials, "initials", 0.9), 0.24, 0.75),
  syllables: cover(meeting(family.syllables, "pinyin", 0.9), 0.2),
  initials: cover(meeting(family.initials, "initials", 0.7), 0.24),
} as const;

/** How much a term's rarity counts: near 1 where few posts hold it, never below `least`. */
export const rarityWeights = {
  least: 0.08,
  /** So few posts do not show which words are common. */
  few: 40,
  /** Of a single term: what counts in any case, and what its rarity adds. */
  term: { flat: 0.35, rare: 0.65 },
  /** Of one of several that are covered; and of one that no post holds. */
  covered: { flat: 0.3, rare: 0.7, unknown: 0.9 },
} as const;

/** Shows in typo-latin, and in every kind where it is too low: guesses come in. When a word is taken for known, so that nothing wider is looked for. */
export const settledWeights = {
  /** A match in a field of this weight and more settles a word: no typo is looked for. */
  field: 0.4,
  acronym: 0.6,
  /** A stem of which equal forms are that sure to be equal words. */
  stemTrust: 0.7,
  /** A run that scored so much is a word of the blog: its translations count `synonym` as much. A word of a European language that did needs none, nor an English one others of its sense. */
  known: 0.35,
  /** A word that scored so much stands somewhere: others of its sense count `synonym` as much, translations of one of a European language `beside`. */
  held: 0.1,
  synonym: 0.5,
  beside: 0.8,
  /** What a guess (misspelt, two words as one, of one stem with a translation, the English of a European word that stands in a text) is worth at most, beside the best that holds the word itself. */
  guess: 0.9,
} as const;

/** Of how many letters a word, or what is left of it, is long enough to tell. By hand. */
export const lengths = {
  /** To be the beginning of a word that stands only in texts, or to have wrong letters; one longer may have others. */
  begun: 3,
  /** From so many on two wrong letters are forgiven. */
  twoWrong: 7,
  /** What forms of a word have in common: of four letters many other words do. */
  inflected: 5,
  /** To come from a shorter stem. */
  inner: 4,
  /** To be meant by so much of its beginning: that share of it, and so many letters. */
  shared: { word: 7, share: 0.65, least: 6 },
  /** To be two words, each of so many letters; in another language's English the halves are longer. */
  divided: { word: 6, half: 2, meantHalf: 3 },
  /** Consonants by which two words together sound as one. */
  joinedSound: 3,
} as const;

/** A beginning: quality by whether the reader may still be typing it, times (its share of the word) ^ `power`. */
export const beginning = { last: 0.9, inner: 0.75, power: 0.35 } as const;
/** What wrong letters leave of a quality: `none` − edits × `edit` − `firstLetter` where that one differs. */
export const typo = { none: 1.1, edit: 0.25, firstLetter: 0.12 } as const;
export const soundTypo = { none: 1, edit: 0.15 / 0.9 } as const;

/** The consonants of a loan word, by how many there are: two tell little. */
export const skeletonQuality = {
  /** A word in Latin letters against what the blog says in kana or Hangul. */
  latin: { two: 0.55, three: 1, more: 1.2 },
  /** A run of kana or Hangul against the blog's Latin words. */
  signs: { two: 0.9, three: 1.15, more: 1.3 },
  /** A Cyrillic word that the blog does not have, against its Latin ones: Russian writes its loan words nearer to their letters. */
  cyrillic: { three: 0.6, four: 0.7, more: 1.3 },
  /** Where some text has the word in its own letters: `based` is hardly to be heard. */
  written: 0.6,
  /** The lemma of what was typed: キャンプ by camping. */
  lemma: 0.7,
} as const;
/** What Japanese in Latin letters is worth that is also a word the blog knows: `make`, `sake`. */
export const DOUBTED_ROMAJI = 0.4;
/** What Korean glosses of a run that only begins with a word are worth. */
export const KOREAN_GLOSS = 0.8;
/** What another English word of the same sense is worth, as a gloss. */
export const SYNONYM = 0.8;

/** Which European language a question is in: what a common word says beside one the dictionary knows; the share of the words it has to know. */
export const languageWeights = { common: 1.3, least: 0.4 } as const;

/** From the scores of the parts to one of the post. Shows in mixed-language, tag-plus-word, word-order. */
export const partWeights = {
  /** Longer parts say more: `flat` + at most `most`, growing over `letters` letters. */
  word: { flat: 0.6, most: 0.4, letters: 20 },
  signs: { flat: 0.6, most: 0.6, letters: 8 },
  /** What holds sentences together in some language carries no weight where more than this share of the posts have it. */
  everywhere: 1 / 3,
  /** A part that no post answers counts less. */
  unknown: 0.7,
  /** A score of so much counts as an answer to the part. */
  answered: 0.14,
  /** What of a post's score depends on how many of the parts it answers. */
  flat: 0.45,
  covered: 0.55,
  /** Points for a post that has each of several words as it was typed. */
  asTyped: 0.05,
  /** What a post scores at least that holds all words of a quotation, so that it is looked at whatever else is asked. */
  quoted: 0.05,
  /** A whole question in pinyin, beside its parts as words; and how much of the question it answers. */
  pinyin: { score: 0.6, covered: 0.8 },
  /** What pinyin is trusted where every word is known as it stands: "dice" is not 的策. */
  doubtedPinyin: 0.3,
} as const;
