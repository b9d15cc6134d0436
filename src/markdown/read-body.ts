// The one reading of a post's body: what is stored beside it and what readers are shown come from one tree.
import { bodyText, type BodyText, type HeadingAnchors } from "../document/body-text.js";
import type { Document } from "../document/document.js";
import { inlineToSigns } from "../document/plain.js";
import type { Extensions } from "./extensions.js";
import type { Typography } from "./typography.js";
import type { Element, Node } from "./element.js";
import { withoutHidden } from "./hide.js";
import { literal } from "./literal.js";
import { isSilentName } from "./layout-flow.js";
import { layOut } from "./layout.js";
import { htmlTree, markdownTree } from "./markdown.js";
import { hasTagsBetween, isPrinting, type Template } from "./template-languages.js";
import { withMarks, withoutWiki } from "./wiki.js";

/** How a text is written: by which rules its generator reads it. */
export interface Writing {
  /** What is mixed into it, in any order. */
  readonly templates?: readonly Template[];
  /** What its Markdown reads beside what all do. */
  readonly extensions?: Extensions;
  /** Whether its author turned off what its generator would read besides: tags stand for themselves. */
  readonly untouched?: boolean;
  /** Its front matter, which templates may ask for. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** The site's settings, where its templates may ask for them by `site`. */
  readonly site?: Readonly<Record<string, unknown>>;
  /** How the blog's renderer draws quotes, dashes and dots; as they are typed unless told. */
  readonly typography?: Typography;
  /** Whether a single line break in a paragraph is a break, as Hexo's renderer has it by default. */
  readonly breaks?: boolean;
  /** Whether it is MDX: indented text is no code there, and braces hold expressions. */
  readonly mdx?: boolean;
  /** Whether it holds links as in a wiki, `[[Note]]`; in a vault of Obsidian's kind its anchors besides. */
  readonly wiki?: "links" | "vault";
  /** Whether it is HTML. */
  readonly html?: boolean;
}

export interface ParsedBody {
  readonly writing: Writing;
  /** What was written, without what its author hid. */
  readonly source: string;
  /** Parsed when it is first asked for. */
  readonly tree: Element;
}

/** A base for pictures and links where only words are asked for; no address of it is shown. */
const ANYWHERE = "https://blog.invalid/";
/** Signs of text before the first picture; farther down it is no cover. */
const REACH = 20_000;

export function readBody(written: string, writing: Writing): ParsedBody {
  const text = writing.untouched ? written.replace(/\{[{%]|%\}/g, literal) : written;
  const told = withoutHidden(text, writing.templates ?? [], writing.data, writing.site);
  const shown = unread(writing).reduce((text, signs) => text.replace(signs, literal), told);
  const marked = writing.extensions?.includes("marks") === true ? withMarks(shown) : shown;
  const source = writing.wiki ? withoutWiki(shown, writing.wiki === "vault") : marked;
  let tree: Element | null = null;
  return {
    writing,
    source,
    get tree() {
      return (tree ??= writing.html
        ? htmlTree(source, (writing.templates ?? []).length > 0)
        : markdownTree(source, writing));
    },
  };
}

/** The signs of tags that are text, since nothing that reads the text knows them; none where that is not told. */
function unread({ templates = [], mdx = false, extensions = [] }: Writing): readonly RegExp[] {
  if (templates.length === 0 || mdx) return [];
  const prints = extensions.includes("vue tags") || templates.some(isPrinting);
  const reads = (signs: "{% %}" | "{{< >}}"): boolean => templates.some((one) => hasTagsBetween(one, signs));
  return [
    // Where components may stand, `style={{…}}` is an attribute.
    ...(prints ? [] : [extensions.includes("modules") ? /(?<!=)\{\{(?![<%])/g : /\{\{(?![<%])/g]),
    ...(prints || reads("{{< >}}") ? [] : [/\{\{[<%]/g]),
    ...(reads("{% %}") ? [] : [/(?<!\{)\{%|%\}(?!\})/g]),
  ];
}

/** Relative addresses are resolved against `base`; without one they lose their target. */
export function documentOf({ tree }: Pick<ParsedBody, "tree">, base: string | null): Document {
  const document = layOut(tree, base);
  // Its words are those of a page anywhere.
  if (base !== null && !holdsPlayer(tree)) laidOut.set(tree, document);
  return document;
}

/** A text as a Document, in one step. */
export const parseMarkdown = (
  markdown: string,
  { base = null, ...writing }: Writing & { readonly base?: string | null } = {},
): Document => documentOf(readBody(markdown, writing), base);

/** Laid out once for all that ask for words: the summary, the search, the time it takes to read. */
const laidOut = new WeakMap<Element, Document>();

/** The same for whoever asks for words alone: players have none. */
export function wordsOf({ tree }: Pick<ParsedBody, "tree">): Document {
  const document = laidOut.get(tree) ?? layOut(holdsPlayer(tree) ? withoutPlayers(tree) : tree, ANYWHERE);
  laidOut.set(tree, document);
  return document;
}

const isPlayer = (node: Node): boolean =>
  typeof node === "object" && "name" in node && /^(?:iframe|video|audio)$/.test(node.name);

const holdsPlayer = (element: Element): boolean =>
  element.children.some(
    (node) => typeof node === "object" && "name" in node && (isPlayer(node) || holdsPlayer(node)),
  );

const withoutPlayers = (element: Element): Element => ({
  ...element,
  children: element.children.flatMap((node): Node[] =>
    isPlayer(node) ? [] : typeof node === "object" && "name" in node ? [withoutPlayers(node)] : [node],
  ),
});

/** `anchors`: as the blog's generator gives them to headings. */
export const textOf = (reading: ParsedBody, anchors?: HeadingAnchors): BodyText =>
  bodyText(wordsOf(reading), anchors && { anchors });

/** The prose as if nothing stood between back-ticks. */
export const proseWithoutCode = (reading: ParsedBody): string =>
  bodyText(wordsOf(reading), { withCode: false }).prose;

/** What stands before the first comment that `marker` matches, and outside code; null without one. */
export function before({ tree, source }: ParsedBody, marker: RegExp): Document | null {
  if (!source.includes("<!--")) return null;
  const cut = upTo(tree, (comment) => marker.test(`<!--${comment}-->`));
  return cut.found ? wordsOf({ tree: cut.element }) : null;
}

function upTo(element: Element, ends: (comment: string) => boolean): { element: Element; found: boolean } {
  const children: Node[] = [];
  for (const node of element.children) {
    if (typeof node === "object" && "comment" in node && ends(node.comment))
      return { element: { ...element, children }, found: true };
    if (typeof node !== "object" || !("name" in node)) {
      children.push(node);
      continue;
    }
    const inner = upTo(node, ends);
    children.push(inner.element);
    if (inner.found) return { element: { ...element, children }, found: true };
  }
  return { element, found: false };
}

/** The addresses that a text links to, as they are written. */
export function* linksIn({ tree }: Pick<ParsedBody, "tree">): Generator<string> {
  for (const node of tree.children) {
    if (typeof node === "string" || !("name" in node) || isSilentName(node.name)) continue;
    const address = node.name === "a" ? node.attributes["href"]?.trim() : undefined;
    if (address) yield address;
    yield* linksIn({ tree: node });
  }
}

/** The addresses of the pictures at the beginning of a text, as they are written. */
export function* picturesOf({ tree }: ParsedBody): Generator<string> {
  let signs = 0;
  function* walk(element: Element): Generator<string> {
    for (const node of element.children) {
      if (signs > REACH) return;
      if (typeof node === "string") signs += node.length;
      else if ("name" in node && !isSilentName(node.name)) {
        const { attributes: given } = node;
        const address = given["data-src"] ?? given["data-original"] ?? given["src"] ?? "";
        if (node.name === "img" && address.trim() !== "") yield address;
        yield* walk(node);
      }
    }
  }
  yield* walk(tree);
}

/**
 * The text of the first heading of level one (VitePress, VuePress 2), or of the heading of any level that begins the
 * text (VuePress 1), and the reading without it; null where there is none. An anchor in braces is no part of it.
 */
export function headingOf(
  reading: ParsedBody,
  which: "first of level one" | "at the start",
): { readonly text: string; readonly rest: ParsedBody } | null {
  const { tree } = reading;
  const isInk = (node: Node): boolean => typeof node !== "string" || node.trim() !== "";
  const isHeading = (node: Node | undefined, name: RegExp): node is Element =>
    typeof node === "object" && "name" in node && name.test(node.name);
  const found =
    which === "at the start"
      ? [tree.children.find(isInk)].find((node) => isHeading(node, /^h[1-6]$/))
      : tree.children.find((node) => isHeading(node, /^h1$/));
  if (found === undefined || typeof found === "string") return null;
  const [block] = layOut({ ...tree, children: [found] }, ANYWHERE);
  if (block?.type !== "heading") return null;
  const text = inlineToSigns(block.children)
    .replace(/\s*\{[^{}]*\}\s*$/, "")
    .trim();
  if (text === "") return null;
  return {
    text,
    rest: { ...reading, tree: { ...tree, children: tree.children.filter((node) => node !== found) } },
  };
}
