// A Document as the blocks of a rich message: everything Telegram has a block for is that block.
import { noteTitle } from "../../../document/builders.js";
import type { InputRichBlockListItem, RichText } from "@grammyjs/types";
import type { Block, Document, Figure, ListEntry } from "../../../document/document.js";
import { line, verbatim } from "../rich-text.js";
import { inked, richText, type RichBlock, type RichContext } from "./inline.js";
import { figureBlocks } from "./pictures.js";
import { tableBlock } from "./table.js";

/** A block deeper than this level stands beside its parent instead, so that its text keeps some marks. */
const DEEPEST_BLOCK = 10;
/** Deeper than this, a text is an attack; what lies below is left out. */
const DEEPEST = 60;
const LANGUAGE = /^[\w+#.-]{1,32}$/;

/** `level` is that of these blocks, from 1. */
export function richBlocks(blocks: Document, scope: RichContext, level = 1, depth = 0): RichBlock[] {
  const out: RichBlock[] = [];
  if (depth > DEEPEST) return out;
  for (let at = 0; at < blocks.length && !scope.room.full; at += 1) {
    const block = blocks[at];
    if (block?.type === "figure") {
      const figures = figuresFrom(blocks, at);
      out.push(...figureBlocks(figures, scope, level));
      at += figures.length - 1;
    } else if (block) out.push(...blockOf(block, scope, level, depth));
  }
  return out;
}

function figuresFrom(blocks: Document, start: number): Figure[] {
  const figures: Figure[] = [];
  for (let at = start; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (block?.type !== "figure") break;
    figures.push(block);
  }
  return figures;
}

const SIZES = [1, 2, 3, 4, 5, 6] as const;

function blockOf(
  block: Exclude<Block, Figure>,
  scope: RichContext,
  level: number,
  depth: number,
): RichBlock[] {
  const { room } = scope;
  /** One block around a text; nothing where the text cannot be seen. */
  const around = (
    children: Parameters<typeof richText>[0],
    wrap: (text: RichText) => RichBlock,
  ): RichBlock[] => {
    if (!room.blocks()) return [];
    const text = richText(children, scope, level);
    return text === null ? [] : [wrap(text)];
  };
  const below = (children: Document, deeper = 1): RichBlock[] =>
    richBlocks(children, scope, level + deeper, depth + 1);
  /** One block around blocks; beside its parent where it would be too deep. */
  const container = (
    children: Document,
    wrap: (blocks: RichBlock[]) => RichBlock,
    head: RichBlock[] = [],
  ): RichBlock[] => {
    if (level > DEEPEST_BLOCK) return [...head, ...below(children, 0)];
    if (!room.blocks()) return [];
    const inner = [...head, ...below(children)];
    return inner.length === 0 ? [] : [wrap(inner)];
  };
  switch (block.type) {
    case "paragraph":
      return around(block.children, (text) => ({ type: "paragraph", text }));
    case "heading":
      return around(block.children, (text) => ({ type: "heading", text, size: SIZES[block.level - 1] ?? 6 }));
    case "code":
      return codeBlock(block.value, block.lang, scope);
    case "math": {
      const expression = verbatim(block.tex).trim();
      if (expression === "" || !room.blocks() || !room.whole(expression)) return [];
      return [{ type: "mathematical_expression", expression }];
    }
    case "divider":
      return room.blocks() ? [{ type: "divider" }] : [];
    case "table":
      return tableBlock(block, scope, level);
    case "list":
      return listBlock(block, scope, level, depth);
    case "quote":
      return container(block.children, (blocks) => ({ type: "blockquote", blocks }));
    case "note": {
      const title = line(noteTitle(block));
      const bold: Document = title
        ? [{ type: "paragraph", children: [{ type: "strong", children: [{ type: "text", value: title }] }] }]
        : [];
      return container([...bold, ...block.children], (blocks) => ({ type: "blockquote", blocks }));
    }
    case "details": {
      const summary = richText(block.summary, scope, level) ?? room.text("…");
      if (level > DEEPEST_BLOCK || summary === "")
        return [
          ...around(block.summary, (text) => ({ type: "paragraph", text })),
          ...below(block.children, 0),
        ];
      return container(block.children, (blocks) => ({ type: "details", summary, blocks }));
    }
    case "footnotes":
      return block.notes.flatMap(({ label, children }) => noteBlocks(label, children, scope, level, depth));
    case "definitions":
      return block.items.flatMap(({ term, descriptions }) => [
        ...around([{ type: "strong", children: term }], (text) => ({ type: "paragraph", text })),
        ...listBlock(
          { ordered: false, start: 1, items: descriptions.map((children) => ({ children })) },
          scope,
          level,
          depth,
        ),
      ]);
  }
}

function codeBlock(value: string, lang: string | null, { room }: RichContext): RichBlock[] {
  const code = verbatim(value).replace(/^\n+/, "").trimEnd();
  if (code === "" || !room.blocks()) return [];
  const text = inked(room.text(code));
  if (text === null) return [];
  return [{ type: "pre", text, ...(lang !== null && LANGUAGE.test(lang) && { language: lang }) }];
}

interface List {
  readonly ordered: boolean;
  readonly start: number;
  readonly items: readonly ListEntry[];
}

/** The largest number a list is known to count to; beyond it items are plain. */
const LAST_NUMBER = 1_000_000;

function listBlock(list: List, scope: RichContext, level: number, depth: number): RichBlock[] {
  const { room } = scope;
  if (level > DEEPEST_BLOCK - 1)
    return list.items.flatMap(({ children }) => richBlocks(children, scope, level, depth + 1));
  if (!room.blocks()) return [];
  const items: InputRichBlockListItem<string>[] = [];
  for (const [at, { children, checked }] of list.items.entries()) {
    if (room.full || !room.blocks()) break;
    const blocks = richBlocks(children, scope, level + 2, depth + 1);
    if (blocks.length === 0) continue;
    const number = list.start + at;
    items.push({
      blocks,
      ...(checked !== undefined && { has_checkbox: true as const }),
      ...(checked === true && { is_checked: true as const }),
      ...(list.ordered && number <= LAST_NUMBER && { value: number, type: "1" as const }),
    });
  }
  return items.length === 0 ? [] : [{ type: "list", items }];
}

/** A footnote: its first paragraph is what its mark in the text leads to. */
function noteBlocks(
  label: string,
  children: Document,
  scope: RichContext,
  level: number,
  depth: number,
): RichBlock[] {
  const { room } = scope;
  const name = scope.notes.get(label);
  const [first, ...rest] = children;
  if (!room.blocks()) return [];
  const mark = room.text(`[${line(label)}] `);
  const text = first?.type === "paragraph" ? richText(first.children, scope, level + 1) : null;
  const others = text === null ? children : rest;
  const leads = text !== null && name !== undefined && !scope.written.has(name);
  if (leads) scope.written.add(name);
  const head: RichText = text === null ? mark : [mark, leads ? { type: "reference", text, name } : text];
  return [
    ...(inked(head) === null ? [] : [{ type: "paragraph" as const, text: head }]),
    ...richBlocks(others, scope, level, depth + 1),
  ];
}
