// What stands in a box of its own: code, folds, pictures with a caption, quotes; and paragraphs that are pictures.
import type { Block, Inline } from "../document/document.js";
import type { Element, Node } from "./element.js";
import { rawText, type Flow } from "./layout-flow.js";
import { safeText } from "../document/safe-text.js";

export function pre(element: Element): Block[] {
  const inner = element.children.find(
    (child): child is Element => typeof child === "object" && "name" in child && child.name === "code",
  );
  const names = `${inner?.attributes["class"] ?? ""} ${element.attributes["class"] ?? ""}`;
  const lang = /(?:^|\s)(?:language|lang|highlight-source)-([^\s]+)/.exec(names)?.[1] ?? null;
  const value = safeText(rawText(element.children)).replace(/^\n|\n+$/g, "");
  return value.trim() === "" ? [] : [{ type: "code", lang, value }];
}

export function details(element: Element, flow: Flow): Block[] {
  const isSummary = (node: Node): node is Element =>
    typeof node === "object" && "name" in node && node.name === "summary";
  const summary = element.children.find(isSummary);
  const children = flow.blocks(element.children.filter((node) => !isSummary(node)));
  const line = summary ? flow.line(summary) : [];
  return children.length === 0 && line.length === 0 ? [] : [{ type: "details", summary: line, children }];
}

export function figure(element: Element, flow: Flow): Block[] {
  const isCaption = (node: Node): node is Element =>
    typeof node === "object" && "name" in node && node.name === "figcaption";
  const caption = element.children.find(isCaption);
  const line = caption ? flow.line(caption) : [];
  const blocks = flow.blocks(element.children.filter((node) => !isCaption(node)));
  const only = blocks[0];
  if (line.length === 0) return blocks;
  if (blocks.length === 1 && only?.type === "figure") return [{ ...only, caption: line }];
  return [...blocks, { type: "paragraph", children: line }];
}

/** A quote; one that begins with `[!NOTE]` is GitHub's alert. */
export function quoteOrNote(children: readonly Block[]): Block {
  const [first, ...rest] = children;
  const lead = first?.type === "paragraph" ? first.children[0] : undefined;
  const alert = lead?.type === "text" ? /^\[!([\w-]+)\]\s*/.exec(lead.value) : null;
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

/** A paragraph; its lines that hold only pictures become figures. */
export function paragraphs(children: readonly Inline[]): Block[] {
  if (children.length === 0) return [];
  if (!children.some(mayStandApart)) return isShown(children) ? [{ type: "paragraph", children }] : [];
  const out: Block[] = [];
  let lines: (readonly Inline[])[] = [];
  const flush = (): void => {
    const [first, last] = [lines.findIndex(isShown), lines.findLastIndex(isShown)];
    const text = lines
      .slice(Math.max(0, first), last + 1)
      .flatMap((line, at) => (at > 0 ? [{ type: "break" as const }, ...line] : line));
    if (text.length > 0) out.push({ type: "paragraph", children: text });
    lines = [];
  };
  for (const line of linesOf(children)) {
    const pictures = line.filter(isInk).map(pictureOf);
    if (pictures.length > 0 && pictures.every((picture) => picture !== null)) {
      flush();
      for (const { url, alt } of pictures) out.push({ type: "figure", url, alt, caption: [] });
    } else lines.push(line);
  }
  flush();
  return out;
}

const mayStandApart = ({ type }: Inline): boolean => type === "break" || type === "image" || type === "link";
const isInk = (inline: Inline): boolean => inline.type !== "text" || inline.value.trim() !== "";
const isShown = (line: readonly Inline[]): boolean => line.some(isInk);

function linesOf(children: readonly Inline[]): Inline[][] {
  const lines: Inline[][] = [[]];
  for (const child of children)
    if (child.type === "break") lines.push([]);
    else lines.at(-1)?.push(child);
  return lines;
}

/** A picture, also one that is a link to its larger self. */
function pictureOf(inline: Inline): { url: string; alt: string } | null {
  if (inline.type === "image") return inline;
  const only = inline.type === "link" && inline.children.length === 1 ? inline.children[0] : undefined;
  return only?.type === "image" ? only : null;
}
