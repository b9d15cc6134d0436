// A formula in the prose of a body: the sign that stands for it, and how it is read in a chat's sentence.
import { unicodeMath } from "../document/unicode-math.js";

export { FORMULA } from "../document/body-text.js";

/** In signs where these say exactly the same, else as TeX on one line. */
export const formulaInText = (tex: string): string => unicodeMath(tex) ?? tex.replace(/\s+/g, " ").trim();
