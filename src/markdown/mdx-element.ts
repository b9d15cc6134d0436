// Elements of MDX that stand alone on a line: what is between them is Markdown, though no blank line says so.
import { bracesOf } from "./braces.js";
import { container } from "./dressings.js";

/** Inside these even MDX's writers mean what they typed. */
const VERBATIM = /^(?:pre|script|style|textarea|svg)$/;

/** The same tag without attributes by Vue's short signs, `@click="go"` and `#title="{ x }"`, which HTML does not know. */
export const withoutShort = (tag: string): string =>
  tag.replace(/(?<!\s)\s+[@#][\w:.-]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?/g, "");

/** In HTML these take in all that follows, where MDX and Vue end them by a slash. */
const ENDED = /^<(iframe|video|audio|script|style|textarea|title|div|span|details)\b([^]*?)(?<!\s)\s*\/>$/i;

/** The same tag without attributes that a program gives it. */
function withoutExpressions(tag: string): string {
  if (!tag.includes("={")) return tag;
  const { ends } = bracesOf(tag);
  let [out, last] = ["", 0];
  for (const { 0: name, index } of tag.matchAll(/(?<!\s)\s+[\w:-]+=(?=\{)/g)) {
    const end = ends.get(index + name.length);
    if (end === undefined || index < last) continue;
    out += tag.slice(last, index);
    last = end;
  }
  return out + tag.slice(last);
}

/** An element of HTML as MDX writes it: what only a program could tell of it is left out. */
export const plainElement = (tag: string): string =>
  withoutExpressions(
    tag
      .replace(
        /\sstyle=\{\{[^{}]*\b(?:display:\s*["']none|visibility:\s*["']hidden)[^{}]*\}\}|\shidden=\{true\}/,
        " hidden",
      )
      .replace(/\sclass(?:Name)?=\{\s{0,9}(["'`])([\w\s:!-]*)\1\s{0,9}\}/, ' class="$2"'),
  )
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

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}=(["'])((?:(?!\\1).)+)\\1`).exec(tag)?.[2]?.trim();

/** What stands on a tab, `<TabItem value="one" label="One">`, in Markdown; null for every other tag, and for a tab of nothing. */
export function tabLabel(tag: string): string | null {
  if (!/^<Tab(?:Item|Panel)?\s/.test(tag) || tag.endsWith("/>")) return null;
  // Docusaurus shows its value where it has no label.
  const value = tag.startsWith("<TabItem") ? attribute(tag, "value") : undefined;
  const label = attribute(tag, "(?:label|title)") ?? value ?? "";
  return label === "" ? null : label.replace(/[*_`[\]<>~$\\^=|:{}!#]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A box that many sites write as a component or an element of their own: `<Callout type="tip">`, `<callout-info>`. */
export function boxOf(tag: string): { open: string; close: string } | null {
  const named: Record<string, string> = {};
  for (const [, key = "", value = ""] of tag.matchAll(/\s([\w-]+)=["']([^"']*)["']/g)) named[key] = value;
  const name = tagName(tag).replace(/^callout-/, "");
  // HTML has these itself.
  return /^(?:details|blockquote)$/.test(name) ? null : container({ name, words: [], named });
}
