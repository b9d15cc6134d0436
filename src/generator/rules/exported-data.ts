// What a page of Next.js or MDX says of itself where it has no front matter: `export const metadata = {…}` and its kin.
import { outsideCode, replacedOutsideCode } from "../../markdown/code-signs.js";
import { moduleEnd } from "../../markdown/mdx-module.js";
import { programModule } from "../../script/module.js";
import { parseProgram } from "../../script/program.js";
import { fullSteps, RELATIVE } from "../../script/value.js";
import { textField } from "./fields.js";
import { below, isData, own, type Data } from "./scalar.js";
import { scriptValue } from "./script.js";

/** What its framework reads of a page. */
const METADATA = /^(?:metadata|meta|front[mM]atter)$/;
/** What a page calls itself in an object of its own. */
const TITLED = /[{,]\s*["']?title["']?\s*[:,}]/;
const EXPORT = String.raw`^export\s+const\s+(?<name>[\w$]{1,60})(?<type>[^=\n]*=\s*)(?=\{)`;
const OBJECT = outsideCode(EXPORT);
/** So many objects are looked at. */
const MOST = 10;
/** Keys that keep a post from readers. */
const HIDING = ["draft", "hidden", "unlisted", "private", "published", "publish"];
const WORD = `(?:${HIDING.join("|")})`;
const KEY = new RegExp(`[{,]\\s*(?:(["'])${WORD}\\1\\s*:|${WORD}\\s*[:,}])`);
/** Texts of more than one word, which are no keys; like all of a program, not so long that they cost much. */
const TEXT = /(["'`])(?!\w+\1)(?:(?!\1)[^\\\n]|\\.){0,300}\1/g;

/** Whether an object that is no program to us has a key that hides, before the first blank line. */
const namesHiding = (text: string): boolean =>
  KEY.test((/^[^]*?(?=\n[ \t]*\n|$)/.exec(text)?.[0] ?? "").replace(TEXT, '""'));

interface ExportedObject {
  readonly name: string;
  /** As a statement; null where it is no program to us. */
  readonly statement: string | null;
  /** Whether it may hide the page, where it is none. */
  readonly hides: boolean;
  /** Whether its framework reads it; else it is the page's own, such as `article`. */
  readonly isRead: boolean;
}

/** The objects that a page exports; what stands in code is shown. */
function objectsIn(page: string): readonly ExportedObject[] {
  const found: ExportedObject[] = [];
  if (!/^export\s+const\s/m.test(page)) return found;
  replacedOutsideCode(page, OBJECT, ({ name = "" }, head, index) => {
    if (found.length === MOST) return null;
    const begin = index + head.length;
    const end = moduleEnd(page, begin, begin);
    const text = page.slice(begin, end);
    const isRead = METADATA.test(name);
    if (!isRead && !TITLED.test(text)) return null;
    const statement = `const ${name} = ${text}`;
    const isProgram = end !== Infinity && parseProgram(statement, "data.tsx") !== null;
    const hides = !isProgram && namesHiding(text);
    found.push({ name, statement: isProgram ? statement : null, hides, isRead });
    return null;
  });
  return found;
}

/** Their values by name; one may be made of others. */
function valuesOf(objects: readonly ExportedObject[]): ReadonlyMap<string, Data> {
  const source = objects.flatMap(({ statement }) => statement ?? []).join("\n;\n");
  const program = parseProgram(source, "data.tsx");
  const module = program && programModule(program, source, new Map(), fullSteps());
  return new Map(
    objects.flatMap(({ name }): [string, Data][] => {
      const value = scriptValue(module?.named(name, 0));
      return isData(value) ? [[name, value]] : [];
    }),
  );
}

const titleIn = (data: Data): string | null =>
  textField(data, "title") ?? textField(below(data, "title"), "default", "absolute");

/**
 * Its fields as far as they are written out: what its framework reads, below that what the page calls itself in another
 * object (`article`). The title of a template is its default, `openGraph.publishedTime` the date. What would have to be
 * computed is absent; a post that may be a draft by that is one.
 */
export function exportedData(page: string): Data {
  const objects = objectsIn(page);
  const values = valuesOf(objects);
  // What is read last wins.
  const told = [...objects.filter(({ isRead }) => !isRead), ...objects.filter(({ isRead }) => isRead)];
  const known = told.map(({ name }) => values.get(name) ?? {});
  const mayHide =
    objects.some(({ hides }) => hides) ||
    known.some((value) => HIDING.some((key) => Object.hasOwn(value, key) && own(value, key) === undefined));
  const value = Object.assign({}, ...known.map(written)) as Data;
  const title = titleIn(value);
  const date = textField(below(value, "openGraph"), "publishedTime");
  const base = textField(below(value, "metadataBase"), RELATIVE);
  return {
    ...(date !== null && { date }),
    ...value,
    ...(title !== null && { title }),
    ...(base !== null && { metadataBase: base }),
    ...(mayHide && { draft: true }),
  };
}

const written = (data: Data): Data =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
