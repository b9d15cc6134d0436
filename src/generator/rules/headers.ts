// Front matter without fences: `Title: …` lines (Pelican, MultiMarkdown) and `.. title: …`, in a comment or not (Nikola).
import type { FrontMatter } from "./front-matter.js";

const LINE = /^([A-Za-z][\w-]{0,40}):(?:[ \t]+(.*))?$/;
const COMMENTED = /^\s*<!--[ \t]*\n((?:[ \t]*\.\.[ \t][^\n]*\n|[ \t]*\n)+?)[ \t]*-->/;
/** The same without a comment around it, up to a blank line. */
const BARE = /^\s*((?:\.\.[ \t][\w-]{1,40}:[^\n]*(?:\n|$))+)/;
const COMMENT_LINE = /^[ \t]*\.\.[ \t]+([\w-]{1,40}):[ \t]*(.*)$/;
/** No metadata is longer, in lines. */
const MOST = 60;

function fromComment(text: string): FrontMatter | null {
  const found = COMMENTED.exec(text) ?? BARE.exec(text);
  if (!found) return null;
  const data: Record<string, string> = {};
  for (const line of (found[1] ?? "").split("\n")) {
    const [, key, value = ""] = COMMENT_LINE.exec(line) ?? [];
    if (key !== undefined) data[key.toLowerCase()] = value.trim();
  }
  return { data, body: text.slice(found[0].length).replace(/^\s*\n/, "") };
}

/** Indented lines go on with the value above; a blank line ends the whole, or one of dashes, which is read too. */
function fromLines(text: string): FrontMatter | null {
  const lines = text.replace(/^\s*\n/, "").split("\n", MOST);
  const data: Record<string, string> = {};
  let key: string | null = null;
  let read = 0;
  for (const line of lines) {
    if (line.trim() === "") break;
    if (key !== null && /^(?:---|\.\.\.)\s*$/.test(line)) {
      read += 1;
      break;
    }
    const [, name, value = ""]: readonly (string | undefined)[] = LINE.exec(line) ?? [];
    if (name !== undefined) {
      key = name.toLowerCase();
      data[key] = value.trim();
    } else if (key !== null && /^[ \t]/.test(line)) data[key] = `${data[key] ?? ""} ${line.trim()}`.trim();
    else return null;
    read += 1;
  }
  // A text may well begin with a word and a colon; one that names its title so gives metadata.
  if (!("title" in data)) return null;
  const body = text
    .replace(/^\s*\n/, "")
    .split("\n")
    .slice(read)
    .join("\n");
  return { data, body: body.replace(/^\s*\n/, "") };
}

/** Null for a text that begins with no such metadata. Keys are in lower case, as these generators take them. */
export const readHeaders = (text: string): FrontMatter | null =>
  text.startsWith("---") ? null : (fromComment(text) ?? fromLines(text));
