// A light tree of HTML elements, built from events that may come from Markdown tokens and from raw HTML alike.
import { Parser } from "htmlparser2";
import { plainly, plainlyHtml } from "./literal.js";
import { joined, type BraceAttributes } from "./attributes.js";
import { isHidden } from "./unseen.js";

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  /** Whether a block stands anywhere below: an inline element with one is laid out as a block. */
  holdsBlock: boolean;
}

/** An element, a text whose spaces are not yet collapsed, or what HTML has no element for. */
export type Node =
  | Element
  | string
  | { readonly math: string; readonly display: boolean }
  | { readonly footnote: string }
  /** A sign for what its author wrote, its name: in code, and in most anchors, that stays. */
  | { readonly emoji: string; readonly written: string }
  | { readonly comment: string };

/** Deeper than any writer nests; what lies deeper is laid flat, so nothing below recurses without end. */
const MAX_DEPTH = 60;

const blocks = new Set(
  (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure " +
    "footer footnote footnotes form h1 h2 h3 h4 h5 h6 header hr html li main math-block nav note ol p pre section summary " +
    "table tbody td tfoot th thead tr ul"
  ).split(" "),
);

export const isBlock = (name: string): boolean => blocks.has(name);

/** A script of GitHub's that puts a page of code in its place. */
const GIST = /^(https:\/\/gist\.github\.com\/[\w./-]+)\.js(?:\?|$)/;

/** What attributes in braces are given to while it is open. */
const DRESSABLE = /^(?:h[1-6]|p|li|d[dt]|t[dh])$/;

/** So many texts and elements back a bracket is looked for. */
const MOST_BRACKETED = 100;

/** Of the attributes of a heading its anchor counts. */
function anchored({ name, children }: Element, { id }: BraceAttributes): void {
  if (id && /^h[1-6]$/.test(name))
    children.push({ name: "a", attributes: { id }, children: [], holdsBlock: false });
}

const empty: Readonly<Record<string, string>> = Object.freeze({});

/**
 * Builds the tree: `open`, `text`, `close` in reading order; raw HTML goes in by `html`, in any pieces. What an author
 * hid is opened and closed like all else, and is no part of the tree.
 */
export class TreeBuilder {
  readonly root: Element = { name: "body", attributes: empty, children: [], holdsBlock: true };
  private readonly stack: Element[] = [this.root];
  /** Names of elements opened beyond the depth limit, which are not in the tree. */
  private readonly flattened: string[] = [];
  private parser: Parser | null = null;
  /** What ended last, with nothing behind it yet. */
  private ended: { readonly node: Node; readonly parent: Element; readonly at: number } | null = null;
  /** BraceAttributes for what comes next in an element. */
  private awaited: { readonly parent: Element; readonly attributes: BraceAttributes } | null = null;

  open(name: string, attributes: Readonly<Record<string, string>> = empty): void {
    if (this.stack.length > MAX_DEPTH) {
      this.flattened.push(name);
      return;
    }
    const hidden = this.areHidden(attributes, name);
    // Blocks in what is hidden say nothing of what is around it.
    const element: Element = { name, attributes, children: [], holdsBlock: hidden };
    if (isBlock(name) && !hidden) this.markBlock();
    if (!hidden) this.top().children.push(element);
    this.stack.push(element);
  }

  close(name: string): void {
    if (this.flattened.length > 0) {
      if (this.flattened.at(-1) === name) this.flattened.pop();
      return;
    }
    const at = this.stack.findLastIndex((element) => element.name === name);
    if (at <= 0) return;
    const element = this.stack[at];
    this.stack.length = at;
    if (element) this.noteEnd(element);
  }

  /** An element without content. */
  void(name: string, attributes: Readonly<Record<string, string>> = empty): void {
    const element: Element = { name, attributes, children: [], holdsBlock: false };
    if (this.areHidden(attributes)) return;
    if (isBlock(name)) this.markBlock();
    this.top().children.push(element);
    this.noteEnd(element);
  }

  add(node: Node): void {
    if (node === "") return;
    if (typeof node === "string") {
      if (node.trim() !== "") this.ended = null;
      this.top().children.push(plainly(node));
    } else if (!("math" in node)) {
      if ("emoji" in node) this.ended = null;
      this.top().children.push(node);
    } else {
      const formula = { ...node, math: plainly(node.math) };
      if (this.areHidden(empty)) return;
      this.top().children.push(formula);
      this.noteEnd(formula);
    }
  }

  /** Gives attributes to what ended last; where that is not followed by them at once, to nobody. Below an item's words `ofList` means its list. */
  dress(attributes: BraceAttributes, ofList = false): void {
    const { ended } = this;
    if (this.flattened.length > 0) return;
    // Words of a list's item are no paragraph where none of its items has blank lines.
    if (this.top().name === "li") {
      const [first] = this.top().children;
      const isParagraph = typeof first === "object" && "name" in first && first.name === "p";
      const areWords = ended === null || (isParagraph && first === ended.node);
      if (ofList && areWords && isHidden(attributes)) this.hideOpen(-2);
      else if (ended === null) this.dressOpen(attributes);
    }
    if (ended?.parent !== this.top()) return;
    if (isHidden(attributes)) ended.parent.children.splice(ended.at);
    else if (typeof ended.node === "object" && "name" in ended.node) anchored(ended.node, attributes);
  }

  /** Attributes in a line of their own below speak of the block that ends here, not of what ended last in it. */
  endLine(): void {
    this.ended = null;
  }

  /** The same to what is open, where Markdown has blocks of that name; of an item's first paragraph `ofItem` means the item. */
  dressOpen(attributes: BraceAttributes, ofItem = false): void {
    const [around, top] = [this.stack.at(-2), this.top()];
    if (!DRESSABLE.test(top.name) || this.flattened.length > 0) return;
    const isFirst = ofItem && top.name === "p" && around?.name === "li" && around.children[0] === top;
    if (!isHidden(attributes)) anchored(top, attributes);
    else if (isFirst) this.hideOpen(-2);
    else this.hideOpen(-1);
  }

  /** The same to the words in brackets that end here, which lose these; to nobody where they begin in another element. */
  dressBrackets(attributes: BraceAttributes): void {
    const { children } = this.top();
    let depth = 0;
    for (let at = children.length - 1; at >= Math.max(0, children.length - MOST_BRACKETED); at -= 1) {
      const node = children[at];
      if (typeof node !== "string") continue;
      for (let sign = node.length - 1; sign >= 0; sign -= 1) {
        depth += Number(node[sign] === "]") - Number(node[sign] === "[");
        if (depth !== 0 || node[sign] !== "[") continue;
        const rest = children.splice(at, Infinity, node.slice(0, sign));
        if (isHidden(attributes)) return;
        rest[0] = node.slice(sign + 1);
        const last = rest.at(-1);
        if (typeof last === "string") rest[rest.length - 1] = last.replace(/\]$/, "");
        children.push(...rest);
        return;
      }
    }
  }

  /** The same to what comes next in the element that is open. */
  dressNext(attributes: BraceAttributes): void {
    const before = this.awaited?.parent === this.top() ? this.awaited.attributes : empty;
    this.awaited = { parent: this.top(), attributes: joined(before, attributes) };
  }

  /** Takes what is open out of the tree. */
  private hideOpen(at: number): void {
    const element = this.stack.at(at);
    const siblings = this.stack.at(at - 1)?.children;
    if (element && siblings?.at(-1) === element) siblings.pop();
  }

  private areHidden(own: BraceAttributes, name?: string): boolean {
    this.ended = null;
    const { awaited } = this;
    if (awaited?.parent !== this.top()) return isHidden(own, name);
    this.awaited = null;
    return isHidden(own, name) || isHidden(awaited.attributes);
  }

  html(source: string): void {
    this.parser ??= new Parser({
      onopentag: (name, attributes) => {
        const gist = name === "script" ? GIST.exec(attributes["src"] ?? "")?.[1] : undefined;
        if (gist !== undefined) this.void("iframe", { src: gist });
        this.open(name, attributes);
      },
      onclosetag: (name) => this.close(name),
      ontext: (value) => this.add(value),
      oncomment: (comment) => this.add({ comment }),
    });
    this.parser.write(plainlyHtml(source));
  }

  isIn(name: string): boolean {
    return this.stack.some((element) => element.name === name);
  }

  /** Ends raw HTML that was left open. */
  end(): Element {
    this.parser?.end();
    return this.root;
  }

  /** What is hidden has no place, and nothing is said of it. */
  private noteEnd(node: Node): void {
    const parent = this.top();
    const at = parent.children.length - 1;
    this.ended = { node, parent, at: parent.children[at] === node ? at : Infinity };
  }

  private top(): Element {
    return this.stack.at(-1) ?? this.root;
  }

  private markBlock(): void {
    for (let at = this.stack.length - 1; at >= 0; at -= 1) {
      const element = this.stack[at];
      if (!element || element.holdsBlock) return;
      element.holdsBlock = true;
    }
  }
}
