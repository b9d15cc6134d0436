// A stamp of everything that decides what a file is read as: our rules, the site's configuration, the owner's settings.
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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

let known: Promise<string> | undefined;

/** Stands for the rules by which this Postern turns files into posts: 8 characters, others for a version with other rules. */
export const readBy = async (): Promise<string> => (await ownRules()).slice(0, 8);

const ownRules = (): Promise<string> => (known ??= hashOfRooms());

/** The text of the rooms whose code turns files into posts: a new version of Postern reads everything anew. */
async function hashOfRooms(): Promise<string> {
  const rooms = ["../generator", "../script", "../post", "../document", "../markdown", "../fit"].map((room) =>
    fileURLToPath(new URL(room, import.meta.url)),
  );
  const hash = createHash("sha256");
  for (const room of rooms) {
    const entries = await readdir(room, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((one) => /\.[jt]s$/.test(one.name))
      .map((one) => join(one.parentPath, one.name))
      .toSorted();
    for (const text of await Promise.all(paths.map((path) => readFile(path)))) hash.update(text);
  }
  return hash.digest("hex");
}

export async function rulesStamp(seen: readonly string[], overrides: Overrides): Promise<string> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const all = [await ownRules(), zone, JSON.stringify(overrides), ...[...seen].sort()];
  return createHash("sha256").update(all.join("\n")).digest("base64").slice(0, 12);
}
