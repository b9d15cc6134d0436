// Eleventy: which files it passes over by its own lists, those of git, and its configuration.
import type { SiteFiles } from "../../generator.js";
import { globs } from "../../rules/pattern.js";
import { said, type Call } from "./eleventy-calls.js";
import type { Directories } from "./eleventy-directories.js";

/** Files that list what is passed over. */
export const IGNORES = /(?:^|\/)\.(?:eleventyignore|gitignore)$/;

/** What a list names; it takes nothing back by `!`. */
const linesOf = (list: string): readonly string[] =>
  list
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => !/^(?:$|[#!])/.test(line));

/** What takes in a whole blog: a folder that is called one or holds all, or every file wherever it lies. */
const WHOLE =
  /^(?:\.?\/)*(?:(?:(?:src|content|site)\/){0,2}_?(?:posts?|blogs?|articles?|writings?|content|src)(?:\/?$|\/(?=\*)))?(?:\*+\/)?(?:\*+(?:\.(?:\w+|\{[\w,]+\}))?)?$/i;

/**
 * `it.ignores.add("src/drafts/**")`. Under a condition that nobody knows it counts, for what a chat once shows cannot be
 * taken back. But under none does it take a whole blog away: only a preview does that, to be fast.
 */
function namedBy(calls: readonly Call[]): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { method, text, when } of calls) {
    if (text === null) continue;
    if (method === "ignores.add" && (when === "always" || !WHOLE.test(text))) named.add(text);
    if (method === "ignores.delete" && when !== "maybe") named.delete(text);
  }
  return named;
}

/** A path or pattern, and all below it; from the folder of its list. */
const within = (folder: string, path: string): readonly string[] => {
  const whole = path.startsWith("**/") ? path : folder + path.replace(/^(?:\.?\/)+/, "");
  return [whole.replace(/\/$/, ""), `${whole.replace(/\/$/, "")}/**`];
};

/** Whether a path from the site's root is passed over. */
export async function ignoredBy(
  files: SiteFiles,
  calls: readonly Call[],
  { root, others }: Directories,
): Promise<(path: string) => boolean> {
  const lists = [...new Set(["", root])].map((folder) => [folder, ".eleventyignore"] as const);
  const all = said(calls, "setUseGitIgnore") === "false" ? lists : [...lists, ["", ".gitignore"] as const];
  const listed: string[] = [];
  for (const [folder, name] of all)
    for (const line of linesOf((await files.read(folder + name)) ?? "")) listed.push(...within(folder, line));
  const ignored = globs([...listed, ...[...namedBy(calls)].flatMap((path) => within("", path))]);
  return (path) => ignored(path) || others.some((folder) => path.startsWith(folder));
}
