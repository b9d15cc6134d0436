// Remembers what a function gave, for so many different words; then begins anew, so that it cannot grow.
import { ownCopy } from "./own-copy.js";

export function cached<Value extends object | string | number | null>(
  most: number,
  make: (word: string) => Value,
): (word: string) => Value {
  const known = new Map<string, Value>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const key = ownCopy(word);
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
