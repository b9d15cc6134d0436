// What a module of MDX tells: where it ends, the names it gives, and what an expression makes of these.
import { printedOf } from "./expression.js";
import { literalCall } from "./literal.js";
import { valueFrom, type Value } from "./template-value.js";

/** What MDX can name of a page: its front matter, as Astro, Docusaurus and Gatsby hand it over. */
export function namesOf(data: Readonly<Record<string, unknown>>): Map<string, Value> {
  const front = valueFrom(data);
  const props: Value = { frontmatter: front, frontMatter: front, pageContext: { frontmatter: front } };
  return new Map<string, Value>([
    ["frontmatter", front],
    ["frontMatter", front],
    ["props", props],
  ]);
}

const EXPORTED =
  /^export\s+const\s+([\w$]+)(?:\s*:[^=\n]*)?\s*=\s*(?:(["'])([^\n]*?)\2|(-?\d[\d.]*)|\{([^]*))/;
const SETTING = /(?:^|[\s,{])["']?([\w$]+)["']?\s*:\s*(["'])((?:(?!\2)[^\\\n])*)\2/g;

/** So far a module goes on behind its first blank line. */
const LONGEST_MODULE = 10_000;

/** What opens and closes in a program, and ends of lines; those in texts and remarks count for nothing. */
const PROGRAM =
  /"(?:[^"\\\n]|\\.){0,300}"|'(?:[^'\\\n]|\\.){0,300}'|`(?:[^`\\]|\\[^]){0,1000}`|(?<![^\s;,{}()])\/\/[^\n]*|\/\*[^]{0,500}?\*\/|[{}[\]()\n]/g;

/** Where a module of MDX ends: at the first blank line where what it opened is closed; beyond the text where that is nowhere. */
export function moduleEnd(source: string, begin: number, from: number): number {
  let open = 0;
  for (const { 0: sign, index } of source.slice(begin, from + LONGEST_MODULE).matchAll(PROGRAM)) {
    if ("{[(".includes(sign)) open += 1;
    else if ("}])".includes(sign)) open -= 1;
    else if (sign === "\n" && begin + index >= from && open <= 0) return begin + index;
  }
  return open <= 0 ? source.length : Infinity;
}

/** What a module gives a name: a text, a number, or an object, of which texts are known. */
export function note(module: string, names: Map<string, Value>): void {
  const [, name, quote, text = "", number, settings = ""] = EXPORTED.exec(module) ?? [];
  if (name === undefined) return;
  const known = [...settings.matchAll(SETTING)].map(([, key = "", , value = ""]) => [key, value] as const);
  names.set(
    name,
    quote !== undefined ? text : number !== undefined ? Number(number) : Object.fromEntries(known),
  );
}

/** How JavaScript judges; a name that nobody set may be the site's. */
const JAVASCRIPT = { emptyIsFalse: true, unsetIsNothing: false, page: "" } as const;

/** What an expression of MDX says: a text as it stands, or what front matter and exports tell. What a program makes of others is not known. */
export const spoken = (expression: string, names: ReadonlyMap<string, Value>): string =>
  /^\{\s*(["'`])((?:(?!\1|\$\{)[^])*)\1\s*\}$/.exec(expression)?.[2]?.replaceAll("\\n", "\n") ??
  literalCall(printedOf(expression.slice(1, -1), names, JAVASCRIPT) ?? "");
