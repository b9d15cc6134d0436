// Runs of text as Telegram's RichText: a tree of marks, no markup that a text could break out of.
import type { InputRichBlock, RichText } from "@grammyjs/types";
import type { Inline } from "../../../document/document.js";
import { pictureAt, pictureLabel } from "../../../document/picture.js";
import { safeUrl } from "../../../document/safe-url.js";
import { harmless, line, verbatim } from "../rich-text.js";
import { MOST_LEVELS, type MessageBudget } from "./message-budget.js";

export type RichBlock = InputRichBlock<string>;

export interface RichContext {
  readonly room: MessageBudget;
  /** Which pictures are shown; the others are linked. */
  readonly shows: (url: string) => boolean;
  /** Footnotes that stand in this message: label to the name of its reference. */
  readonly notes: ReadonlyMap<string, string>;
  /** References that were written so far. */
  readonly written: Set<string>;
}

const INK = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Telegram refuses a block without a visible sign: null for one. */
export function inked(text: RichText): RichText | null {
  return INK.test(plainOf(text)) ? text : null;
}

/** What readers see of a text, formulas by their source. */
export function plainOf(text: RichText): string {
  if (typeof text === "string") return text;
  if (Array.isArray(text)) return text.map(plainOf).join("");
  if (text.type === "mathematical_expression") return text.expression;
  return "text" in text ? plainOf(text.text) : "";
}

/** `level` is that of the block around the text. Null when nothing of it can be seen. */
export const richText = (children: readonly Inline[], scope: RichContext, level: number): RichText | null =>
  inked(runs(children, scope, { level, outer: [] }));

interface Around {
  readonly level: number;
  readonly outer: readonly Inline["type"][];
}

function runs(children: readonly Inline[], scope: RichContext, around: Around): RichText {
  const out: RichText[] = [];
  for (const child of children) {
    if (scope.room.full) break;
    const run = runOf(child, scope, around);
    if (run !== "") out.push(run);
  }
  return out.length === 1 && out[0] !== undefined ? out[0] : out;
}

const MARKS = { strong: "bold", emphasis: "italic", strike: "strikethrough" } as const;

function runOf(inline: Inline, scope: RichContext, around: Around): RichText {
  const { room } = scope;
  const deep = around.level >= MOST_LEVELS;
  switch (inline.type) {
    case "text":
      return room.text(harmless(inline.value));
    case "code": {
      const text = room.text(deep ? harmless(inline.value) : verbatim(inline.value));
      return deep || text === "" ? text : { type: "code", text };
    }
    case "math": {
      const tex = verbatim(inline.tex).trim();
      if (deep || tex === "") return room.text(tex);
      return room.whole(tex) ? { type: "mathematical_expression", expression: tex } : "";
    }
    case "strong":
    case "emphasis":
    case "strike":
      return marked(inline, scope, around, (text) => ({ type: MARKS[inline.type], text }));
    case "link": {
      const url = safeUrl(inline.url);
      return url === null
        ? within(inline.children, scope, around)
        : marked(inline, scope, around, (text) => ({ type: "url", text, url }));
    }
    case "image": {
      const url = safeUrl(inline.url);
      const text = room.text(line(pictureLabel(inline.alt, inline.url)));
      return url === null || deep || around.outer.includes("link") || text === ""
        ? text
        : { type: "url", text, url };
    }
    case "footnote": {
      const name = scope.notes.get(inline.label);
      const text = room.text(`[${harmless(inline.label)}]`);
      return name === undefined || deep || text === ""
        ? text
        : { type: "reference_link", text, reference_name: name };
    }
    case "break":
      return room.text("\n");
  }
}

/** Hostile nesting must not cost the stack. */
const DEEPEST = 60;

function within(children: readonly Inline[], scope: RichContext, { level, outer }: Around): RichText {
  return outer.length > DEEPEST ? "" : runs(children, scope, { level, outer: [...outer, "text"] });
}

function marked(
  inline: Extract<Inline, { children: readonly Inline[] }>,
  scope: RichContext,
  around: Around,
  mark: (text: RichText) => RichText,
): RichText {
  const { level, outer } = around;
  if (outer.length > DEEPEST) return "";
  if (outer.includes(inline.type) || level >= MOST_LEVELS) return within(inline.children, scope, around);
  const text = runs(inline.children, scope, { level: level + 1, outer: [...outer, inline.type] });
  return Array.isArray(text) && text.length === 0 ? "" : mark(text);
}

/** The address of a picture that may be shown, or null. */
export function shownPicture(address: string, { shows, room }: RichContext) {
  const picture = pictureAt(address);
  return picture !== null && shows(picture.url) && room.picture() ? picture : null;
}
