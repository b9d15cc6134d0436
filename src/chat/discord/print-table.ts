// A table for Discord, which has none: aligned in a code block where it is narrow, else a list of rows.
import type { Block, TableCell } from "../../document/document.js";
import { inlineToSigns } from "../../document/plain.js";
import { safeLine } from "../../document/safe-text.js";
import type { Printed } from "./escape-text.js";
import { printFence } from "./print-fence.js";
import { printInline } from "./print-inline.js";

type Table = Extract<Block, { type: "table" }>;

/** What a code block shows on a desktop without breaking lines, in columns. */
const WIDEST = 58;
const MOST_ROWS = 200;

export function printTable(table: Table, room: number): Printed {
  const rows = table.rows.slice(0, MOST_ROWS);
  const whole = rows.length === table.rows.length;
  const texts = [table.header, ...rows].map((row) => row.map(cellText));
  const columns = Math.max(0, ...texts.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(1, ...texts.map((row) => columnsOf(row[column] ?? ""))),
  );
  const total = widths.reduce((sum, width) => sum + width, 0) + 3 * (columns - 1);
  if (columns === 0) return { text: "", whole: true };
  if (total > WIDEST) {
    const list = printRows(table.header, rows, room);
    return { text: list.text, whole: list.whole && whole };
  }
  const line = (row: readonly string[]): string =>
    widths.map((width, column) => pad(row[column] ?? "", width, table.align[column] ?? null)).join(" │ ");
  const [header = [], ...body] = texts;
  const rule = widths.map((width) => "─".repeat(width)).join("─┼─");
  const fence = printFence(null, [line(header), rule, ...body.map(line)].join("\n"), room);
  return { text: fence.text, whole: fence.whole && whole };
}

const cellText = (cell: TableCell): string => safeLine(inlineToSigns(cell));

/** How many columns a text takes where East Asian letters take two. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const sign of text.slice(0, WIDEST + 1)) columns += WIDE.test(sign) ? 2 : MARK.test(sign) ? 0 : 1;
  return columns;
}
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const MARK = /[\p{M}\u200c\u200d]/u;

function pad(text: string, width: number, align: Table["align"][number]): string {
  const free = Math.max(0, width - columnsOf(text));
  if (align === "right") return " ".repeat(free) + text;
  const left = align === "center" ? Math.floor(free / 2) : 0;
  return " ".repeat(left) + text + " ".repeat(free - left);
}

/** One line a row: `- **Name** Ada · **Year** 1843`. */
function printRows(header: readonly TableCell[], rows: readonly (readonly TableCell[])[], room: number) {
  let text = "";
  for (const row of rows) {
    const cells = row.flatMap((cell, column) => [
      ...(column > 0 ? [{ type: "text", value: " · " } as const] : []),
      { type: "strong", children: header[column] ?? [] } as const,
      { type: "text", value: " " } as const,
      ...cell,
    ]);
    const head = text === "" ? "- " : "\n- ";
    const line = printInline(cells, room - text.length - head.length);
    if (line.text.trim() === "") return { text, whole: false };
    text += head + line.text.replaceAll("\n", " ").trim();
    if (!line.whole) return { text, whole: false };
  }
  return { text, whole: true };
}
