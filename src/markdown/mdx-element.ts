// Elements of MDX that stand alone on a line: what is between them is Markdown, though no blank line says so.
import { container } from "./dressings.js";

/** Inside these even MDX's writers mean what they typed. */
const VERBATIM = /^(?:pre|script|style|textarea|svg)$/;

/** The same tag without attributes by Vue's short signs, `@click="go"` and `#title="{ x }"`, which HTML does not know. */
export const withoutShort = (tag: string): string =>
  tag.replace(/(?<!\s)\s+[@#][\w:.-]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?/g, "");

/** In HTML these take in all that follows, where MDX and Vue end them by a slash. */
const ENDED = /^<(iframe|video|audio|script|style|textarea|title|div|span|details)\b([^]*?)(?<!\s)\s*\/>$/i;

/** An element of HTML as MDX writes it: what only a program could tell of it is left out. */
export const plainElement = (tag: string): string =>
  tag
    .replace(
      /\sstyle=\{\{[^{}]*\b(?:display:\s*["']none|visibility:\s*["']hidden)[^{}]*\}\}|\shidden=\{true\}/,
      " hidden",
    )
    .replace(/(?<!\s)\s+[\w:-]+=\{(?:[^{}]|\{[^{}]*\})*\}/g, "")
    .replace(/\n\s*/g, " ")
    .replace(ENDED, "<$1$2></$1>");

/** Whether the piece of the text fills its line from the very start, and so stands in no list. */
export function standsAlone(source: string, start: number, end: number): boolean {
  return (
    (start === 0 || source[start - 1] === "\n") && /^[ \t]*(?:\r?\n|$)/.test(source.slice(end, end + 200))
  );
}

export const tagName = (tag: string): string => (/^<\/?([\w-]+)/.exec(tag)?.[1] ?? "").toLowerCase();

export const holdsMarkdown = (tag: string): boolean => !VERBATIM.test(tagName(tag));

/** What stands on a tab, `<TabItem value="one" label="One">`; null for every other tag. */
export const tabLabel = (tag: string): string | null =>
  /^<Tab(?:Item|Panel)?\s/.test(tag)
    ? (/\s(?:label|title)=(["'])((?:(?!\1).)+)\1/.exec(tag)?.[2]?.trim() ?? null)
    : null;

/** A box that many sites write as a component or an element of their own: `<Callout type="tip">`, `<callout-info>`. */
export function boxOf(tag: string): { open: string; close: string } | null {
  const named: Record<string, string> = {};
  for (const [, key = "", value = ""] of tag.matchAll(/\s([\w-]+)=["']([^"']*)["']/g)) named[key] = value;
  const name = tagName(tag).replace(/^callout-/, "");
  // HTML has these itself.
  return /^(?:details|blockquote)$/.test(name) ? null : container({ name, words: [], named });
}
