// Sites that lie in a folder of what is read by plain rules.
import { isSiteRoot } from "../generator/detect.js";
import type { Source } from "../source/source.js";
import { about, counted, type Finding } from "./finding.js";

/** Folders looked into. */
const MOST = 40;

/** `foundBy`: the file that showed the generator whose rules are followed; where one did, nothing is looked for. */
export async function innerSites(source: Source, foundBy: string | null): Promise<readonly Finding[]> {
  if (foundBy !== null) return [];
  const names = (await source.list("")).filter((name) => /^[^.].*\/$/.test(name) && name !== "node_modules/");
  const sites: string[] = [];
  for (const name of names.slice(0, MOST)) {
    const list = async (inside: string): Promise<readonly string[]> =>
      (await source.list(`${name}${inside}`.replace(/\/$/, ""))).map((one) => one.replace(/\/$/, ""));
    if (await isSiteRoot(list)) sites.push(name.slice(0, -1));
  }
  return about(
    "warning",
    "inner site",
    sites.map((name) => ({ source: name, line: null, text: "looks like the root of a site" })),
    (count) => `${counted(count, "folder")} may be the site itself: its rules are not followed from here.`,
    "Set POSTS_DIR (or SOURCE) to it.",
  );
}
