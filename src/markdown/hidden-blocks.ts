// Blocks that attributes in braces hide from readers: `{: .hidden}`, as kramdown has it, and `{.hidden}` of markdown-it-attrs, Goldmark and their like.
import { fenceCloser, fenceIn } from "./code-signs.js";
import { readsAttributes, type Extensions } from "./extensions.js";
import { hidesByClass, hidesByStyle } from "./unseen.js";

/** Whether attributes, with their braces or without, hide what has them. */
export function hidesByAttributes(attributes: string): boolean {
  const classes = [...attributes.matchAll(/(?:^|[\s{:])\.([\w:-]+)|\bclass=["']?([^"'}]*)/g)].map(
    ([, one, many]) => one ?? many ?? "",
  );
  const style = /\bstyle=["']([^"'}]*)/.exec(attributes)?.[1] ?? "";
  return hidesByClass(classes.join(" ")) || hidesByStyle(style);
}

/** `{:name: .hidden}` gives attributes a name, and none to a block. */
const ALONE = /^[ \t]*(?:>[ \t]*)*(\{(?!:[\w-]+:)[^{}]{1,300}\})[ \t]*$/;
const AT_END = /^.*[^\s{}][ \t]+(\{[^{}]{1,300}\})[ \t]*$/;
const HEADING = /^ {0,3}#{1,6}[ \t]/;
const ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/;

/** An element in a line that ends a text: one between signs, a link or a picture. */
const SPAN = /(?:(\*{1,3}|_{1,3}|~~)[^*_~\n]{1,300}\1|!?\[[^[\]\n]{0,300}\](?:\([^()\n]{0,300}\))?)$/;

/** A text without the element at its end, where the attributes behind that hide it. */
export const withoutHiddenSpan = (before: string, attributes: string): string =>
  hidesByAttributes(attributes) ? before.replace(SPAN, "") : before;

/** The same text without them. Code stays as it is, and so do braces that nothing reads. */
export function withoutHiddenBlocks(source: string, extensions: Extensions): string {
  if (!/\{[^{}\n]{0,300}(?:hid|none|invisible|sr-only|screen-reader)/.test(source)) return source;
  const isRead = (attributes: string, where: "heading" | "block" | "line"): boolean =>
    ((where !== "line" && attributes.startsWith("{:")) || readsAttributes(extensions, where)) &&
    hidesByAttributes(attributes);
  const out: string[] = [];
  /** Where the block begins that is open in `out`. */
  let begin = 0;
  let fence: RegExp | null = null;
  /** Whether attributes above it hide what follows. */
  let isAwaited = false;
  /** Where the heading stands that ends above the line. */
  let heading = -1;
  const endBlock = (isHidden: boolean): void => {
    if (isHidden) out.length = begin;
    begin = out.length;
  };
  for (const line of source.split("\n")) {
    const ticks = fence === null ? fenceIn(line) : "";
    if (fence !== null || ticks !== "") {
      if (ticks !== "") {
        endBlock(false);
        fence = fenceCloser(ticks);
      } else if (fence?.test(line) === true) fence = null;
      out.push(line);
      continue;
    }
    const isBlank = line.trim() === "";
    const alone = ALONE.exec(line)?.[1];
    const atEnd = AT_END.exec(line)?.[1];
    if (alone !== undefined && isRead(alone, "block")) {
      // Behind a blank line it speaks of what follows.
      if (heading >= 0 && heading === out.length - 1) [out.length, begin] = [heading, heading];
      else if (begin === out.length) isAwaited = true;
      else endBlock(true);
    } else if (atEnd !== undefined && isRead(atEnd, HEADING.test(line) ? "heading" : "line")) {
      // Pandoc knows no heading within a paragraph.
      if (HEADING.test(line) && begin < out.length && extensions.includes("elements")) out.push(line);
      else if (HEADING.test(line) || ITEM.test(line)) endBlock(false);
      else endBlock(true);
    } else if (HEADING.test(line) && !extensions.includes("elements")) {
      endBlock(false);
      out.push(line);
      heading = out.length - 1;
      endBlock(isAwaited);
      isAwaited = false;
    } else if (isBlank) {
      if (begin < out.length) {
        endBlock(isAwaited);
        isAwaited = false;
      }
      out.push(line);
      begin = out.length;
    } else out.push(line);
  }
  endBlock(isAwaited && begin < out.length);
  return out.join("\n");
}
