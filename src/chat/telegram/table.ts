// Tables, which Telegram does not have: drawn in columns where they fit a phone, else as one short list a row.
import type { Block, TableCell } from "../../document/document.js";
import { inlineToSigns } from "../../document/plain.js";
import { safeLine } from "../../document/safe-text.js";
import { harmless, type Mark, type Run } from "./rich-text.js";

type Table = Extract<Block, { type: "table" }>;

/** Columns of a monospaced line that a phone shows without wrapping. */
const WIDEST_LINE = 38;
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** No message shows more of a cell. */
const LONGEST_CELL = 4096;
/** More columns than this are left out: Telegram's own rich tables end at 20. */
const MOST_COLUMNS = 40;

const width = (text: string): number =>
  Array.from(text).reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : 1), 0);

/** `room` bounds how many rows are looked at: what cannot be shown need not be measured. */
export function tableRuns(table: Table, room: number): readonly Run[] {
  const cell = (content: TableCell | undefined): string =>
    safeLine(inlineToSigns(content ?? []).slice(0, LONGEST_CELL));
  const rows = table.rows
    .slice(0, Math.ceil(room / 2) + 1)
    .map((row) => row.slice(0, MOST_COLUMNS).map(cell));
  const header = table.header.slice(0, MOST_COLUMNS).map(cell);
  const columns = Math.max(header.length, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(1, ...[header, ...rows].map((row) => width(row[at] ?? ""))),
  );
  const total = widths.reduce((sum, one) => sum + one + 2, -2);
  return total <= WIDEST_LINE ? drawn(table, header, rows, widths) : listed(header, rows);
}

function drawn(
  table: Table,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): readonly Run[] {
  const line = (row: readonly string[]): string =>
    widths
      .map((room, at) => {
        const text = row[at] ?? "";
        const space = room - width(text);
        const before = table.align[at] === "right" ? space : table.align[at] === "center" ? space >> 1 : 0;
        return " ".repeat(before) + text + " ".repeat(space - before);
      })
      .join("  ")
      .trimEnd();
  const rule = widths.map((room) => "─".repeat(room)).join("  ");
  const text = [...(header.some(Boolean) ? [line(header), rule] : []), ...rows.map(line)].join("\n");
  const pre: Mark = { tag: "pre", lang: null };
  return text.trim() ? [{ text, marks: [pre] }] : [];
}

function listed(header: readonly string[], rows: readonly (readonly string[])[]): readonly Run[] {
  const bold: Mark = { tag: "b" };
  if (rows.length === 0) return [{ text: harmless(header.filter(Boolean).join(" · ")), marks: [bold] }];
  return rows.flatMap((row, number) =>
    row.flatMap((text, at): Run[] => {
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
