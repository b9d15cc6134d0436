// Front matter as most generators take it: YAML between ---, TOML between +++, JSON in braces or between ;;;.
import matter from "gray-matter";
import { dataOfJs } from "./js-front-matter.js";
import {
  FRONT_MATTER_LIMIT,
  parseData,
  SyntaxFault,
  type DuplicateKeys,
  type DataFormat,
} from "./parsers.js";
import type { Data } from "./scalar.js";

const OPENING = /^\s*(---+|\+\+\+|;;;)([^\n]*)\n/;
const LANGUAGES: Readonly<Record<string, DataFormat>> = { "-": "yaml", "+": "toml", ";": "json" };

const refuse = (): never => {
  throw new SyntaxFault("is a program: Postern never runs code from a post. Write it as YAML", null);
};
/** gray-matter would run `---js`; its engines are replaced by ours, which only read. */
const engineOf = (language: DataFormat, duplicates: DuplicateKeys) => ({
  parse: (block: string): object => {
    if (block.length > FRONT_MATTER_LIMIT)
      throw new SyntaxFault(`is longer than ${FRONT_MATTER_LIMIT / 1024} kB`, null);
    return parseData(block, language, duplicates);
  },
});
const scriptEngine = { parse: (block: string): object => dataOfJs(block) ?? refuse() };
const enginesFor = (duplicates: DuplicateKeys) => ({
  yaml: engineOf("yaml", duplicates),
  toml: engineOf("toml", duplicates),
  json: engineOf("json", duplicates),
  js: scriptEngine,
  javascript: scriptEngine,
  coffee: { parse: refuse },
});
const ENGINES = { refuse: enginesFor("refuse"), "last wins": enginesFor("last wins") };

export interface FrontMatter {
  readonly data: Data;
  readonly body: string;
}

/** The end of the JSON object that starts a text, or -1. */
function endOfObject(text: string): number {
  let [depth, inString] = [0, false];
  for (let at = 0; at < Math.min(text.length, FRONT_MATTER_LIMIT); at += 1) {
    const sign = text[at];
    if (inString && sign === "\\") at += 1;
    else if (sign === '"') inString = !inString;
    else if (!inString && sign === "{") depth += 1;
    else if (!inString && sign === "}" && (depth -= 1) === 0) return at + 1;
  }
  return -1;
}

/** The front matter of a file read beside posts, a section's; null where it cannot be read: its generator stops there. */
export function dataAbove(source: string): Data | null {
  try {
    return readFrontMatter(source.replace(/\r\n?/g, "\n").replace(/^\ufeff/, "")).data;
  } catch (fault) {
    if (fault instanceof SyntaxFault) return null;
    throw fault;
  }
}

/** Splits a file's text into front matter and body. Throws SyntaxFault for front matter that cannot be read. */
export function readFrontMatter(text: string, duplicates: DuplicateKeys = "last wins"): FrontMatter {
  const engines = ENGINES[duplicates];
  const start = text.trimStart();
  if (/^\{\s*(?:"|\})/.test(start)) {
    const end = endOfObject(start);
    return end < 0
      ? { data: {}, body: text }
      : { data: engines.json.parse(start.slice(0, end)) as Data, body: start.slice(end) };
  }
  const opening = OPENING.exec(text);
  if (!opening) return { data: {}, body: text };
  const [line, fence = "---", rest = ""] = opening;
  const named = rest.trim().toLowerCase();
  const language = named === "" ? LANGUAGES[fence[0] ?? "-"] : named;
  if (language === undefined || !Object.hasOwn(engines, language)) return { data: {}, body: text };
  const closing = new RegExp(`^${fence.replace(/\+/g, "\\+")}[ \\t]*$`, "m");
  if (!closing.test(text.slice(line.length))) return { data: {}, body: text };
  const read = matter(`${fence}\n${text.slice(line.length)}`, {
    language,
    delimiters: fence,
    engines,
  });
  return { data: read.data, body: read.content };
}
