// Tables, from elements to a block.
import type { Align, Block, TableCell } from "./document.js";
import type { Element, Node } from "./element.js";
import { pre } from "./layout-box.js";
import type { Flow } from "./layout-flow.js";

export function table(element: Element, flow: Flow): Block[] {
  const listing = listingIn(element);
  if (listing) return pre(listing);
  const rows: TableCell[][] = [];
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
          for (const cell of cells) align.push(alignOf(cell));
        }
        rows.push(cells.map((cell) => flow.line(cell)));
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
    !/\b(?:gutter|lineno)/.test(numbers.attributes["class"] ?? "")
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
