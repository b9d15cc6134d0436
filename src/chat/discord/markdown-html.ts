// Discord Markdown as HTML, as Discord draws it: the part that the printers use. For the preview and the tests.
import { escapeHtml, linkHtml } from "../preview-html.js";

/** Block by block: fences, quotes, headings, subtext, lists; what is left are lines of text. */
export function markdownToHtml(markdown: string): string {
  const html: string[] = [];
  const lines = markdown.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const fence = /^(\s*)```([\w+\-.#]*)$/.exec(line);
    if (fence) {
      const end = lines.findIndex((other, index) => index > at && other.trim() === "```");
      const indent = fence[1] ?? "";
      const body = lines
        .slice(at + 1, end === -1 ? undefined : end)
        .map((other) => (other.startsWith(indent) ? other.slice(indent.length) : other));
      html.push(withinEntry(indent, `<pre><code>${escapeHtml(body.join("\n"))}</code></pre>`));
      at = end === -1 ? lines.length : end;
    } else if (line.startsWith("> ") || line === ">") {
      const quoted = lines.slice(at).findIndex((other) => !other.startsWith(">"));
      const count = quoted === -1 ? lines.length - at : quoted;
      const body = lines.slice(at, at + count).map((other) => other.replace(/^> ?/, ""));
      html.push(`<blockquote>${markdownToHtml(body.join("\n"))}</blockquote>`);
      at += count - 1;
    } else html.push(lineToHtml(line));
  }
  return html.join("");
}

/** What goes on in a list's entry stands below its text: two blanks a level. */
function withinEntry(indent: string, html: string): string {
  const level = Math.min(4, Math.floor(indent.length / 2));
  return level === 0 ? html : `<div class="more in${level}" dir="auto">${html}</div>`;
}

function lineToHtml(line: string): string {
  const heading = /^(#{1,3}) (.+)$/.exec(line);
  if (heading) return `<div class="h${heading[1]?.length ?? 1}">${inlineToHtml(heading[2] ?? "")}</div>`;
  const small = /^-# (.*)$/.exec(line);
  if (small) return `<div class="small">${inlineToHtml(small[1] ?? "")}</div>`;
  const entry = /^( *)(-|\d{1,7}\.)(?: (.*))?$/.exec(line);
  if (entry) {
    const level = Math.min(8, Math.floor((entry[1] ?? "").length / 2));
    const sign = entry[2] === "-" ? (level % 2 === 0 ? "•" : "◦") : (entry[2] ?? "");
    return `<div class="entry in${level}" dir="auto"><span>${sign}</span><div>${lineToHtml(entry[3] ?? "")}</div></div>`;
  }
  const indented = /^ +(?=\S)/.exec(line);
  if (indented) return withinEntry(indented[0], lineToHtml(line.slice(indented[0].length)));
  return line.trim() === "" ? '<div class="gap"></div>' : `<div>${inlineToHtml(line)}</div>`;
}

const TOKEN =
  /\\([^\sA-Za-z0-9])|(`+)([^]*?[^`])\2(?!`)|<(https?:\/\/[^\s>]+)>|\[((?:\\[^]|[^\]\\])+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s<>]+)|(\*\*|\*|~~)/g;
const TAGS: Record<string, string> = { "**": "strong", "*": "em", "~~": "s" };

function inlineToHtml(text: string): string {
  let html = "";
  let last = 0;
  const open: string[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [whole, escaped, , code, angled, label, address, bare, mark] = match;
    html += escapeHtml(text.slice(last, match.index));
    last = match.index + whole.length;
    if (escaped !== undefined) html += escapeHtml(escaped);
    else if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`;
    else if (label !== undefined && address !== undefined) html += linkHtml(address, inlineToHtml(label));
    else if (angled ?? bare) html += linkHtml(angled ?? bare ?? "", escapeHtml(angled ?? bare ?? ""));
    else if (mark !== undefined) html += toggle(mark, open);
  }
  return (
    html +
    escapeHtml(text.slice(last)) +
    open
      .toReversed()
      .map((mark) => `</${TAGS[mark]}>`)
      .join("")
  );
}

/** Opens or closes a mark; marks opened after it are closed and opened again, so that tags always nest. */
function toggle(mark: string, open: string[]): string {
  // `***`: what was opened last closes first.
  const at = open.lastIndexOf(mark);
  if (at === -1) {
    open.push(mark);
    return `<${TAGS[mark]}>`;
  }
  const above = open.splice(at).slice(1);
  open.push(...above);
  const close = above.toReversed().map((one) => `</${TAGS[one]}>`);
  return [...close, `</${TAGS[mark]}>`, ...above.map((one) => `<${TAGS[one]}>`)].join("");
}
