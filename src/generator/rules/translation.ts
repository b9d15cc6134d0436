// Translations kept in folders or file names by language: `en/a.md` and `ja/a.md`, `a.en.md` and `a.ja.md`.
import type { SiteFiles } from "../generator.js";

/** `en`, `zh-CN`, `pt_br`: what folders of translations are called. */
const LANGUAGE = /^[a-z]{2}(?:[-_](?:[A-Za-z]{2}|Han[st]|hant|hans))?$/;

/** Subjects that programmers name folders after, and that are languages too; they count only where a site lists them. */
const SUBJECTS = new Set(["cs", "io", "is", "it", "ml", "ms", "os", "tk"]);
const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** Whether a folder of this name is most likely one of translations: a language that exists. */
function isLanguage(part: string): boolean {
  if (!LANGUAGE.test(part) || SUBJECTS.has(part)) return false;
  try {
    return names.of(part.replace("_", "-")) !== undefined;
  } catch {
    return false;
  }
}

const same = (a: string, b: string): boolean =>
  a.toLowerCase().replace("_", "-") === b.toLowerCase().replace("_", "-");

/** The language a path names: a folder of that name, or one of `known` before the ending. */
export function languageInPath(path: string, known: readonly string[] = []): string | null {
  const parts = path.split("/");
  const suffix = /\.([^.]+)\.[^.]+$/.exec(parts.pop() ?? "")?.[1];
  const folder = parts.find((part) => known.some((one) => same(one, part)) || isLanguage(part));
  if (folder !== undefined) return folder;
  return suffix !== undefined && known.some((one) => same(one, suffix)) ? suffix : null;
}

/** A key that translations of one post share: its path without the language it names. Null where no language is known. */
export function translationKey(
  path: string,
  lang: string | null,
  known: readonly string[] = [],
): string | null {
  if (lang === null) return null;
  const languages = [lang, ...known];
  const parts = path.split("/");
  const at = parts.findIndex((part) => languages.some((one) => same(part, one)));
  if (at >= 0) return parts.toSpliced(at, 1).join("/");
  const [, stem = "", suffix = "", ending = ""] = /^(.*)\.([^./]+)(\.[^./]+)$/.exec(path) ?? [];
  return suffix !== "" && languages.some((one) => same(suffix, one)) ? `${stem}${ending}` : path;
}

/** Endings of programs' files that are languages too: `tsconfig.ts.md` is no Tsonga. */
const PROGRAMS = new Set(["sh", "ts", "so"]);

/** The language a file's name ends with, `post.en.md`: one of `known`, or one that exists. */
export function languageInName(path: string, known: readonly string[]): string | null {
  const suffix = /[^/.]\.([^./]+)\.[^./]+$/.exec(path)?.[1];
  if (suffix === undefined) return null;
  return known.includes(suffix) || (isLanguage(suffix) && !PROGRAMS.has(suffix)) ? suffix : null;
}

/** Folders are looked into for folders of languages: this many at most. */
const MOST_FOLDERS = 40;

/**
 * The languages that stand side by side as folders in `folder` or in one below it. One alone says nothing: it may
 * be named after anything else that has two letters.
 */
export async function languagesBeside(files: SiteFiles, folder: string): Promise<readonly string[]> {
  const foldersIn = async (path: string): Promise<readonly string[]> =>
    (await files.list(path)).filter((name) => name.endsWith("/")).map((name) => name.slice(0, -1));
  const top = await foldersIn(folder);
  const open = top.filter((name) => !/^[._]|^node_modules$/.test(name)).slice(0, MOST_FOLDERS);
  const inner = await Promise.all(open.map((name) => foldersIn(folder === "" ? name : `${folder}/${name}`)));
  return [top, ...inner].flatMap((names) => {
    const languages = names.filter(isLanguage);
    return languages.length > 1 ? languages : [];
  });
}
