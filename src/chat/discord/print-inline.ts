// Runs of text with marks as Discord Markdown, cut to a budget with every mark closed.
import type { Inline } from "../../document/document.js";
import { pictureLabel } from "../../document/picture.js";
import { inlineToPlain } from "../../document/plain.js";
import { safeLine } from "../../document/safe-text.js";
import { safeUrl } from "../../document/safe-url.js";
import { unicodeMath } from "../../document/unicode-math.js";
import { beginning, escapeText, markdownUrl, type Printed } from "./escape-text.js";

type EmphasisMark = "strong" | "emphasis" | "strike";
const SIGN: Record<EmphasisMark, string> = { strong: "**", emphasis: "*", strike: "~~" };
/** Deeper marks than a person writes are shown without them. */
const DEEPEST = 12;
/** Divides two marks that would be read as one. Takes no room on the screen. */
const DIVIDER = "\u200B";

interface Inside {
  readonly marks: readonly EmphasisMark[];
  readonly link: boolean;
  readonly depth: number;
}

/** One paragraph's text; an ellipsis stands where it was cut. At most `room` UTF-16 units. */
export function printInline(children: readonly Inline[], room: number): Printed {
  const all = print(children, room, { marks: [], link: false, depth: 0 });
  if (all.whole) return all;
  const cut = print(children, room - 1, { marks: [], link: false, depth: 0 });
  return { text: room > 0 ? `${cut.text.trimEnd()}…` : "", whole: false };
}

function print(children: readonly Inline[], room: number, inside: Inside): Printed {
  let text = "";
  for (const child of children) {
    const piece = printOne(child, room - text.length - DIVIDER.length, inside);
    const last = text.at(-1);
    const touching = last !== undefined && "*~`".includes(last) && piece.text.startsWith(last);
    text += (touching ? DIVIDER : "") + piece.text;
    if (!piece.whole) return { text, whole: false };
  }
  return { text, whole: true };
}

function printOne(child: Inline, room: number, inside: Inside): Printed {
  switch (child.type) {
    case "text":
      return escapeText(child.value, room, inside.link);
    case "strong":
    case "emphasis":
    case "strike":
      return marked(child.type, child.children, room, inside);
    case "code":
      if (child.mention === undefined) return printCode(child.value, room);
      return child.mention.length <= room ? { text: child.mention, whole: true } : { text: "", whole: false };
    case "math":
      return printMath(child.tex, room, inside);
    case "link":
      return printLink(child.url, child.children, room, inside);
    case "image":
      return printLink(
        child.url,
        [{ type: "text", value: pictureLabel(child.alt, child.url) }],
        room,
        inside,
      );
    case "footnote":
      return escapeText(`[${child.label}]`, room);
    case "break":
      return room > 0 ? { text: inside.link ? " " : "\n", whole: true } : { text: "", whole: false };
  }
}

function marked(mark: EmphasisMark, children: readonly Inline[], room: number, inside: Inside): Printed {
  if (inside.depth >= DEEPEST) return escapeText(shallowPlain(children), room, inside.link);
  if (inside.marks.includes(mark)) return print(children, room, { ...inside, depth: inside.depth + 1 });
  const sign = SIGN[mark];
  const inner = print(children, room - 2 * sign.length - 2, {
    ...inside,
    marks: [...inside.marks, mark],
    depth: inside.depth + 1,
  });
  // A mark must touch what it marks; nothing or only space stays unmarked. A line ends a mark.
  const [, before = "", core = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner.text) ?? [];
  if (core === "") return { text: inner.text, whole: inner.whole };
  const lines = core.split("\n").map((line) => (line.trim() === "" ? line : sign + line.trim() + sign));
  const text = before + lines.join("\n") + after;
  return text.length <= room ? { text, whole: inner.whole } : { text: "", whole: false };
}

/** In signs of Unicode where they say exactly the same, else its source. */
function printMath(tex: string, room: number, inside: Inside): Printed {
  const line = unicodeMath(tex);
  return line === null ? printCode(tex, room) : escapeText(line, room, inside.link);
}

/** Two backticks around, so that single ones may stand inside; longer runs are divided. */
function printCode(value: string, room: number): Printed {
  const clean = safeLine(beginning(value, room + 64)).replace(/`(?=`)/g, `\`${DIVIDER}`);
  if (clean === "") return { text: "", whole: true };
  const padded = clean.replace(/^`/, " `").replace(/`$/, "` ");
  const sign = clean.includes("`") ? "``" : "`";
  const text = sign + padded + sign;
  return text.length <= room ? { text, whole: value.length <= room + 64 } : { text: "", whole: false };
}

function printLink(url: string, children: readonly Inline[], room: number, inside: Inside): Printed {
  const safe = inside.link || inside.depth >= DEEPEST ? null : safeUrl(url);
  if (!safe) {
    return inside.depth >= DEEPEST
      ? escapeText(shallowPlain(children), room, inside.link)
      : print(children, room, { ...inside, depth: inside.depth + 1 });
  }
  const address = markdownUrl(safe);
  const label = shallowPlain(children).trim();
  const bare = `<${address}>`;
  const alone: Printed = bare.length <= room ? { text: bare, whole: true } : { text: "", whole: false };
  // `<https://blog.example>` as its address is spelt in full: `https://blog.example/`.
  if ([url, safe].some((one) => one === label || one === `${label}/`)) return alone;
  const inner = print(children, room - address.length - 4, {
    ...inside,
    link: true,
    depth: inside.depth + 1,
  });
  const shown = inner.text.trim();
  if (shown === "") return inner.whole ? alone : { text: "", whole: false };
  return { text: `[${shown}](${address})`, whole: inner.whole };
}

/** The text of a few levels: what lies deeper is no writing. */
const shallowPlain = (children: readonly Inline[]): string => inlineToPlain(prune(children, DEEPEST));

const prune = (children: readonly Inline[], depth: number): readonly Inline[] =>
  depth === 0
    ? children.filter((child) => !("children" in child))
    : children.map((child) =>
        "children" in child ? { ...child, children: prune(child.children, depth - 1) } : child,
      );
