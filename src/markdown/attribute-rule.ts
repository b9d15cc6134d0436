// Teaches markdown-it attributes in braces: each becomes a token where it stands, and `placeOf` tells whose it is once the elements around it are known.
import type { MarkdownIt, StateBlock, StateInline, Token } from "markdown-it";
import {
  ATTACHED,
  attributesOf,
  IN_BRACES,
  joined,
  NAMED_ATTRIBUTES,
  ONLY_ID,
  SURELY_ATTRIBUTES,
  type BraceAttributes,
} from "./attributes.js";
import { readsAttributes, type Extensions } from "./extensions.js";
import { isHidden } from "./unseen.js";

/** What the rule is told of the text it reads, and gathers of it. */
export type AttributeEnv = {
  readonly extensions: Extensions;
  /** What the text gives a name: `{:x: .y}`. */
  readonly named: Map<string, BraceAttributes>;
};

/** Whose attributes are: of what ended before them, of the words in brackets there, of what they stand in, of what comes next; or they are a text. */
export type AttributePlace = "before" | "brackets" | "within" | "next" | "nobody" | "text";

/** Of those in a line of words where they stand, of those on a line of their own whose they are. */
type SpotInText = "start" | "middle" | "end" | "own line" | AttributePlace;

const foundIn = ({ meta }: Token): SpotInText =>
  (meta as { readonly at?: SpotInText } | null)?.at ?? "nobody";

const LINE = new RegExp(String.raw`^${IN_BRACES}[ \t]*$`);
const DEFINITION = /^\{:([\w][\w-]*):([^{}\n]{1,1000})\}/;
const SURE = new RegExp(String.raw`^(?:${SURELY_ATTRIBUTES})$`, "iu");
const NAMED = new RegExp(String.raw`^(?:${NAMED_ATTRIBUTES})$`, "u");
const INLINE = new RegExp(`${SURELY_ATTRIBUTES}|${IN_BRACES}`, "iuy");
/** What begins a block of its own below a line of attributes. */
const BLOCK = /^(?:#{1,6}[ \t]|[-*+>]|\d{1,9}[.)]|`{3}|~{3}|[<{|:])/;
const IS_ATTACHED = new RegExp(`^(?:${ATTACHED})$`, "i");

const envOf = ({ env }: { env: unknown }): AttributeEnv => env as AttributeEnv;
const isPython = (extensions: Extensions): boolean =>
  extensions.includes("indented blocks") && extensions.includes("block attributes");

/** An extension, or what gives a name. */
const OF_KRAMDOWN = /^\{:[\w-]*:/;

/** Where words without a sign are no attributes. */
const NO_WORDS: ReadonlyMap<string, BraceAttributes> = new Map();

/** What a list says to what reads it. */
export function saidIn(list: string, { extensions, named }: AttributeEnv): BraceAttributes {
  if (extensions.includes("kramdown attributes")) return attributesOf(list, named);
  const readsWords = list.startsWith("{:") || isPython(extensions) || readsAttributes(extensions, "line");
  return attributesOf(list, readsWords ? undefined : NO_WORDS);
}

/** Whether what stands in braces can be nothing but attributes, or hides something: that is not to be missed, whatever else it holds. */
export const areAttributes = (list: string, env: AttributeEnv): boolean =>
  SURE.test(list) || (!OF_KRAMDOWN.test(list) && isHidden(saidIn(list, env)));

const lineAt = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);

/** Attributes alone on their line. */
function ownLine(state: StateBlock, line: number, end: number, silent: boolean): boolean {
  if (state.src.charCodeAt((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)) !== 0x7b) return false;
  if ((state.sCount[line] ?? 0) - state.blkIndent >= 4) return false;
  const written = lineAt(state, line);
  if (!LINE.test(written)) return false;
  const { extensions, named } = envOf(state);
  const list = written.trim();
  const isKramdown = extensions.includes("kramdown attributes");
  const definition = isKramdown ? DEFINITION.exec(list) : null;
  const isSure = areAttributes(list, envOf(state));
  const last = state.tokens.at(-1);
  const isBelow = line > 0 && !state.isEmpty(line - 1) && last !== undefined && last.nesting !== 1;
  if (definition === null) {
    const isColon = list.startsWith("{:");
    if (!(isSure || (isColon && isKramdown && NAMED.test(list)))) return false;
    // There they end a paragraph or an item, whose they are, and no more than that.
    if (silent && isPython(extensions)) return false;
    if (!isColon) {
      if (!readsAttributes(extensions, "block")) return false;
      const next = line + 1 < end ? lineAt(state, line + 1) : "";
      if (next !== "" && !BLOCK.test(next)) return false;
      const isOfList =
        extensions.includes("line attributes") &&
        /^(?:table|bullet_list|ordered_list)_close$/.test(last?.type ?? "");
      if (!silent && !isBelow && !isOfList) return false;
    }
  }
  if (silent) return true;
  const token = state.push("attributes", "", 0);
  token.content = list;
  token.map = [line, line + 1];
  const before = last?.type === "attributes" ? foundIn(last) : null;
  const at: SpotInText =
    definition !== null
      ? "nobody"
      : isBelow || !list.startsWith("{:")
        ? before === "nobody"
          ? "next"
          : ((before as AttributePlace | null) ?? "before")
        : /^(?:list_item|dd)_open$/.test(last?.type ?? "")
          ? "within"
          : "next";
  token.meta = { at: at satisfies SpotInText };
  if (definition !== null) {
    const [, name = "", said = ""] = definition;
    named.set(name, joined(named.get(name) ?? {}, attributesOf(said, named)));
  }
  state.line = line + 1;
  return true;
}

/** Attributes in a line of words. */
function inLine(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  if (src.charCodeAt(pos) !== 0x7b) return false;
  INLINE.lastIndex = pos;
  const list = INLINE.exec(src)?.[0];
  if (list === undefined || pos + list.length > posMax) return false;
  const env = envOf(state);
  const isCalled = env.extensions.includes("kramdown attributes");
  const before = src.charAt(pos - 1);
  const isBehind = before === "]" || (state.pending === "" && /[*_~`>)]/.test(before));
  const isLooseHere = isBehind && (IS_ATTACHED.test(list) || (isCalled && NAMED.test(list)));
  if (!isLooseHere && !areAttributes(list, env)) return false;
  if (!silent) {
    let end = pos + list.length;
    while (/[ \t\n]/.test(src.charAt(end))) end += 1;
    const isFirst =
      pos === 0 || (state.pending === "" && state.tokens.at(-1)?.type.endsWith("break") === true);
    const token = state.push("attributes", "", 0);
    token.content = list;
    const at = pos === 0 ? "start" : end < src.length ? "middle" : isFirst ? "own line" : "end";
    token.meta = { at: at satisfies SpotInText };
  }
  state.pos += list.length;
  return true;
}

/** Whose the attributes at a place of a line are. `block` and `around` begin what the line stands in. */
export function placeOf(
  line: readonly Token[],
  at: number,
  [around, block]: readonly [Token | undefined, Token | undefined],
  extensions: Extensions,
): AttributePlace {
  const token = line[at];
  if (token === undefined) return "text";
  const found = foundIn(token);
  const isColon = token.content.startsWith("{:");
  const isLast = found === "end" || found === "own line";
  const isHeading = block?.type === "heading_open";
  if (isHeading && isLast && ONLY_ID.test(token.content)) return "within";
  // Signs of marks leave empty texts.
  let end = at - 1;
  while (line[end]?.type === "text" && line[end]?.content === "") end -= 1;
  const before = line[end];
  if (before && (before.nesting === -1 || /^(?:code_inline|image|html_inline)$/.test(before.type)))
    return "before";
  const isOfCell = /^(?:th|td|dt)_open$/.test(block?.type ?? "") && isPython(extensions);
  if (isHeading && isLast && (isColon || readsAttributes(extensions, "heading"))) return "within";
  if (isLast && (isOfCell || readsAttributes(extensions, "line"))) return "within";
  if (found === "own line" && (isColon || readsAttributes(extensions, "block"))) return "within";
  if (found === "start" && isColon && /^(?:list_item|dd)_open$/.test(around?.type ?? "")) return "within";
  if (before?.type === "text" && before.content.endsWith("]") && !isColon) return "brackets";
  return isColon ? "nobody" : "text";
}

/** Whose the attributes are that a line of their own holds. */
export const placeOfLine = (token: Token): AttributePlace => foundIn(token) as AttributePlace;

/** A markdown-it plugin. Gives tokens `attributes`, in texts whose env says what reads them. */
export function attributeRule(md: MarkdownIt): void {
  md.block.ruler.before("fence", "attributes", ownLine, {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
  md.inline.ruler.before("autolink", "attributes", inLine);
}
