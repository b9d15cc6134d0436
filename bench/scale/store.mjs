// Test 5: PostgreSQL is killed and started again, stopped for a while, and falls silent, under questions and with news.
import { setTimeout as pause } from "node:timers/promises";
import { chats, ids, openProxy, until } from "../attack/stand-ins.mjs";
import { ownPostgres } from "./own-postgres.mjs";
import { inWords, startTraffic } from "./traffic.mjs";
import { PATIENCE, openWorld } from "./world.mjs";

export const bar =
  "Discord: a word in time for all; pushing resumes in 10 s; no news lost or twice; no statement over 6 s";
/** How soon pushing resumes depends on the machine, too: told, and no bar of CI. */
export const short = { kills: 2, seconds: 8, resumes: Infinity, patience: PATIENCE };
export const full = { kills: 20, seconds: 60, resumes: 10_000 };

/** Between two kills, in ms. */
const REST = 3000;

export async function run({ random, kills, seconds, resumes, patience }) {
  const server = await ownPostgres();
  const proxy = await openProxy(server.url);
  const world = await openWorld({
    databaseUrl: proxy.url,
    patience,
    settings: {
      ROLES: "answer,deliver,read",
      ANNOUNCE_TO: `discord:${ids.announcements},telegram:${chats.channel.id}`,
    },
  });
  const { discord, telegram } = world;
  const news = [];
  const resumed = [];
  const shownIn = () => [
    discord.world.shown(ids.announcements).map((message) => discord.textOf(message)),
    telegram.shown(chats.channel).map(({ text, rich }) => text + JSON.stringify(rich)),
  ];
  const countOf = (title) => shownIn().map((texts) => texts.filter((text) => text.includes(title)).length);
  /** Something new appears while the store is away; once it is back, how long until all channels have it? */
  async function during(away, back) {
    await away();
    const title = `News number ${news.length}.`;
    news.push(title);
    world.publish(`news-${news.length}`, title);
    await back();
    const began = performance.now();
    await until(
      () => countOf(title).every((count) => count > 0),
      () => `${title} is not announced`,
    );
    resumed.push(performance.now() - began);
  }
  const traffic = startTraffic(world, { random, perSecond: 6 });
  try {
    for (let n = 0; n < kills; n += 1) {
      await during(
        () => server.stop("immediate"),
        () => server.start(),
      );
      await pause(random() * REST);
    }
    await during(
      () => server.stop("fast"),
      async () => {
        await pause(seconds * 1000);
        server.start();
      },
    );
    await during(
      () => proxy.silence(),
      async () => {
        await pause(seconds * 1000);
        proxy.speak();
      },
    );
    const counted = await traffic.stop();
    const counts = news.map(countOf);
    const lost = counts.flat().filter((count) => count === 0).length;
    const twice = counts.flat().filter((count) => count > 1).length;
    const slow = await Promise.all(world.processes.map(statementsOver6));
    const slowest = Math.max(...resumed);
    return {
      met:
        counted.discord.late + counted.discord.unanswered + counted.telegram.unanswered + lost + twice ===
          0 &&
        slow.every((count) => count === 0) &&
        slowest <= resumes,
      reached: `${kills} kills, stopped ${seconds} s, silent ${seconds} s: ${inWords(counted)}; ${news.length} news on 2 platforms, ${lost} lost, ${twice} twice, the slowest ${(slowest / 1000).toFixed(1)} s after the store was back; ${slow.join("+")} statements over 6 s`,
    };
  } finally {
    await world.close();
    proxy.close();
  }
}

async function statementsOver6(one) {
  const metrics = await one.metrics();
  return (
    (metrics.get("postern_store_seconds_count") ?? NaN) -
    (metrics.get('postern_store_seconds_bucket{le="6"}') ?? NaN)
  );
}
