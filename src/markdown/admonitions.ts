// Blocks of Python-Markdown that are told by their indentation (`!!! note "Title"`, `??? tip`, `=== "Tab"`), told as `::: note Title`.
import { fenceCloser, fenceIn } from "./code-signs.js";

/** Of a line without blanks at its end. */
const OPENING = /^([ \t]*)(!!!|\?\?\?\+?|===[!+]?)[ \t]+(?=\S)([^"]*)(?:"(.*)")?$/;
const KINDS = /^(?:[A-Za-z][\w-]*(?:[ \t]+[\w-]+)*)?$/;
/** A line that begins an item of a list, in which a block may stand farther in. */
const ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/;
const ANY = /(?:^|\n)[ \t]*(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+(?:[A-Za-z]|")/;
/** Columns by which a block's text stands farther in. */
const INDENT = 4;

interface OpenBlock {
  /** Columns in which its text stands, and its line of signs. */
  readonly within: number;
  /** What is written behind its text. */
  readonly close: string;
}

const columns = (line: string): number => {
  const blank = /^[ \t]*/.exec(line)?.[0] ?? "";
  return Array.from(blank).reduce(
    (sum, sign) => (sign === "\t" ? sum + INDENT - (sum % INDENT) : sum + 1),
    0,
  );
};

/** The line without so many columns of blanks. */
function outdented(line: string, by: number): string {
  let [at, column] = [0, 0];
  for (; column < by && /[ \t]/.test(line[at] ?? ""); at += 1)
    column += line[at] === "\t" ? INDENT - (column % INDENT) : 1;
  return line.slice(at);
}

/** How a block opens and closes: a box with a title, or a tab, which is its title and what follows. */
function told(signs: string, kinds: string, title: string | undefined): { open: string; close: string } {
  if (signs.startsWith("=")) return { open: title ? `**${title}**` : "", close: "" };
  const [kind = "note"] = kinds.toLowerCase().split(/\s+/);
  const folds = signs.startsWith("?");
  const heading = title ?? (folds ? kind : "");
  return { open: `::: ${folds ? "details" : kind}${heading === "" ? "" : ` ${heading}`}`, close: ":::" };
}

/** The same text with such blocks told as containers are elsewhere; code stays. */
export function tellAdmonitions(source: string): string {
  if (!ANY.test(source)) return source;
  const lines = source.split("\n");
  const out: string[] = [];
  const open: OpenBlock[] = [];
  let fence: RegExp | null = null;
  let [inList, isApart] = [false, true];
  const inside = (): number => open.at(-1)?.within ?? 0;
  const endAll = (indent: number): void => {
    for (let block = open.at(-1); block && indent < block.within; block = open.at(-1)) {
      open.pop();
      out.push("", block.close, "");
    }
  };
  for (const [at, line] of lines.entries()) {
    if (fence !== null || line.trim() === "") {
      if (fence?.test(line)) fence = null;
      isApart = true;
      out.push(outdented(line, inside()));
      continue;
    }
    endAll(columns(line));
    const farther = columns(line) - inside();
    if (ITEM.test(line) && (inList || farther < INDENT)) inList = true;
    else if (isApart && farther <= 0) inList = false;
    isApart = false;
    const ticks = fenceIn(line);
    if (ticks !== "") fence = fenceCloser(ticks);
    // So far in it is code, but in a list.
    const isCode = farther >= INDENT && !inList;
    const [, indent = "", signs = "", written = "", title] =
      ticks === "" && !isCode ? (OPENING.exec(line.trimEnd()) ?? []) : [];
    const kinds = written.trim();
    const within = columns(indent) + INDENT;
    const next = lines.slice(at + 1, at + 3).find((one) => one.trim() !== "");
    // Without a text of its own, or without a kind and a title, it is no block.
    const opens = signs !== "" && KINDS.test(kinds) && next !== undefined && columns(next) >= within;
    if (!opens || (signs.startsWith("=") ? title === undefined : kinds === "")) {
      out.push(outdented(line, inside()));
      continue;
    }
    const { open: head, close } = told(signs, kinds, title);
    out.push("", head, "");
    open.push({ within, close });
    [inList, isApart] = [false, true];
  }
  endAll(-1);
  return out.join("\n");
}
