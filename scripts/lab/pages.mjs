// What a built site says of its posts: the pages with the element that the lab's layouts put around them.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { DomUtils, parseDocument } from "htmlparser2";

/** What nobody reads. */
const SILENT = new Set(["script", "style", "template", "noscript", "iframe", "video", "audio", "svg"]);
const INLINE = /^(?:a|abbr|b|i|em|strong|code|span|u|s|del|mark|sub|sup|kbd|small|q)$/;

const isHidden = ({ hidden, style = "" }) => hidden !== undefined || /display:\s*none/.test(style);

/** The words of an element as they stand on the page, code too. */
function textOf(node) {
  if (node.type === "text") return node.data;
  if (!("children" in node) || SILENT.has(node.name) || isHidden(node.attribs ?? {})) return " ";
  const inner = node.children.map(textOf).join("");
  return INLINE.test(node.name ?? "") ? inner : ` ${inner} `;
}

/** Most generators print no parts of a second. */
export const toSecond = (instant) => new Date(Math.floor(instant / 1000) * 1000).toISOString();

/** The posts of a built site by their source. */
export function pagesOf(folder, { bare = false, slashless = false } = {}) {
  const pages = new Map();
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith(".html")) continue;
    const path = relative(folder, join(folder, name)).split(sep).join("/");
    const tree = parseDocument(readFileSync(join(folder, name), "utf8"));
    const found = DomUtils.findOne((one) => one.name === "postern-page", tree.children);
    if (!found) continue;
    const { source, title, date, tags } = found.attribs;
    const clean = path.replace(/(^|\/)index\.html$/, "$1");
    pages.set(source, {
      url: `/${bare ? clean.replace(/\.html$/, "") : slashless ? clean.replace(/\/$/, "") : clean}`,
      title,
      date: date ? toSecond(new Date(date).getTime()) : null,
      tags: (tags ?? "").split("|").filter(Boolean),
      text: textOf(found),
    });
  }
  return pages;
}
