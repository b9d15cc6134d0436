// Short constructors for the Documents that replies are written in.
import type { Block, Document, Inline } from "./document.js";

type InlineOrText = Inline | string;

const inline = (part: InlineOrText): Inline =>
  typeof part === "string" ? { type: "text", value: part } : part;

export const text = (value: string): Inline => ({ type: "text", value });
export const strong = (...parts: InlineOrText[]): Inline => ({ type: "strong", children: parts.map(inline) });
export const emphasis = (...parts: InlineOrText[]): Inline => ({
  type: "emphasis",
  children: parts.map(inline),
});
export const code = (value: string, mention?: string): Inline => ({
  type: "code",
  value,
  ...(mention !== undefined && { mention }),
});
export const paragraph = (...parts: InlineOrText[]): Block => ({
  type: "paragraph",
  children: parts.map(inline),
});
export const bullets = (...items: (Block | readonly Block[])[]): Block => ({
  type: "list",
  ordered: false,
  start: 1,
  items: items.map((item) => ({ children: Array.isArray(item) ? item : [item as Block] })),
});

/** One plain paragraph as a whole Document; an empty text gives an empty Document. */
export const plainDocument = (value: string): Document => (value === "" ? [] : [paragraph(value)]);

/** What a note is headed by: the author's words, else what kind of note it is. */
export const noteTitle = ({ title, kind }: { readonly title: string; readonly kind: string }): string =>
  title.trim() || kind.charAt(0).toUpperCase() + kind.slice(1);
