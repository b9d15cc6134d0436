// Telegram's HTML as its server reads it: text and entities, or the server's own complaint.

export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
}
export interface Parsed {
  readonly text: string;
  readonly entities: readonly Entity[];
  /** What the real server lets pass, but its documentation forbids. */
  readonly breaches: readonly string[];
}
/** The server's answer to a bad request, without `Bad Request: `. */
export class BadRequest extends Error {}

const TYPES: Record<string, string> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  "tg-spoiler": "spoiler",
  a: "text_link",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };
const decode = (text: string): string =>
  text.replace(
    /&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
    (whole, name?: string, dec?: string, hex?: string) =>
      name
        ? (ENTITIES[name.toLowerCase()] ?? whole)
        : String.fromCodePoint(dec ? Number(dec) : parseInt(hex ?? "0", 16)),
  );

interface Open {
  readonly tag: string;
  readonly at: number;
  readonly attributes: Record<string, string>;
}

export function parseHtml(html: string): Parsed {
  const open: Open[] = [];
  const entities: Entity[] = [];
  const breaches: string[] = [];
  const bytes = (at: number): number => Buffer.byteLength(html.slice(0, at));
  let text = "";
  const token = /<(\/?)([a-zA-Z][\w-]*)?((?:\s+[\w-]+(?:="[^"]*")?)*)\s*(>?)|([^<]+)/g;
  for (const match of html.matchAll(token)) {
    const [, slash, name, attributes = "", end, words] = match;
    if (words !== undefined) {
      if (/&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);)/i.test(words))
        breaches.push(`a bare & in ${JSON.stringify(words)}`);
      if (words.includes(">")) breaches.push(`a bare > in ${JSON.stringify(words)}`);
      text += decode(words);
      continue;
    }
    if (!name || !end)
      throw new BadRequest(`can't parse entities: Unclosed start tag at byte offset ${bytes(match.index)}`);
    const tag = name.toLowerCase();
    if (!slash) {
      if (!(tag in TYPES))
        throw new BadRequest(
          `can't parse entities: Unsupported start tag "${tag}" at byte offset ${bytes(match.index)}`,
        );
      breaches.push(...nesting(tag, open, html, match.index));
      open.push({ tag, at: text.length, attributes: attributesOf(attributes) });
      continue;
    }
    const last = open.pop();
    if (!last)
      throw new BadRequest(`can't parse entities: Unexpected end tag at byte offset ${bytes(match.index)}`);
    if (last.tag !== tag)
      throw new BadRequest(
        `can't parse entities: Unmatched end tag at byte offset ${bytes(match.index)}, expected "</${last.tag}>", found "</${tag}>"`,
      );
    entities.push(...entityOf(last, text.length - last.at, open.at(-1), breaches));
  }
  const [left] = open;
  if (left)
    throw new BadRequest(`can't parse entities: Can't find end tag corresponding to start tag "${left.tag}"`);
  return { ...trimmed(text, entities), breaches };
}

function attributesOf(source: string): Record<string, string> {
  const found = source.matchAll(/([\w-]+)(?:="([^"]*)")?/g);
  return Object.fromEntries(
    Array.from(found, ([, name = "", value = ""]) => [name.toLowerCase(), decode(value)]),
  );
}

/** The rules of "Formatting options" in the Bot API about what may stand in what. */
function nesting(tag: string, open: readonly Open[], html: string, at: number): string[] {
  const outer = open.map((one) => one.tag);
  const where = JSON.stringify(html.slice(at, at + 40));
  const isLanguage = tag === "code" && outer.at(-1) === "pre";
  if (outer.some((one) => one === "pre" || one === "code") && !isLanguage)
    return [`${tag} inside code at ${where}`];
  if ((tag === "pre" || (tag === "code" && !isLanguage)) && outer.some((one) => one !== "blockquote"))
    return [`${tag} inside ${outer.join(">")} at ${where}`];
  if ((tag === "a" || tag === "blockquote") && outer.includes(tag))
    return [`${tag} inside ${tag} at ${where}`];
  return [];
}

function entityOf(
  { tag, at, attributes }: Open,
  length: number,
  parent: Open | undefined,
  breaches: string[],
): Entity[] {
  if (length === 0) return [];
  if (tag === "code" && parent?.tag === "pre") return [];
  const place = { offset: at, length };
  if (tag === "a") {
    const url = attributes["href"] ?? "";
    if (!/^https?:\/\/[^\s/]/.test(url)) breaches.push(`a link to ${JSON.stringify(url)}`);
    return [{ type: "text_link", ...place, url }];
  }
  const type =
    tag === "blockquote" && "expandable" in attributes ? "expandable_blockquote" : (TYPES[tag] ?? tag);
  return [{ type, ...place }];
}

function trimmed(text: string, entities: readonly Entity[]): { text: string; entities: readonly Entity[] } {
  const end = text.trimEnd().length;
  const start = text.length - text.trimStart().length;
  return {
    text: text.slice(start, end),
    entities: entities.flatMap((entity) => {
      const from = Math.max(entity.offset, start);
      const to = Math.min(entity.offset + entity.length, end);
      return to > from ? [{ ...entity, offset: from - start, length: to - from }] : [];
    }),
  };
}
