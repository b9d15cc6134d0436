// From the tree of elements to a Document: spaces collapsed, addresses made safe, what has no meaning in a chat left out.
import type { Align, Block, Document, Inline, ListEntry, TableCell } from "./document.js";
import { type Element, isBlock, type Node } from "./element.js";
import { InlineRun } from "./inline-run.js";
import { safeText } from "./safe-text.js";
import { safeUrl } from "./safe-url.js";

/** Elements whose content is no text of the article. */
const SILENT = new Set(
  "script style template noscript head title svg math button select textarea object embed canvas map rp".split(
    " ",
  ),
);

/** Lays out the children of an element. Relative addresses are resolved against `base`, or lose their link. */
export function layOut(root: Element, base: string | null): Document {
  return new Layout(base).blocks(root.children);
}

class Layout {
  constructor(private readonly base: string | null) {}

  /** Blocks of a mixed content: inline nodes between blocks become paragraphs. */
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
      } else this.inline(node, run);
    }
    flush();
    return out;
  }

  private block(element: Element): Block[] {
    const { name, children } = element;
    if (SILENT.has(name)) return [];
    switch (name) {
      case "h1":
      case "h2":
      case "h3":
      case "h4":
      case "h5":
      case "h6": {
        const content = this.line(element);
        return content.length > 0 ? [{ type: "heading", level: Number(name[1]), children: content }] : [];
      }
      case "ul":
      case "ol":
        return this.list(element);
      case "pre":
        return this.pre(element);
      case "blockquote":
        return wrapped(this.blocks(children), quoteOrNote);
      case "table":
        return this.table(element);
      case "hr":
        return [{ type: "divider" }];
      case "details":
        return this.details(element);
      case "figure":
        return this.figure(element);
      case "dl":
        return this.definitions(element);
      case "footnotes":
        return this.footnotes(element);
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

  private list(element: Element): Block[] {
    const items: ListEntry[] = [];
    for (const child of element.children) {
      if (typeof child !== "object" || !("name" in child)) continue;
      const entry = this.entry(child);
      if (entry.children.length > 0) items.push(entry);
    }
    if (items.length === 0) return [];
    const start = Number.parseInt(element.attributes["start"] ?? "1", 10);
    return [
      { type: "list", ordered: element.name === "ol", start: Number.isSafeInteger(start) ? start : 1, items },
    ];
  }

  /** A list item; a box at its beginning, as GFM writes it or as HTML has it, makes it a task. */
  private entry(item: Element): ListEntry {
    const box = item.children.find(
      (child) => typeof child === "object" && "name" in child && child.name === "input",
    );
    const children = this.blocks(item.name === "li" ? item.children : [item]);
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

  private pre(element: Element): Block[] {
    const inner = element.children.find(
      (child): child is Element => typeof child === "object" && "name" in child && child.name === "code",
    );
    const names = `${inner?.attributes["class"] ?? ""} ${element.attributes["class"] ?? ""}`;
    const lang = /(?:^|\s)(?:language|lang|highlight-source)-([^\s]+)/.exec(names)?.[1] ?? null;
    const value = safeText(rawText(element.children)).replace(/^\n|\n+$/g, "");
    return value.trim() === "" ? [] : [{ type: "code", lang, value }];
  }

  private table(element: Element): Block[] {
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
          rows.push(cells.map((cell) => this.line(cell)));
        } else if (node.name === "caption") before.push(...this.blocks(node.children));
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

  private details(element: Element): Block[] {
    const isSummary = (node: Node): node is Element =>
      typeof node === "object" && "name" in node && node.name === "summary";
    const summary = element.children.find(isSummary);
    const children = this.blocks(element.children.filter((node) => !isSummary(node)));
    const line = summary ? this.line(summary) : [];
    return children.length === 0 && line.length === 0 ? [] : [{ type: "details", summary: line, children }];
  }

  private figure(element: Element): Block[] {
    const isCaption = (node: Node): node is Element =>
      typeof node === "object" && "name" in node && node.name === "figcaption";
    const caption = element.children.find(isCaption);
    const line = caption ? this.line(caption) : [];
    const blocks = this.blocks(element.children.filter((node) => !isCaption(node)));
    const only = blocks[0];
    if (line.length === 0) return blocks;
    if (blocks.length === 1 && only?.type === "figure") return [{ ...only, caption: line }];
    return [...blocks, { type: "paragraph", children: line }];
  }

  private definitions(element: Element): Block[] {
    const items: { term: readonly Inline[]; descriptions: Block[][] }[] = [];
    const visit = (nodes: readonly Node[]): void => {
      for (const node of nodes) {
        if (typeof node !== "object" || !("name" in node)) continue;
        if (node.name === "dt") items.push({ term: this.line(node), descriptions: [] });
        else if (node.name === "dd") {
          if (items.length === 0) items.push({ term: [], descriptions: [] });
          items.at(-1)?.descriptions.push(this.blocks(node.children));
        } else visit(node.children);
      }
    };
    visit(element.children);
    return items.length > 0 ? [{ type: "definitions", items }] : [];
  }

  private footnotes(element: Element): Block[] {
    const notes = element.children
      .filter(
        (node): node is Element => typeof node === "object" && "name" in node && node.name === "footnote",
      )
      .map((note) => ({ label: note.attributes["label"] ?? "", children: this.blocks(note.children) }));
    return notes.length > 0 ? [{ type: "footnotes", notes }] : [];
  }

  /** Everything below an element on one line, blocks divided by a break. */
  private line(element: Element): Inline[] {
    const run = new InlineRun();
    for (const child of element.children) this.inline(child, run);
    return run.finish();
  }

  private inline(node: Node, run: InlineRun): void {
    if (typeof node === "string") return run.text(node);
    if ("math" in node) return run.push({ type: "math", tex: node.math });
    if ("footnote" in node) return run.push({ type: "footnote", label: node.footnote });
    if (SILENT.has(node.name)) return;
    const inside = (): void => {
      for (const child of node.children) this.inline(child, run);
    };
    switch (node.name) {
      case "br":
        return run.break();
      case "strong":
      case "b":
        return run.mark("strong", inside);
      case "em":
      case "i":
      case "cite":
      case "dfn":
      case "var":
        return run.mark("emphasis", inside);
      case "s":
      case "del":
      case "strike":
        return run.mark("strike", inside);
      case "code":
      case "kbd":
      case "samp":
      case "tt":
        return run.code(safeText(rawText(node.children)));
      case "img":
        return this.image(node, run);
      case "a": {
        const url = safeUrl(node.attributes["href"] ?? "", this.base);
        return url === null || isSamePage(node.attributes["href"]) ? inside() : run.link(url, inside);
      }
      case "q":
        run.text("“");
        inside();
        return run.text("”");
      case "rt":
        run.text("(");
        inside();
        return run.text(")");
      case "iframe":
      case "video":
      case "audio":
        return this.media(node, run);
      default:
        if (isBlock(node.name)) run.break();
        inside();
        if (isBlock(node.name)) run.break();
    }
  }

  private image(element: Element, run: InlineRun): void {
    const { src, alt = "" } = element.attributes;
    const lazy = element.attributes["data-src"] ?? element.attributes["data-original"];
    const url = safeUrl(lazy ?? src ?? "", this.base);
    if (url !== null) run.push({ type: "image", url, alt: safeText(alt).replace(/\s+/g, " ").trim() });
  }

  /** A player is a link to what it plays. */
  private media(element: Element, run: InlineRun): void {
    const source = element.children.find(
      (child): child is Element => typeof child === "object" && "name" in child && child.name === "source",
    );
    const url = safeUrl(element.attributes["src"] ?? source?.attributes["src"] ?? "", this.base);
    if (url !== null) run.link(url, () => run.text(element.attributes["title"] ?? new URL(url).hostname));
  }
}

/** A quote; one that begins with `[!NOTE]` is GitHub's alert. */
function quoteOrNote(children: readonly Block[]): Block {
  const [first, ...rest] = children;
  const lead = first?.type === "paragraph" ? first.children[0] : undefined;
  const alert = lead?.type === "text" ? /^\[!(\w+)\]\s*/.exec(lead.value) : null;
  if (!alert || first?.type !== "paragraph" || lead?.type !== "text") return { type: "quote", children };
  const text = lead.value.slice(alert[0].length);
  const left: Inline[] = [
    ...(text ? [{ type: "text" as const, value: text }] : []),
    ...first.children.slice(1),
  ];
  if (left[0]?.type === "break") left.shift();
  const kind = (alert[1] ?? "note").toLowerCase();
  const content: Block[] = left.length > 0 ? [{ type: "paragraph", children: left }, ...rest] : rest;
  return { type: "note", kind, title: "", children: content };
}

/** A paragraph; one that holds only pictures becomes figures. */
function paragraphs(children: readonly Inline[]): Block[] {
  if (children.length === 0) return [];
  const shown = children.filter(
    (child) => child.type !== "break" && !(child.type === "text" && child.value.trim() === ""),
  );
  const pictures = shown.map(pictureOf);
  if (shown.length > 0 && pictures.every((picture) => picture !== null))
    return pictures.map((picture) => ({ type: "figure", url: picture.url, alt: picture.alt, caption: [] }));
  return shown.length > 0 ? [{ type: "paragraph", children }] : [];
}

/** A picture, also one that is a link to its larger self. */
function pictureOf(inline: Inline): { url: string; alt: string } | null {
  if (inline.type === "image") return inline;
  const only = inline.type === "link" && inline.children.length === 1 ? inline.children[0] : undefined;
  return only?.type === "image" ? only : null;
}

const wrapped = (children: readonly Block[], wrap: (children: readonly Block[]) => Block): Block[] =>
  children.length > 0 ? [wrap(children)] : [];

function rawText(nodes: readonly Node[]): string {
  let text = "";
  for (const node of nodes) {
    if (typeof node === "string") text += node;
    else if ("math" in node) text += node.math;
    else if ("name" in node) text += node.name === "br" ? "\n" : rawText(node.children);
  }
  return text;
}

const alignOf = (cell: Element): Align => {
  const value = cell.attributes["align"] ?? /text-align:\s*(\w+)/.exec(cell.attributes["style"] ?? "")?.[1];
  return value === "left" || value === "right" || value === "center" ? value : null;
};

/** A jump within the page leads nowhere in a chat. */
const isSamePage = (href: string | undefined): boolean => href?.trim().startsWith("#") ?? true;
