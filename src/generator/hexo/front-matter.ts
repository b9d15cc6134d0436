// Front matter as Hexo splits it off (hexo-front-matter 4): its opening line may be missing.
import { FRONT_MATTER_LIMIT, parseData, parseValue, SyntaxFault } from "../rules/parsers.js";
import { isData, type Data } from "../rules/scalar.js";

const OPENED = /^(-{3,}|;{3,})\n([\s\S]+?)\n\1\n?/;
const UNOPENED = /^([\s\S]+?)\n(-{3,}|;{3,})\n?/;
/** What Hexo does not take, though an author who writes it means front matter. */
const MEANT = /^(?:\s*\n)*(-{3,})[ \t]*\n(?=[\s\S]*?\n\1)/;

export interface HexoText {
  readonly data: Data;
  readonly body: string;
  /** False when Hexo takes this front matter for text: it builds the page without it. */
  readonly taken: boolean;
}

interface Split {
  readonly block: string;
  readonly separator: string;
  readonly body: string;
}

function split(text: string): Split | null {
  const opened = OPENED.exec(text);
  if (opened)
    return { block: opened[2] ?? "", separator: opened[1] ?? "", body: text.slice(opened[0].length) };
  if (/^(?:-{3,}|;{3,})/.test(text)) return null;
  const unopened = UNOPENED.exec(text.slice(0, FRONT_MATTER_LIMIT));
  if (!unopened) return null;
  return { block: unopened[1] ?? "", separator: unopened[2] ?? "", body: text.slice(unopened[0].length) };
}

/** Leading tabs stand for two spaces each. */
const untab = (block: string): string =>
  block.replace(/\n(\t+)/g, (_, tabs: string) => `\n${"  ".repeat(tabs.length)}`);

function parse({ block, separator, body }: Split): HexoText | null {
  if (block.length > FRONT_MATTER_LIMIT)
    throw new SyntaxFault(`is longer than ${FRONT_MATTER_LIMIT / 1024} kB`, null);
  if (separator.startsWith(";")) {
    const data = parseJson(block);
    return data && { data, body, taken: true };
  }
  const value = parseValue(untab(block), "yaml");
  return isData(value) || Array.isArray(value)
    ? { data: isData(value) ? value : {}, body, taken: true }
    : null;
}

/** JSON without its braces; Hexo takes it for text when it is broken. */
function parseJson(block: string): Data | null {
  try {
    return parseData(`{${block}}`, "json");
  } catch {
    return null;
  }
}

/** Splits and parses a file's text. Throws SyntaxFault where Hexo refuses the post. */
export function readHexoText(text: string): HexoText {
  const meant = MEANT.exec(text);
  const plain = { data: {}, body: text, taken: true };
  if (!meant || /^-{3,}\n/.test(text)) {
    const found = split(text);
    return (found && parse(found)) ?? plain;
  }
  const found = split(`${meant[1] ?? "---"}\n${text.slice(meant[0].length)}`);
  const read = found && parse(found);
  return read ? { ...read, taken: false } : plain;
}
