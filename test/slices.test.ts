// Thousands of things are sorted as `toSorted` would, and others get their turn meanwhile.
import fc from "fast-check";
import { expect, test } from "vitest";
import { sortedInSlices } from "../src/slices.js";
import { turnsDuring } from "./turns.js";

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
  const all = Array.from({ length: 200_000 }, (_, at): Thing => ({ rank: (at * 7_919) % 200_003, at }));
  expect(await turnsDuring(() => sortedInSlices(all, byRank))).toBeGreaterThan(1);
});
