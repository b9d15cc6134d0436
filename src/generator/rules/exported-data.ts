// What a page of Next.js or MDX says of itself where it has no front matter: `export const metadata = {…}`.
import { moduleEnd } from "../../markdown/mdx-module.js";
import { parseProgram } from "../../script/program.js";
import { literalValue, RELATIVE } from "../../script/value.js";
import { textField } from "./fields.js";
import { below, isData, own, type Data } from "./scalar.js";
import { scriptValue } from "./script.js";

const EXPORT = /^export\s+const\s+(?:metadata|meta|front[mM]atter)\b[^=\n]*=\s*(?=\{)/m;
/** Keys that keep a post from readers. */
const HIDING = ["draft", "hidden", "unlisted", "private", "published", "publish"];
const WORD = `(?:${HIDING.join("|")})`;
const KEY = new RegExp(`[{,]\\s*(?:(["'])${WORD}\\1\\s*:|${WORD}\\s*[:,}])`);
/** Texts of more than one word, which are no keys; like all of a program, not so long that they cost much. */
const TEXT = /(["'`])(?!\w+\1)(?:(?!\1)[^\\\n]|\\.){0,300}\1/g;

/** Whether an object that is no program to us has a key that hides, before the first blank line. */
const namesHiding = (text: string): boolean =>
  KEY.test((/^[^]*?(?=\n[ \t]*\n|$)/.exec(text)?.[0] ?? "").replace(TEXT, '""'));

/** The value of the object that begins a text; null where no program can be read of it. */
function objectOf(text: string): Data | null {
  const [first] = parseProgram(`const data = ${text}`, "data.tsx")?.body ?? [];
  const init = first?.type === "VariableDeclaration" ? first.declarations[0]?.init : null;
  const value = init ? scriptValue(literalValue(init)) : null;
  return isData(value) ? value : null;
}

/**
 * Its fields as far as they are written out: the title of a template is its default, `openGraph.publishedTime` the date.
 * What would have to be computed is absent; a post that may be a draft by that is one.
 */
export function exportedData(program: string): Data {
  const found = EXPORT.exec(program);
  if (!found) return {};
  const begin = found.index + found[0].length;
  const end = moduleEnd(program, begin, begin);
  const text = program.slice(begin, end);
  const value = end === Infinity ? null : objectOf(text);
  if (value === null) return namesHiding(text) ? { draft: true } : {};
  const title = textField(value, "title") ?? textField(below(value, "title"), "default", "absolute");
  const date = textField(below(value, "openGraph"), "publishedTime");
  const base = textField(below(value, "metadataBase"), RELATIVE);
  const mayHide = HIDING.some((key) => Object.hasOwn(value, key) && own(value, key) === undefined);
  return {
    ...(date !== null && { date }),
    ...value,
    ...(title !== null && { title }),
    ...(base !== null && { metadataBase: base }),
    ...(mayHide && { draft: true }),
  };
}
