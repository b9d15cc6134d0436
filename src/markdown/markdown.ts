// Reads Markdown as blogs write it (CommonMark, GFM, footnotes, definition lists, maths, raw HTML) into a Document.
import MarkdownIt, { type Token } from "markdown-it";
import definitionLists from "markdown-it-deflist";
import footnotes from "markdown-it-footnote";
import {
  areAttributes,
  attributeRule,
  placeOf,
  placeOfLine,
  saidIn,
  type AttributeEnv,
  type AttributePlace,
} from "./attribute-rule.js";
import { attributesOf, IN_BRACES } from "./attributes.js";
import { cjkMarks } from "./cjk-marks.js";
import { emojiNames } from "./emoji-names.js";
import { deepRule } from "./deep-rule.js";
import { readsAttributes, type Extensions } from "./extensions.js";
import type { Document } from "../document/document.js";
import { TreeBuilder, type Element } from "./element.js";
import { joinedTags } from "./joined-tags.js";
import { layOut } from "./layout.js";
import { plainly } from "./literal.js";
import { mathEnv, mathRule } from "./math-rule.js";
import { smartypants, type Typography } from "./typography.js";
import { undress } from "./undress.js";

/** Characters that are read of one text; the longest post known has 257,000. What follows is left out. */
const MAX_LENGTH = 300_000;

export interface MarkdownOptions {
  readonly breaks?: boolean;
  readonly typography?: Typography;
  readonly mdx?: boolean;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly extensions?: Extensions;
}

/** markdown-it-footnote joins what it has with each footnote's tokens: here in place, or the cost would grow by the square. */
class Joined extends Array<Token> {
  override concat(...lists: readonly (Token | ConcatArray<Token>)[]): Token[] {
    for (const token of lists.flat() as Token[]) this.push(token);
    return this;
  }
}

function makeParser() {
  const made = new MarkdownIt({ html: true })
    .use(deepRule)
    .use(cjkMarks)
    .use(emojiNames)
    .use(footnotes)
    .use(definitionLists)
    .use(mathRule)
    .use(attributeRule);
  made.core.ruler.before("footnote_tail", "joined", (state) => {
    if (state.env.footnotes) state.tokens = Joined.from(state.tokens);
  });
  // Addresses are judged once, when the Document is laid out.
  made.validateLink = () => true;
  const normalize = made.normalizeLink.bind(made);
  made.normalizeLink = (address) => normalize(plainly(address));
  return made;
}
/** What pandoc and MDX take as it stands, up to its end; and code in a line, in which no tag counts. */
const VERBATIM =
  /(?<!`)(`+)(?!`)[^`\n]*\1|(?<verbatim><(pre|script|style|textarea|svg)\b[^]*?(?:<\/\3\s*>|$))/gi;
type Parser = ReturnType<typeof makeParser>;

/** A block of HTML in its parts: what is taken as it stands, and what may hold Markdown. */
function partsOf(block: Token, Part: new (type: string, tag: string, nesting: 0) => Token): readonly Token[] {
  const html = block.content;
  if (/^\s*<[!?]/.test(html)) return [block];
  const parts: Token[] = [];
  const add = (content: string, isMarkdown: boolean): void => {
    if (content === "") return;
    const part = new Part(isMarkdown ? "inline" : "html_block", "", 0);
    parts.push(
      Object.assign(part, { content, map: block.map, children: isMarkdown ? [] : null, meta: { block } }),
    );
  };
  let last = 0;
  for (const { 0: match, index, groups } of html.matchAll(VERBATIM)) {
    if (groups?.["verbatim"] === undefined) continue;
    add(html.slice(last, index), true);
    add(match, false);
    last = index + match.length;
  }
  add(html.slice(last), true);
  return parts;
}

/** Between the tags of a block of HTML MDX and pandoc read Markdown; what only browsers take for a tag would be text there, so such a block stays as it is. */
const withElements = (parser: Parser): Parser => {
  parser.core.ruler.after("block", "elements", (state) => {
    if (!state.tokens.some(({ type }) => type === "html_block")) return;
    state.tokens = state.tokens.flatMap((one) =>
      one.type === "html_block" ? partsOf(one, state.Token) : [one],
    );
  });
  parser.core.ruler.after("inline", "only HTML", (state) => {
    const blockOf = ({ meta }: Token): Token | undefined => (meta as { block?: Token } | null)?.block;
    const odd = new Set(state.tokens.filter((one) => one.children?.some(isOddTag)).map(blockOf));
    odd.delete(undefined);
    if (odd.size === 0) return;
    const whole = new Set<Token>();
    for (const one of state.tokens) {
      const block = blockOf(one);
      whole.add(block !== undefined && odd.has(block) ? block : one);
    }
    state.tokens = [...whole];
  });
  return parser;
};
/** Of what is no code, formula, address or tag in Markdown, what begins as a tag. */
const isOddTag = ({ type, content }: Token): boolean => type === "text" && /<\/?[a-z]/i.test(content);

/** Pandoc reads no heading in a line that follows another. */
function withoutHeadingsInParagraphs(parser: Parser): Parser {
  const { ruler } = parser.block;
  const all = ruler.getRules("");
  ruler.disable("heading");
  const heading = all.find((rule) => !ruler.getRules("").includes(rule));
  ruler.enable("heading");
  if (heading) ruler.at("heading", heading, { alt: ["reference", "blockquote"] });
  return parser;
}

const markdownParser = makeParser();
const elementsParser = withoutHeadingsInParagraphs(withElements(makeParser()));
const mdxParser = withElements(makeParser().disable("code"));

function parserFor({ mdx, extensions = [] }: MarkdownOptions): Parser {
  if (mdx) return mdxParser;
  return extensions.includes("elements") ? elementsParser : markdownParser;
}

const envOf = (
  text: string,
  { extensions = [] }: MarkdownOptions,
): AttributeEnv & ReturnType<typeof mathEnv> => ({
  ...mathEnv(text),
  extensions,
  named: new Map(),
});

/** Never throws; text that is no Markdown is a paragraph. How it is written is told by `Writing` (read-body.ts). */
export function markdownTree(markdown: string, options: MarkdownOptions = {}): Element {
  const builder = new TreeBuilder();
  const parser = parserFor(options);
  parser.set({ typographer: options.typography === "typographer" });
  const text = undress(joinedTags(markdown.slice(0, MAX_LENGTH)), options);
  const env = envOf(text, options);
  addTokens(parser.parse(text, env), builder, { ...options, ...env });
  return builder.end();
}

/** The same of HTML; `hasTags`: templates are mixed into it. */
export function htmlTree(html: string, hasTags: boolean): Element {
  const builder = new TreeBuilder();
  const text = html.slice(0, MAX_LENGTH);
  builder.html(hasTags ? undress(text, { html: true }) : text);
  return builder.end();
}

/** Markdown within a line: a number or a dash at its start makes no list. */
export function lineTree(line: string): Element {
  const builder = new TreeBuilder();
  const text = undress(line.slice(0, MAX_LENGTH));
  const env = envOf(text, {});
  addTokens(markdownParser.parseInline(text, env), builder, env);
  return builder.end();
}

/** Only formulas and code are marks in it. */
const prose = new MarkdownIt("zero").enable("backticks").use(mathRule);

/** A text that is no Markdown but may hold formulas and code, such as a summary. */
export function parseProse(text: string): Document {
  const builder = new TreeBuilder();
  const read = text.slice(0, MAX_LENGTH);
  const env = envOf(read, {});
  addTokens(prose.parse(read, env), builder, env);
  return layOut(builder.end(), null);
}

type TokenReading = MarkdownOptions & AttributeEnv;

function addTokens(
  tokens: readonly Token[],
  builder: TreeBuilder,
  options: TokenReading,
  block: readonly [Token | undefined, Token | undefined] = [undefined, undefined],
): void {
  /** Whether a picture is all that its line holds: it is meant to stand alone, whatever the line's end is else. */
  const isPictureLine = (at: number): boolean =>
    tokens[at]?.type === "image" &&
    [tokens[at - 1], tokens[at + 1]].every((beside) => !beside || /^(?:soft|hard)break$/.test(beside.type));
  for (const [at, token] of tokens.entries()) {
    switch (token.type) {
      case "inline":
        addTokens(token.children ?? [], builder, options, [tokens[at - 2], tokens[at - 1]]);
        break;
      case "attributes": {
        const isLine = token.map !== null;
        const place = isLine ? placeOfLine(token) : placeOf(tokens, at, block, options.extensions);
        if (place === "text") builder.add(token.content);
        else dress(builder, token.content, place, options);
        break;
      }
      case "text":
        builder.add(options.typography === "marked" ? smartypants(token.content) : token.content);
        break;
      case "emoji":
        builder.add({ emoji: String(token.meta?.["sign"]), written: token.content });
        break;
      case "text_special":
        builder.add(token.content);
        break;
      case "softbreak":
        if (options.breaks || isPictureLine(at - 1) || isPictureLine(at + 1)) builder.void("br");
        else builder.add("\n");
        break;
      case "hardbreak":
        builder.void("br");
        break;
      case "html_inline":
        builder.html(token.content);
        break;
      case "html_block":
        addHtml(token.content, builder, options);
        break;
      case "code_inline":
        builder.open("code");
        builder.add(token.content);
        builder.close("code");
        break;
      case "fence":
      case "code_block":
        addCode(token, builder, options);
        break;
      case "math_inline":
        builder.add({ math: token.content, display: false });
        break;
      case "math_display":
      case "math_block":
        builder.add({ math: token.content, display: true });
        break;
      case "image":
        builder.void("img", { ...attributes(token), alt: plainly(altText(token.children ?? [])) });
        break;
      case "footnote_ref":
        builder.add({ footnote: footnoteLabel(token) });
        break;
      case "footnote_anchor":
        break;
      case "footnote_block_open":
        builder.open("footnotes");
        break;
      case "footnote_block_close":
        builder.close("footnotes");
        break;
      case "footnote_open":
        builder.open("footnote", { label: footnoteLabel(token) });
        break;
      case "footnote_close":
        builder.close("footnote");
        break;
      default:
        addElement(token, builder);
    }
  }
}

function dress(builder: TreeBuilder, list: string, place: AttributePlace, reading: TokenReading): void {
  const attributes = saidIn(list, reading);
  const { extensions } = reading;
  if (place === "before") builder.dress(attributes, readsAttributes(extensions, "line"));
  else if (place === "brackets") builder.dressBrackets(attributes);
  else if (place === "within") builder.dressOpen(attributes, readsAttributes(extensions, "line"));
  else if (place === "next") builder.dressNext(attributes);
}

/** What a block of HTML holds besides: attributes behind a tag that ends it. */
const BEHIND_TAG = new RegExp(String.raw`>[ \t]*(?:\n {0,3})?((?=\{:)${IN_BRACES})[ \t]*$`, "gm");

function addHtml(html: string, builder: TreeBuilder, options: TokenReading): void {
  let last = 0;
  for (const match of html.matchAll(BEHIND_TAG)) {
    const [whole, list = ""] = match;
    if (!areAttributes(list, options)) continue;
    const end = match.index + whole.length;
    builder.html(html.slice(last, match.index + 1));
    if (builder.isIn("pre")) builder.html(html.slice(match.index + 1, end));
    else dress(builder, list, "before", options);
    last = end;
  }
  builder.html(html.slice(last));
}

/** What CommonMark and GFM have an HTML element for. Paragraphs of tight lists are hidden. */
function addElement(token: Token, builder: TreeBuilder): void {
  if (token.hidden && token.nesting === -1) builder.endLine();
  if (token.hidden || token.tag === "") return;
  if (token.nesting === 1) builder.open(token.tag, attributes(token));
  else if (token.nesting === -1) builder.close(token.tag);
  else builder.void(token.tag, attributes(token));
}

function addCode(token: Token, builder: TreeBuilder, { extensions }: TokenReading): void {
  // Python-Markdown names the language of indented code in its first line.
  const isNamed = token.type === "code_block" && extensions.includes("indented blocks");
  const named = isNamed ? /^(?::::|#!)(\w[\w+#-]*)[^\n/]*\n/.exec(token.content) : null;
  // The word before a space, brace or comma: ```js {1,3}, ```rust,ignore, ```{r}.
  const lang = named?.[1] ?? /^[{.]*([\w+#-]+)/.exec(token.info.trim())?.[1];
  builder.open("pre", attributesOf(/\{[^{}]*\}/.exec(token.info)?.[0] ?? "", new Map()));
  builder.open("code", lang ? { class: `language-${lang}` } : {});
  builder.add(named ? token.content.slice(named[0].length) : token.content);
  builder.close("code");
  builder.close("pre");
}

const attributes = (token: Token): Record<string, string> =>
  token.attrs ? Object.fromEntries(token.attrs.map(([name, value]) => [name, plainly(String(value))])) : {};

const altText = (tokens: readonly Token[]): string =>
  tokens
    .map((token) =>
      token.children ? altText(token.children) : token.type === "softbreak" ? " " : token.content,
    )
    .join("");

/** Footnotes are numbered by their first mention, as every generator numbers them. */
const footnoteLabel = (token: Token): string => {
  const id: unknown = token.meta?.id;
  return typeof id === "number" ? String(id + 1) : "";
};
