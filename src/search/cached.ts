// Remembers what a function gave, for so many different words, those first that were asked for lately.
import { ownCopy } from "./own-copy.js";

export function cached<Value extends object | string | number | boolean | null>(
  most: number,
  make: (word: string) => Value,
): (word: string) => Value {
  // Two halves: when the one is full, the other, which nobody asked for meanwhile, is forgotten.
  let known = new Map<string, Value>();
  let older = new Map<string, Value>();
  const keep = (word: string, value: Value): Value => {
    if (known.size >= most / 2) [older, known] = [known, new Map()];
    known.set(word, value);
    return value;
  };
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const before = older.get(word);
    const key = ownCopy(word);
    return keep(key, before === undefined ? make(key) : before);
  };
}
