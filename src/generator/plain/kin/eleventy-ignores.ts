// Eleventy: which files it passes over by its own lists, those of git, and its configuration.
import type { SiteFiles } from "../../generator.js";
import { globs } from "../../rules/pattern.js";
import type { ConfigFile } from "../kin.js";
import type { Directories } from "./eleventy-directories.js";

/** Files that list what is passed over. */
export const IGNORES = /(?:^|\/)\.(?:eleventyignore|gitignore)$/;

/** What a list names; it takes nothing back by `!`. */
const linesOf = (list: string): readonly string[] =>
  list
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => !/^(?:$|[#!])/.test(line));

/** `it.ignores.add("src/drafts/**")`, whatever it depends on. */
const namedIn = (source: string): readonly string[] =>
  [...source.matchAll(/\.ignores\.add\(\s*["'`]([^"'`\n$]+)["'`]/g)].map(([, path = ""]) => path);

/** A path or pattern, and all below it; from the folder of its list. */
const within = (folder: string, path: string): readonly string[] => {
  const whole = path.startsWith("**/") ? path : folder + path.replace(/^(?:\.?\/)+/, "");
  return [whole.replace(/\/$/, ""), `${whole.replace(/\/$/, "")}/**`];
};

/** Whether a path from the site's root is passed over. */
export async function ignoredBy(
  files: SiteFiles,
  { source }: ConfigFile,
  { root, others }: Directories,
): Promise<(path: string) => boolean> {
  const lists = [...new Set(["", root])].map((folder) => [folder, ".eleventyignore"] as const);
  const all = /\bsetUseGitIgnore\(\s*false/.test(source) ? lists : [...lists, ["", ".gitignore"] as const];
  const listed: string[] = [];
  for (const [folder, name] of all)
    for (const line of linesOf((await files.read(folder + name)) ?? "")) listed.push(...within(folder, line));
  const ignored = globs([...listed, ...namedIn(source).flatMap((path) => within("", path))]);
  return (path) => ignored(path) || others.some((folder) => path.startsWith(folder));
}
