// Gathers inline content: collapses white space as a browser does, merges texts, drops empty marks.
import type { Inline } from "../document/document.js";
import { safeText, singleSpaced } from "../document/safe-text.js";

/** Scripts that put no space between words: a line break of the source between two of their signs is nothing. */
const WIDE = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\u3000-\u303f\uff00-\uffef]/u;

/** White space that is not one space already. */
const RUN = /[\t\n][ \t\n]*| [ \t\n]+/g;
const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x09;

const textOf = (value: string): Inline[] => (value === "" ? [] : [{ type: "text", value }]);

export class InlineRun {
  private current: Inline[] = [];
  /** Whether the next white space would stand at the start of a line or after another. */
  private atSpace = true;
  /** The last sign written, to judge a line break by. */
  private last = "";
  private pendingSpace = "";

  text(value: string): void {
    const clean = safeText(value);
    let [from, to] = [0, clean.length];
    while (from < to && isBlank(clean.charCodeAt(from))) from += 1;
    while (to > from && isBlank(clean.charCodeAt(to - 1))) to -= 1;
    this.blank(clean.slice(0, from));
    if (from === to) return;
    const words = clean
      .slice(from, to)
      .replace(RUN, (run, at: number, all: string) =>
        run.includes("\n") && WIDE.test(all.charAt(at - 1)) && WIDE.test(all.charAt(at + run.length))
          ? ""
          : " ",
      );
    this.append(this.space(words) + words);
    this.last = words.at(-1) ?? "";
    this.atSpace = false;
    // The space belongs before the next word, which may stand in another mark.
    this.blank(clean.slice(to));
  }

  private blank(space: string): void {
    if (space !== "" && !this.atSpace)
      this.pendingSpace = space.includes("\n") ? "\n" : this.pendingSpace || " ";
  }

  /** The white space that is due before `next`. */
  private space(next: string): string {
    const pending = this.pendingSpace;
    this.pendingSpace = "";
    if (pending === "") return "";
    return pending === "\n" && WIDE.test(this.last) && WIDE.test(next.charAt(0)) ? "" : " ";
  }

  push(inline: Inline): void {
    const space = this.space("x");
    if (space !== "") this.append(space);
    this.current.push(inline);
    this.last = "x";
    this.atSpace = false;
  }

  code(value: string): void {
    const line = singleSpaced(value);
    if (line.trim() !== "") this.push({ type: "code", value: line.length > 2 ? line.trim() : line });
  }

  /** A line break; several, and those at the ends, count as one or none. */
  break(): void {
    this.pendingSpace = "";
    if (this.current.length > 0 || !this.atSpace) this.current.push({ type: "break" });
    this.atSpace = true;
  }

  mark(type: "strong" | "emphasis" | "strike", inside: () => void): void {
    this.nest(inside, (children) => ({ type, children }));
  }

  link(url: string, inside: () => void, file?: string): void {
    this.nest(inside, (children) => ({ type: "link", url, children, ...(file !== undefined && { file }) }));
  }

  private nest(inside: () => void, wrap: (children: Inline[]) => Inline): void {
    // A space due before the mark belongs outside it.
    if (this.pendingSpace === " ") {
      this.append(this.space("x"));
      this.atSpace = true;
    }
    const outer = this.current;
    this.current = [];
    inside();
    const children = this.current;
    this.current = outer;
    // Whether a line break is a space only the first sign inside could tell.
    const [first, ...rest] = children;
    const late = first?.type === "text" && first.value.startsWith(" ");
    if (late) this.append(" ");
    const inner = late ? [...textOf(first.value.slice(1)), ...rest] : children;
    if (inner.length > 0) outer.push(wrap(inner));
  }

  private append(value: string): void {
    const last = this.current.at(-1);
    if (last?.type === "text" && last.written === undefined)
      this.current[this.current.length - 1] = { type: "text", value: last.value + value };
    else this.current.push({ type: "text", value });
  }

  finish(): Inline[] {
    while (this.current.at(-1)?.type === "break") this.current.pop();
    return this.current;
  }
}
