// From the tree of elements to a Document: spaces collapsed, addresses made safe, what has no meaning in a chat left out.
import type { Block, Document, Inline } from "../document/document.js";
import { type Element, isBlock, type Node } from "./element.js";
import { InlineRun } from "./inline-run.js";
import { details, figure, paragraphs, pre, quoteOrNote } from "./layout-box.js";
import { isSilentName, type Flow } from "./layout-flow.js";
import { addInline } from "./layout-inline.js";
import { definitions, layoutFootnotes, list } from "./layout-list.js";
import { layoutTable } from "./layout-table.js";

/** Lays out the children of an element. Relative addresses are resolved against `base`, or lose their link. */
export function layOut(root: Element, base: string | null): Document {
  return new Layout(base).blocks(root.children);
}

class Layout implements Flow {
  constructor(private readonly base: string | null) {}

  blocks(nodes: readonly Node[]): Block[] {
    const out: Block[] = [];
    let run = new InlineRun();
    const flush = (): void => {
      out.push(...paragraphs(run.finish()));
      run = new InlineRun();
    };
    for (const node of nodes) {
      if (typeof node === "object" && "math" in node && node.display) {
        flush();
        out.push({ type: "math", tex: node.math });
      } else if (typeof node === "object" && "name" in node && (isBlock(node.name) || node.holdsBlock)) {
        flush();
        out.push(...this.block(node));
      } else addInline(node, run, this.base);
    }
    flush();
    return out;
  }

  private block(element: Element): Block[] {
    const { name, children } = element;
    if (isSilentName(element.name)) return [];
    switch (name) {
      case "h1":
      case "h2":
      case "h3":
      case "h4":
      case "h5":
      case "h6": {
        const content = this.line(element);
        if (content.length === 0) return [];
        const id = idOf(element);
        return [{ type: "heading", level: Number(name[1]), children: content, ...(id !== null && { id }) }];
      }
      case "ul":
      case "ol":
        return list(element, this);
      case "pre":
        return pre(element);
      case "blockquote":
        return wrapped(this.blocks(children), quoteOrNote);
      case "table":
        return layoutTable(element, this);
      case "hr":
        return [{ type: "divider" }];
      case "details":
        return details(element, this);
      case "figure":
        return figure(element, this);
      case "dl":
        return definitions(element, this);
      case "footnotes":
        return layoutFootnotes(element, this);
      case "note":
        return wrapped(this.blocks(children), (content) => ({
          type: "note",
          kind: element.attributes["kind"] ?? "note",
          title: element.attributes["title"] ?? "",
          children: content,
        }));
      default:
        return this.blocks(children);
    }
  }

  line(element: Element): Inline[] {
    const run = new InlineRun();
    for (const child of element.children) addInline(child, run, this.base);
    return run.finish();
  }
}

const wrapped = (children: readonly Block[], wrap: (children: readonly Block[]) => Block): Block[] =>
  children.length > 0 ? [wrap(children)] : [];

/** The anchor of an element, or one that its author put into it: `## <a name="x"></a>Words`. */
function idOf({ attributes, children }: Element): string | null {
  const own = attributes["id"]?.trim();
  if (own) return own;
  for (const node of children) {
    if (typeof node !== "object" || !("name" in node) || node.name !== "a") continue;
    const id = (node.attributes["id"] ?? node.attributes["name"])?.trim();
    if (id) return id;
  }
  return null;
}
