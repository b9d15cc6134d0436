// A stamp of everything that decides what a file is read as: our rules, the site's configuration, the owner's settings.
import { createHash } from "node:crypto";
import type { Overrides, SiteFiles } from "../generator/generator.js";

/** Files that also write down what was read through them. */
export function recorded(files: SiteFiles): { readonly files: SiteFiles; readonly seen: readonly string[] } {
  const seen: string[] = [];
  const note = async <T>(what: string, answer: Promise<T>): Promise<T> => {
    seen.push(JSON.stringify([what, await answer]));
    return answer;
  };
  return {
    seen,
    files: {
      read: (path) => note(`read ${path}`, files.read(path)),
      exists: (path) => note(`exists ${path}`, files.exists(path)),
      list: (folder) => note(`list ${folder}`, files.list(folder)),
    },
  };
}

/** The same answers again, for who cannot ask. */
export function replayed(seen: readonly string[]): SiteFiles {
  const answers = new Map(seen.map((line) => JSON.parse(line) as [string, unknown]));
  const answer = async (what: string): Promise<unknown> => {
    if (!answers.has(what)) throw new Error(`Nobody asked for this before: ${what}`);
    return answers.get(what);
  };
  return {
    read: (path) => answer(`read ${path}`) as Promise<string | null>,
    exists: (path) => answer(`exists ${path}`) as Promise<boolean>,
    list: (folder) => answer(`list ${folder}`) as Promise<readonly string[]>,
  };
}

/** Made by scripts/own-code.mjs. */
declare const RULES_CODE: string;

/** Stands for the rules by which this Postern turns files into posts: 8 characters, others for a version with other rules. */
export const readBy = RULES_CODE;

export function rulesStamp(seen: readonly string[], overrides: Overrides): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const all = [readBy, zone, JSON.stringify(overrides), ...[...seen].sort()];
  return createHash("sha256").update(all.join("\n")).digest("base64").slice(0, 12);
}
