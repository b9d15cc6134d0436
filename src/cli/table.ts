// Rows for a terminal and moments as the owner reads them.
import { DateTime } from "luxon";
import { displayWidth } from "../fit/columns.js";
import { safeLine } from "../document/safe-text.js";

export interface TableRow {
  readonly cells: readonly string[];
  /** A line of its own below. */
  readonly note?: string | null;
}

/** Columns as wide as their widest cell (a sign of East Asia counts twice), two blanks apart; a note stands below its row. */
export function formatTable(head: readonly string[], rows: readonly TableRow[]): readonly string[] {
  const all = [head, ...rows.map(({ cells }) => cells.map(safeLine))];
  const widths = head.map((_, at) => Math.max(...all.map((cells) => displayWidth(cells[at] ?? ""))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) =>
        at === cells.length - 1 ? cell : cell + " ".repeat((widths[at] ?? 0) - displayWidth(cell)),
      )
      .join("  ")
      .trimEnd();
  return rows.reduce<string[]>(
    (lines, { note }, at) => [...lines, line(all[at + 1] ?? []), ...(note ? [`    ${safeLine(note)}`] : [])],
    [line(head)],
  );
}

/** On this machine's clock, to the minute. */
export const moment = (at: number): string => DateTime.fromMillis(at).toFormat("yyyy-MM-dd HH:mm");

/** By which clock `moment` tells the time: `UTC+08:00`. */
export const clockName = (): string => `UTC${DateTime.now().toFormat("ZZ")}`;

/** For programs: ISO 8601 in UTC. */
export const isoMoment = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();
