// Code that a page takes in from a file of the site: `<<< @/snippets/a.js#part{1,3 js}`, and VuePress 2's `@[code js](a.js)`.
import { posix } from "node:path";
import { outsideCode, replacedOutsideCode } from "../../markdown/code-signs.js";

const SNIPPET = outsideCode(
  String.raw`^(?<indent>[ \t]*)(?:<<<[ \t]+(?<file>[^\s#{}[\]]+)(?:#(?<region>[\w-]+))?[ \t]*(?:\{[^{}\n]*\})?[ \t]*(?:\[[^\]\n]*\])?|@\[code[^\]\n]*\]\((?<linked>[^()\s#]+)\))[ \t]*$`,
);
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
  if (/<<<|@\[code/.test(text))
    replacedOutsideCode(text, SNIPPET, ({ file, linked }) => {
      const path = pathOf(file ?? linked ?? "", page, root);
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
  if (!/<<<|@\[code/.test(text)) return text;
  return replacedOutsideCode(text, SNIPPET, ({ indent = "", file, linked, region }) => {
    const path = pathOf(file ?? linked ?? "", page, root);
    const code = files.get(path ?? "");
    if (path === null || code === undefined) return "";
    const shown = region === undefined ? code : regionOf(code, region);
    const ticks = "`".repeat(Math.max(3, ...(shown.match(/`+/g) ?? []).map((run) => run.length + 1)));
    const lang = /\.([\w-]+)$/.exec(path)?.[1] ?? "";
    return [`${ticks}${lang}`, ...shown.trimEnd().split("\n"), ticks].map((line) => indent + line).join("\n");
  });
}

/** What stands between `#region NAME` and `#endregion`, in whatever comments; the whole where there is no such part. */
function regionOf(code: string, name: string): string {
  const lines = code.split("\n");
  const from = lines.findIndex((line) => new RegExp(`#?region\\b.*\\b${name}\\b`).test(line));
  const to = lines.findIndex((line, at) => at > from && /#?endregion\b/.test(line));
  return from < 0 ? code : lines.slice(from + 1, to < 0 ? undefined : to).join("\n");
}
