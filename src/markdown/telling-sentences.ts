// An extractive summary: the sentences of an article that say most of it, whole and in their order. No model, no network.
import type { Document } from "../document/document.js";
import { inlineToPlain } from "../document/plain.js";
import { singleSpaced } from "../document/safe-text.js";

export interface TellingOptions {
  /** UTF-16 units; 280 unless told. */
  readonly limit?: number;
  readonly title?: string;
}

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
/** Behind one of these alone a sentence may end (Unicode UAX #29). */
const ENDS = /[\p{Sentence_Terminal}\u0085\u2028\u2029]/u;
// A dictionary would find the words of Chinese, but takes longer than reading all the rest of a post.
const UNDIVIDED = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
const TERMS =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]+|(?:(?![\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}])[\p{L}\p{M}\p{N}])+/gu;

/** Sentences looked at: what an article is about it says early. */
const MAX_SENTENCES = 200;
const SHORTEST = 8;
/** Share of a sentence's score that a sentence gets more for standing at the very beginning. */
const LEAD = 1.5;
/** What a sentence keeps of its score that leans on the one before it. */
const LEANING = 0.4;
/** How such sentences begin, in English, Chinese and Japanese. */
const LEANS =
  /^(?:(?:but|and|or|so|however|also|then|thus|therefore|still|similarly|likewise|meanwhile|moreover|furthermore|consequently|nevertheless|accordingly|as a result|hence|instead|otherwise|in (?:sum|short|summary|other words|conclusion)|it|its|they|them|their|he|his|she|her|this|that|these|those|such|for example|in that case|by that)\b|但|而|因此|所以|于是|於是|然而|另外|此外|不过|不過|同时|同時|这|這|那|它|他们|他們|例如|比如|以上|[从從]?上[式面述图圖表]|如[图圖]|由此|其中|接下来|接下來|最后|最後|同样|同樣|さらに|つまり|一方|また|しかし|そして|そのため|それ|これ|この|その|ただ|なので|だから|例えば|たとえば)/iu;
/** What the writer says of the very text is no pointing back. */
const OF_ITSELF =
  /^(?:this|these)(?: \w+)? (?:post|article|page|guide|tutorial|series|chapter|blog|note)s?\b|^this is an? (?:\w+ ){0,2}(?:post|article|page|guide|tutorial|list)\b|^这(?:一)?(?:篇|个博客|个系列|次|里)|^這(?:一)?(?:篇|個系列|次|裡)|^この(?:記事|ページ|文書|シリーズ|ブログ)/iu;
const IN_TITLE = 2;
/** A sentence that scores less than this share of the best one only fills the room. */
const WORTH = 0.5;

/** Words that are in every text, in English and Chinese; single Latin letters are dropped as well. */
const COMMON = new Set(
  (
    "the a an and or of to in is are was were be been it its this that these those for on with as by at from but not we you i he she they " +
    "will can have has had do does did so if then than there here what which who when how all any some one also just more very my our your " +
    "的 了 是 在 和 也 就 都 而 及 与 着 或 一个 我们 你们 他们 我 你 他 她 它 这 那 这个 那个 这些 那些 有 没有 不 很 会 要 可以 因为 所以 但是 如果 以及 对 从 到 把 被 让 并 等 中 上 下 里"
  ).split(" "),
);

/** A term of the text: in how many sentences it stands, and in which last. */
interface KnownTerm {
  readonly term: string;
  count: number;
  last: number;
}

interface FoundSentence {
  readonly text: string;
  readonly at: number;
  /** It points to what stands before it, or begins with a formula. */
  readonly leans: boolean;
}

interface SentenceCandidate extends FoundSentence {
  /** Each as often as it stands there; one term is one object in all sentences. */
  readonly terms: readonly KnownTerm[];
}

/** Plain text of at most `limit`, made of whole sentences of the article's paragraphs; "" when none fits. */
export function tellingSentences(
  document: Document,
  { limit = 280, title = "" }: TellingOptions = {},
): string {
  const found = sentencesOf(document);
  // Finding terms takes longer than reading the text.
  if (found.every(({ text }) => text.length >= limit)) return "";
  const titled = new Set(termsOf(title));
  const score = ({ terms, at, leans }: SentenceCandidate): number => {
    if (terms.length === 0) return 0;
    let sum = 0;
    for (const { term, count } of terms) sum += Math.log2(1 + count) * (titled.has(term) ? IN_TITLE : 1);
    return (sum / Math.sqrt(terms.length)) * (1 + LEAD / (1 + at)) * (leans ? LEANING : 1);
  };
  const ranked = withTerms(found)
    .filter(({ text }) => text.length < limit)
    .map((candidate) => ({ ...candidate, score: score(candidate) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at);
  return joined(choose(ranked, limit).map((one) => one.text));
}

type Ranked = SentenceCandidate & { readonly score: number };

/** In the order of the text; what it begins with leans on nothing, where there is such a sentence. */
function choose(ranked: readonly Ranked[], limit: number): readonly SentenceCandidate[] {
  for (let left = ranked; left.length > 0;) {
    const chosen = best(left, limit);
    const [first] = chosen;
    if (!first?.leans) return chosen;
    left = left.filter(({ at }) => at !== first.at);
  }
  return best(ranked, limit);
}

function best(ranked: readonly Ranked[], limit: number): readonly SentenceCandidate[] {
  const chosen: SentenceCandidate[] = [];
  let room = limit;
  const least = WORTH * (ranked[0]?.score ?? 0);
  for (const candidate of ranked) {
    if (candidate.score < least) break;
    if (candidate.text.length + 1 > room || chosen.some((one) => similar(one, candidate))) continue;
    chosen.push(candidate);
    room -= candidate.text.length + 1;
  }
  return chosen.sort((a, b) => a.at - b.at);
}

function withTerms(found: readonly FoundSentence[]): SentenceCandidate[] {
  const known = new Map<string, KnownTerm>();
  const knownOf = (term: string, at: number): KnownTerm => {
    const one = known.get(term) ?? { term, count: 0, last: -1 };
    if (one.count === 0) known.set(term, one);
    if (one.last !== at) [one.count, one.last] = [one.count + 1, at];
    return one;
  };
  return found.map((one) => ({ ...one, terms: termsOf(one.text).map((term) => knownOf(term, one.at)) }));
}

/** A line cut where its sentences end; most lines of a few words are one, and looking for more takes a while. */
export const segmentsOf = (line: string): Iterable<{ readonly segment: string }> =>
  line === "" || ENDS.test(line.slice(0, -1)) ? sentences.segment(line) : [{ segment: line }];

function sentencesOf(document: Document): FoundSentence[] {
  const out: FoundSentence[] = [];
  let begun = false;
  // A note is text of the article; a list or a quote is not what it says itself.
  const blocks = document.flatMap((block) => (block.type === "note" ? block.children : [block]));
  for (const block of blocks) {
    if (block.type !== "paragraph") {
      begun ||= block.type !== "heading" && block.type !== "figure";
      continue;
    }
    /** How the sentence before ended: by no Latin full stop, by one with a blank behind it, by one without. */
    let ended: "no" | "apart" | "within" = "no";
    // A line that ends by a colon or holds mostly a link announces something that is not in it.
    for (const { segment } of segmentsOf(singleSpaced(inlineToPlain(block.children)))) {
      const text = segment.trim();
      if (out.length >= MAX_SENTENCES) return out;
      const opens = !begun;
      begun = true;
      // A full stop in a name, `Goodbye.で`, `.NET`, or `the post "Why?" to see`, ends no sentence: what follows is a rest.
      const rest =
        (ended === "within" && /^[\p{scx=Hira}A-Za-z]/u.test(text)) ||
        (ended !== "no" && COMMON.has(/^[a-z]+(?=[\s,])/.exec(text)?.[0] ?? ""));
      ended = !/[.!?][”’"'）)」』]*$/.test(text) ? "no" : text === segment.trimStart() ? "within" : "apart";
      if (
        rest ||
        text.length < SHORTEST ||
        !/[.!?。！？…][”’"')）」』]*$/.test(text) ||
        // Half of a formula, of a pair of brackets, or a mark that its author forgot to close.
        text.split("$").length % 2 === 0 ||
        text.includes("**") ||
        !isBalanced(text) ||
        /https?:\/\/\S+[.。]?$/.test(text)
      )
        continue;
      const leans = /^[$=<>]/.test(text) || (!opens && LEANS.test(text) && !OF_ITSELF.test(text));
      out.push({ text, at: out.length, leans });
    }
  }
  return out;
}

const BRACKETS = ["()", "（）", "[]", "「」", "『』", "“”", "【】", "《》"];
const ANY_BRACKET = /[()（）[\]「」『』“”【】《》]/;

/** Whether every bracket and quote that opens in a sentence closes in it; formulas may hold one alone. */
function isBalanced(sentence: string): boolean {
  if (!ANY_BRACKET.test(sentence)) return true;
  const prose = sentence.replace(/\$[^$]*\$/g, "");
  const many = (sign = ""): number => prose.split(sign).length;
  return BRACKETS.every(([open, close]) => many(open) === many(close));
}

/** Words; of scripts that write none apart, every two signs that follow each other. */
const termsOf = (text: string): string[] =>
  // Looking up scripts takes a while.
  (/^[\0-\x7f]*$/.test(text)
    ? (text.toLowerCase().match(/[a-z\d]{2,}/g) ?? [])
    : (text.normalize("NFKC").toLowerCase().match(TERMS) ?? []).flatMap((run) =>
        UNDIVIDED.test(run) ? pairsOf(run) : [run],
      )
  ).filter((term) => !COMMON.has(term) && !(term.length === 1 && /[a-z\d]/.test(term)));

function pairsOf(run: string): string[] {
  const pairs: string[] = [];
  let before = "";
  for (const sign of run) {
    const one = COMMON.has(sign) ? "" : sign;
    if (before !== "" && one !== "") pairs.push(before + one);
    before = one;
  }
  return pairs;
}

/** Whether one sentence says again most of what the other says. */
function similar(a: SentenceCandidate, b: SentenceCandidate): boolean {
  const terms = new Set(a.terms);
  const shared = b.terms.filter((term) => terms.has(term)).length;
  return shared > 0.7 * Math.max(1, Math.min(a.terms.length, b.terms.length));
}

/** Chinese sentences follow each other without a space. */
const joined = (texts: readonly string[]): string =>
  texts.reduce((all, text) => (all === "" || /[。！？…」』）]$/.test(all) ? all : `${all} `) + text, "");
