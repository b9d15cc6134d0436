// Thousands of things are sorted as `toSorted` would, and others get their turn meanwhile.
import fc from "fast-check";
import { expect, test } from "vitest";
import { sortedInSlices } from "../src/slices.js";

interface Thing {
  readonly rank: number;
  readonly at: number;
}
const byRank = (a: Thing, b: Thing): number => a.rank - b.rank;
const things = fc
  .array(fc.integer({ min: 0, max: 50 }), { maxLength: 5_000, size: "max" })
  .map((ranks) => ranks.map((rank, at): Thing => ({ rank, at })));

test("equal things stay in their order, whatever is sorted", async () => {
  await fc.assert(
    fc.asyncProperty(things, async (all) => {
      expect(await sortedInSlices(all, byRank)).toEqual(all.toSorted(byRank));
    }),
    { numRuns: 30 },
  );
});

test("others get their turn while much is sorted", async () => {
  let turns = 0;
  let isSorted = false;
  const count = (): void => {
    turns += 1;
    if (!isSorted) setImmediate(count);
  };
  setImmediate(count);
  const all = Array.from({ length: 200_000 }, (_, at): Thing => ({ rank: (at * 7_919) % 200_003, at }));
  await sortedInSlices(all, byRank);
  isSorted = true;
  expect(turns).toBeGreaterThan(1);
});
