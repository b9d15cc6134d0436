// A Markdown body in pieces of prose and of code, near enough to count their words: without markup and addresses.

/** So many signs are handed on at once: what is done with them must not hold up others. */
const PIECE = 8_000;

const FENCE = /^[ \t>]*(`{3,}|~{3,})/u;

export interface BodyPiece {
  readonly prose: string;
  /** What stands in fences beside it, and in back-ticks. */
  readonly code: string;
}

/** A piece ends where a line ends, or where one line alone is too long for it. */
export function* bodyPieces(markdown: string): Generator<BodyPiece> {
  let [prose, code] = ["", ""];
  let fence = "";
  for (let from = 0; from < markdown.length;) {
    const end = markdown.indexOf("\n", from);
    const to = Math.min(end < 0 ? markdown.length : end + 1, from + PIECE);
    const line = markdown.slice(from, to);
    from = to;
    const mark = FENCE.exec(line)?.[1] ?? "";
    if (fence !== "") {
      if (mark.startsWith(fence)) fence = "";
      else code += line;
    } else if (mark !== "") fence = mark;
    else prose += line;
    if (prose.length + code.length < PIECE) continue;
    yield pieceOf(prose, code);
    [prose, code] = ["", ""];
  }
  yield pieceOf(prose, code);
}

function pieceOf(prose: string, fenced: string): BodyPiece {
  const inline = Array.from(prose.matchAll(/`([^`\n]+)`/gu), ([, inside = ""]) => inside);
  return { prose: withoutMarkup(prose), code: [fenced, ...inline].join("\n") };
}

const withoutMarkup = (markdown: string): string =>
  markdown
    .replace(/<!--[\s\S]{0,2000}?-->|<\/?[a-zA-Z][^<>]*>/gu, " ")
    .replace(/\{%[^%]{0,300}%\}|\{\{[^}]{0,300}\}\}/gu, " ")
    .replace(/\]\([^()\s]*\)/gu, " ")
    .replace(/https?:\/\/\S+/gu, " ");
