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
/** What pages call an object of their own that says what they are. */
const OF_PAGE =
  /^(?:(?:blog)?_?(?:article|post|blog|entry|essay)(?:Data|Info|Meta|Metadata)?|page(?:Data|Info|Meta|Metadata))$/i;
const TITLED = /[{,]\s*["']?title["']?\s*[:,}]/;
const EXPORT = String.raw`^export\s+const\s+(?<name>[\w$]{1,60})(?<type>[^=\n]*=\s*)(?=\{)`;
/** A remark of MDX: what it holds is no export. */
const REMARK = String.raw`(?<remark>^[ \t]*\{\s{0,20}\/\*)`;
const OBJECT = outsideCode(EXPORT, REMARK, String.raw`(?<main>^export\s+default\s)`);
/** So many objects are looked at, and as many again of those that its framework reads and that are called so. */
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
  readonly text: string;
  /** Whether it has an end. */
  readonly isWhole: boolean;
  /** Whether its framework reads it; else it is the page's own, such as `article`. */
  readonly isRead: boolean;
}

interface Exported {
  readonly objects: readonly ExportedObject[];
  /** The text of what it exports as itself. */
  readonly main: string;
}

/** What a page exports; what stands in code is shown. */
function exportsOf(page: string): Exported {
  const objects: ExportedObject[] = [];
  let main = "";
  if (!/^export\s+const\s/m.test(page)) return { objects, main };
  const looked = { read: 0, page: 0, own: 0, main: 0 };
  /** Where the remark ends that was met last, and the next sign that ends one. */
  let [hiddenTo, close] = [0, 0];
  replacedOutsideCode(page, OBJECT, ({ name = "", remark, main: isMain }, head, index) => {
    const begin = index + head.length;
    if (index < hiddenTo) return null;
    if (remark !== undefined) {
      if (close < begin) close = page.indexOf("*/", begin);
      if (close >= 0 && /^\s{0,20}\}/.test(page.slice(close + 2, close + 30))) hiddenTo = close;
      // What has no end hides nothing here.
      else if (close < 0) close = page.length;
      return null;
    }
    const isRead = METADATA.test(name);
    const kind = isMain !== undefined ? "main" : isRead ? "read" : OF_PAGE.test(name) ? "page" : "own";
    if (looked[kind] === MOST) return null;
    looked[kind] += 1;
    const end = moduleEnd(page, begin, begin);
    const text = page.slice(begin, end);
    if (isMain !== undefined) main = end === Infinity ? "" : text;
    else if (isRead || TITLED.test(text)) objects.push({ name, text, isWhole: end !== Infinity, isRead });
    return null;
  });
  return { objects, main };
}

/** Where a program takes an object for what the page is: whole, for its title, or in an attribute called so. */
const takenWhole = (name: string): RegExp =>
  new RegExp(
    String.raw`\.{3}\s{0,20}N(?![\w$])|\(\s{0,20}N\s{0,20}[,)]|(?<![\w$.])N\??\.title(?![\w$])|(?<![\w$])(?:meta|metadata|front[mM]atter|post|article|page|info|data)=\{\s{0,20}N\s{0,20}\}`.replaceAll(
      "N",
      () => name.replace(/\$/g, "\\$"),
    ),
  );

/** Whether it names it as a value, and not in its words. */
const namedAsValue = (name: string): RegExp =>
  new RegExp(`(?:[({,:?&|=[]|\\.\\.\\.)\\s{0,20}${name.replace(/\$/g, "\\$")}(?![\\w$])(?!\\s{0,20}[:>])`);

/** The objects that say what the page is, by themselves or because it shows them: the first is the page's own. */
function tellingOf({ objects, main }: Exported): readonly ExportedObject[] {
  const program = [main, ...objects.flatMap(({ isRead, text }) => (isRead ? [text] : []))].join("\n");
  const unread = objects.filter(({ isRead }) => !isRead);
  const called = unread.filter(({ name }) => OF_PAGE.test(name));
  const named = called.filter(({ name }) => namedAsValue(name).test(program));
  const taken = unread.filter((one) => !called.includes(one) && takenWhole(one.name).test(program));
  return [...named, ...taken, ...called.filter((one) => !named.includes(one))];
}

const statementOf = ({ name, text }: ExportedObject): string => `const ${name} = ${text}`;

function programOf(source: string) {
  const program = parseProgram(source, "data.tsx");
  return program && programModule(program, source, new Map(), fullSteps());
}

/** The value of each; one may be made of others, and of none where all together are no program. */
function valuesOf(objects: readonly ExportedObject[]): ReadonlyMap<ExportedObject, Data | null> {
  const parsed = objects.map((one) => (one.isWhole ? programOf(statementOf(one)) : null));
  const whole = programOf(objects.flatMap((one, at) => (parsed[at] ? [statementOf(one)] : [])).join("\n;\n"));
  return new Map(
    objects.map((one, at) => {
      const module = parsed[at] && (whole ?? parsed[at]);
      const value = scriptValue(module?.named(one.name, 0));
      return [one, module === null ? null : isData(value) ? value : {}];
    }),
  );
}

const titleIn = (data: Data): string | null =>
  textField(data, "title") ?? textField(below(data, "title"), "default", "absolute");

const hidingIn = (data: Data): Data =>
  Object.fromEntries(Object.entries(data).filter(([key]) => HIDING.includes(key)));

/**
 * Its fields as far as they are written out: what its framework reads, below that what the page calls itself in another
 * object (`article`). The title of a template is its default, `openGraph.publishedTime` the date. What would have to be
 * computed is absent; a post that may be a draft by that is one.
 */
export function exportedData(page: string): Data {
  const exported = exportsOf(page);
  const read = exported.objects.filter(({ isRead }) => isRead);
  const [mine, ...others] = tellingOf(exported);
  const told = [...(mine ? [mine] : []), ...others, ...read];
  const values = valuesOf(exported.objects);
  const known = (one: ExportedObject): Data => values.get(one) ?? {};
  const mayHide = told.some((one) => {
    const value = values.get(one) ?? null;
    if (value === null) return namesHiding(one.text);
    return HIDING.some((key) => Object.hasOwn(value, key) && own(value, key) === undefined);
  });
  // What is read last wins.
  const value = Object.assign(
    {},
    ...others.map((one) => hidingIn(written(known(one)))),
    ...(mine ? [mine, ...read] : read).map((one) => written(known(one))),
  ) as Data;
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
