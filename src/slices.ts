// Long work in slices: thousands of things are gone through and sorted while others get their turn.
import { setImmediate } from "node:timers/promises";

const SLICE_MS = 12;
/** So many are sorted at once: some milliseconds. */
const RUN = 1_000;
/** So many are gone through between two looks whether others wait. */
const STEP = 200;

/** A function to await between small steps; it pauses only when the current slice is over. */
export function createYielder(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < SLICE_MS) return;
    await setImmediate();
    began = performance.now();
  };
}

/** Hands on all of them in their order. */
export async function eachInSlices<T>(all: Iterable<T>, take: (one: T) => void): Promise<void> {
  const breathe = createYielder();
  let taken = 0;
  for (const one of all) {
    take(one);
    if ((taken += 1) % STEP === 0) await breathe();
  }
}

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
    for (let at = 0; at < runs.length; at += 2)
      merged.push(await mergedInSlices(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = merged;
  }
  return runs[0] ?? [];
}

/** What sorting both together gives; `kept` is in order already. */
export const broughtInOrder = async <T>(
  kept: readonly T[],
  fresh: readonly T[],
  compare: (a: T, b: T) => number,
): Promise<readonly T[]> => mergedInSlices(kept, await sortedInSlices(fresh, compare), compare);

async function mergedInSlices<T>(
  first: readonly T[],
  second: readonly T[],
  compare: (a: T, b: T) => number,
): Promise<readonly T[]> {
  if (first.length === 0 || second.length === 0) return first.length === 0 ? second : first;
  const out: T[] = [];
  await eachInSlices(merge(first, second, compare), (one) => out.push(one));
  return out;
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
