// Test 1: three processes behind nginx, asked on both platforms, while random ones are killed at random moments and at
// named points.
import pg from "pg";
import { startHaproxy, startNginx } from "../attack/stand-ins.mjs";
import { killAtPoints } from "./kill-at-points.mjs";
import { inWords, startTraffic } from "./traffic.mjs";
import { PATIENCE, openWorld } from "./world.mjs";

export const bar =
  "Discord: a word in time for all, none unanswered; Telegram: none unanswered, at most one silent repeat a kill";
export const short = { kills: 6, patience: PATIENCE };
export const full = { kills: 200 };

const openRow = (begun) => `
  select holder from inbox where entry is not null and (entry::json->>'begun')::boolean = ${begun}
  order by random() limit 1`;

/** Moments in which a process holds something; each gives its holder, or true where the store does not tell whose it is. */
const pointsOf = (ask, telegram) => ({
  kept: async () => (await ask(openRow(false)))[0]?.holder,
  claimed: async () => (await ask(openRow(true)))[0]?.holder,
  sending: async () => telegram.server.sending > 0 && (await ask(openRow(true)))[0]?.holder,
  deferred: async () => (await ask("select id from deferred limit 1")).length > 0,
  any: () => true,
});

const balancers = { nginx: startNginx, haproxy: startHaproxy };

export async function run({ random, kills, balancer = "nginx", patience }) {
  const world = await openWorld({ balancer: balancers[balancer], patience });
  const client = new pg.Client(world.databaseUrl);
  await client.connect();
  const ask = async (question) => (await client.query(question)).rows;
  world.telegram.server.sendingTakes = 40;
  const traffic = startTraffic(world, { random });
  try {
    const where = await killAtPoints(world, { random, kills, points: pointsOf(ask, world.telegram) });
    const counted = await traffic.stop();
    const { discord, telegram } = counted;
    return {
      met:
        discord.late + discord.unanswered + telegram.unanswered + telegram.loud === 0 &&
        telegram.repeats <= kills,
      reached: `${kills} kills (${where}): ${inWords(counted)}`,
    };
  } finally {
    await client.end();
    await world.close();
  }
}
