// The words of `postern init` in the language of its terminal.
import { localeFor } from "../../locale/locale.js";
import { en, type SetupWords } from "./words/en.js";
import { zh } from "./words/zh.js";
import { zhHant } from "./words/zh-hant.js";

export type { SetupWords };

const catalogues: Readonly<Record<string, SetupWords>> = { en, "zh-CN": zh, "zh-TW": zhHant };

/** `tag`: BCP 47, or as POSIX writes it (`zh_TW.UTF-8`; `C` is English). */
export const wordsFor = (tag: string | null): SetupWords =>
  catalogues[localeFor(tag === null ? null : tag.replace(/[.@].*$/, "")).tag] ?? en;

/** By the order of POSIX, in which an empty variable does not count. */
export const terminalLanguage = ({
  LC_ALL,
  LC_MESSAGES,
  LANG,
}: Readonly<Record<string, string | undefined>>): string | null => LC_ALL || LC_MESSAGES || LANG || null;
