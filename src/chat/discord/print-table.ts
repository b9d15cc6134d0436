// A table for Discord, which has none: aligned in a code block where it is narrow, else a list of rows.
import { columnsWithin, filled, ruleBelow } from "../../fit/columns.js";
import type { Inline, Table, TableCell } from "../../document/document.js";
import { inlineToSigns } from "../../document/plain.js";
import { safeLine } from "../../document/safe-text.js";
import type { Printed } from "./escape-text.js";
import { printFence } from "./print-fence.js";
import { printInline } from "./print-inline.js";

/** What a code block shows on a desktop without breaking lines, in columns. */
const WIDEST = 58;
const MOST_ROWS = 200;

export function printTable(table: Table, room: number): Printed {
  const rows = table.rows.slice(0, MOST_ROWS);
  const whole = rows.length === table.rows.length;
  const texts = [table.header, ...rows].map((row) => row.map(cellText));
  if (texts.every((row) => row.length === 0)) return { text: "", whole: true };
  const rooms = columnsWithin(texts, WIDEST, 3);
  if (rooms === null) {
    const list = printRows(table.header, rows, room);
    return { text: list.text, whole: list.whole && whole };
  }
  const line = (row: readonly string[]): string =>
    rooms.map((one, column) => filled(row[column] ?? "", one, table.align[column] ?? null)).join(" │ ");
  const [header = [], ...body] = texts;
  const rule = ruleBelow(rooms, 3, "─┼─");
  const fence = printFence(null, [line(header), rule, ...body.map(line)].join("\n"), room);
  return { text: fence.text, whole: fence.whole && whole };
}

const cellText = (cell: TableCell): string => safeLine(inlineToSigns(cell));

/** One line a row: `- **Name:** Ada · **Year:** 1843`; an empty cell says nothing. */
function printRows(header: readonly TableCell[], rows: readonly (readonly TableCell[])[], room: number) {
  let text = "";
  for (const row of rows) {
    const cells = row
      .flatMap((cell, column) => (cellText(cell).trim() === "" ? [] : [named(header[column] ?? [], cell)]))
      .flatMap((cell, at) => (at > 0 ? [{ type: "text", value: " · " } as const, ...cell] : cell));
    if (cells.length === 0) continue;
    const head = text === "" ? "- " : "\n- ";
    const line = printInline(cells, room - text.length - head.length);
    if (line.text.trim() === "") return { text, whole: false };
    text += head + line.text.replaceAll("\n", " ").trim();
    if (!line.whole) return { text, whole: false };
  }
  return { text, whole: true };
}

const named = (name: TableCell, cell: TableCell): readonly Inline[] =>
  cellText(name).trim() === ""
    ? cell
    : [
        { type: "strong", children: [...name, { type: "text", value: ":" }] },
        { type: "text", value: " " },
        ...cell,
      ];
