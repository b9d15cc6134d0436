// Test 10: three processes on Discord's gateway hold the shards of 5,000 servers among them, while some are killed.
import { setTimeout as pause } from "node:timers/promises";
import { ids, until } from "../attack/stand-ins.mjs";
import { startTraffic } from "./traffic.mjs";
import { openWorld } from "./world.mjs";

export const bar =
  "every server is heard by somebody within 20 s, and by two again after that; identifies 5 s apart over all processes; none unanswered";
export const short = { kills: 1, servers: 300 };
export const full = { kills: 5, servers: 5000 };

const SHARDS = 3;
const SHARD_BITS = 22n;
/** Discord's, in ms. */
const IDENTIFY_GAP = 5000;
const LOOK_EVERY = 20;

export async function run({ random, kills, servers }) {
  const settings = { DISCORD_RECEIVE: "gateway" };
  const prepare = ({ gateway, world }) => {
    Object.assign(gateway, { shards: SHARDS, least: SHARDS, identifyGap: IDENTIFY_GAP });
    const first = BigInt(ids.guild) >> SHARD_BITS;
    for (let n = 1; n < servers; n += 1) world.servers.push(String((first + BigInt(n)) << SHARD_BITS));
  };
  const world = await openWorld({ settings, balancer: null, prepare });
  const { discord, processes } = world;
  const holders = () => {
    const counts = Array.from({ length: SHARDS }, () => 0);
    for (const { shard } of discord.gateway.listening) counts[shard] += 1;
    return counts;
  };
  const heardBy = (count) => holders().every((one) => one >= count);
  let deafSince = null;
  let longest = 0;
  try {
    await until(
      () => heardBy(2),
      () => `two for each shard: ${holders().join()}`,
    );
    const looking = setInterval(() => {
      if (heardBy(1)) deafSince = null;
      else longest = Math.max(longest, performance.now() - (deafSince ??= performance.now()));
    }, LOOK_EVERY);
    const traffic = startTraffic(world, { random, platforms: ["discord"], perSecond: 4 });
    const whole = [];
    for (let n = 0; n < kills; n += 1) {
      await pause(random() * 2000);
      const victim = processes[Math.floor(random() * processes.length)];
      const killed = performance.now();
      await victim.kill("SIGKILL");
      await until(
        () => heardBy(2),
        () => `two for each shard again: ${holders().join()}`,
      );
      whole.push(Math.round(performance.now() - killed));
      await victim.start();
    }
    const { discord: counted } = await traffic.stop();
    clearInterval(looking);
    const { identified } = discord.gateway;
    const gaps = identified.slice(1).map(({ at }, n) => at - identified[n].at);
    const least = Math.round(Math.min(...gaps));
    return {
      met: longest < 20_000 && least >= IDENTIFY_GAP && counted.late + counted.unanswered === 0,
      reached: `${kills} kills, ${servers} servers: nobody heard a shard for ${Math.round(longest)} ms at most, two heard each again after ${whole.join(", ")} ms; ${identified.length} identifies, ${least} ms apart at least; ${counted.asked} asked, ${counted.late} without a word in 3 s, ${counted.unanswered} unanswered`,
    };
  } finally {
    await world.close();
  }
}
