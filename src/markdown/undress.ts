// Takes the dress of a generator off a Markdown text: tags and shortcodes become what they mean, or vanish. Code stays.
import { tellAdmonitions } from "./admonitions.js";
import { hidesByClass, isHidden } from "./unseen.js";
import { areAttributes } from "./attribute-rule.js";
import { attributesOf, IN_BRACES, SURELY_ATTRIBUTES } from "./attributes.js";
import { tellDirectives } from "./directives.js";
import { readsContainers, type Extensions } from "./extensions.js";
import { CODE_TAGS, container, single } from "./dressings.js";
import { referred } from "./references.js";
import { isSilentName } from "./layout-flow.js";
import {
  boxOf,
  holdsMarkdown,
  plainElement,
  standsAlone,
  tabLabel,
  tagName,
  withoutShort,
} from "./mdx-element.js";
import { bracesOf, type Braces } from "./braces.js";
import { CODE, FENCE, fenceEnd, withoutMdxFences, inIndentedCode } from "./code-signs.js";
import { moduleEnd, namesOf, note, spoken } from "./mdx-module.js";
import type { Value } from "./template-value.js";
import { settingsIn, tagWords } from "./tag-words.js";

/** A text without any of these is plain Markdown and stays. Each is found by a sign that is rare: all texts are looked through. */
const DRESSED =
  /\[![\w-]+[\]|]|:[A-Za-z][\w-]*[[{]|\{[ \t]*[%!]|\{:[ \t]*toc|=\{|<[A-Za-z][^<>\n]*\s[@#]\w|@tab(?<=(?:^|\n)@tab)|-8<-|\{\{(?=[<%\s"'\w-])|:::(?<=(?:^|\n[ \t]*):::)|\[\[?toc\]|\[\[?TOC\]|\{\/\*|<(?:iframe|video|audio)\s[^<>]{0,500}\/>|=(?<=\smarkdown=)|port\s(?<=(?:^|\n)(?:im|ex)port\s)/;

/** What templates are written in: the only signs that HTML has beside its own. */
const TAGS = [
  String.raw`\{%-?\s*(?!\s)(?<liquid>(?:(?!\{%)[^\n]){0,10000}?)-?%\}`,
  String.raw`\{\{(?<hugo>[<%](?:(?!\{\{[<%])[^\n]){0,1000}?)[>%]\}\}`,
  // Braces behind a letter, a root or an index are TeX; behind other braces only where these are an output too.
  String.raw`(?<![\\^{}]|[\w)\]}|]_|\w(?=\{\{\S))(?<outputs>(?:\{\{-?\s*["'\w.$(\[!\x60][^{}\n]{0,500}?\}\})+)(?!\})`,
];
/**
 * Everything that is told apart, left to right: fences, code in a line and maths, which are left alone;
 * then the tags. Each alternative ends within its line or at a fence, so the walk stays linear.
 */
const MATHS_AND_TAGS = [
  String.raw`(?<math>\$\$[^$]{1,2000}\$\$|\$(?!\{\{-?\s)[^\s$][^$\n]{0,300}\$|\\\((?:(?!\\\(|\{[{%])[^\n]){1,300}?\\\)|\\\[(?:(?!\\\[|\{[{%])[^]){1,2000}?\\\]|\\begin\{(?<env>[a-z]+\*?)\}(?:(?!\\begin\{\k<env>|\{[{%])[^]){1,2000}?\\end\{\k<env>\})`,
  ...TAGS,
  String.raw`^(?<indent>[ \t]*):{3,}[ \t]*(?<colons>[^\n]*)$`,
  String.raw`(?<callout>^(?<quoted>[ \t]{0,3}(?:>[ \t]?)+)(?<alert>\[![\w-]+(?:\|[^\]\n]{0,60})?\])[+-]?[ \t]*(?<heading>[^\n]*)$(?=(?<body>\n[ \t]{0,3}>)?))`,
  String.raw`(?<toc>^[ \t]*(?:[*+-][ \t]+toc[ \t]*\n[ \t]*)?(?:@?\[\[?toc\]\]?(?:\([^)\n]*\))?|(?:(?:[*+-]|\d{1,3}\.)[ \t]+[^\n]*\n[ \t]*)?\{:[ \t]*toc\b[^}\n]{0,300}\})[ \t]*$)`,
  // Of kramdown and Python-Markdown: Markdown is read in the element.
  String.raw`(?<within>^[ \t]*<(?:div|section|article|aside|details|figure|center|blockquote|nav|main)\b[^<>\n]{0,300}?\smarkdown=["']?(?:1|block|span)\b[^<>\n]{0,300}>(?:\s{0,9}<summary\b[^\n]{0,300}<\/summary>)?)`,
  String.raw`(?<=^|[\s(>])(?<inline>:(?<inlinename>[A-Za-z][\w-]*)(?:\[(?<inlinewords>[^\]\n]{0,500})\](?!\()(?:\{[^{}\n]{0,300}\})?|(?<inlineset>\{(?:[^{}\n]{0,300}[=.#][^{}\n]{0,300})?\})))`,
  // A tab of VuePress' themes, within colons.
  String.raw`(?:^@tab(?::active)?[ \t]+(?<tabname>[^\n#]{1,200})(?:#[^\n]{0,200})?$)`,
  // A file that Python-Markdown would put in.
  String.raw`(?<snippet>^[ \t]*(?:-{1,9}8<-{1,9}[ \t]+"[^"\n]{1,300}"|\{![^{}\n]{1,300}!\})[ \t]*$)`,
  String.raw`(?<tab><!--\s*tab\s(?<tabtitle>[^\n]{0,200}?)-->)`,
];
const MODULE = String.raw`(?<module>^(?:import\s+(?:(?:[^\n;{}]{0,100}\{[^{};]{0,1000}\}|[^\n;]{1,300}?)\sfrom\s+)?["'][^"'\n]+["'];?|export\s+(?:const|default|let|function)\s[^\n]*)[ \t]*$)`;
/** No backslash takes its meaning from what follows. */
const BARE = String.raw`(?<!(?<!\\)\\(?:\\\\){0,20})`;
const COMPONENTS = [
  String.raw`(?<comment>${BARE}(?<!\{)\{\/\*)`,
  // Where it ends, the pairs of braces tell.
  String.raw`(?<jsx><\/?[A-Z][\w.-]{0,60}(?=[\s/>]))`,
];
const anyOf = (tokens: readonly string[]): RegExp => new RegExp(tokens.join("|"), "gim");
const HTML = anyOf(TAGS);
const PLAIN = anyOf([FENCE, CODE, ...MATHS_AND_TAGS, MODULE, ...COMPONENTS]);

/** Modules of MDX go on to the next blank line. */
const MDX_MODULE = String.raw`(?<module>(?<![^\n]\n)^(?:import|export)\s(?:[^\n]|\n(?![ \t]*\n)){0,3000})`;
const EXPRESSION = String.raw`(?<expression>${BARE}\{)`;
/** What a longer one says is a program's. */
const LONGEST_SPOKEN = 1_000;
const FRAGMENT = String.raw`(?<fragment><\/?>)`;
/** No program begins so. */
const BRACES = String.raw`(?<braces>\{:[^}\n]{0,1000}\}|(?=\{[ \t]{0,9}[.#])(?:${SURELY_ATTRIBUTES}|${IN_BRACES}))`;
const MDX = anyOf([FENCE, CODE, MDX_MODULE, ...MATHS_AND_TAGS, ...COMPONENTS, FRAGMENT, BRACES, EXPRESSION]);

/** The name of whatever is open between colons. */
const COLONS = ":::";

interface Open {
  readonly name: string;
  readonly close: string;
}

export interface Dress {
  readonly mdx?: boolean;
  /** Whether it is HTML, of which nothing is read as Markdown is. */
  readonly html?: boolean;
  /** Its front matter: what MDX's expressions may name. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly extensions?: Extensions;
}

/** The same text in plain Markdown and HTML. */
export function undress(
  written: string,
  { mdx: isMdx = false, html: isHtml = false, data = {}, extensions = [] }: Dress = {},
): string {
  const isIndented = extensions.includes("indented blocks");
  const isVue = extensions.includes("vue tags");
  const whole = isMdx ? withoutMdxFences(written) : written;
  const hasDirectives = extensions.includes("directives");
  const source = isHtml ? whole : tellDirectives(isIndented ? tellAdmonitions(whole) : whole, hasDirectives);
  if (!isMdx && !isVue && !DRESSED.test(source)) return source;
  const tokens = isHtml ? HTML : isMdx ? MDX : PLAIN;
  const codeBlock = isHtml ? pre : fence;
  const isModule =
    isMdx ||
    (extensions.includes("modules") &&
      /^(?:import\s[^\n]*(?:["'];?|\{)[ \t]*$|export\s+const\s)/m.test(source));
  const stack: Open[] = [];
  /** Ends that were looked for in vain: farther down there are none either. */
  const missing = new Set<string>();
  let braces: Braces | undefined;
  const paired = (): Braces => (braces ??= bracesOf(source));
  const inContainer = (): boolean => stack.some(({ name }) => name === COLONS);
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
      if (body)
        return { text: words.name === "raw" ? body.text : codeBlock(langOf(inside), body.text), to: body.to };
    }
    const opened = container(words);
    if (!opened) return { text: single(words), to: end };
    stack.push({ name: words.name, close: opened.close });
    return { text: apart(opened.open), to: end };
  };
  const element = (tag: string): string => {
    const text = isVue ? withoutShort(tag) : tag;
    if (/^<\/?[a-z]/.test(text)) return plainElement(text);
    // HTML has no elements of this kind: `<Video />` would take in all that follows.
    const isComponent = extensions.includes("modules") && text.endsWith("/>");
    return isModule || isComponent || (isVue && isSilentName(tagName(text))) ? jsx(text) : text;
  };
  /** Of MDX, alone on its line. */
  const block = (text: string): string => {
    const name = `<${tagName(text)}`;
    if (text.startsWith("</") && stack.some((open) => open.name === name)) return close(name);
    const label = tabLabel(text);
    if (label !== null) return apart(`**${label}**`);
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
    const called = found["liquid"] ?? found["hugo"]?.slice(1);
    const file = called === undefined ? null : referred(called, source, match.index);
    if (file !== null) text = file;
    else if (found["ticks"] !== undefined) to = fenceEnd(source, end, found["ticks"]);
    else if (found["liquid"] !== undefined) ({ text, to } = tag(found["liquid"], end, /\{%-?\s*end/));
    else if (found["hugo"] !== undefined) ({ text, to } = tag(found["hugo"].slice(1), end, /\{\{[<%]\s*\//));
    else if (found["outputs"] !== undefined)
      text = found["outputs"].replace(/\{\{([^{}]*)\}\}/g, (_, output: string) => printed(output));
    else if (found["colons"] !== undefined) {
      const isCode = !isMdx && !inContainer() && inIndentedCode(source, match.index);
      text = isCode ? text : colons(text, found["colons"], readsContainers(extensions), stack, close);
    } else if (found["alert"] !== undefined) text = alert(found, found["alert"]);
    else if (found["inline"] !== undefined && !hasDirectives) [text, to] = [":", match.index + 1];
    else if (found["inline"] !== undefined)
      text = found["inlinewords"] ?? inlineText(found["inlinename"] ?? "", found["inlineset"] ?? "");
    else if (found["tabtitle"] !== undefined)
      text = apart(`**${found["tabtitle"].replace(/@.*/, "").trim()}**`);
    else if (found["tabname"] !== undefined)
      text = inContainer() ? apart(`**${found["tabname"].trim()}**`) : text;
    else if (found["snippet"] !== undefined) text = isIndented ? "" : text;
    else if (found["module"] !== undefined) {
      if (isModule) {
        to = missing.has("module") ? end : moduleEnd(source, match.index, end);
        if (to > source.length) {
          missing.add("module");
          to = end;
        }
        note(source.slice(match.index, to), names);
      }
      text = isModule ? "" : text;
    } else if (found["expression"] !== undefined) {
      to = paired().ends.get(match.index) ?? end;
      if (to > end) {
        text = to - match.index > LONGEST_SPOKEN ? "" : spoken(source.slice(match.index, to), names);
      }
    } else if (found["jsx"] !== undefined) {
      const ended = paired().tags.get(match.index);
      if (ended !== undefined) {
        to = ended;
        const whole = source.slice(match.index, to);
        text = isMdx && standsAlone(source, match.index, to) ? block(whole) : element(whole);
      }
    } else if (found["comment"] !== undefined) {
      const remark = until(source, end, String.raw`\*\/\}`, missing);
      [text, to] = remark ? ["", remark.to] : [text, end];
    } else if (found["within"] !== undefined) text = `${text}\n\n`;
    else if (found["braces"] !== undefined) {
      const isKept = text.startsWith("{:") || areAttributes(text, { extensions, named: new Map() });
      text = isKept ? text : "";
    } else if (found["code"] === undefined && found["math"] === undefined) text = "";
    out +=
      source.slice(last, match.index) + (found["ticks"] === undefined ? text : source.slice(match.index, to));
    last = to;
    tokens.lastIndex = Math.max(to, match.index + 1);
  }
  return out + source.slice(last);
}

/** Blank lines around, so that Markdown is read inside the element too. */
const apart = (html: string): string => `\n\n${html}\n\n`;

/** Names of blocks that set others side by side: what follows them is settings. */
const LAYOUTS =
  /^(?:code-group|code-tabs|tabs|columns?|cols?|row|(?:card-)?(?:grid|masonry)|slot|flex|align|left|right|center|justify)$/;

/** The name and title of a block's first line; among settings in braces (Quarto, pandoc) its first class names it. Null where it opens none. */
function blockHead(inside: string): { name: string; title: string } | null {
  const head = inside.trim();
  if (/^\{(?!\.?[\w-]+\})/.test(head)) {
    const name = /\.(?:callout-)?([\w-]+)/.exec(head)?.[1] ?? "";
    return { name: name.toLowerCase(), title: settingsIn(head)["title"] ?? "" };
  }
  const [, name, said = ""] = /^\{?\.?(?:callout-)?([\w-]+)\}?\s*(.*)$/.exec(head) ?? [];
  const title = said
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\{.*\}$/, "")
    .trim();
  return name === undefined ? null : { name: name.toLowerCase(), title };
}

/** What a line of colons becomes; where it opens a block that nobody knows, it is text unless `any` is read, and so is what closes that. */
function colons(
  line: string,
  inside: string,
  any: boolean,
  stack: Open[],
  close: (name: string) => string,
): string {
  const head = blockHead(inside);
  if (!head) return any || stack.some(({ name }) => name === COLONS) ? close(COLONS) : line;
  const { name, title } = head;
  if (hidesByClass(name) || isHidden(attributesOf(/\{[^{}]*\}/.exec(inside)?.[0] ?? ""))) {
    stack.push({ name: COLONS, close: "</div>" });
    return apart("<div hidden>");
  }
  const opened = container({ name, words: title ? [title] : [], named: {} });
  if (!opened && !any) return line;
  stack.push({ name: COLONS, close: opened?.close ?? "" });
  if (opened) return apart(opened.open);
  return title === "" || LAYOUTS.test(name) || /[=:#]\S/.test(title) ? "\n\n" : apart(title);
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

/** The language that a tag gives to its code. */
function langOf(inside: string): string {
  const { name, words } = tagWords(inside);
  return /lang:([\w+#-]+)/.exec(inside)?.[1] ?? (name === "highlight" ? words[0] : "") ?? "";
}

/** Code as HTML has it. */
function pre(lang: string, body: string): string {
  const shown = body.replace(/^\s*\n|\s+$/g, "").replace(/[&<]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<pre><code class="language-${lang.replace(/[^\w+#-]/g, "")}">${shown}</code></pre>`;
}

function fence(lang: string, body: string): string {
  const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = "`".repeat(longest + 1);
  return apart(`${ticks}${lang}\n${body.replace(/^\s*\n|\s+$/g, "")}\n${ticks}`);
}
