// What a page takes in from files of the site: code, `<<< @/snippets/a.js#part{1,3 js}` or VuePress 2's `@[code js](a.js)`, and
// Markdown, `<!--@include: ./part.md#part{1,3}-->`.
import { posix } from "node:path";
import { outsideCode, replacedOutsideCode } from "../../markdown/code-signs.js";

const SNIPPET = outsideCode(
  String.raw`^(?<indent>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?:<<<[ \t]+(?<file>[^\s#{}[\]]+)(?:#(?<region>[\w-]+))?[ \t]*(?:\{[^{}\n]*\})?[ \t]*(?:\[[^\]\n]*\])?|@\[code[^\]\n]*\]\((?<linked>[^()\s#]+)\))[ \t]*$`,
  String.raw`<!--[ \t]*@include:[ \t]*(?<included>[^\s{}#<>]+)(?:#(?<part>[\w-]+))?[ \t]*(?:\{(?<from>\d*)(?<to>,\d*)?\})?[ \t]*-->`,
);
const ANY = /<<<|@\[code|@include:/;
/** No page takes in more. */
const MOST = 40;

/** The path of a file from the site's root; null for one outside it, and for hidden files. */
function pathOf(named: string, page: string, root: string): string | null {
  const path = posix.normalize(
    named.startsWith("@/") ? root + named.slice(2) : posix.join(posix.dirname(page), named),
  );
  return /(?:^|\/)\./.test(path) || path.startsWith("/") ? null : path;
}

/** The files that a page takes in, by their paths from the site's root; `root` is the folder that `@` names, with its slash. */
export function snippetsOf(text: string, page: string, root: string): readonly string[] {
  const found = new Set<string>();
  if (ANY.test(text))
    replacedOutsideCode(text, SNIPPET, ({ file, linked, included }) => {
      const path = pathOf(file ?? linked ?? included ?? "", page, root);
      if (path !== null) found.add(path);
      return null;
    });
  return [...found].slice(0, MOST);
}

/** The page with these files' code in its place; what is not among them is left out. */
export function withSnippets(
  text: string,
  page: string,
  root: string,
  files: ReadonlyMap<string, string>,
): string {
  if (!ANY.test(text)) return text;
  return replacedOutsideCode(text, SNIPPET, (found) => {
    const { indent = "", file, linked, region, included } = found;
    const path = pathOf(file ?? linked ?? included ?? "", page, root);
    const code = files.get(path ?? "");
    if (path === null || code === undefined) return indent.trimEnd();
    if (included !== undefined) return markdownOf(code, found);
    const shown = region === undefined ? code : regionOf(code, region);
    const ticks = "`".repeat(Math.max(3, ...(shown.match(/`+/g) ?? []).map((run) => run.length + 1)));
    const lang = /\.([\w-]+)$/.exec(path)?.[1] ?? "";
    // What begins an item of a list begins no other line of it.
    const next = indent.replace(/[^\s>]/g, " ");
    return [`${ticks}${lang}`, ...shown.trimEnd().split("\n"), ticks]
      .map((line, at) => (at === 0 ? indent : next) + line)
      .join("\n");
  });
}

/** The part of a page that another one takes in; what that takes in itself is left out. */
function markdownOf(text: string, { part, from, to }: Readonly<Record<string, string | undefined>>): string {
  const whole = part === undefined ? text : regionOf(text, part);
  const body = whole.replace(/^---[ \t]*\n(?:[^]*?\n)?---[ \t]*\n/, "");
  // One number is a line, one before a comma all from there.
  const last = to === undefined ? Number(from) : Number(to.slice(1)) || undefined;
  return from === undefined
    ? body
    : body
        .split("\n")
        .slice(Math.max(0, Number(from) - 1), last)
        .join("\n");
}

/** What stands between `#region NAME` and `#endregion`, in whatever comments; the whole where there is no such part. */
function regionOf(code: string, name: string): string {
  const lines = code.split("\n");
  const from = lines.findIndex((line) => new RegExp(`#?region\\b.*\\b${name}\\b`).test(line));
  const to = lines.findIndex((line, at) => at > from && /#?endregion\b/.test(line));
  return from < 0 ? code : lines.slice(from + 1, to < 0 ? undefined : to).join("\n");
}
