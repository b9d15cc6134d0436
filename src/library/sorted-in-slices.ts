// Sorts thousands of things while others get their turn.
import { createYielder } from "./yield-to-event-loop.js";

/** So many are sorted at once: some milliseconds. */
const RUN = 1_000;
/** So many are merged between two looks whether others wait. */
const STEP = 200;

/** What `toSorted` gives. */
export async function sortedInSlices<T>(
  all: readonly T[],
  compare: (a: T, b: T) => number,
): Promise<readonly T[]> {
  const breathe = createYielder();
  let runs: (readonly T[])[] = [];
  for (let from = 0; from < all.length; from += RUN) {
    runs.push(all.slice(from, from + RUN).sort(compare));
    await breathe();
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let at = 0; at < runs.length; at += 2) {
      const out: T[] = [];
      for (const one of merge(runs[at] ?? [], runs[at + 1] ?? [], compare))
        if (out.push(one) % STEP === 0) await breathe();
      merged.push(out);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

/** What sorting both together gives; `kept` is in order already. */
export async function broughtInOrder<T>(
  kept: readonly T[],
  fresh: readonly T[],
  compare: (a: T, b: T) => number,
): Promise<readonly T[]> {
  const sorted = await sortedInSlices(fresh, compare);
  // Two parts in order: sorting them takes one pass.
  return kept.concat(sorted).sort(compare);
}

/** Of equals that of the first comes first. */
function* merge<T>(first: readonly T[], second: readonly T[], compare: (a: T, b: T) => number): Generator<T> {
  let at = 0;
  for (const one of first) {
    for (let other = second[at]; other !== undefined && compare(one, other) > 0; other = second[(at += 1)])
      yield other;
    yield one;
  }
  yield* second.slice(at);
}
