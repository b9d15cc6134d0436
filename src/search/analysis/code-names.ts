// Names in program code, as readers may ask for them: whole, and divided at case, dots, dashes and underscores.
import { fold } from "./fold.js";
import { runs, splitCamel } from "./runs.js";

const NAME = /[\p{L}\p{N}_$]+(?:[.-][\p{L}\p{N}_$]+)*/gu;
/** Longer ones are data. */
const LONGEST = 40;

/** Folded. `user_id` gives user, id and userid; `getItem` gives getitem, get and item. */
export function* namesIn(code: string): Generator<string> {
  for (const [name] of code.matchAll(NAME)) {
    if (name.length > LONGEST) continue;
    for (const piece of new Set([name, ...name.split(/[.-]/u)])) {
      const parts = wordsOf(piece);
      for (const part of parts) if (part.length > 1) yield part;
      if (parts.length > 1) yield parts.join("");
    }
    const camel = splitCamel(name);
    if (camel !== name) for (const part of wordsOf(camel)) if (part.length > 1) yield part;
  }
}

const wordsOf = (name: string): readonly string[] =>
  runs(fold(name)).flatMap(({ script, text }) => (script === "word" ? [text] : []));
