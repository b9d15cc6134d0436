// Translations kept in folders or file names by language: `en/a.md` and `ja/a.md`, `a.en.md` and `a.ja.md`.

/** `en`, `zh-CN`, `pt_br`: what folders of translations are called. */
const LANGUAGE = /^[a-z]{2}(?:[-_](?:[A-Za-z]{2}|Han[st]|hant|hans))?$/;

const same = (a: string, b: string): boolean =>
  a.toLowerCase().replace("_", "-") === b.toLowerCase().replace("_", "-");

/** The language a path names: a folder of that name, or one of `known` before the ending. */
export function languageInPath(path: string, known: readonly string[] = []): string | null {
  const parts = path.split("/");
  const suffix = /\.([^.]+)\.[^.]+$/.exec(parts.pop() ?? "")?.[1];
  const folder = parts.find(
    (part) => known.some((one) => same(one, part)) || (LANGUAGE.test(part) && part !== "js"),
  );
  if (folder !== undefined) return folder;
  return suffix !== undefined && known.some((one) => same(one, suffix)) ? suffix : null;
}

/** A key that translations of one post share: its path without its language. Null without a language in the path. */
export function translationKey(path: string, lang: string | null): string | null {
  if (lang === null) return null;
  const parts = path.split("/");
  const at = parts.findIndex((part) => same(part, lang));
  if (at >= 0) return parts.toSpliced(at, 1).join("/");
  const inName = /^(.*)\.([^./]+)(\.[^./]+)$/.exec(path);
  return inName && same(inName[2] ?? "", lang) ? `${inName[1]}${inName[3]}` : null;
}
