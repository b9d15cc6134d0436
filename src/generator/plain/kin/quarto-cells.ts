// The text of a Quarto document as its page has it: what cells and blocks say of themselves decides what is printed.

/** A cell or a fence of another format, ```` ```{r, echo=FALSE} ````, ```` ```{=html} ````. */
const CELL = /^(?<ticks>`{3,}|~{3,})[ \t]*\{(?<format>=)?(?<name>\w[\w+-]*)(?<set>[^{}]*)\}[ \t]*$/;
const FENCE = /^[ \t]*(`{3,}|~{3,})/;
/** `#| echo: false`, or as knitr has it `#| echo = FALSE,`, with the comment's sign of the cell's language. */
const OPTIONS = /^[ \t]*(?:#|\/\/|--|%+|!|\/\*)\|/;
const OPTION = /^[^|]*\|[ \t]?(?<key>[\w.-]+)[ \t]*[:=][ \t]*(?<value>[\w.-]*)/;
const OPENING = /^[ \t]*(?<colons>:{3,})[ \t]*(?<set>\{[^\n]*\}|[\w.-]+)[ \t]*:*[ \t]*$/;
const CLOSING = /^[ \t]*:{3,}[ \t]*$/;
/** Values of code within a line, which only a run tells. */
const INLINE = /(?<!`)`(?:r|\{\w+\})[ \t][^`\n]{1,300}`(?!`)/g;

/** Sources by their keys, `[@key, p. 3; @other]`: what the page has in their place is made of a list of books. */
const SOURCES =
  /(?<=\S) ?(?<![\]`\\])\[-?@[\w:.-]{1,100}(?:,[^[\]@`;\n]{0,100})?(?:; ?-?@[\w:.-]{1,100}(?:,[^[\]@`;\n]{0,100})?){0,20}\](?![(`[])/g;

/** Whether a block is for other formats than a page, or never shown. */
function isHidden(set: string): boolean {
  const isFor = (key: string): boolean => new RegExp(String.raw`\b${key}=["']?html\b`).test(set);
  if (/\.content-hidden\b/.test(set)) return !set.includes("-format=") || isFor("when-format");
  if (/\.content-visible\b/.test(set))
    return isFor("unless-format") || (set.includes("when-format=") && !isFor("when-format"));
  return /\.hidden\b/.test(set);
}

const isNo = (value: string | undefined): boolean => /^(?:false|f|no)$/i.test(value ?? "");

/** What a cell sets, in its head (knitr) or in lines of its own above the code. */
function cellOf(
  head: string,
  lines: readonly string[],
  echo: boolean,
): { isShown: boolean; code: readonly string[] } {
  const set = new Map(
    [...head.matchAll(/([\w.-]+)\s*=\s*["']?([\w.-]+)/g)].map(([, key = "", value = ""]) => [key, value]),
  );
  const from = lines.findIndex((line) => !OPTIONS.test(line));
  const at = from < 0 ? lines.length : from;
  for (const line of lines.slice(0, at)) {
    const { key, value = "" } = OPTION.exec(line)?.groups ?? {};
    if (key !== undefined) set.set(key, value);
  }
  const isPrinted = set.has("echo") ? !isNo(set.get("echo")) : echo;
  return { isShown: isPrinted && !isNo(set.get("include")), code: lines.slice(at) };
}

/** `echo`: whether code is printed where a cell does not say. */
export function printedCells(body: string, echo: boolean): string {
  if (!/```|~~~|:::|`r |`\{|\[-?@/.test(body)) return body;
  const out: string[] = [];
  /** Of the blocks that are open, how many are hidden, and all by that. */
  const blocks: boolean[] = [];
  const put = (...lines: readonly string[]): void => {
    if (!blocks.includes(true)) out.push(...lines);
  };
  const all = body.split("\n");
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at] ?? "";
    const fence = FENCE.exec(line)?.[1];
    if (fence === undefined) {
      const set = OPENING.exec(line)?.groups?.["set"];
      const isClosing = CLOSING.test(line) && blocks.length > 0;
      if (set !== undefined) blocks.push(isHidden(set));
      put(line.replace(INLINE, "").replace(SOURCES, ""));
      if (isClosing) blocks.pop();
      continue;
    }
    const isEnd = (one: string): boolean => {
      const closing = one.trim();
      return closing.length >= fence.length && closing.replaceAll(fence.charAt(0), "") === "";
    };
    const from = at + 1;
    for (at = from; at < all.length && !isEnd(all[at] ?? ""); at += 1);
    const inside = all.slice(from, at);
    const { format, name = "", set = "", ticks = "" } = CELL.exec(line)?.groups ?? {};
    if (ticks === "") put(line, ...inside, ...all.slice(at, at + 1));
    else if (format !== undefined) put(...(name === "html" ? inside : []));
    else {
      const { isShown, code } = cellOf(set, inside, echo);
      if (isShown) put(`${ticks}${name}`, ...code, ticks);
    }
  }
  return out.join("\n");
}
