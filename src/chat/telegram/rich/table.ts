// Tables as Telegram's own; one with too many columns as a short list a row.
import type { RichBlockTableCell } from "@grammyjs/types";
import type { Table, TableCell } from "../../../document/document.js";
import { tableRuns } from "../table.js";
import { inked, richText, type RichBlock, type RichContext } from "./inline.js";
import { MOST_COLUMNS } from "./message-budget.js";

export function tableBlock(table: Table, scope: RichContext, level: number): RichBlock[] {
  const { room } = scope;
  const columns = table.rows.reduce((most, row) => Math.max(most, row.length), table.header.length);
  if (columns === 0) return [];
  if (columns > MOST_COLUMNS) return asList(table, scope);
  const cells: RichBlockTableCell[][] = [];
  const add = (row: readonly TableCell[], header: boolean): void => {
    if (room.full || !room.blocks()) return;
    cells.push(
      Array.from({ length: columns }, (_, at) => {
        const text = richText(row[at] ?? [], scope, level + 2) ?? "";
        return {
          ...(text !== "" && { text }),
          ...(header && { is_header: true as const }),
          align: table.align[at] ?? "left",
          valign: "middle",
        };
      }),
    );
  };
  if (!room.blocks()) return [];
  if (table.header.some((cell) => cell.length > 0)) add(table.header, true);
  for (const row of table.rows) {
    if (room.full) break;
    add(row, false);
  }
  const visible = cells.some((row) => row.some(({ text }) => text !== undefined));
  return visible ? [{ type: "table", cells, is_bordered: true, is_striped: true }] : [];
}

function asList(table: Table, { room }: RichContext): RichBlock[] {
  if (!room.blocks()) return [];
  const text = tableRuns(table, room.chars).map((run) => {
    const part = room.text(run.text);
    return run.marks.some(({ tag }) => tag === "b") && part !== ""
      ? { type: "bold" as const, text: part }
      : part;
  });
  return inked(text) === null ? [] : [{ type: "paragraph", text }];
}
