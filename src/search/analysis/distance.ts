// How many letters one word is away from another.

const rows = [0, 1, 2].map(() => new Uint8Array(80));

/** Damerau's distance (optimal string alignment), given up as `most` + 1 once it is larger. */
export function distance(a: string, b: string, most: number): number {
  if (a.length > 64 || b.length > 64 || Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last, here] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let at = 0; at <= b.length; at += 1) last[at] = at;
  for (let i = 1; i <= a.length; i += 1) {
    here[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((last[j] ?? 0) + 1, (here[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      )
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      here[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, last, here] = [last, here, before];
  }
  return last[b.length] ?? most + 1;
}

/** Whether two words are made of the same letters, each as often. */
export const sameLetters = (one: string, other: string): boolean =>
  Array.from(one).sort().join("") === Array.from(other).sort().join("");
