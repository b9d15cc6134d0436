// Tables, from elements to a block.
import type { Align, Block, TableCell } from "../document/document.js";
import type { Element, Node } from "./element.js";
import { pre } from "./layout-box.js";
import type { Flow } from "./layout-flow.js";

export function layoutTable(element: Element, flow: Flow): Block[] {
  const listing = listingIn(element);
  if (listing) return pre(listing);
  const rows: TableCell[][] = [];
  const grid = new Grid();
  const align: Align[] = [];
  let headed = false;
  const before: Block[] = [];
  const visit = (nodes: readonly Node[], depth: number): void => {
    for (const node of nodes) {
      if (typeof node !== "object" || !("name" in node)) continue;
      if (node.name === "tr") {
        const cells = node.children.filter(
          (cell): cell is Element =>
            typeof cell === "object" && "name" in cell && (cell.name === "td" || cell.name === "th"),
        );
        if (cells.length === 0) continue;
        if (rows.length === 0) {
          headed = cells.every((cell) => cell.name === "th");
          for (const cell of cells)
            align.push(...Array.from({ length: spanOf(cell, "colspan") }, () => alignOf(cell)));
        }
        rows.push(grid.row(cells, flow));
      } else if (node.name === "caption") before.push(...flow.blocks(node.children));
      else if (depth < 3 && node.name !== "table") visit(node.children, depth + 1);
    }
  };
  visit(element.children, 0);
  // A table of one column and row only lays out a page.
  if (rows.length === 0) return [];
  const [first = [], ...rest] = rows;
  const header = headed ? first : [];
  return [...before, { type: "table", align, header, rows: headed ? rest : rows }];
}

/** More than a reader could follow; a browser ends at 1,000 columns. It also bounds what a hostile table costs. */
const WIDEST_SPAN = 40;

const spanOf = (cell: Element, name: "colspan" | "rowspan"): number => {
  const span = Number.parseInt(cell.attributes[name] ?? "", 10);
  return span >= 1 ? Math.min(span, WIDEST_SPAN) : 1;
};

/** Cells in their columns: one over several rows is said in each; behind one over several columns the others are empty. */
class Grid {
  readonly #held: { readonly cell: TableCell; rows: number }[] = [];

  row(cells: readonly Element[], flow: Flow): TableCell[] {
    const out: TableCell[] = [];
    const fill = (): void => {
      for (let from = this.#held[out.length]; from && from.rows > 0; from = this.#held[out.length]) {
        from.rows -= 1;
        out.push(from.cell);
      }
    };
    for (const element of cells) {
      fill();
      const rows = spanOf(element, "rowspan") - 1;
      const columns = out.length < WIDEST_SPAN ? spanOf(element, "colspan") : 1;
      for (let at = 0; at < columns; at += 1) {
        const cell = at === 0 ? flow.line(element) : [];
        this.#held[out.length] = { cell, rows };
        out.push(cell);
      }
    }
    fill();
    return out;
  }
}

/** The code of a listing that a highlighter laid out as a table, its line numbers in a column of their own. */
function listingIn(element: Element): Element | null {
  const cells: Element[] = [];
  const visit = (nodes: readonly Node[], depth: number): void => {
    for (const node of nodes) {
      if (typeof node !== "object" || !("name" in node)) continue;
      if (node.name === "td") cells.push(node);
      else if (depth < 3 && node.name !== "table") visit(node.children, depth + 1);
    }
  };
  visit(element.children, 0);
  const [numbers, code] = cells;
  if (
    cells.length !== 2 ||
    !numbers ||
    !code ||
    !/\b(?:gutter|lineno|lntd)/.test(numbers.attributes["class"] ?? "")
  )
    return null;
  const isPre = (node: Node): node is Element =>
    typeof node === "object" && "name" in node && node.name === "pre";
  return code.children.find(isPre) ?? null;
}

const alignOf = (cell: Element): Align => {
  const value = cell.attributes["align"] ?? /text-align:\s*(\w+)/.exec(cell.attributes["style"] ?? "")?.[1];
  return value === "left" || value === "right" || value === "center" ? value : null;
};
