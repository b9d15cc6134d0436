// The words of `postern init` in the language of its terminal.
import { localeFor } from "../../locale/locale.js";
import { en, type SetupWords } from "./words/en.js";
import { zh } from "./words/zh.js";
import { zhHant } from "./words/zh-hant.js";

export type { SetupWords };

const catalogues: Readonly<Record<string, SetupWords>> = { en, "zh-CN": zh, "zh-TW": zhHant };

/** `tag`: BCP 47. */
export const wordsFor = (tag: string | null): SetupWords => catalogues[localeFor(tag).tag] ?? en;
