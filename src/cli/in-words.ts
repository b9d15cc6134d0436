// Reasons in the words of the command line, and as programs read them.
import { localeFor } from "../locale/locale.js";
import type { Reason } from "../subscription/reason.js";

export const inWords = localeFor("en").say.reason;

/** The code with its parameters, and beside it the words that people read. */
export const reasonJson = (reason: Reason) => ({ ...reason, words: inWords(reason) });
