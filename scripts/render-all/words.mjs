// The words of a text, and how many of them arrive.
import { Parser } from "htmlparser2";
import MarkdownIt from "markdown-it";
import footnotes from "markdown-it-footnote";

/** Words, and the signs of scripts that do not divide them. */
const WORD = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])[\p{L}\p{N}])+/gu;

/** Formulas may be told in other signs: they are left out. */
const FORMULA =
  /\$\$[^$]*\$\$|\$[^$\n]*\$|\\\([^\n]*?\\\)|\\\[[\s\S]*?\\\]|\\begin\{(\w+\*?)\}[\s\S]*?\\end\{\1\}/g;

/** CO₂ is the word CO2. */
export const wordsOf = (text) => text.normalize("NFKC").match(WORD) ?? [];

/** A sign that is no word keeps their place: a blank would indent what follows it in a list. */
export const withoutFormulas = (text) => text.replace(FORMULA, "¤");

/** The words that do not stand in the text as often as they are wanted. */
export function lacking(wanted, text) {
  const have = new Map();
  for (const word of wordsOf(text)) have.set(word, (have.get(word) ?? 0) + 1);
  return wanted.filter((word) => {
    const left = have.get(word) ?? 0;
    have.set(word, left - 1);
    return left <= 0;
  });
}

const plain = new MarkdownIt({ html: true }).use(footnotes);
/** What a generator takes away or makes something else of. */
const DRESSING =
  /\{%[\s\S]*?%\}|\{\{[<%][\s\S]*?[>%]\}\}|^[ \t]*:{3,}.*$|\{:[^}\n]*\}|^[ \t]*@?\[\[?toc\]\]?.*$|^(?:import|export)\s.*$|\{\/\*[\s\S]*?\*\/\}|\s[\w:-]+=\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/gim;
const UNSEEN = new Set([
  "script",
  "style",
  "iframe",
  "noscript",
  "template",
  "title",
  "svg",
  "video",
  "audio",
]);

/**
 * The readable text of a post by another reader than ours: Markdown to HTML without any rule of a blog,
 * HTML to its text. What only a generator understands is cut out; code is kept as it is.
 */
export function readByOthers(markdown) {
  let text = "";
  let unseen = 0;
  const parser = new Parser({
    onopentagname: (name) => {
      unseen += UNSEEN.has(name) ? 1 : 0;
      text += /^(?:a|b|i|em|strong|code|span|u|s|del|mark|font|sub|sup)$/.test(name) ? "" : " ";
    },
    onclosetag: (name) => {
      unseen -= UNSEEN.has(name) ? 1 : 0;
      text += /^(?:a|b|i|em|strong|code|span|u|s|del|mark|font|sub|sup)$/.test(name) ? "" : " ";
    },
    ontext: (part) => {
      if (unseen === 0) text += part;
    },
  });
  const html = plain
    .render(withoutFormulas(markdown.replace(DRESSING, " ")))
    // A listing's line numbers are no words.
    .replace(/<td class="gutter">[\s\S]*?<\/td>/g, " ");
  // The numbers of footnotes are signs of their place, not words.
  parser.end(html.replace(/<sup class="footnote-ref">[\s\S]*?<\/sup>/g, " "));
  // What this reader leaves as it is typed within elements: an address is no word of the text.
  return text.replace(/\]\([^)\s]*\)/g, "] ");
}
