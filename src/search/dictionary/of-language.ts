// The dictionary that posts of a language need.
import type { Language } from "../analysis/glosses.js";
import { chinese } from "./chinese.js";
import { japanese } from "./japanese.js";
import { korean } from "./korean.js";

const dictionaries = { zh: chinese, ja: japanese, ko: korean };

/** Reads it step by step, unless it was read: at once it would hold up every chat. */
export const readDictionary = (language: Language): Generator<void> => dictionaries[language].reading();
