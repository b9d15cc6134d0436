// Test 11: how many more answers three processes give than one, each held to a share of a core: else the cores of this
// machine would be measured. Pairs of runs one after the other, the median counts. Before they are measured all processes
// are warm, each has come to its share, and questions wait for it; what is answered after the end counts for nothing.
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
/** So long, in ms, statements are counted, to a tenth of one an answer: what the processes ask besides comes in bursts seconds apart. */
const COUNTED = 10_000;
const COMMAND = 2;
/** Of a core, that each process has; it may save up as much for so many ms of it, and goes on with more than half of them. */
const SHARE = { share: 0.05, saved: 5 };
/** Under way like this before it counts, in ms. */
const SETTLE = 2000;

/**
 * In a thread of its own, which nothing holds up. By the processor time that each has used: by the clock, three that are
 * woken at the same moment share two cores, and one of them alone gets more than its share.
 */
const THROTTLE = `
  const { readdirSync, readFileSync } = require("node:fs");
  const { workerData: { pids, share, saved } } = require("node:worker_threads");
  const idle = new Int32Array(new SharedArrayBuffer(4));
  const usedBy = (pid) => {
    let ns = 0;
    // A thread may end meanwhile.
    for (const thread of readdirSync("/proc/" + pid + "/task"))
      try { ns += Number(readFileSync("/proc/" + pid + "/task/" + thread + "/schedstat", "latin1").split(" ")[0]); } catch {}
    return ns / 1e6;
  };
  const all = pids.map((pid) => ({ pid, used: usedBy(pid), left: 0, runs: true }));
  let before = performance.now();
  for (;;) {
    Atomics.wait(idle, 0, 0, 1);
    const now = performance.now();
    for (const one of all) {
      one.left = Math.min(saved, one.left + (now - before) * share);
      if (one.runs) {
        const used = usedBy(one.pid);
        one.left -= Math.max(0, used - one.used);
        one.used = used;
      }
      if (one.runs ? one.left > 0 : one.left < saved / 2) continue;
      // The last that it used before it stood still is counted once it runs again.
      process.kill(one.pid, one.runs ? "SIGSTOP" : "SIGCONT");
      one.runs = !one.runs;
    }
    before = now;
  }`;

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
    const used = () => pids.map(cpuOf).reduce((sum, ms) => sum + ms, 0);
    let [answered, failed] = [0, 0];
    const now = { stage: "settling" };
    const asking = Array.from({ length: count * CLIENTS }, async () => {
      while (now.stage !== "over") {
        const inTime = await ask(url);
        if (now.stage !== "measured") continue;
        if (inTime) answered += 1;
        else failed += 1;
      }
    });
    await pause(SETTLE);
    now.stage = "measured";
    const [before, began] = [used(), performance.now()];
    await pause(seconds * 1000);
    now.stage = "over";
    const [cpu, took] = [used() - before, (performance.now() - began) / 1000];
    await Promise.all(asking);
    await throttle.terminate();
    for (const each of processes) each.signal("SIGCONT");
    await kept();
    return { answered: answered / took, failed, each: cpu / answered, share: cpu / took / 10 / count };
  }
  const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
  try {
    for (const each of processes) for (let n = 0; n < 200; n += 1) await ask(each.url);
    await kept();
    const asked = await statementsWhile(async () => {
      const began = performance.now();
      let questions = 0;
      for (; performance.now() - began < COUNTED; questions += 1) await ask(world.url);
      return { questions, took: performance.now() - began };
    });
    // Leases, looks for what is to be sent: as many as there are in the same time without questions.
    const besides = await statementsWhile(async () => pause(asked.result.took));
    const perAnswer = (asked.count - besides.count) / asked.result.questions;
    const ratios = [];
    const dearer = [];
    const shares = [];
    let failed = 0;
    for (let n = 0; n < pairs; n += 1) {
      const single = await measure(one.url, 1);
      const triple = await measure(world.url, 3);
      ratios.push(triple.answered / single.answered);
      dearer.push(triple.each / single.each);
      shares.push(`${single.share.toFixed(1)} and ${triple.share.toFixed(1)}`);
      failed += single.failed + triple.failed;
    }
    const [ratio, cost] = [median(ratios), median(dearer)];
    return {
      met: ratio >= RATIO && cost <= DEARER && Number(perAnswer.toFixed(1)) <= 1,
      reached: `${ratio.toFixed(2)} times (${ratios.map((each) => each.toFixed(2)).join(", ")}), ${cost.toFixed(2)} times the CPU an answer (of a core each process had, in %: ${shares.join(", ")}), ${perAnswer.toFixed(2)} statements an answer, ${failed} without an answer, ${promised.length} promised`,
    };
  } finally {
    for (const each of processes) if (each.lives) each.signal("SIGCONT");
    await one.stop();
    await world.close();
  }
}
