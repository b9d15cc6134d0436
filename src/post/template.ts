// An announcement in a place's own words: text with `{title}`, `{url}`, `{tags}` and `{summary}` in it.

export const placeholders = ["title", "url", "tags", "summary"] as const;
export type Placeholder = (typeof placeholders)[number];

/** A stretch of text, or what stands for something of a post. */
export type TemplatePart = { readonly text: string } | { readonly of: Placeholder };

export const LONGEST_TEMPLATE = 1000;
const PLACEHOLDER = /\{\s*([a-z]+)\s*\}/giu;

const placeholderOf = (name = ""): Placeholder | undefined =>
  placeholders.find((one) => one === name.toLowerCase());

/** A template as somebody types it, `\n` for a new line; null where it is too long, or names nothing of a post or what there is not. */
export function readTemplate(typed: string): string | null {
  const template = typed.replaceAll("\\n", "\n").replaceAll("\r\n", "\n").trim();
  const named = [...template.matchAll(PLACEHOLDER)].map(([, name]) => placeholderOf(name));
  const isSound = named.length > 0 && !named.includes(undefined);
  return template.length <= LONGEST_TEMPLATE && isSound ? template : null;
}

/** A line's parts; what looks like a placeholder and is none stays as it is written. */
export function templateParts(line: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (const { 0: whole, 1: name, index } of line.matchAll(PLACEHOLDER)) {
    const of = placeholderOf(name);
    if (of === undefined) continue;
    if (index > from) parts.push({ text: line.slice(from, index) });
    parts.push({ of });
    from = index + whole.length;
  }
  if (from < line.length) parts.push({ text: line.slice(from) });
  return parts;
}
