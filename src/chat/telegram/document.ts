// Prints a Document as runs of Telegram text: every block Telegram does not know becomes something it can show.
import { noteTitle } from "../../document/builders.js";
import type { Block, Inline, ListEntry } from "../../document/document.js";
import { pictureLabel } from "../../document/picture.js";
import { unicodeMath } from "../../document/unicode-math.js";
import { harmless, line, verbatim, type HtmlMark, type MarkedText, type Writer } from "./rich-text.js";
import { safeUrl } from "../../document/safe-url.js";
import { tableRuns } from "./table.js";

/** Deeper than any text is read; what lies below is left out. */
const DEEPEST = 64;
const isCode = ({ tag }: HtmlMark): boolean => tag === "code" || tag === "pre";

/** Telegram's rules of nesting: code holds nothing and stands in nothing but a quote; links and quotes do not nest. */
function within(marks: readonly HtmlMark[], mark: HtmlMark): readonly HtmlMark[] {
  if (marks.some((outer) => outer.tag === mark.tag || isCode(outer))) return marks;
  if (!isCode(mark)) return mark.tag === "blockquote" ? [mark, ...marks] : [...marks, mark];
  return marks.some(({ tag }) => tag === "a")
    ? marks
    : [...marks.filter(({ tag }) => tag === "blockquote"), mark];
}

export function writeInlines(
  out: Writer,
  inlines: readonly Inline[],
  marks: readonly HtmlMark[],
  depth = 0,
): void {
  for (const inline of inlines) {
    if (out.full || depth > DEEPEST) return;
    writeInline(out, inline, marks, depth);
  }
}

function writeInline(out: Writer, inline: Inline, marks: readonly HtmlMark[], depth: number): void {
  const nested = (children: readonly Inline[], mark: HtmlMark | null): void =>
    writeInlines(out, children, mark ? within(marks, mark) : marks, depth + 1);
  switch (inline.type) {
    case "text":
      return out.write(harmless(inline.value), marks);
    case "strong":
      return nested(inline.children, { tag: "b" });
    case "emphasis":
      return nested(inline.children, { tag: "i" });
    case "strike":
      return nested(inline.children, { tag: "s" });
    case "code":
      // A command is tapped where it stands in no code.
      if (inline.mention !== undefined) return out.write(inline.mention, marks);
      return writeCode(out, inline.value, marks);
    case "math":
      return writeMath(out, inline.tex, marks);
    case "link": {
      const href = safeUrl(inline.url);
      return nested(inline.children, href === null ? null : { tag: "a", href });
    }
    case "image":
      return writeImage(out, inline.url, inline.alt, marks);
    case "footnote":
      return out.write(`[${harmless(inline.label)}]`, marks);
    case "break":
      return out.write("\n", marks);
  }
}

/** In signs of Unicode where they say exactly the same, else its source. */
function writeMath(out: Writer, tex: string, marks: readonly HtmlMark[]): void {
  const line = unicodeMath(tex);
  if (line === null) return writeCode(out, tex, marks);
  out.write(harmless(line), marks);
}

function writeCode(out: Writer, value: string, marks: readonly HtmlMark[]): void {
  const inner = within(marks, { tag: "code" });
  // Where code cannot be marked as such (in a link) it is ordinary text, and Telegram would find mentions in it.
  out.write(inner.some(isCode) ? verbatim(value) : harmless(value), inner);
}

function writeImage(out: Writer, url: string, alt: string, marks: readonly HtmlMark[]): void {
  const href = safeUrl(url);
  out.write(line(pictureLabel(alt, url)), href === null ? marks : within(marks, { tag: "a", href }));
}

/** Writes blocks with an empty line between them, or a mere line break where `tight` and between a text and its list. */
export function writeBlocks(
  out: Writer,
  blocks: readonly Block[],
  marks: readonly HtmlMark[] = [],
  { depth = 0, tight = false, indent = "" } = {},
): void {
  let before: Block | null = null;
  for (const block of blocks) {
    if (out.full || depth > DEEPEST) return;
    const close = tight || (block.type === "list" && before?.type === "paragraph");
    if (before) out.write(close ? `\n${indent}` : `\n\n${indent}`, marks);
    before = block;
    writeBlock(out, block, marks, depth, indent);
  }
}

function writeBlock(
  out: Writer,
  block: Block,
  marks: readonly HtmlMark[],
  depth: number,
  indent: string,
): void {
  const below = { depth: depth + 1, indent };
  switch (block.type) {
    case "paragraph":
      return writeInlines(out, block.children, marks, depth);
    case "heading": {
      const bold = within(marks, { tag: "b" });
      return writeInlines(out, block.children, block.level > 2 ? within(bold, { tag: "i" }) : bold, depth);
    }
    case "list":
      return block.items.forEach((item, at) => {
        if (at > 0) out.write(`\n${indent}`, marks);
        writeItem(out, item, block.ordered ? `${block.start + at}. ` : "• ", marks, depth, indent);
      });
    case "code":
      return writePre(out, block.value, block.lang, marks);
    case "math":
      return unicodeMath(block.tex) === null
        ? writePre(out, block.tex, "latex", marks)
        : writeMath(out, block.tex, marks);
    case "quote":
      return writeBlocks(out, block.children, within(marks, { tag: "blockquote", expandable: false }), below);
    case "table":
      return tableRuns(block, out.left).forEach((run) => out.write(run.text, joined(marks, run)));
    case "figure":
      writeImage(out, block.url, block.alt, marks);
      if (block.caption.length > 0) out.write(`\n${indent}`, marks);
      return writeInlines(out, block.caption, within(marks, { tag: "i" }), depth);
    case "details": {
      writeInlines(out, block.summary, within(marks, { tag: "b" }), depth);
      if (block.children.length > 0) out.write("\n", marks);
      return writeBlocks(out, block.children, within(marks, { tag: "blockquote", expandable: true }), below);
    }
    case "note": {
      const inside = within(marks, { tag: "blockquote", expandable: false });
      const title = line(noteTitle(block));
      if (title) out.write(title, within(inside, { tag: "b" }));
      if (title && block.children.length > 0) out.write(`\n${indent}`, inside);
      return writeBlocks(out, block.children, inside, below);
    }
    case "footnotes":
      return block.notes.forEach(({ label, children }, at) => {
        if (at > 0) out.write(`\n${indent}`, marks);
        out.write(`[${line(label)}] `, marks);
        writeBlocks(out, children, marks, { ...below, tight: true });
      });
    case "definitions":
      return block.items.forEach(({ term, descriptions }, at) => {
        if (at > 0) out.write(`\n${indent}`, marks);
        writeInlines(out, term, within(marks, { tag: "b" }), depth);
        for (const description of descriptions) {
          out.write(`\n${indent}  `, marks);
          writeBlocks(out, description, marks, { ...below, tight: true, indent: `${indent}  ` });
        }
      });
    case "divider":
      return out.write("———", marks);
  }
}

function writeItem(
  out: Writer,
  item: ListEntry,
  bullet: string,
  marks: readonly HtmlMark[],
  depth: number,
  indent: string,
): void {
  const box = item.checked === undefined ? bullet : item.checked ? "☑ " : "☐ ";
  out.write(box, marks);
  writeBlocks(out, item.children, marks, { depth: depth + 1, tight: true, indent: `${indent}   ` });
}

/** Languages Telegram may be told of: it shows them above the code. */
const LANGUAGE = /^[\w+#.-]{1,32}$/;

function writePre(out: Writer, value: string, lang: string | null, marks: readonly HtmlMark[]): void {
  const text = verbatim(value).replace(/^\n+/, "").trimEnd();
  if (text) out.write(text, within(marks, { tag: "pre", lang: lang && LANGUAGE.test(lang) ? lang : null }));
}

const joined = (marks: readonly HtmlMark[], run: MarkedText): readonly HtmlMark[] =>
  run.marks.reduce<readonly HtmlMark[]>((all, mark) => within(all, mark), marks);
