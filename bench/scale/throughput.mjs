// Test 11: how many more answers three processes give than one, each held to a share of a core: else the cores of this
// machine would be measured. Pairs of runs one after the other, the median counts.
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { commandData, startNginx, until } from "../attack/stand-ins.mjs";
import { cpuOf } from "../cpu-of.mjs";
import { openWorld } from "./world.mjs";

export const bar =
  "three processes answer 2.2 times as much as one, at 1.3 times the CPU an answer at most; a statement an answer at most";
export const short = { seconds: 4, pairs: 1 };
export const full = { seconds: 20, pairs: 5 };

const RATIO = 2.2;
const DEARER = 1.3;
/** Questions on their way at a time, for each process: with more they wait longer than the load balancer (1.2 s), and are asked twice. */
const CLIENTS = 3;
const COMMAND = 2;
/** Of each process in its turns, in ms: it runs, it stands still. */
const SHARE = { runs: 5, stands: 95 };

/** In a thread of its own, which nothing holds up. */
const THROTTLE = `
  const { workerData: { pids, runs, stands } } = require("node:worker_threads");
  const idle = new Int32Array(new SharedArrayBuffer(4));
  const signal = (name) => { for (const pid of pids) try { process.kill(pid, name); } catch {} };
  for (;;) { signal("SIGCONT"); Atomics.wait(idle, 0, 0, runs); signal("SIGSTOP"); Atomics.wait(idle, 0, 0, stands); }`;

export async function run({ seconds, pairs }) {
  const world = await openWorld({});
  const { processes } = world;
  const one = await startNginx([processes[0].url]);
  const promised = [];
  let askers = 0;
  /** Whether a first word came; somebody else asks each time. */
  async function ask(url) {
    const user = String(600_000_000_000_000_000n + BigInt((askers += 1)));
    const data = commandData("post", { query: "kettle" });
    const { open } = await world.discord.sendTo(`${url}/discord/interactions`, COMMAND, data, { user });
    if (open.state === "deferred") promised.push(open);
    return open.state !== "open";
  }
  const kept = () => until(() => promised.every(({ state }) => state === "answered"), "promised answers");
  const statements = async () => {
    const metrics = await Promise.all(processes.map((each) => each.metrics()));
    return metrics.reduce((sum, all) => sum + (all.get("postern_store_seconds_count") ?? 0), 0);
  };
  async function statementsWhile(work) {
    const before = await statements();
    const result = await work();
    return { result, count: (await statements()) - before };
  }
  async function measure(url, count) {
    const pids = processes.slice(0, count).map(({ pid }) => pid);
    const throttle = new Worker(THROTTLE, { eval: true, workerData: { pids, ...SHARE } });
    const before = pids.map(cpuOf).reduce((sum, ms) => sum + ms, 0);
    let [answered, failed] = [0, 0];
    const end = performance.now() + seconds * 1000;
    await Promise.all(
      Array.from({ length: count * CLIENTS }, async () => {
        while (performance.now() < end) {
          if (await ask(url)) answered += 1;
          else failed += 1;
        }
      }),
    );
    const cpu = pids.map(cpuOf).reduce((sum, ms) => sum + ms, 0) - before;
    await throttle.terminate();
    for (const each of processes) each.signal("SIGCONT");
    await kept();
    return { answered, failed, each: cpu / answered };
  }
  const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
  try {
    for (const each of processes) for (let n = 0; n < 200; n += 1) await ask(each.url);
    await kept();
    const asked = await statementsWhile(async () => {
      const began = performance.now();
      for (let n = 0; n < 100; n += 1) await ask(world.url);
      return performance.now() - began;
    });
    // Leases, looks for what is to be sent: as many as there are in the same time without questions.
    const besides = await statementsWhile(async () => pause(asked.result));
    const perAnswer = (asked.count - besides.count) / 100;
    const ratios = [];
    const dearer = [];
    let failed = 0;
    for (let n = 0; n < pairs; n += 1) {
      const single = await measure(one.url, 1);
      const triple = await measure(world.url, 3);
      ratios.push(triple.answered / single.answered);
      dearer.push(triple.each / single.each);
      failed += single.failed + triple.failed;
    }
    const [ratio, cost] = [median(ratios), median(dearer)];
    return {
      met: ratio >= RATIO && cost <= DEARER && perAnswer <= 1,
      reached: `${ratio.toFixed(2)} times (${ratios.map((each) => each.toFixed(2)).join(", ")}), ${cost.toFixed(2)} times the CPU an answer, ${perAnswer.toFixed(2)} statements an answer, ${failed} without an answer, ${promised.length} promised`,
    };
  } finally {
    for (const each of processes) if (each.lives) each.signal("SIGCONT");
    await one.stop();
    await world.close();
  }
}
