// Which parts of a question stand in the lines of texts, as bits: each run is judged once, wherever it stands.
import { fold } from "../analysis/fold.js";
import { areLeads } from "../analysis/hangul.js";
import { limits } from "../limits.js";
import { byNumber, type RunTable } from "./run-table.js";
import { standingIn, type TextLines } from "./text-lines.js";
import type { Marker } from "./where.js";
import type { InRun } from "./where-meant.js";
import { saidInInitials } from "./where-said.js";

/** Says of a line, or of a title, which parts stand there: by their places in the marker's `parts` as bits. */
export interface LineJudge {
  readonly inLine: (lines: TextLines, line: number) => number;
  readonly inTitle: (title: string) => number;
}

/** Above the bits of parts: a part may begin with the run and go on with the next one. */
const BEGINS = 1 << limits.parts;

/** `table`: that of the lines that are asked about. */
export function judgeLines({ looks }: Marker, table: RunTable, japaneseBlog: boolean): LineJudge {
  const { parts, together, written, misspelt } = looks;
  const textOf = (number: number): string => table.all[number]?.text ?? "";
  const judged = byNumber((number) => {
    const run = table.all[number];
    if (!run) return 0;
    let met = (together.get(run.text) ?? 0) | (begins(run.text) ? BEGINS : 0);
    const stands = (look: InRun): boolean => look(run).length > 0;
    met |= bits(written, stands) | bits(misspelt, stands);
    if (run.script === "word") return met | bits(looks.meanings(), ({ inLetters }) => inLetters(run.lemma));
    return run.script === "han" ? met | inChinese(number) : met;
  });
  const gloss = byNumber((number) => {
    const english = table.all[number];
    return english ? bits(looks.meanings(), ({ isGloss }) => isGloss(english.text, english.lemma)) : 0;
  });
  const said = byNumber((syllable) => bits(looks.meanings(), ({ begins }) => begins(textOf(syllable))));
  const meant = byNumber((word) =>
    table.sensesOf(word).reduce((met, sense) => (sense < 0 ? met : met | gloss(sense)), 0),
  );
  const mayBegin = byNumber((word) =>
    table.sensesOf(word).reduce((met, sense) => (sense < 0 ? met | said(~sense) : met), 0),
  );
  /** What a run of Han characters is in Chinese. */
  function inChinese(number: number): number {
    if (!hasWords) return 0;
    const words = table.wordsOf(number);
    let [met, begun] = [0, 0];
    for (const word of words) {
      met |= meant(word);
      begun |= mayBegin(word);
    }
    const mayBeSaid = begun & ~met;
    if (mayBeSaid === 0) return met;
    const texts = Array.from(words, textOf);
    return (
      met | bits(looks.meanings(), (one, at) => ((mayBeSaid >>> at) & 1) === 1 && one.said(texts).length > 0)
    );
  }
  const meantInJapanese = byNumber((word) =>
    table.japaneseSensesOf(word).reduce((met, sense) => met | gloss(sense), 0),
  );
  const judgedInJapanese = byNumber((number) => {
    const run = table.all[number];
    if (run?.script !== "han") return 0;
    const words = table.japaneseWordsOf(number);
    const met = words.reduce((met, word) => met | meantInJapanese(word), 0);
    const texts = (): readonly string[] => Array.from(words, textOf);
    return (
      met |
      bits(
        looks.meanings(),
        (one, at) => ((met >>> at) & 1) === 0 && one.saidInJapanese(run.text, texts).length > 0,
      )
    );
  });
  const words = parts.map(({ script, text }) => (script === "word" ? text : ""));
  const hasWords = words.some(Boolean);
  const leads = parts.map(({ text }) => (areLeads(text) ? text : ""));
  const ofSyllables = leads.some(Boolean);

  const begins = (text: string): boolean =>
    words.some((word) => word.length > text.length && word.startsWith(text));
  /** What two runs in a row are when they are written as one. */
  const asOne = (one: number, other: number): number => {
    const text = textOf(one) + textOf(other);
    return bits(words, (word) => word === text);
  };
  function met(standing: ArrayLike<number>, from: number, to: number, line: string): number {
    let found = 0;
    for (let at = from; at < to; at += 1) {
      const run = standing[at] ?? 0;
      if (run < 0) {
        found |= judgedInJapanese(~run);
        continue;
      }
      const here = judged(run);
      found |= here;
      const next = at + 1 < to ? (standing[at + 1] ?? -1) : -1;
      if ((here & BEGINS) !== 0 && next >= 0) found |= asOne(run, next);
    }
    if (ofSyllables) {
      const folded = fold(line.slice(0, limits.markedText));
      found |= bits(leads, (lead) => lead !== "" && saidInInitials(lead, folded).length > 0);
    }
    return found & (BEGINS - 1);
  }
  return {
    inLine: ({ standing, ends, texts }, line) =>
      met(standing, line === 0 ? 0 : (ends[line - 1] ?? 0), ends[line] ?? 0, texts[line] ?? ""),
    inTitle(title) {
      const standing = standingIn(title, table, japaneseBlog);
      return met(standing, 0, standing.length, title);
    },
  };
}

/** A bit for each item that something is true of. */
function bits<Item>(items: readonly Item[], isSo: (item: Item, at: number) => boolean): number {
  let all = 0;
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (item !== undefined && isSo(item, at)) all |= 1 << at;
  }
  return all;
}
