// The text of a Quarto document as its page has it: what cells and blocks say of themselves decides what is printed.
import { fenceCloser, fenceIn } from "../../../markdown/code-signs.js";
import { withoutHidden } from "../../../markdown/hide.js";
import type { Data } from "../../rules/scalar.js";
import { bracesEnd, isPrinted, isShown, settingsOf, withoutConditional } from "./quarto-settings.js";
import { shownWords } from "./quarto-words.js";

/** What a line may begin with before what is looked for: signs of quotations and lists. */
const BEFORE = String.raw`(?<before>[ \t>]*(?:(?:[-*+:~]|\(?[\w#@]{1,9}[.)]|\[\^[^\]\n]{1,60}\]:)[ \t]+)*)`;
/** A cell or a fence of another format, ```` ```{r, echo=FALSE} ````, ```` ```{=html} ````. */
const CELL = new RegExp(
  String.raw`^${BEFORE}(?<ticks>\x60{3,}|~{3,})[ \t]*\{(?<format>=)?(?<name>\w[\w+-]*)(?<set>.*)\}[ \t]*$`,
);
const COLONS = new RegExp(String.raw`^${BEFORE}(?<colons>:{3,})[ \t]*(?<head>[^:\s].*)?$`);
const HEADING = new RegExp(String.raw`^${BEFORE}(?<signs>#{1,6})[ \t]`);
/** What makes a heading of the line above it. */
const UNDERLINE = /^[ \t>]*(?:=+|-+)[ \t]*$/;
const BLANK = /^[ \t>]*$/;
/** What is surely a line of a paragraph: a heading right below it is none in pandoc. */
const WORDS = /^\p{L}.*[^>\s]\s*$/u;
/** What is in columns is a row of a table, whatever stands below it. */
const ROW = /^[ \t>]*\||\S[ \t]{2,}\S/;
const LIST = /^[ \t>]*(?:[-*+:~]|\(?[\w#@]{1,9}[.)]|\[\^[^\]\n]{1,60}\]:)(?:[ \t]|$)/;
const QUOTED = /^[ \t]*>/;
/** `#| echo: false`, or as knitr has it `#| echo = FALSE,`, with the comment's sign of the cell's language. */
const OPTIONS = /^[ \t>]*(?:[^\w\s|]{1,4}[ \t]*\||$)/;
const OPTION =
  /^[^|]*\|[ \t]*(?:\{(?:.*[ ,])?)?["']?(?<key>[\w.-]{1,60})["']?[ \t]*(?<sign>[:=])[ \t]*(?<value>.*)$/;
/** Texts, remarks and brackets of R. */
const IN_R = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|#[^\n]*|[()]/g;
/** Signs that are read of the settings of a document's cells. */
const MOST_SET = 2_000;
/** Lines that the attributes of a block may take. */
const MOST_LINES = 10;

/** A value without a comment behind it, and what parts it from the next. */
function valueOf(written: string): string {
  const comment = written.search(/[ \t]#/);
  let end = comment < 0 ? written.length : comment;
  while (end > 0 && /[,}\s]/.test(written.charAt(end - 1))) end -= 1;
  return written.slice(0, end);
}

/** What a cell sets, in its head (knitr) or in lines of its own above the code. */
function cellOf(
  head: string,
  lines: readonly string[],
  prints: boolean,
  data: Data,
): { readonly isPrinted: boolean; readonly code: readonly string[] } {
  const from = lines.findIndex((line) => !OPTIONS.test(line));
  const at = from < 0 ? lines.length : from;
  // The first word is the cell's name.
  const { classes, values } = settingsOf(head.replace(/^[ \t]+[\w-]+[ \t]*(?=,|$)/, ""));
  const set = [...values];
  for (const line of lines.slice(0, at)) {
    const { key, sign, value = "" } = OPTION.exec(line)?.groups ?? {};
    // As knitr has them several may stand in a line.
    if (sign === "=") set.push(...settingsOf(line.slice(line.indexOf("|") + 1)).values);
    else if (key !== undefined) set.push([key, valueOf(value)]);
  }
  const said = (key: string): readonly string[] =>
    set.flatMap(([one, value]) => (one === key ? [value] : []));
  const echo = said("echo");
  const all = set
    .filter(([key]) => /^class(?:es|\.source|-source)?$/.test(key))
    .flatMap(([, value]) => [...settingsOf(value).classes]);
  const isKept =
    !(echo.length === 0 ? prints : echo.every(isPrinted)) ||
    !said("include").every(isPrinted) ||
    !isShown({ classes: new Set([...classes, ...all]), values: set }, data);
  return { isPrinted: !isKept, code: lines.slice(at).filter((line, at) => at > 0 || line !== "") };
}

/** What stands before the bracket that closes; all where none does. */
function inBrackets(code: string): string {
  let open = 1;
  for (const { 0: sign, index } of code.matchAll(IN_R)) {
    open += sign === "(" ? 1 : sign === ")" ? -1 : 0;
    if (open === 0) return code.slice(0, index);
  }
  return code;
}

/** Whether a cell keeps back the code of those below it: `knitr::opts_chunk$set(echo = FALSE)`. */
const keepsBack = (code: string): boolean =>
  [...code.matchAll(/opts_chunk\$set\(/g)].some(({ 0: call, index }) =>
    settingsOf(inBrackets(code.slice(index + call.length, index + MOST_SET))).values.some(
      ([key, value]) => /^(?:echo|include)$/.test(key) && !isPrinted(value),
    ),
  );

const widthOf = (start: string): number => start.replaceAll("\t", "    ").length;
const indentOf = (line: string): number => widthOf(/^[ \t]*/.exec(line)?.[0] ?? "");
const quotesOf = (before: string): number => before.split(">").length - 1;

interface OpenDiv {
  readonly isHidden: boolean;
  /** Where its colons stand in their line. */
  readonly indent: number;
  /** How deep in quotations it stands. */
  readonly quotes: number;
}

/** What a hidden heading hides: up to the next as high, and no further than what it stands in. */
interface HiddenSection {
  readonly level: number;
  readonly blocks: number;
  readonly divs: number;
  readonly quotes: number;
  /** Where it stands in a list; 0 beside lists. */
  readonly indent: number;
}

class Pages {
  readonly #all: readonly string[];
  readonly #data: Data;
  #prints: boolean;
  readonly #out: string[] = [];
  /** Lines of a paragraph. */
  #words: string[] = [];
  readonly #blocks: OpenDiv[] = [];
  /** Of the blocks that are open, how many are hidden, and all by that. */
  #hidden = 0;
  #section: HiddenSection | null = null;
  /** Elements `<div>` that are open. */
  #divs = 0;
  /** The line before which no paragraph can be open. */
  #fresh = 0;
  #isList = false;
  /** Of how many ticks no fence is closed any more, here or in this quotation: what follows is no code. */
  readonly #missing = new Map<string, number>();

  constructor(body: string, prints: boolean, data: Data) {
    this.#all = body.split("\n");
    this.#prints = prints;
    this.#data = data;
  }

  text(): string {
    for (let at = 0; at < this.#all.length;) at = this.#line(at);
    this.#flush();
    return this.#out.join("\n");
  }

  /** Returns the line that comes next. */
  #line(at: number): number {
    const line = this.#all[at] ?? "";
    const ticks = fenceIn(line);
    const indent = indentOf(line);
    const isCode = indent > 3 && !this.#isList;
    if (!QUOTED.test(line)) for (const sign of "`~") this.#missing.delete(`>${sign}`);
    if (indent < 4 && line.trim() !== "") this.#isList = LIST.test(line) || (this.#isList && indent > 0);
    this.#leave(at);
    if (ticks !== "" && !isCode) {
      const next = this.#fence(at, ticks);
      if (next !== null) return (this.#fresh = next);
    }
    const colons = COLONS.exec(line)?.groups;
    if (colons !== undefined && (!isCode || this.#hidden > 0)) return this.#colons(at, colons);
    if (!isCode) {
      this.#heading(at);
      this.#element(line);
    }
    if (line.trim() === "") this.#flush();
    this.#words.push(line);
    return at + 1;
  }

  #put(...lines: readonly string[]): void {
    this.#flush();
    if (this.#hidden === 0 && this.#section === null) for (const line of lines) this.#out.push(line);
  }

  #flush(): void {
    if (this.#words.length === 0) return;
    const text = this.#words.join("\n");
    this.#words = [];
    if (this.#hidden === 0 && this.#section === null) this.#out.push(shownWords(text, this.#data));
  }

  /** Attributes in the lines from here on; null where none stand there. */
  #set(at: number, lines: number): { readonly set: string; readonly next: number } | null {
    const line = this.#all[at] ?? "";
    const from = line.indexOf("{");
    if (from < 0) return null;
    for (let count = 1; count <= lines; count += 1) {
      const text = this.#all.slice(at, at + count).join("\n");
      const end = bracesEnd(text, from);
      if (end >= 0) return { set: text.slice(from + 1, end), next: at + count };
    }
    return null;
  }

  #colons(at: number, { before = "", head }: Readonly<Record<string, string | undefined>>): number {
    const line = this.#all[at] ?? "";
    const [indent, quotes] = [widthOf(before), quotesOf(before)];
    const top = this.#blocks.at(-1);
    if (head === undefined) {
      this.#flush();
      // What does not surely end it leaves open what is hidden.
      const isSure = top?.quotes === quotes && indent < top.indent + 4;
      const isEnd = top && (isSure || (!top.isHidden && this.#section === null));
      if (isEnd && this.#section?.blocks === this.#blocks.length) this.#section = null;
      this.#put(line);
      if (isEnd) {
        this.#hidden -= Number(this.#blocks.pop()?.isHidden ?? false);
        this.#fresh = at + 1;
      }
      return at + 1;
    }
    const braces = this.#set(at, MOST_LINES);
    const words = head.replace(/\{[^]*$/, "");
    const next = braces?.next ?? at + 1;
    // Braces whose end is not found count as far as their line goes.
    const set = next === at + 1 ? head : `${words} ${braces?.set ?? ""}`;
    const isHidden = !isShown(settingsOf(set), this.#data);
    this.#flush();
    this.#blocks.push({ isHidden, indent, quotes });
    this.#hidden += Number(isHidden);
    this.#put(...(next === at + 1 ? [line] : [`${before}::: {${braces?.set.replaceAll("\n", " ") ?? ""}}`]));
    return (this.#fresh = next);
  }

  /** Ends the hidden section with the quotation or the list that its heading stands in. */
  #leave(at: number): void {
    const { quotes = 0, indent = 0 } = this.#section ?? {};
    if (quotes + indent === 0) return;
    const start = /^[ \t>]*/.exec(this.#all[at] ?? "")?.[0] ?? "";
    const [isBlank, isAfterBlank] = [at, at - 1].map((one) => BLANK.test(this.#all[one] ?? ""));
    const isPast = quotesOf(start) < quotes && (isBlank || isAfterBlank);
    if (!isPast && (isBlank || !isAfterBlank || widthOf(start) >= indent)) return;
    this.#flush();
    this.#section = null;
  }

  /** In pandoc a `<div>` is a block as one of colons is. */
  #element(line: string): void {
    if (!/<\/?div\b/i.test(line)) return;
    const more = (line.match(/<div\b/gi)?.length ?? 0) - (line.match(/<\/div\b/gi)?.length ?? 0);
    // An end that stands in code is none.
    if (more < 0 && line.includes("`")) return;
    this.#divs = Math.max(0, this.#divs + more);
    if (this.#section === null || this.#divs >= this.#section.divs) return;
    this.#flush();
    this.#section = null;
  }

  #heading(at: number): void {
    const [line, below = ""] = this.#all.slice(at, at + 2);
    if (line === undefined || BLANK.test(line)) return;
    const { before = "", signs } = HEADING.exec(line)?.groups ?? {};
    const isUnderlined = signs === undefined && UNDERLINE.test(below) && !UNDERLINE.test(line);
    if (signs === undefined && !isUnderlined) return;
    const last = this.#all[at - 1] ?? "";
    const isSure = at === this.#fresh || BLANK.test(last);
    if (!isSure && WORDS.test(last)) return;
    const level = signs?.length ?? (below.includes("=") ? 1 : 2);
    const quotes = quotesOf(/^[ \t>]*/.exec(line)?.[0] ?? "");
    const section = this.#section;
    const isOfSame = quotes === section?.quotes && this.#divs <= section.divs;
    const isPlain = !this.#isList && (signs !== undefined || (indentOf(line) === 0 && !ROW.test(line)));
    this.#flush();
    if (section && isSure && isPlain && isOfSame && this.#blocks.length <= section.blocks)
      if (level <= section.level) this.#section = null;
    if (signs !== undefined) this.#fresh = at + 1;
    if (this.#section !== null || !/\}[ \t#]*$/.test(line)) return;
    if (isShown(settingsOf(line.slice(line.lastIndexOf("{"))), this.#data)) return;
    const [blocks, divs] = [this.#blocks.length, this.#divs];
    this.#section = { level, blocks, divs, quotes, indent: this.#isList ? widthOf(before) : 0 };
  }

  /** The line that closes a fence; null where none does, and by that it is no fence. */
  #closing(at: number, ticks: string): number | null {
    const isQuoted = QUOTED.test(this.#all[at] ?? "");
    const kind = (isQuoted ? ">" : "") + ticks.charAt(0);
    if (ticks.length >= (this.#missing.get(kind) ?? Infinity)) return null;
    const closer = fenceCloser(ticks, "");
    for (let next = at + 1; next < this.#all.length; next += 1) {
      const line = this.#all[next] ?? "";
      if (isQuoted && !QUOTED.test(line)) break;
      if (closer.test(line)) return next;
    }
    this.#missing.set(kind, ticks.length);
    return null;
  }

  #fence(at: number, ticks: string): number | null {
    const line = this.#all[at] ?? "";
    const closing = this.#closing(at, ticks);
    const { format, name, set = "", before = "" } = CELL.exec(line)?.groups ?? {};
    if (name === undefined) {
      const braces = this.#set(at, 1);
      const isHidden = braces !== null && !isShown(settingsOf(braces.set), this.#data);
      if (closing === null && !isHidden) return null;
      const end = closing ?? this.#all.length;
      if (!isHidden) this.#put(...this.#all.slice(at, end + 1));
      return end + 1;
    }
    // knitr runs to the end what is not closed.
    const end = closing ?? this.#all.length;
    const inside = this.#all.slice(at + 1, end);
    if (format !== undefined) {
      if (name === "html") this.#put(...inside);
      return end + 1;
    }
    const { isPrinted: prints, code } = cellOf(set, inside, this.#prints, this.#data);
    if (prints) this.#put(`${before}${ticks}${name}`, ...code, this.#all[end] ?? ticks);
    if (keepsBack(inside.join("\n"))) this.#prints = false;
    return end + 1;
  }
}

/** `prints`: whether code is printed where a cell does not say; `data`: what may be asked for, that of the post. */
export function printedCells(body: string, prints: boolean, data: Data): string {
  const text = withoutConditional(withoutHidden(body, ["html"]), data);
  return /```|~~~|:::|`r\s|`\{|\[-?@|[\]`)]\{|^[^\n#]{0,60}#[^\n]*\}|\}[ \t]*\n[ \t>]*[=-]/m.test(text)
    ? new Pages(text, prints, data).text()
    : text;
}
