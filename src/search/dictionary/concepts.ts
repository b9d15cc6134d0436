// Concepts of computing and everyday writing that the dictionaries lack a word for: ours, in four languages.
import { readFileSync } from "node:fs";
import { fold } from "../analysis/fold.js";
import { glossOf, type Gloss } from "./gloss.js";

export interface Concepts {
  /** The English words of every concept named in a folded text. */
  glossesIn(text: string): Gloss[];
  /** Whether a folded text is the name of a concept. */
  names(text: string): boolean;
  /** Where in a folded text concepts are named; `mayEnd`: whether a name may begin or end there. */
  named(text: string, mayEnd?: (at: number) => boolean): readonly NamedConcept[];
}

export interface NamedConcept {
  readonly from: number;
  readonly to: number;
  readonly glosses: readonly Gloss[];
}

let loaded: Concepts | undefined;

/** A line of the file: English (alternatives by `|`), Chinese, Japanese, Korean, a tab between two of them. */
export function concepts(): Concepts {
  if (loaded) return loaded;
  const file = readFileSync(new URL("../../../dictionaries/concepts.tsv", import.meta.url), "utf8");
  const names = new Map<string, Set<string>>();
  /** By the first sign of a name: how long the longest is. */
  const longest = new Map<number, number>();
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
      const head = name.charCodeAt(0);
      longest.set(head, Math.max(longest.get(head) ?? 0, name.length));
    }
  }
  const named = (text: string, mayEnd: (at: number) => boolean = () => true): NamedConcept[] => {
    const found: NamedConcept[] = [];
    for (let at = 0; at < text.length;) {
      let end = mayEnd(at) ? Math.min(text.length, at + (longest.get(text.charCodeAt(at)) ?? 0)) : at;
      while (end > at && !(mayEnd(end) && names.has(text.slice(at, end)))) end -= 1;
      if (end > at) {
        const glosses = Array.from(names.get(text.slice(at, end)) ?? [], (word) => glossOf(word, 1));
        found.push({ from: at, to: end, glosses });
      }
      at = Math.max(end, at + 1);
    }
    return found;
  };
  return (loaded = {
    named,
    names: (text) => names.has(text),
    glossesIn: (text) => named(text).flatMap(({ glosses }) => glosses),
  });
}
