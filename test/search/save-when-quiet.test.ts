// When an index is saved while thousands of posts change, one batch after another.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { whenQuiet } from "../../src/search/when-quiet.js";

const QUIET = 30_000;
const LATEST = 300_000;
let saves = 0;
const changed = (every: number, batches: number, waiter: ReturnType<typeof whenQuiet>): void => {
  for (let batch = 0; batch < batches; batch += 1) {
    waiter.again();
    vi.advanceTimersByTime(every);
  }
};
const opened = () =>
  whenQuiet(
    () => {
      saves += 1;
    },
    { quiet: QUIET, latest: LATEST },
  );

beforeEach(() => {
  saves = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it("saves once after 5,000 posts that came in 150 batches over two minutes", () => {
  const waiter = opened();
  changed(800, 150, waiter);
  expect(saves).toBe(0);
  vi.advanceTimersByTime(QUIET);
  expect(saves).toBe(1);
  vi.advanceTimersByTime(LATEST);
  expect(saves).toBe(1);
});

it("saves every five minutes what does not come to an end, so that a kill costs no more", () => {
  changed(1_000, 1_800, opened());
  expect(saves).toBe(6);
});

it("saves soon after each of the changes that are far apart, and nothing once it is stopped", () => {
  const waiter = opened();
  changed(60_000, 3, waiter);
  expect(saves).toBe(3);
  waiter.again();
  waiter.stop();
  vi.advanceTimersByTime(LATEST);
  expect(saves).toBe(3);
});
