// Turns the HTML of feeds into Markdown.
import { Parser } from "htmlparser2";
import Turndown from "turndown";
import { addFormulaRules, escapeAround, withKeptFormulas } from "./feed-formulas.js";
import { addMediaRules } from "./feed-pictures.js";
import { wordsOfTags } from "./feed-text.js";

/** Of one article, in characters of HTML; the rest is left out. */
const ARTICLE_LIMIT = 256 * 1024;
/** A picture written into the page: it costs the text of an article nothing. */
const WRITTEN_IN = /data:[\w.+/-]+(?:;[\w=.-]+)*,[\w+/=%-]{100,}/g;
/** What stands in for a picture until a program loads it, and the picture for those without programs. */
const LATE_PICTURE =
  /<img\b[^>]{0,3000}>\s{0,20}<noscript>\s{0,20}(<img\b[^>]{0,3000}>)\s{0,20}<\/noscript>/gi;
const AMP_VIDEO = /<amp-youtube\b[^<>]{0,500}?\bdata-videoid=["']([\w-]{1,40})["'][^<>]{0,500}>/gi;
/** A script of GitHub's that puts a page of code in its place. */
const GIST =
  /<script\b[^<>]{0,300}?\bsrc=["'](https:\/\/gist\.github\.com\/[\w./-]{1,200})\.js(?:\?[^"'<>]{0,200})?["'][^<>]{0,300}>\s{0,20}<\/script>/gi;
/** No text has blanks by the hundred in a row, and Turndown's time goes by the square of them. */
const BLANKS = /\s{500,}/g;

const html = new Turndown({
  headingStyle: "atx",
  codeBlockStyle: "fenced",
  bulletListMarker: "-",
  hr: "---",
});
const escape = html.escape.bind(html);
// An escaped bracket begins a formula for the reader of articles; a plain one means nothing without an address behind it.
// What looks like a tag or an entity is text here, and the reader of articles takes HTML.
const escapeWords = (text: string): string =>
  escape(text)
    .replace(/\\([[\]])(?!\()/g, "$1")
    .replace(/<(?=[a-z/!?])|&(?=#?\w+;)/gi, "\\$&");
html.escape = (text) => escapeAround(text, escapeWords);
html.remove(["script", "style", "noscript", "form", "template", "head"]);
/** The names in a drawing say nothing without it. */
html.addRule("drawing", { filter: (node) => node.nodeName.toLowerCase() === "svg", replacement: () => "" });

// Markdown has no words for these; the reader of articles takes them as HTML.
html.keep(["table", "sup", "sub", "details", "dl", "del", "s", "mark", "kbd"]);
// The rule that is added last is asked first: some pictures are formulas.
addMediaRules(html);
addFormulaRules(html);
/** Readers of the page do not see it; the source of a formula may stand there. */
html.addRule("hidden", {
  filter: (node) =>
    (node.hasAttribute("hidden") ||
      /(?:^|[;\s])display\s*:\s*none/i.test(node.getAttribute("style") ?? "")) &&
    node.querySelectorAll("math, script").length === 0,
  replacement: () => "",
});
/** Highlighters put code into `pre` without `code`. */
html.addRule("pre", {
  filter: (node) => node.nodeName === "PRE" && node.firstChild?.nodeName !== "CODE",
  replacement: (_, node) => {
    const code = (node.textContent ?? "").replace(/^\n/, "").trimEnd();
    const fence = "`".repeat(Math.max(3, ...(code.match(/`+/g) ?? []).map((run) => run.length + 1)));
    return `\n\n${fence}\n${code}\n${fence}\n\n`;
  },
});

/** No page nests its text deeper; Turndown's time goes with the depth, and its stack ends at some thousands. */
const DEEPEST = 250;

function isTooDeep(text: string): boolean {
  let [depth, deepest] = [0, 0];
  const parser = new Parser({
    onopentag: () => void (deepest = Math.max(deepest, (depth += 1))),
    onclosetag: () => void (depth -= 1),
  });
  parser.end(text);
  return deepest > DEEPEST;
}

/** The Markdown of a piece of HTML; scripts, frames and the like are left out. Nothing of what no page would nest so deeply. */
export function markdown(text: string): string {
  const kept = text.replace(WRITTEN_IN, "data:,").slice(0, ARTICLE_LIMIT);
  const pictures = withKeptFormulas(kept)
    .replace(/<amp-(?=img\b)/gi, "<")
    .replace(AMP_VIDEO, '<iframe src="https://www.youtube.com/watch?v=$1"></iframe>')
    .replace(GIST, '<iframe src="$1"></iframe>')
    .replace(LATE_PICTURE, "$1");
  const read = wordsOfTags(pictures).replace(BLANKS, " ");
  return isTooDeep(read) ? "" : html.turndown(read);
}
