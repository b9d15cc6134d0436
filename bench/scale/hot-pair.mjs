// Test 2: two processes on Discord's gateway with one token, while random ones are killed: at any moment, while one has a
// question in hand, and while it has promised an answer.
import pg from "pg";
import { until } from "../attack/stand-ins.mjs";
import { killAtPoints } from "./kill-at-points.mjs";
import { startTraffic } from "./traffic.mjs";
import { PATIENCE, openWorld } from "./world.mjs";

export const bar = "a word in time for all, none unanswered, none answered twice, no warning of a rival";
export const short = { kills: 4, patience: PATIENCE };
export const full = { kills: 100 };

/** Moments in which a process holds something; each gives its holder, or true where any may be meant. */
const pointsOf = (ask) => ({
  taken: async () => (await ask("select holder from taken where answered = 0 limit 1"))[0]?.holder,
  promised: async () => (await ask("select id from deferred limit 1")).length > 0,
  any: () => true,
});

export async function run({ random, kills, patience }) {
  const world = await openWorld({
    each: [{}, {}],
    settings: { DISCORD_RECEIVE: "gateway" },
    balancer: null,
    patience,
  });
  const { discord, processes } = world;
  const client = new pg.Client(world.databaseUrl);
  await client.connect();
  const ask = async (question) => (await client.query(question)).rows;
  const isPair = () => discord.gateway.listening.length === processes.length;
  try {
    await until(isPair, "both connected");
    const traffic = startTraffic(world, { random, platforms: ["discord"] });
    const where = await killAtPoints(world, {
      random,
      kills,
      points: pointsOf(ask),
      back: () => until(isPair, "both connected again"),
    });
    const { discord: counted } = await traffic.stop();
    const twice = traffic.inDiscord.filter(({ open }) => open.message && open.message.edited > 1).length;
    const calls = discord.world.calls.filter(({ path }) => path.endsWith("/callback")).length;
    const rivals = processes.flatMap((one) => one.warnings()).filter((line) => /this bot's token/.test(line));
    return {
      met: counted.late + counted.unanswered + twice + rivals.length === 0,
      reached: `${kills} kills (${where}): ${counted.asked} asked, ${counted.late} without a word in ${counted.inTime / 1000} s, ${counted.unanswered} unanswered, ${twice} twice, slowest ${counted.slowest} ms (whole: ${counted.slowestWhole} ms), ${calls - counted.asked} more callbacks than questions, ${rivals.length} warnings of a rival`,
    };
  } finally {
    await client.end();
    await world.close();
  }
}
