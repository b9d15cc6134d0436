// Marks, links and pictures within a line: addresses made safe, what has no meaning in a chat left out.
import { type Element, isBlock, type Node } from "./element.js";
import type { InlineRun } from "./inline-run.js";
import { isSilentName, rawText } from "./layout-flow.js";
import { namedFile } from "../document/file-link.js";
import { safeLine, safeText } from "../document/safe-text.js";
import { safeUrl } from "../document/safe-url.js";
import { SUBSCRIPTS, SUPERSCRIPTS } from "../document/unicode-symbols.js";

/** Adds a node and all below it. Relative addresses are resolved against `base`. */
export function addInline(node: Node, run: InlineRun, base: string | null): void {
  if (typeof node === "string") return run.text(node);
  if ("math" in node) return run.push({ type: "math", tex: node.math });
  if ("emoji" in node) return run.push({ type: "text", value: node.emoji, written: node.written });
  if ("comment" in node) return;
  if ("footnote" in node) return run.push({ type: "footnote", label: node.footnote });
  if (isSilentName(node.name)) return;
  const inside = (): void => {
    for (const child of node.children) addInline(child, run, base);
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
    case "sup":
      return addSmall(node, SUPERSCRIPTS, "^", run, inside);
    case "sub":
      return addSmall(node, SUBSCRIPTS, "_", run, inside);
    case "img":
      return addImage(node, run, base);
    case "a": {
      const address = node.attributes["href"] ?? "";
      const file = namedFile(address) === null ? undefined : address.trim();
      const url = safeUrl(address, base);
      return url === null || isSamePage(address) ? inside() : run.link(url, inside, file);
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
      return addMedia(node, run, base);
    default:
      if (isBlock(node.name)) run.break();
      inside();
      if (isBlock(node.name)) run.break();
  }
}

/**
 * Raised or lowered signs: as such where Unicode has them all, for 10² is not 102. Words (1st, TM) and marks like [1]
 * stand as they are; a sum that has no such signs is put in brackets.
 */
function addSmall(
  { children }: Element,
  signs: ReadonlyMap<string, string>,
  mark: string,
  run: InlineRun,
  inside: () => void,
): void {
  if (!children.every((child) => typeof child === "string")) return inside();
  const text = rawText(children).trim();
  const all = Array.from(text, (sign) => signs.get(sign));
  if (/^(?:\p{L}|.*[\d+\-−=].*)$/u.test(text) && all.every((sign) => sign !== undefined))
    return run.text(all.join(""));
  return /[+\-−/=]/.test(text) && !/\s/.test(text) ? run.text(`${mark}(${text})`) : inside();
}

function addImage(element: Element, run: InlineRun, base: string | null): void {
  const { src, alt = "" } = element.attributes;
  const lazy = element.attributes["data-src"] ?? element.attributes["data-original"];
  const url = safeUrl(lazy ?? src ?? "", base);
  if (url !== null) run.push({ type: "image", url, alt: safeLine(alt) });
}

/** A player is a link to what it plays. */
function addMedia(element: Element, run: InlineRun, base: string | null): void {
  const source = element.children.find(
    (child): child is Element => typeof child === "object" && "name" in child && child.name === "source",
  );
  const url = safeUrl(element.attributes["src"] ?? source?.attributes["src"] ?? "", base);
  if (url !== null) run.link(url, () => run.text(element.attributes["title"] ?? new URL(url).hostname));
}

/** A jump within the page leads nowhere in a chat. */
const isSamePage = (href: string): boolean => /^\s*(?:#|$)/.test(href);
