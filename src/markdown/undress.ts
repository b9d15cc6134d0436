// Takes the dress of a generator off a Markdown text: tags and shortcodes become what they mean, or vanish. Code stays.
import { tellDirectives } from "./directives.js";
import { CODE_TAGS, container, single } from "./dressings.js";
import { referred } from "./references.js";
import { boxOf, holdsMarkdown, tagName, plainElement, standsAlone } from "./mdx-element.js";
import { CODE, FENCE, fenceEnd } from "./code-signs.js";
import { printedOf } from "./expression.js";
import { literalCall } from "./literal.js";
import { valueFrom, type Value } from "./template-value.js";
import { settingsIn, tagWords } from "./tag-words.js";

/** A text without any of these is plain Markdown and is returned as it is. */
const DRESSED =
  /\[![\w-]+[\]|]|:[A-Za-z][\w-]*[[{]|[\])*_~`]\{[.#:A-Za-z]|\{[%:#]|=\{|\{\{(?=[<%\s"'\w-])|\n[ \t]*:::|^:::|\[\[?toc\]|\[\[?TOC\]|\{\/\*|\smarkdown=|(?:^|\n)(?:import|export)\s/;

/**
 * Everything that is told apart, left to right: fences, code in a line and maths, which are left alone;
 * then the tags. Each alternative ends within its line or at a fence, so the walk stays linear.
 */
const MATHS_AND_TAGS = [
  String.raw`(?<math>\$\$[^$]{1,2000}\$\$|\$[^\s$][^$\n]{0,300}\$|\\\((?:(?!\\\(|\{[{%])[^\n]){1,300}?\\\)|\\\[(?:(?!\\\[|\{[{%])[^]){1,2000}?\\\]|\\begin\{(?<env>[a-z]+\*?)\}(?:(?!\\begin\{\k<env>|\{[{%])[^]){1,2000}?\\end\{\k<env>\})`,
  String.raw`\{%-?\s*(?<liquid>(?:(?!\{%)[^\n]){0,1000}?)-?%\}`,
  String.raw`\{\{(?<hugo>[<%](?:(?!\{\{[<%])[^\n]){0,1000}?)[>%]\}\}`,
  // Braces behind a letter, a root or an index are TeX; behind other braces only where these are an output too.
  String.raw`(?<![\\^_{}]|\w(?=\{\{\S))(?<outputs>(?:\{\{-?\s*["'\w.$][^{}\n]{0,500}?\}\})+)(?!\})`,
  String.raw`^(?<indent>[ \t]*):{3,}[ \t]*(?<colons>[^\n]*)$`,
  String.raw`(?<callout>^(?<quoted>[ \t]{0,3}(?:>[ \t]?)+)(?<alert>\[![\w-]+(?:\|[^\]\n]{0,60})?\])[+-]?[ \t]*(?<heading>[^\n]*)$(?=(?<body>\n[ \t]{0,3}>)?))`,
  String.raw`(?<toc>^[ \t]*(?:[*+-][ \t]+toc[ \t]*\n[ \t]*)?(?:@?\[\[?toc\]\]?(?:\([^)\n]*\))?|(?:(?:[*+-]|\d{1,3}\.)[ \t]+[^\n]*\n[ \t]*)?\{:[ \t]*toc\b[^}\n]{0,300}\})[ \t]*$)`,
  // Of kramdown and Python-Markdown: Markdown is read in the element.
  String.raw`(?<within>^[ \t]*<(?:div|section|article|aside|details|figure|center|blockquote|nav|main)\b[^<>\n]{0,300}?\smarkdown=["']?(?:1|block|span)\b[^<>\n]{0,300}>)`,
  String.raw`(?<attributes>(?<![ \t])[ \t]*\{:[^}\n]{0,300}\}|(?<![ \t])[ \t]+\{#[\w-]+\}[ \t]*$)`,
  String.raw`(?<=^|[\s(>])(?<inline>:(?<inlinename>[A-Za-z][\w-]*)(?:\[(?<inlinewords>[^\]\n]{0,500})\](?!\()(?:\{[^{}\n]{0,300}\})?|(?<inlineset>\{(?:[^{}\n]{0,300}[=.#][^{}\n]{0,300})?\})))`,
  String.raw`\[(?<span>[^[\]\n]{1,300})\](?=\{[.#][A-Za-z])`,
  String.raw`(?<attached>(?<=[\]*_~\x60]|\]\([^()\n]{0,300}\))\{(?:[.#][A-Za-z]|:?[A-Za-z][\w-]*=)[^{}\n]{0,300}\})`,
  String.raw`(?<tab><!--\s*tab\s(?<tabtitle>[^\n]{0,200}?)-->)`,
];
const MODULE = String.raw`(?<module>^(?:import\s+(?:[^\n;]{1,300}?\sfrom\s+)?["'][^"'\n]+["'];?|export\s+(?:const|default|let|function)\s[^\n]*)[ \t]*$)`;
const COMPONENTS = [
  String.raw`(?<comment>(?<!\{)\{\/\*[\s\S]{0,1000}?\*\/\})`,
  String.raw`(?<jsx><\/?[A-Z][\w.-]{0,60}(?:\s(?:[^<>{}"'\n]|\n|"[^"\n]*"|'[^'\n]*'|\{(?:[^{}]|\{[^{}]{0,300}\}){0,300}\}){0,300})?\/?>)`,
];
const anyOf = (tokens: readonly string[]): RegExp => new RegExp(tokens.join("|"), "gim");
const PLAIN = anyOf([FENCE, CODE, ...MATHS_AND_TAGS, MODULE, ...COMPONENTS]);

/** Modules of MDX go on to the next blank line. */
const MDX_MODULE = String.raw`(?<module>(?<![^\n]\n)^(?:import|export)\s(?:[^\n]|\n(?![ \t]*\n)){0,3000})`;
const EXPRESSION = String.raw`(?<expression>(?<!\\)\{(?:[^{}]|\{[^{}]{0,300}\}){0,500}\})`;
const MDX = anyOf([FENCE, CODE, MDX_MODULE, ...MATHS_AND_TAGS, ...COMPONENTS, EXPRESSION]);

/** What stands before an address in a link, and so far is looked back for it. */
const ADDRESS = /(?:\]\(\s*<?|\bhref=["']|\]:[ \t]*<?)(?:\{\{[^{}\n]*\}\})*$/;
const LONGEST_BEFORE = 200;

interface Open {
  readonly name: string;
  readonly close: string;
}

/** The same text in plain Markdown and HTML; `data`, its front matter, is what MDX's expressions may name. */
export function undress(
  written: string,
  isMdx = false,
  data: Readonly<Record<string, unknown>> = {},
): string {
  const source = tellDirectives(written);
  if (!isMdx && !DRESSED.test(source)) return source;
  const tokens = isMdx ? MDX : PLAIN;
  const isModule = isMdx || /^(?:import\s[^\n]*["'];?[ \t]*$|export\s+const\s)/m.test(source);
  const stack: Open[] = [];
  /** Ends that were looked for in vain: farther down there are none either. */
  const missing = new Set<string>();
  const names = isMdx ? namesOf(data) : new Map<string, Value>();
  let [out, last] = ["", 0];
  const close = (name: string): string => {
    const at = name === "" ? stack.length - 1 : stack.findLastIndex((open) => open.name === name);
    return stack
      .splice(Math.max(0, at), at < 0 ? 0 : stack.length - at)
      .reverse()
      .map((open) => apart(open.close))
      .join("");
  };
  /** What a tag becomes, and where the text goes on when it swallows what follows. */
  const tag = (inside: string, end: number, ending: RegExp): { text: string; to: number } => {
    const words = tagWords(inside);
    const ends = /^(?:end|\/)\s*(\w*)/.exec(inside.trim().toLowerCase());
    if (ends) return { text: close(ends[1] ?? ""), to: end };
    if (words.name === "raw" || CODE_TAGS.has(words.name)) {
      const body = until(source, end, `${ending.source}\\s*${words.name}\\s*-?[%>]\\}+`, missing);
      if (body) return { text: words.name === "raw" ? body.text : fence(inside, body.text), to: body.to };
    }
    const opened = container(words);
    if (!opened) return { text: single(words), to: end };
    stack.push({ name: words.name, close: opened.close });
    return { text: apart(opened.open), to: end };
  };
  const element = (text: string): string =>
    /^<\/?[a-z]/.test(text) ? plainElement(text) : isModule ? jsx(text) : text;
  /** Of MDX, alone on its line. */
  const block = (text: string): string => {
    const name = `<${tagName(text)}`;
    if (text.startsWith("</") && stack.some((open) => open.name === name)) return close(name);
    const box = /^<\/|\/>$/.test(text) ? null : boxOf(text);
    if (box === null) return holdsMarkdown(text) ? apart(element(text)) : element(text);
    stack.push({ name, close: box.close });
    return apart(box.open);
  };
  tokens.lastIndex = 0;
  for (let match = tokens.exec(source); match; match = tokens.exec(source)) {
    const found = match.groups ?? {};
    const end = match.index + match[0].length;
    let [text, to] = [match[0], end];
    const file = ADDRESS.test(source.slice(Math.max(0, match.index - LONGEST_BEFORE), match.index))
      ? referred(found["liquid"] ?? found["hugo"]?.slice(1) ?? "")
      : null;
    if (file !== null) text = file;
    else if (found["ticks"] !== undefined) to = fenceEnd(source, end, found["ticks"]);
    else if (found["liquid"] !== undefined) ({ text, to } = tag(found["liquid"], end, /\{%-?\s*end/));
    else if (found["hugo"] !== undefined) ({ text, to } = tag(found["hugo"].slice(1), end, /\{\{[<%]\s*\//));
    else if (found["outputs"] !== undefined)
      text = found["outputs"].replace(/\{\{([^{}]*)\}\}/g, (_, output: string) => printed(output));
    else if (found["colons"] !== undefined) text = colons(found["colons"], stack, close);
    else if (found["alert"] !== undefined) text = alert(found, found["alert"]);
    else if (found["inline"] !== undefined)
      text = found["inlinewords"] ?? inlineText(found["inlinename"] ?? "", found["inlineset"] ?? "");
    else if (found["span"] !== undefined) text = found["span"];
    else if (found["tabtitle"] !== undefined)
      text = apart(`**${found["tabtitle"].replace(/@.*/, "").trim()}**`);
    else if (found["module"] !== undefined) {
      if (isMdx) note(found["module"], names);
      text = isModule ? "" : text;
    } else if (found["expression"] !== undefined) text = spoken(text, names);
    else if (found["jsx"] !== undefined && isMdx && standsAlone(source, match.index, end)) text = block(text);
    else if (found["jsx"] !== undefined) text = element(text);
    else if (found["within"] !== undefined) text = `${text}\n\n`;
    else if (found["attributes"] !== undefined) text = anchored(source, match.index, found["attributes"]);
    else if (found["code"] === undefined && found["math"] === undefined) text = "";
    out +=
      source.slice(last, match.index) + (found["ticks"] === undefined ? text : source.slice(match.index, to));
    last = to;
    tokens.lastIndex = Math.max(to, match.index + 1);
  }
  return out + source.slice(last);
}

/** So far is looked back for the beginning of a line, for a line may be all there is. */
const LONGEST_HEADING = 1000;

/** Of the attributes of a heading its anchor; of others nothing. */
function anchored(source: string, at: number, attributes: string): string {
  const before = source.slice(Math.max(0, at - LONGEST_HEADING), at);
  const begin = before.lastIndexOf("\n") + 1;
  const line = begin > 0 || at <= LONGEST_HEADING ? before.slice(begin) : "";
  const id = /^ {0,3}#{1,6}[ \t]/.test(line) ? /#([\w-]+)/.exec(attributes)?.[1] : undefined;
  return id === undefined ? "" : `<a id="${id}"></a>`;
}

/** Blank lines around, so that Markdown is read inside the element too. */
const apart = (html: string): string => `\n\n${html}\n\n`;

function colons(inside: string, stack: Open[], close: (name: string) => string): string {
  const head = /^\{?\.?(?:callout-)?([\w-]+)\}?\s*(.*)$/.exec(inside.trim());
  if (!head) return close(":::");
  const title = (head[2] ?? "")
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\{.*\}$/, "")
    .trim();
  const opened = container({ name: (head[1] ?? "").toLowerCase(), words: title ? [title] : [], named: {} });
  stack.push({ name: ":::", close: opened?.close ?? "" });
  return opened ? apart(opened.open) : "\n\n";
}

/** A component in a line that has no words of its own: what its settings let it show. */
function inlineText(name: string, set: string): string {
  const named = settingsIn(set);
  return single({ name: name.toLowerCase(), words: [], named }) || (named["label"] ?? named["value"] ?? "");
}

/** A callout's words on its first line (Obsidian, VitePress) are its title, unless it has no more of them. */
function alert(
  { quoted = "", heading = "", body }: Record<string, string | undefined>,
  kind: string,
): string {
  const words = heading.trim();
  // Obsidian's settings of its look mean nothing here.
  const bare = kind.replace(/\|.*\]$/, "]");
  if (words === "") return quoted + bare;
  const title = body === undefined || words.includes("**") ? words : `**${words}**`;
  return `${quoted}${bare}\n${quoted}${title}${body === undefined ? "" : `\n${quoted}`}`;
}

/** What an output tag says as it stands: a text, whatever filters make of it. */
const printed = (output: string): string =>
  /^-?\s*(["'])((?:(?!\1).)*)\1\s*(?:\||-?$)/.exec(output)?.[2] ?? "";

/** What MDX can name of a page: its front matter, as Astro, Docusaurus and Gatsby hand it over. */
function namesOf(data: Readonly<Record<string, unknown>>): Map<string, Value> {
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

/** What a module gives a name: a text, a number, or an object, of which texts are known. */
function note(module: string, names: Map<string, Value>): void {
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
const spoken = (expression: string, names: ReadonlyMap<string, Value>): string =>
  /^\{\s*(["'`])((?:(?!\1|\$\{)[^])*)\1\s*\}$/.exec(expression)?.[2]?.replaceAll("\\n", "\n") ??
  literalCall(printedOf(expression.slice(1, -1), names, JAVASCRIPT) ?? "");

const jsx = (tag: string): string => {
  if (!/^<(?:\w*Image|Img|Picture)\b/.test(tag)) return "";
  const attribute = (name: string): string => new RegExp(`\\b${name}=["']([^"']*)["']`).exec(tag)?.[1] ?? "";
  return single({ name: "img", words: [], named: { src: attribute("src"), alt: attribute("alt") } });
};

/** The text up to what `ending` matches; null when there is none. */
function until(
  source: string,
  from: number,
  ending: string,
  missing: Set<string>,
): { text: string; to: number } | null {
  if (missing.has(ending)) return null;
  const end = new RegExp(ending, "g");
  end.lastIndex = from;
  const match = end.exec(source);
  if (!match) missing.add(ending);
  return match && { text: source.slice(from, match.index), to: match.index + match[0].length };
}

function fence(inside: string, body: string): string {
  const { name, words } = tagWords(inside);
  const lang = /lang:([\w+#-]+)/.exec(inside)?.[1] ?? (name === "highlight" ? words[0] : "") ?? "";
  const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = "`".repeat(longest + 1);
  return apart(`${ticks}${lang}\n${body.replace(/^\s*\n|\s+$/g, "")}\n${ticks}`);
}
