// What Hugo's `module.mounts` says of the folder of content.
import { siteFolder } from "../rules/config.js";
import { textField, texts } from "../rules/fields.js";
import { finder, globs } from "../rules/pattern.js";
import { below, isData, own, type Data } from "../rules/scalar.js";

interface Mount {
  readonly source: string;
  readonly target: string;
  /** Null for every language. */
  readonly lang: string | null;
  /** Globs, from the source. */
  readonly excluded: readonly string[];
}

/** What `module.mounts` puts into the folder of content. */
export function contentMounts(data: Data): readonly Mount[] {
  const list = own(below(data, "module"), "mounts");
  return (Array.isArray(list) ? list : []).flatMap((one: unknown) => {
    const [source, target] = isData(one)
      ? [textField(one, "source"), textField(one, "target")]
      : [null, null];
    if (!isData(one) || source === null || target === null || !/^content(?:\/|$)/.test(target)) return [];
    return [
      {
        source: source.replace(/\/+$/, ""),
        target: target.replace(/\/+$/, ""),
        lang: textField(one, "lang"),
        excluded: texts(own(one, "excludefiles")),
      },
    ];
  });
}

/** The folder that stands for all of a language's content. */
export const mounted = (mounts: readonly Mount[], key: string): string | null =>
  mounts.find(({ target, lang }) => target === "content" && (lang === null || lang === key))?.source ?? null;

/** Mounts that are not followed: parts of the content elsewhere, folders outside of the site, several for one place. */
export function strayMounts(data: Data, contentDirs: readonly string[]): readonly Mount[] {
  const mounts = contentMounts(data);
  const used = new Set(contentDirs);
  return mounts.filter(({ source, target }) => target !== "content" || !used.has(siteFolder(source, "")));
}

/** Hugo's globs: two stars cross folders wherever they stand. */
const glob = (pattern: string): string => pattern.replace(/^\/+/, "").replace(/\*\*(?=[^/])/g, "**/*");

/** Whether `ignoreFiles` (expressions on whole paths) or a mount's `excludeFiles` leave a file out. */
export function leftOut(data: Data): (path: string) => boolean {
  const mounts = contentMounts(data).flatMap(({ source, excluded }) => {
    const folder = siteFolder(source, "");
    const matches = globs(excluded.map(glob));
    // A folder that fits is left out with all below it.
    const fits = (inside: string): boolean =>
      inside.split("/").some((_, at, parts) => matches(parts.slice(0, at + 1).join("/")));
    if (excluded.length === 0) return [];
    return [(path: string) => path.startsWith(`${folder}/`) && fits(path.slice(folder.length + 1))];
  });
  const ignored = texts(own(data, "ignorefiles")).flatMap((source) => finder(source) ?? []);
  return (path) => mounts.some((one) => one(path)) || ignored.some((one) => one(`/site/${path}`));
}
