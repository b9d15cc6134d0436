// Readers ask on both platforms while news go to many places, for minutes, with `--processes` of them: how soon they are
// answered beside readers of an idle bot, how much of the platforms' limits is used, how long the event loop is held, and
// whether memory stays what it was.
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { subscribePlaces } from "./places.mjs";
import { startTraffic } from "./traffic.mjs";
import { openWorld } from "./world.mjs";

export const bar = "all are answered; at the end a tenth more memory at most than after the first third";
export const short = { seconds: 20, perSecond: 10, places: 200, processes: 1 };
export const full = { seconds: 240, perSecond: 80, places: 8000, processes: 1 };

/** Messages that the platforms take of a bot in a second (docs/announcements.md). */
const LIMITS = { discord: 50, telegram: 30 };
/** Questions a second, and for how long, of readers of an idle bot. */
const IDLE = { perSecond: 4, ms: 15_000 };
const LOOK_EVERY = 1000;
const GROWTH = 1.1;

const megabytes = ({ pid }) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

export async function run({ random, seconds, perSecond, places, processes: many }) {
  const world = await openWorld({ each: Array.from({ length: many }, () => ({})) });
  const { processes } = world;
  try {
    await subscribePlaces(world, places);
    const idle = await answersOf(world, { random, perSecond: IDLE.perSecond }, IDLE.ms);
    const watch = watchProcesses(processes);
    world.publish("news", "News for everybody.");
    const busy = await answersOf(world, { random, perSecond }, seconds * 1000);
    const { first, last, hold, rates } = await watch.stop();
    const unanswered = busy.counts.discord.unanswered + busy.counts.telegram.unanswered;
    const used = Object.entries(LIMITS).map(([platform, limit]) => {
      const share = ((100 * (rates[platform] ?? 0)) / limit).toFixed(0);
      return `${platform} ${(rates[platform] ?? 0).toFixed(1)}/s (${share} % of its limit)`;
    });
    return {
      met: unanswered === 0 && last <= first * GROWTH,
      reached: `${many} process(es), ${busy.times.length} answers, ${busy.perSecond.toFixed(0)} a second, ${unanswered} without; p50 ${busy.p50} ms and p99 ${busy.p99} ms, idle ${idle.p50} and ${idle.p99}; news by ${used.join(", ")}; event loop held ${hold} ms at most; ${first.toFixed(0)} MB after a third, ${last.toFixed(0)} MB at the end`,
    };
  } finally {
    await world.close();
  }
}

/** How soon questions are answered for some time: a first word in Discord, the message in Telegram. */
async function answersOf(world, traffic, ms) {
  const began = performance.now();
  const asking = startTraffic(world, traffic);
  await pause(ms);
  const counts = await asking.stop();
  const took = (performance.now() - began) / 1000;
  const times = [...asking.inDiscord.map(({ first }) => first), ...asking.inTelegram.map(({ done }) => done)]
    .filter(Number.isFinite)
    .toSorted((a, b) => a - b);
  const at = (share) => Math.round(times[Math.floor(share * (times.length - 1))]);
  return { counts, times, perSecond: times.length / took, p50: at(0.5), p99: at(0.99) };
}

/** Looks at all processes every second until it is stopped. */
function watchProcesses(processes) {
  const stopped = new AbortController();
  const looks = [];
  const watching = (async () => {
    while (!stopped.signal.aborted) {
      const all = await Promise.all(processes.map((one) => one.metrics()));
      const sum = (name) => all.reduce((total, metrics) => total + (metrics.get(name) ?? 0), 0);
      looks.push({
        at: performance.now(),
        memory: Math.max(...processes.map(megabytes)),
        lag: Math.max(...all.map((metrics) => metrics.get("nodejs_eventloop_lag_max_seconds") ?? 0)),
        discord: sum('postern_sent_total{platform="discord",outcome="sent"}'),
        telegram: sum('postern_sent_total{platform="telegram",outcome="sent"}'),
      });
      await pause(LOOK_EVERY);
    }
  })();
  /** Messages a second while there were any. */
  const rateOf = (platform) => {
    const sent = looks.filter((look, n) => n > 0 && look[platform] > looks[n - 1][platform]);
    const [first, last] = [sent.at(0), sent.at(-1)];
    return first && last !== first ? ((last[platform] - first[platform]) / (last.at - first.at)) * 1000 : 0;
  };
  return {
    async stop() {
      stopped.abort();
      await watching;
      return {
        first: looks[Math.floor(looks.length / 3)].memory,
        last: looks.at(-1).memory,
        hold: Math.round(Math.max(...looks.map(({ lag }) => lag)) * 1000),
        rates: { discord: rateOf("discord"), telegram: rateOf("telegram") },
      };
    },
  };
}
