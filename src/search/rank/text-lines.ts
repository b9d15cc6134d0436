// A text as many questions are asked of it: its sentences and headings, and by number the runs that stand in each.
import type { Body } from "../../post/body.js";
import { FORMULA, formulaInText } from "../../post/formula-in-text.js";
import { sentencesOf } from "../analysis/body-text.js";
import { fold, foldCase } from "../analysis/fold.js";
import { languageOf } from "../analysis/language.js";
import { runs } from "../analysis/runs.js";
import { limits } from "../limits.js";
import { createRunTable, type RunTable } from "./run-table.js";

/** Sentences and headings in their order; what is told of each lies at its place. */
export interface TextLines {
  readonly texts: readonly string[];
  /** Those that the signs in the lines stand for, as TeX, and how many stand before each line. */
  readonly formulas: readonly string[];
  readonly formulasBefore: Uint32Array;
  /** The heading a line stands under, by its number; -1 above all. A heading stands under itself. */
  readonly under: Int32Array;
  /** 1 for a heading. */
  readonly isHeading: Uint8Array;
  /** Of all lines one after the other, as `standingIn` gives them, and where those of each line end. */
  readonly standing: Int32Array;
  readonly ends: Uint32Array;
  readonly table: RunTable;
}

export interface TextReader {
  /** The lines of a text; read once, in steps, and kept while the text is. `japaneseBlog`: see `standingIn`. */
  read(text: Body["text"], japaneseBlog: boolean): Generator<void, TextLines>;
}

/**
 * The numbers of the runs of a line. Where it may be Japanese (without kana only in a blog that is) those of Han
 * characters and kana stand behind them a second time as they were written, each as `~number`.
 */
export function standingIn(line: string, table: RunTable, japaneseBlog: boolean): readonly number[] {
  const piece = line.slice(0, limits.markedText);
  const folded = runs(fold(piece)).map((run) => table.numberOf(run));
  if (!japaneseBlog && languageOf(line) !== "ja") return folded;
  const raw = runs(foldCase(piece)).filter(({ script }) => script === "han");
  return [...folded, ...raw.map((run) => ~table.numberOf(run))];
}

export function createTextReader(): TextReader {
  let table = createRunTable();
  let known = new WeakMap<Body["text"], { readonly lines: TextLines; readonly japaneseBlog: boolean }>();
  return {
    *read(text, japaneseBlog) {
      const before = known.get(text);
      if (before?.japaneseBlog === japaneseBlog) return before.lines;
      // Nobody knows which of them are still in use: all texts are read anew. Titles and questions add to them, too; what
      // they add counts when the next text is read.
      if (table.all.length > limits.keptRuns) [table, known] = [createRunTable(), new WeakMap()];
      const lines = yield* readLines(text, table, japaneseBlog);
      known.set(text, { lines, japaneseBlog });
      return lines;
    },
  };
}

function* readLines(text: Body["text"], table: RunTable, japaneseBlog: boolean): Generator<void, TextLines> {
  const texts: string[] = [];
  const formulasBefore: number[] = [];
  const [under, isHeading, standing, ends]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (const line of linesOf(text)) {
    texts.push(line.text);
    formulasBefore.push(line.formulasBefore);
    under.push(line.under);
    isHeading.push(line.isHeading ? 1 : 0);
    for (const run of standingIn(line.text, table, japaneseBlog)) standing.push(run);
    ends.push(standing.length);
    yield;
  }
  return {
    texts,
    formulas: text.formulas.split("\n"),
    formulasBefore: Uint32Array.from(formulasBefore),
    under: Int32Array.from(under),
    isHeading: Uint8Array.from(isHeading),
    standing: Int32Array.from(standing),
    ends: Uint32Array.from(ends),
    table,
  };
}

/** A line as it is read in a chat: with its formulas in signs where these say exactly the same, else as TeX; long ones are left out. */
export function readable({ texts, formulas, formulasBefore }: TextLines, line: number): string {
  let next = formulasBefore[line] ?? 0;
  let room = limits.passage;
  return (texts[line] ?? "").replaceAll(FORMULA, () => {
    const shown = formulaInText(formulas[next++] ?? "");
    if (shown.length > Math.min(limits.shownFormula, room)) return "…";
    room -= shown.length;
    return shown;
  });
}

interface ReadLine {
  readonly text: string;
  readonly under: number;
  readonly isHeading: boolean;
  readonly formulasBefore: number;
}

/** Anything but formulas and what stands between them. */
const NOT_A_FORMULA = /[\p{L}\p{N}]/u;
const formulasIn = (text: string): number => text.split(FORMULA).length - 1;

/** The sentences and headings of a text, each with the heading it stands under; nothing that is a formula alone. */
function* linesOf({ prose, headings }: Body["text"]): Generator<ReadLine> {
  let under = -1;
  let [at, formulasBefore] = [0, 0];
  for (const line of prose.slice(0, limits.searchedBody).split("\n")) {
    let isHeading = false;
    for (let next = headings[under + 1]; next && next.at <= at; next = headings[under + 1]) {
      under += 1;
      isHeading = next.at === at && next.title !== "";
    }
    if (isHeading) yield { text: line.slice(0, limits.markedText), under, isHeading, formulasBefore };
    else {
      let before = formulasBefore;
      for (const text of sentencesOf(line, limits.passage)) {
        if (NOT_A_FORMULA.test(text)) yield { text, under, isHeading, formulasBefore: before };
        before += formulasIn(text);
      }
    }
    formulasBefore += formulasIn(line);
    at += line.length + 1;
  }
}
