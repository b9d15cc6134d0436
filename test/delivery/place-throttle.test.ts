// A long line for one place: everybody gets a turn, in time, and without all asking again and again.
import { expect, test } from "vitest";
import { PlaceThrottle } from "../../src/delivery/place-throttle.js";

const GAP = 1000;
const TAKES = 100;

/** Lets `count` messages to one place stand in line by a clock of our own, and tells how it went. */
function line(count: number, at = 1_700_000_000_000) {
  const throttle = new PlaceThrottle();
  const due: { readonly id: number; readonly at: number }[] = Array.from({ length: count }, (_, id) => ({
    id,
    at,
  }));
  const sent: { readonly id: number; readonly at: number }[] = [];
  let asked = 0;
  let free = 0;
  while (due.length > 0) {
    const next = due.toSorted((a, b) => a.at - b.at || a.id - b.id)[0];
    if (!next) break;
    due.splice(due.indexOf(next), 1);
    if (free > 0 && free <= next.at) {
      throttle.leave("place");
      free = 0;
    }
    asked += 1;
    const turn = throttle.enter("place", next.at, GAP);
    if (turn === null) {
      sent.push(next);
      free = next.at + TAKES;
      throttle.close("place", next.at + GAP, next.at);
    } else {
      expect(turn).toBeGreaterThan(next.at);
      due.push({ id: next.id, at: turn });
    }
  }
  return { asked, sent };
}

test("everybody asks twice, and the place gets them in order, as closely as it wants them", () => {
  const { asked, sent } = line(200);
  expect(asked).toBeLessThanOrEqual(2 * 200);
  expect(sent.map(({ id }) => id)).toEqual(Array.from({ length: 200 }, (_, id) => id));
  const gaps = sent.slice(1).map(({ at }, n) => at - (sent[n]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(GAP);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(1.5 * GAP);
});

test("a place in a line does not hold up another, and a clock that was set back opens all", () => {
  const throttle = new PlaceThrottle();
  expect(throttle.enter("a", 10_000, GAP)).toBeNull();
  expect(throttle.enter("a", 10_000, GAP)).toBe(10_250);
  expect(throttle.enter("a", 10_000, GAP)).toBe(11_500);
  expect(throttle.enter("b", 10_000, GAP)).toBeNull();
  throttle.leave("a");
  throttle.close("a", 20_000, 10_100);
  expect(throttle.enter("a", 10_100, GAP)).toBe(20_000);
  expect(throttle.enter("a", 5000, GAP)).toBeNull();
});

test("while the platform is closed as a whole nobody takes a turn", () => {
  const throttle = new PlaceThrottle();
  throttle.closeAll(30_000, 10_000);
  for (const place of ["a", "a", "b"]) expect(throttle.enter(place, 10_000, GAP)).toBe(30_000);
  expect(throttle.enter("a", 30_000, GAP)).toBeNull();
});
