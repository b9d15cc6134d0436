// Names in program code, as readers may ask for them: whole, and divided at case, dots, dashes and underscores.
import { fold } from "./fold.js";
import { runs, splitCamel } from "./runs.js";

const NAME = /[\p{L}\p{N}_$]+(?:[.-][\p{L}\p{N}_$]+)*/gu;
/** Longer ones are data. */
const LONGEST = 40;

/** Folded. `user_id` gives user, id and userid; `getItem` gives getitem, get and item; `a.user_id` auserid besides. */
export function* namesIn(code: string): Generator<string> {
  for (const [name] of code.matchAll(NAME)) {
    if (name.length > LONGEST) continue;
    if (/[.-]/u.test(name)) yield nameAsWord(name);
    for (const piece of new Set([name, ...name.split(/[.-]/u)])) {
      const parts = wordsOf(piece);
      for (const part of parts) if (part.length > 1) yield part;
      if (parts.length > 1) yield parts.join("");
    }
    const camel = splitCamel(name);
    if (camel !== name) for (const part of wordsOf(camel)) if (part.length > 1) yield part;
  }
}

/** A name with its joints left out: how names are kept and asked for as a whole. */
export const nameAsWord = (name: string): string => wordsOf(name).join("");

/** What of a question looks like a name in code: it has joints or humps. */
export const typedNames = (question: string): readonly string[] =>
  (question.match(NAME) ?? []).filter((name) => /[\p{L}\p{N}][._-]+[\p{L}\p{N}]|\p{Ll}\p{Lu}/u.test(name));

const wordsOf = (name: string): readonly string[] =>
  runs(fold(name)).flatMap(({ script, text }) => (script === "word" ? [text] : []));
