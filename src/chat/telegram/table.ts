// Tables, which Telegram does not have: drawn in columns where they fit a phone, else as one short list a row.
import { columnsWithin, filled, ruleBelow, type TextWidths } from "../../fit/columns.js";
import type { Table, TableCell } from "../../document/document.js";
import { inlineToSigns } from "../../document/plain.js";
import { safeLine } from "../../document/safe-text.js";
import { harmless, type HtmlMark, type MarkedText } from "./rich-text.js";

/** Columns of a monospaced line that a phone shows without wrapping. */
const WIDEST_LINE = 38;
/** No message shows more of a cell. */
const LONGEST_CELL = 4096;
/** More columns than this are left out: Telegram's own rich tables end at 20. */
const MOST_COLUMNS = 40;

/** `room` bounds how many rows are looked at: what cannot be shown need not be measured. */
export function tableRuns(table: Table, room: number): readonly MarkedText[] {
  const cell = (content: TableCell | undefined): string =>
    safeLine(inlineToSigns(content ?? []).slice(0, LONGEST_CELL));
  const rows = table.rows
    .slice(0, Math.ceil(room / 2) + 1)
    .map((row) => row.slice(0, MOST_COLUMNS).map(cell));
  const header = table.header.slice(0, MOST_COLUMNS).map(cell);
  const rooms = columnsWithin([header, ...rows], WIDEST_LINE, 2);
  return rooms ? drawn(table, header, rows, rooms) : listed(header, rows);
}

function drawn(
  table: Table,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  rooms: readonly TextWidths[],
): readonly MarkedText[] {
  const line = (row: readonly string[]): string =>
    rooms
      .map((one, at) => filled(row[at] ?? "", one, table.align[at] ?? null))
      .join("  ")
      .trimEnd();
  const rule = ruleBelow(rooms, 2, "  ");
  const text = [...(header.some(Boolean) ? [line(header), rule] : []), ...rows.map(line)].join("\n");
  const pre: HtmlMark = { tag: "pre", lang: null };
  return text.trim() ? [{ text, marks: [pre] }] : [];
}

function listed(header: readonly string[], rows: readonly (readonly string[])[]): readonly MarkedText[] {
  const bold: HtmlMark = { tag: "b" };
  if (rows.length === 0) return [{ text: harmless(header.filter(Boolean).join(" · ")), marks: [bold] }];
  return rows.flatMap((row, number) =>
    row.flatMap((text, at): MarkedText[] => {
      if (!text) return [];
      const start = at === 0 ? (number > 0 ? "\n\n" : "") : "\n";
      const name = header[at];
      const named = `${name ? `${harmless(name)}: ` : ""}${harmless(text)}`;
      if (at > 0) return [{ text: start + named, marks: [] }];
      return [
        { text: start, marks: [] },
        { text: named, marks: [bold] },
      ];
    }),
  );
}
