// What Hugo's `module.mounts` says of the folder of content.
import { siteFolder } from "./rules/config.js";
import { text } from "./rules/fields.js";
import { isData, own, type Data } from "./rules/scalar.js";

/** A map below several keys, empty where there is none. */
export const below = (data: Data, ...keys: string[]): Data => {
  let at = data;
  for (const key of keys) {
    const next = own(at, key);
    at = isData(next) ? next : {};
  }
  return at;
};

interface Mount {
  readonly source: string;
  readonly target: string;
  /** Null for every language. */
  readonly lang: string | null;
}

/** What `module.mounts` puts into the folder of content. */
export function contentMounts(data: Data): readonly Mount[] {
  const list = own(below(data, "module"), "mounts");
  return (Array.isArray(list) ? list : []).flatMap((one: unknown) => {
    const [source, target] = isData(one) ? [text(one, "source"), text(one, "target")] : [null, null];
    if (!isData(one) || source === null || target === null || !/^content(?:\/|$)/.test(target)) return [];
    return [
      { source: source.replace(/\/+$/, ""), target: target.replace(/\/+$/, ""), lang: text(one, "lang") },
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
