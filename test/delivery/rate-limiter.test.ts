// The rate limiter: never over a platform's limit, and hardly under it, also where timers are late.
import { expect, it } from "vitest";
import { RateLimiter } from "../../src/delivery/rate-limiter.js";

/** A clock whose waits take longer than asked by what `late` says, without any real time passing. */
function lateClock(late: () => number) {
  let time = 0;
  return {
    now: () => time,
    wait: async (ms: number) => void (time += ms + late()),
    pass: (ms: number) => void (time += ms),
  };
}

/** Pseudo-random numbers from 0 to 1, the same in every run. */
const chances = () => {
  let seed = 7;
  return () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
};

async function departures(limiter: RateLimiter, clock: ReturnType<typeof lateClock>, count: number) {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    await limiter.turn();
    times.push(clock.now());
  }
  return times;
}

/** How close together `limit + 1` messages came; below a second the platform refuses one. */
const closest = (times: readonly number[], limit: number): number =>
  Math.min(...times.slice(limit).map((at, n) => at - (times[n] ?? 0)));
const perSecond = (times: readonly number[]): number =>
  ((times.length - 1) * 1000) / ((times.at(-1) ?? 0) - (times[0] ?? 0));

it.each([30, 50])(
  "uses over 97 %% of %i a second, and never more, where timers are a little late",
  async (limit) => {
    const chance = chances();
    const clock = lateClock(() => chance() * 2);
    const times = await departures(new RateLimiter(limit, clock), clock, 20 * limit);
    expect(closest(times, limit)).toBeGreaterThanOrEqual(1015);
    expect(perSecond(times) / limit).toBeGreaterThan(0.97);
  },
);

it("does not make up for a machine that stood still by going over the limit", async () => {
  const chance = chances();
  const clock = lateClock(() => (chance() < 0.05 ? 300 : 0));
  const times = await departures(new RateLimiter(50, clock), clock, 2000);
  expect(closest(times, 50)).toBeGreaterThanOrEqual(1015);
});

it("lets out little at once after a rest", async () => {
  const clock = lateClock(() => 0);
  const limiter = new RateLimiter(50, clock);
  await departures(limiter, clock, 100);
  clock.pass(60_000);
  const times = await departures(limiter, clock, 50);
  const began = times[0] ?? 0;
  expect(times.filter((at) => at < began + 10).length).toBeLessThanOrEqual(5);
});

it("serves those who ask at once in their order", async () => {
  const clock = lateClock(() => 0);
  const limiter = new RateLimiter(50, clock);
  const order: number[] = [];
  await Promise.all([1, 2, 3].map(async (n) => (await limiter.turn(), order.push(n))));
  expect(order).toEqual([1, 2, 3]);
});
