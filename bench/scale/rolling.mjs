// Test 4: all processes are started anew one after another, under questions and with news on their way. `--old FILE`: the
// dist/cli.js of an older release: from it to this one, back, and here again; without it, this one to itself.
import { ids, until } from "../attack/stand-ins.mjs";
import { inWords, startTraffic } from "./traffic.mjs";
import { openWorld } from "./world.mjs";

export const bar =
  "a word within 3 s for all, none unanswered, none repeated; news once; the older release starts on the newer tables";
export const short = { kills: 1 };
export const full = { kills: 5 };

/** `kills`: how often all are started anew. */
export async function run({ random, kills, old }) {
  const world = await openWorld({
    settings: {
      ROLES: "answer,deliver,read",
      DRAIN_SECONDS: "2",
      ANNOUNCE_TO: `discord:${ids.announcements}`,
    },
  });
  const { discord, processes } = world;
  const countOf = (title) =>
    discord.world.shown(ids.announcements).filter((message) => discord.textOf(message).includes(title))
      .length;
  const traffic = startTraffic(world, { random });
  const news = [];
  try {
    for (let n = 0; n < kills; n += 1)
      for (const program of old ? [old, undefined] : [undefined]) {
        const title = `News number ${news.length}.`;
        news.push(title);
        world.publish(`news-${news.length}`, title);
        for (const one of processes) {
          await one.kill("SIGTERM");
          await one.start(program);
        }
        await until(
          () => countOf(title) > 0,
          () => `${title} is not announced`,
        );
      }
    const counted = await traffic.stop();
    const { discord: here, telegram } = counted;
    const again = news.filter((title) => countOf(title) > 1).length;
    const wrong = [here.late, here.unanswered, telegram.unanswered, telegram.repeats, again];
    return {
      met: wrong.every((count) => count === 0),
      reached: `${news.length} times all anew${old ? ", with the older release" : ""}: ${inWords(counted)}; ${again} news twice`,
    };
  } finally {
    await world.close();
  }
}
