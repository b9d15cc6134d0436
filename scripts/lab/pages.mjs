// What a built site says of its posts: the pages with the element that the lab's layouts put around them.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { DomUtils, parseDocument } from "htmlparser2";

/** What nobody reads. */
const SILENT = new Set(["script", "style", "template", "noscript", "iframe", "video", "audio", "svg"]);
const INLINE = /^(?:a|abbr|b|i|em|strong|code|span|u|s|del|mark|sub|sup|kbd|small|q)$/;

/** The words of an element as they stand on the page, code too. */
function textOf(node) {
  if (node.type === "text") return node.data;
  if (!("children" in node) || SILENT.has(node.name)) return " ";
  const inner = node.children.map(textOf).join("");
  return INLINE.test(node.name ?? "") ? inner : ` ${inner} `;
}

/** The posts of a built site by their source. */
export function pagesOf(folder, { bare = false } = {}) {
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
      url: `/${bare ? clean.replace(/\.html$/, "") : clean}`,
      title,
      date: date ? new Date(date).toISOString() : null,
      tags: (tags ?? "").split("|").filter(Boolean),
      text: textOf(found),
    });
  }
  return pages;
}
