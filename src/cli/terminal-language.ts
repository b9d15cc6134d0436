// The language of who sits at the terminal.
import type { Environment } from "../setting.js";

/**
 * `chosen`, else by the order of POSIX, in which an empty variable does not count; as a BCP 47 tag (POSIX writes
 * `zh_TW.UTF-8`, and `C` for none). Null where nothing is said.
 */
export const terminalLanguage = (
  { LC_ALL, LC_MESSAGES, LANG }: Environment,
  chosen?: string,
): string | null => {
  const said = (chosen || LC_ALL || LC_MESSAGES || LANG || "").replace(/[.@].*$/, "");
  return said === "" || said === "C" || said === "POSIX" ? null : said.replaceAll("_", "-");
};
