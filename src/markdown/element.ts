// A light tree of HTML elements, built from events that may come from Markdown tokens and from raw HTML alike.
import { Parser } from "htmlparser2";
import { plainly, plainlyHtml } from "./literal.js";
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

  open(name: string, attributes: Readonly<Record<string, string>> = empty): void {
    if (this.stack.length > MAX_DEPTH) {
      this.flattened.push(name);
      return;
    }
    const hidden = isHidden(attributes);
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
    if (at > 0) this.stack.length = at;
  }

  /** An element without content. */
  void(name: string, attributes: Readonly<Record<string, string>> = empty): void {
    if (isHidden(attributes)) return;
    if (isBlock(name)) this.markBlock();
    this.top().children.push({ name, attributes, children: [], holdsBlock: false });
  }

  add(node: Node): void {
    if (node === "") return;
    if (typeof node === "string") this.top().children.push(plainly(node));
    else this.top().children.push("math" in node ? { ...node, math: plainly(node.math) } : node);
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

  /** Ends raw HTML that was left open. */
  end(): Element {
    this.parser?.end();
    return this.root;
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
