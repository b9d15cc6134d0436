// Concepts of computing and everyday writing that the dictionaries lack a word for: ours, in four languages.
import { readFileSync } from "node:fs";
import { fold } from "../analysis/fold.js";
import { glossOf, type Gloss } from "./gloss.js";

export interface Concepts {
  /** The English words of every concept named in a folded text. */
  glossesIn(text: string): Gloss[];
}

let loaded: Concepts | undefined;

/** A line of the file: English (alternatives by `|`), Chinese, Japanese, Korean, a tab between two of them. */
export function concepts(): Concepts {
  if (loaded) return loaded;
  const file = readFileSync(new URL("../../../dictionaries/concepts.tsv", import.meta.url), "utf8");
  const names = new Map<string, Set<string>>();
  let longest = 1;
  for (const line of file.split("\n")) {
    const [english = "", ...others] = line.split("\t");
    const words = english.split(/[ |]/u).filter((word) => word.length > 1 && word !== "and" && word !== "of");
    for (const name of others
      .flatMap((column) => column.split("|"))
      .filter(Boolean)
      .map(fold)) {
      const known = names.get(name) ?? new Set();
      for (const word of words) known.add(word);
      names.set(name, known);
      longest = Math.max(longest, name.length);
    }
  }
  return (loaded = {
    glossesIn(text) {
      const found: Gloss[] = [];
      for (let at = 0; at < text.length; at += 1) {
        if (text.charCodeAt(at) < 0x3000) continue;
        for (let end = Math.min(text.length, at + longest); end > at; end -= 1) {
          const words = names.get(text.slice(at, end));
          if (!words) continue;
          for (const word of words) found.push(glossOf(word, 1));
          break;
        }
      }
      return found;
    },
  });
}
