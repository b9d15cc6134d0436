// The parts of a query: its runs of one script, without words that carry no weight.
import { nameAsWord, typedNames } from "../analysis/code-names.js";
import { weightless } from "../analysis/english.js";
import { commonLanguages } from "../analysis/european-language.js";
import { fold, foldCase, foldScripts } from "../analysis/fold.js";
import { askingWords } from "../analysis/question-words.js";
import { onlyAsks, withoutQuestion } from "../analysis/questions.js";
import { runs, type Script } from "../analysis/runs.js";
import { chineseParts, japaneseParts } from "../analysis/sentences.js";
import type { Scores } from "../index/scores.js";
import { limits } from "../limits.js";
import { NAMED, partWeights, wordMeets } from "../weights.js";
import { ask, type Lookup } from "./lookup.js";
import { matchHan, matchHangul, matchSigns } from "./match-han.js";
import { matchJoined, matchWord } from "./match-word.js";

export interface QueryPart {
  readonly script: Script;
  /** Folded. */
  readonly text: string;
  /** With its own characters: case and width folded only. */
  readonly raw: string;
}

/**
 * `inChinese`: sentences without kana are cut too, by the Chinese dictionary. `isEverywhere`: whether most texts of the
 * blog have a word.
 */
export function queryParts(
  query: string,
  inChinese = false,
  isEverywhere: (word: string) => boolean = () => false,
): readonly QueryPart[] {
  const raw = foldCase(query);
  const rawRuns = runs(raw);
  const all = runs(fold(query)).map(({ script, text }, index) => ({
    script,
    text,
    // Folding drops long marks only, so the runs stay the same in number unless one was nothing but a mark.
    raw: script === "han" ? (rawRuns[index]?.script === "han" ? (rawRuns[index]?.text ?? text) : text) : text,
  }));
  const asking = askingWords(all.filter(({ script }) => script === "word").map(({ text }) => text));
  const weighty = all
    .filter(({ script, text }) =>
      script === "word"
        ? !weightless.has(text) && !asking.has(text) && !(isCommonWord(text) && isEverywhere(text))
        : !onlyAsks(script, text),
    )
    .flatMap((part) => sentenceParts(part, inChinese));
  return weighty.length > 0 ? weighty : all;
}

/** Whether a word holds sentences together in some language. */
const isCommonWord = (word: string): boolean => commonLanguages(word).length > 0;

/** What a part asks for, without the question around it: several parts where it is a sentence. */
function sentenceParts(part: QueryPart, inChinese: boolean): readonly QueryPart[] {
  if (part.script !== "han") return [part];
  if (/[\u3041-\u30fa]/u.test(part.raw))
    return japaneseParts(part.raw).map((raw) => asked({ ...part, raw, text: foldScripts(raw) }));
  const whole = asked(part);
  if (!inChinese) return [whole];
  const parts = chineseParts(whole.text);
  return parts.length < 2 ? [whole] : parts.map((text) => ({ ...part, text, raw: text }));
}

/** A part without the question around what it asks for. The reader's own characters are as many as the folded ones. */
function asked(part: QueryPart): QueryPart {
  const text = withoutQuestion(part.text);
  const at = part.text.indexOf(text);
  const raw = part.raw.length === part.text.length ? part.raw.slice(at, at + text.length) : part.raw;
  return { ...part, text, raw };
}

/**
 * Scores the posts for one part; true when the part is a word that the blog knows as it stands. `mayGoOn`: it is the
 * last, and may be the beginning of a word.
 */
export function matchPart(lookup: Lookup, part: QueryPart, mayGoOn: boolean, scores: Scores): boolean {
  if (part.script === "hangul") matchHangul(lookup, part.text, scores);
  else if (part.script === "han") matchHan(lookup, part.text, part.raw, scores);
  else return matchWord(lookup, part.text, mayGoOn, scores);
  return false;
}

/** Parts that a text may write as one word, and how well posts answer them so. */
export interface Together {
  readonly parts: readonly QueryPart[];
  readonly scores: Scores;
}

/** Names as in code (`path.basename`, `getItem`): who holds one as it was typed is found by it, wherever it stands. */
export function matchNames(
  lookup: Lookup,
  question: string,
  parts: readonly QueryPart[],
): Together | undefined {
  const { named } = lookup.scratch;
  named.clear();
  const asked: QueryPart[] = [];
  for (const name of typedNames(question)) {
    const word = nameAsWord(name);
    if (!ask(lookup, named, wordMeets.named, word)) continue;
    asked.push(...parts.filter(({ script, text }) => script === "word" && word.includes(text)));
  }
  if (asked.length === 0) return undefined;
  for (const post of named.posts) named.lift(post, NAMED + named.of(post), named.noteOf(post));
  return { parts: asked, scores: named };
}

/** Words that a title may write as one: two in Latin letters, or several in Han characters, kana, Hangul. */
export function matchTogether(lookup: Lookup, parts: readonly QueryPart[]): Together | undefined {
  const [one, two] = parts;
  if (!one || !two) return undefined;
  if (
    one.script !== "word" &&
    parts.length <= limits.joined &&
    parts.every(({ script }) => script === one.script)
  )
    return { parts, scores: matchSigns(lookup, parts.map(({ text }) => text).join("")) };
  const words = parts.filter(({ script }) => script === "word");
  const [first, second, ...others] = words;
  if (!first || !second || others.length > 0 || first.text.length + second.text.length < 4) return undefined;
  return { parts: words, scores: matchJoined(lookup, first.text, second.text) };
}

/** What a part says of a question: longer words say more. */
export function partWeight({ script, text }: QueryPart): number {
  const { flat, most, letters } = script === "word" ? partWeights.word : partWeights.signs;
  return flat + Math.min(most, text.length / letters);
}
