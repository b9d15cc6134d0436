// Lists, tasks and definitions, from elements to blocks.
import type { Block, Inline, ListEntry } from "../document/document.js";
import type { Element, Node } from "./element.js";
import type { Flow } from "./layout-flow.js";

export function list(element: Element, flow: Flow): Block[] {
  const items: ListEntry[] = [];
  for (const child of element.children) {
    if (typeof child !== "object" || !("name" in child)) continue;
    const item = itemOf(child, flow);
    if (item.children.length > 0) items.push(item);
  }
  if (items.length === 0) return [];
  const start = Number.parseInt(element.attributes["start"] ?? "1", 10);
  return [
    { type: "list", ordered: element.name === "ol", start: Number.isSafeInteger(start) ? start : 1, items },
  ];
}

/** A list item; a box at its beginning, as GFM writes it or as HTML has it, makes it a task. */
function itemOf(item: Element, flow: Flow): ListEntry {
  const box = item.children.find(
    (child) => typeof child === "object" && "name" in child && child.name === "input",
  );
  const children = flow.blocks(item.name === "li" ? item.children : [item]);
  if (box && typeof box === "object" && "attributes" in box)
    return { checked: "checked" in box.attributes, children };
  const first = children[0];
  const lead = first?.type === "paragraph" ? first.children[0] : undefined;
  const task = lead?.type === "text" ? /^\[([ xX])\] +(?=\S)/.exec(lead.value) : null;
  if (!task || first?.type !== "paragraph" || lead?.type !== "text") return { children };
  const text: Inline = { type: "text", value: lead.value.slice(task[0].length) };
  return {
    checked: task[1] !== " ",
    children: [{ type: "paragraph", children: [text, ...first.children.slice(1)] }, ...children.slice(1)],
  };
}

export function definitions(element: Element, flow: Flow): Block[] {
  const items: { term: readonly Inline[]; descriptions: Block[][] }[] = [];
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (typeof node !== "object" || !("name" in node)) continue;
      if (node.name === "dt") items.push({ term: flow.line(node), descriptions: [] });
      else if (node.name === "dd") {
        if (items.length === 0) items.push({ term: [], descriptions: [] });
        items.at(-1)?.descriptions.push(flow.blocks(node.children));
      } else visit(node.children);
    }
  };
  visit(element.children);
  return items.length > 0 ? [{ type: "definitions", items }] : [];
}

export function layoutFootnotes(element: Element, flow: Flow): Block[] {
  const notes = element.children
    .filter((node): node is Element => typeof node === "object" && "name" in node && node.name === "footnote")
    .map((note) => ({ label: note.attributes["label"] ?? "", children: flow.blocks(note.children) }));
  return notes.length > 0 ? [{ type: "footnotes", notes }] : [];
}
