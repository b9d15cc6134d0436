// Plain text of a piece of an author's Markdown, with maths kept as TeX between its dollars.
import { decodeHTML } from "entities";
import type { Token } from "markdown-it";
import type { Typography } from "../document/typography.js";
import { PARSERS } from "./plain-parsers.js";

/** Tags inside a line of text; all others part words. */
const INLINE_TAG =
  /^<\/?(?:a|abbr|b|code|del|em|escape|font|i|ins|kbd|mark|s|small|span|strong|sub|sup|u)\b/i;

/** HTML without tags, comments, styles and scripts, entities decoded. An unclosed comment ends the text. */
export function textOfHtml(html: string): string {
  const bare = html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replace(/<(script|style|textarea|title|svg)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi, " ")
    .replace(/<\/?[a-z][^<>]*>/gi, (tag) => (INLINE_TAG.test(tag) ? "" : " "));
  return decodeHTML(bare);
}

export const tidy = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Text gathered so far; `stop` matches the comment that ends it. */
interface Walk {
  text: string;
  readonly stop: RegExp | null;
  stopped: boolean;
}

function addHtml(walk: Walk, html: string): void {
  const at = walk.stop === null ? -1 : html.search(walk.stop);
  walk.stopped = at >= 0;
  walk.text += textOfHtml(at >= 0 ? html.slice(0, at) : html);
}

/** Adds the text of tokens to `walk`, up to a comment that matches `walk.stop`. */
function addTokens(tokens: readonly Token[], walk: Walk): void {
  for (const token of tokens) {
    if (walk.stopped) return;
    switch (token.type) {
      case "inline":
        addTokens(token.children ?? [], walk);
        break;
      case "html_inline":
      case "html_block":
        addHtml(walk, token.content);
        break;
      case "image":
        break;
      case "softbreak":
      case "hardbreak":
        walk.text += "\n";
        break;
      default:
        walk.text += token.block && token.content === "" ? " " : token.content;
    }
  }
}

/** Link definitions anywhere in a text: a piece of it needs them to show its links as links. */
const definitionsOf = (text: string): string =>
  (text.match(/^ {0,3}\[[^\]^\n]+\]:[^\n]*$/gm) ?? []).join("\n");

/** The tokens of a piece of `whole`. */
const parse = (piece: string, whole: string, typography: Typography): Token[] =>
  PARSERS[typography].parse(
    piece.includes("]")
      ? `${piece}

${definitionsOf(whole)}`
      : piece,
    {},
  );

/** Plain text of a piece of `whole` in full. */
export function textOfMarkdown(text: string, typography: Typography, whole = text): string {
  const walk: Walk = { text: "", stop: null, stopped: false };
  addTokens(parse(text, whole, typography), walk);
  return tidy(walk.text);
}

/** Where the block that holds `at` surely ends: the next blank line. */
function endOfBlock(text: string, at: number): number {
  const blank = /\n[ \t]*\n/g;
  blank.lastIndex = at;
  return blank.exec(text)?.index ?? text.length;
}

/**
 * Plain text before the first comment that matches `marker` and stands outside code; null when there
 * is none. Only the part up to the marker is parsed.
 */
export function textBefore(body: string, marker: RegExp, typography: Typography): string | null {
  const every = new RegExp(marker.source, "gi");
  for (let tries = 0; tries < 20; tries += 1) {
    const found = every.exec(body);
    if (!found) return null;
    const walk: Walk = { text: "", stop: marker, stopped: false };
    addTokens(parse(body.slice(0, endOfBlock(body, found.index)), body, typography), walk);
    if (walk.stopped) return tidy(walk.text);
  }
  return null;
}

const OPENING =
  /^(?:\s*(?:import\s.+|export\s.+|\[toc\]|\[\[toc\]\]|@\[toc\].*|:::.*|<[A-Z][\w.]*[^>]*\/?>|\{:.*\})\s*)+$/i;

/** Text of the first paragraph, list item or quote that is prose; "" when the tokens hold none. */
function firstProse(tokens: readonly Token[]): string {
  let skipUntil = "";
  for (const token of tokens) {
    if (skipUntil !== "") {
      if (token.type === skipUntil) skipUntil = "";
    } else if (token.type === "heading_open" || token.type === "table_open") {
      skipUntil = token.type.replace("open", "close");
    } else if (token.type === "inline" && !OPENING.test(token.content)) {
      const walk: Walk = { text: "", stop: null, stopped: false };
      addTokens(token.children ?? [], walk);
      const onlyMath = token.children?.every(({ type, content }) => type === "math" || content.trim() === "");
      if (/[\p{L}\p{N}]/u.test(walk.text) && onlyMath !== true) return tidy(walk.text);
    } else if (
      token.type === "html_block" &&
      /<(?:p|div|blockquote|center|font|span)\b/i.test(token.content)
    ) {
      const text = tidy(textOfHtml(token.content));
      if (/\p{L}/u.test(text)) return text;
    }
  }
  return "";
}

/** The first prose in a piece of `whole`; "" when it holds none. */
export const proseOf = (piece: string, whole: string, typography: Typography): string =>
  firstProse(parse(piece, whole, typography));

/** About the first `size` characters of a text, up to the end of a block, with the link definitions of all of it. */
export function beginningOf(text: string, size: number): string {
  if (text.length <= size) return text;
  return `${text.slice(0, endOfBlock(text, size))}\n\n${definitionsOf(text)}`;
}

/** The first paragraph of prose in a text, past headings, pictures, code, tables and imports; "" when none. */
export function firstParagraph(body: string, typography: Typography): string {
  for (let size = 3000; ; size *= 8) {
    const piece = size >= body.length ? body : body.slice(0, endOfBlock(body, size));
    const text = proseOf(piece, body, typography);
    if (text !== "" || piece.length === body.length) return text;
  }
}
