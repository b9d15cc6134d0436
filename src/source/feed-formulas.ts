// Formulas in the HTML of feeds: what KaTeX, MathJax, MathML and pictures of TeX make of them becomes TeX between dollars, once.
import type Turndown from "turndown";
import { texOfMathml } from "./feed-mathml.js";

/** TeX between dollars as the reader of articles takes it, `\(…\)`, `\[…\]`, or an environment. */
const WRITTEN =
  /\$\$[^$]+\$\$|(?<![\\$\w])\$(?![\s$])[^$\n]*[^\s\\$]\$(?![\d$])|\\\([^]+?\\\)|\\\[[^]+?\\\]|\\begin\{([a-z]+\*?)\}[^]*?\\end\{\1\}/g;
/** Brackets that hold a word or a number are no formula: `\[1\]`. */
const TEXTUAL = /^\\\[[\w\s]*\\\]$/;

/** Applies `escape` to a text but for its formulas, which stay as their author wrote them. */
export function escapeAround(text: string, escape: (text: string) => string): string {
  let [out, at] = ["", 0];
  for (const found of text.matchAll(WRITTEN)) {
    if (TEXTUAL.test(found[0])) continue;
    out += escape(text.slice(at, found.index)) + found[0];
    at = found.index + found[0].length;
  }
  return out + escape(text.slice(at));
}

const has = (node: Element, pattern: RegExp): boolean => pattern.test(node.getAttribute("class") ?? "");

/** The TeX that stands beside what is drawn of it, or null. */
function sourceOf(node: Element): string | null {
  const annotation = Array.from(node.querySelectorAll("annotation")).find((one) =>
    /tex/i.test(one.getAttribute("encoding") ?? ""),
  );
  const [script] = Array.from(node.querySelectorAll('script[type^="math/tex"]'));
  const math = node.nodeName.toLowerCase() === "math" ? node : Array.from(node.querySelectorAll("math"))[0];
  return (
    annotation?.textContent ??
    script?.textContent ??
    math?.getAttribute("alttext") ??
    node.getAttribute("data-latex") ??
    (math && texOfMathml(math)) ??
    null
  );
}

function asTex(source: string, display: boolean): string {
  const tex = source
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/^\s*\{\\displaystyle\s([^]*)\}\s*$/, "$1")
    .replace(/^\s*(?:\$+|\\[([])|(?:\$+|\\[)\]])\s*$/g, "")
    .replace(/\s+/g, " ")
    .trim();
  if (tex === "") return "";
  return display ? `\n\n$$${tex}$$\n\n` : `$${tex}$`;
}

const isDisplay = (node: Element): boolean =>
  node.getAttribute("display") === "block" ||
  node.getAttribute("display") === "true" ||
  /mode\s*=\s*display/.test(node.getAttribute("type") ?? "") ||
  node.querySelectorAll('math[display="block"], script[type*="mode=display"]').length > 0 ||
  [node, node.parentElement].some((one) => one !== null && has(one, /\b(?:katex-display|MathJax_Display)\b/));

/** What MathJax 2 draws, whose source stands in the script that follows. */
function isDrawnBefore(node: Element): boolean {
  if (has(node, /\bMathJax_Preview\b/)) return true;
  if (!has(node, /\bMathJax(?:_Display|_SVG|_CHTML|_SVG_Display)?\b/)) return false;
  return node.nextElementSibling?.nodeName === "SCRIPT" && isTexScript(node.nextElementSibling);
}
const isTexScript = (node: Element): boolean => /^math\/tex/i.test(node.getAttribute("type") ?? "");

/** WordPress, Wikipedia and drawing services show TeX as a picture, and name it by its source. */
const DRAWN =
  /(?:^|\/\/)[\w.-]*(?:latex\.codecogs|wp\.com\/latex\.php|quicklatex|math\.now\.sh|zhihu\.com\/equation|\/chart\?(?:[^#]*&)?cht=tx)/;

const SUBSTACK =
  /<div\b[^<>]{0,300}\blatex-rendered\b[^<>]{0,300}?persistentExpression&quot;:&quot;((?:(?!&quot;)[^<>]){1,3000})&quot;[^<>]{0,300}>\s*<\/div>/g;

/** The formulas that Substack keeps in attributes, for its program to draw, as those are that stand in the page. */
export const withKeptFormulas = (html: string): string =>
  html.replace(
    SUBSTACK,
    (_, tex: string) => `<script type="math/tex; mode=display">${tex.replaceAll("\\\\", "\\")}</script>`,
  );

export function addFormulaRules(html: Turndown): void {
  html.addRule("formula drawn before its source", {
    filter: (node) => isDrawnBefore(node) || has(node, /\bmwe-math-fallback/),
    replacement: () => "",
  });
  html.addRule("formula", {
    filter: (node) =>
      node.nodeName.toLowerCase() === "math" ||
      node.nodeName.toLowerCase() === "mjx-container" ||
      (node.nodeName === "SCRIPT" && isTexScript(node)) ||
      (has(node, /\bkatex\b/) && node.querySelectorAll("annotation, math").length > 0),
    replacement: (_, node) => {
      const element = node as unknown as Element;
      const own = element.nodeName === "SCRIPT" ? element.textContent : sourceOf(element);
      return asTex(own ?? "", isDisplay(element));
    },
  });
  html.addRule("formula of Zhihu", {
    filter: (node) => has(node, /\bztext-math\b/),
    replacement: (_, node) => asTex((node as unknown as Element).getAttribute("data-tex") ?? "", false),
  });
  html.addRule("picture of a formula", {
    filter: (node) =>
      node.nodeName === "IMG" &&
      (node.getAttribute("alt") ?? "").trim() !== "" &&
      (has(node, /^(?:.*\s)?(?:latex|tex|math)(?:\s.*)?$/) || DRAWN.test(node.getAttribute("src") ?? "")),
    replacement: (_, node) => asTex((node as unknown as Element).getAttribute("alt") ?? "", false),
  });
}
