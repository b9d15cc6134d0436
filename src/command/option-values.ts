// Languages and roles as people write them in an option.
import { locales } from "../locale/locale.js";
import { foldName, primaryLanguage } from "../post/names.js";
import { languageName } from "./translations.js";

/** BCP 47: `de` for `Deutsch`, `German`, `de`, `de-AT` as it stands; null where it is no language. */
export function readLanguage(text: string): string | null {
  const english = new Intl.DisplayNames(["en"], { type: "language" });
  const namesOf = (tag: string) => [languageName(tag), english.of(tag) ?? tag];
  const isCalled = (tag: string) => namesOf(tag).some((name) => foldName(name) === foldName(text));
  const named = locales.find(({ tag }) => isCalled(tag) || isCalled(primaryLanguage(tag)));
  return named?.tag ?? (isLanguage(text) ? text.trim().replaceAll("_", "-") : null);
}

function isLanguage(text: string): boolean {
  try {
    const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
    return names.of(text.trim().replaceAll("_", "-")) !== undefined;
  } catch {
    return false;
  }
}

/** Discord puts `<@&123>` for a role that was chosen while typing; null where it is none. */
export const readRole = (text: string): string | null =>
  /^(?:<@&)?(\d{1,20})>?$/.exec(text.trim())?.[1] ?? null;
