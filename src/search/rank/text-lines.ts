// A text as many questions are asked of it: its sentences and headings, and by number the runs that stand in each.
import type { Body } from "../../post/body.js";
import { sentencesOf } from "../analysis/body-text.js";
import { fold, foldCase } from "../analysis/fold.js";
import { languageOf } from "../analysis/language.js";
import { runs } from "../analysis/runs.js";
import { limits } from "../limits.js";
import { createRunTable, type RunTable } from "./run-table.js";

/** Sentences and headings in their order; what is told of each lies at its place. */
export interface TextLines {
  readonly texts: readonly string[];
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
  const [under, isHeading, standing, ends]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (const line of linesOf(text)) {
    texts.push(line.text);
    under.push(line.under);
    isHeading.push(line.isHeading ? 1 : 0);
    for (const run of standingIn(line.text, table, japaneseBlog)) standing.push(run);
    ends.push(standing.length);
    yield;
  }
  return {
    texts,
    under: Int32Array.from(under),
    isHeading: Uint8Array.from(isHeading),
    standing: Int32Array.from(standing),
    ends: Uint32Array.from(ends),
    table,
  };
}

interface ReadLine {
  readonly text: string;
  readonly under: number;
  readonly isHeading: boolean;
}

/** The sentences and headings of a text, each with the heading it stands under. */
function* linesOf({ prose, headings }: Body["text"]): Generator<ReadLine> {
  let under = -1;
  let at = 0;
  for (const line of prose.slice(0, limits.searchedBody).split("\n")) {
    let isHeading = false;
    for (let next = headings[under + 1]; next && next.at <= at; next = headings[under + 1]) {
      under += 1;
      isHeading = next.at === at && next.title !== "";
    }
    if (isHeading) yield { text: line.slice(0, limits.markedText), under, isHeading };
    else for (const text of sentencesOf(line, limits.passage)) yield { text, under, isHeading };
    at += line.length + 1;
  }
}
