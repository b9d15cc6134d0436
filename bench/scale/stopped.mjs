// Test 6: the process that holds a lease stands still in the middle of its work (SIGSTOP) and wakes after another took
// over: for each lease there is. A shard is a lease, too.
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { chats, ids, until } from "../attack/stand-ins.mjs";
import { inWords, startTraffic } from "./traffic.mjs";
import { openWorld } from "./world.mjs";

export const bar =
  "another holds within 20 s and keeps it; no news lost; Discord: none twice; Telegram: one silent repeat at most";
export const short = { seconds: 14, kills: 2 };
export const full = { seconds: 40, kills: Infinity };

const TAKEN = 20_000;
/** So long after it woke the old holder has had its say, in ms. */
const AWAKE = 5000;

/** `kills`: how many leases at most. */
export async function run({ random, seconds, kills }) {
  const world = await openWorld({
    settings: {
      ROLES: "answer,deliver,read",
      ANNOUNCE_TO: `discord:${ids.announcements},telegram:${chats.channel.id}`,
    },
  });
  const { discord, telegram } = world;
  const client = new pg.Client(world.databaseUrl);
  await client.connect();
  const leases = async () =>
    new Map(
      (await client.query("select * from lease order by name desc")).rows.map((row) => [row.name, row]),
    );
  /** The next message is kept by the platform, but never answered: the process stops while it waits. */
  const inTheMiddle = {
    "send discord": () =>
      discord.fail({
        on: new RegExp(`POST /channels/${ids.announcements}/messages`),
        times: 1,
        how: "hang",
        stored: true,
      }),
    "send telegram": () => telegram.server.fail("sendRichMessage", "silent"),
  };
  const shown = {
    "send discord": (title) =>
      discord.world.shown(ids.announcements).filter((message) => discord.textOf(message).includes(title)),
    "send telegram": (title) =>
      telegram.shown(chats.channel).filter(({ text, rich }) => (text + JSON.stringify(rich)).includes(title)),
  };
  const traffic = startTraffic(world, { random, perSecond: 4 });
  const news = [];
  let slowest = 0;
  const lost = [];
  const told = [];
  try {
    const names = [...(await leases()).keys()].slice(0, kills);
    for (const name of names) {
      const title = `News number ${news.length}.`;
      news.push(title);
      const before = (await leases()).get(name);
      const holder = world.processOf(before.holder);
      if (!holder) throw new Error(`nobody holds “${name}”`);
      inTheMiddle[name]?.();
      if (inTheMiddle[name]) {
        world.publish(`news-${news.length}`, title);
        await until(() => shown[name](title).length > 0, `${title} on its way`);
      }
      holder.signal("SIGSTOP");
      const began = performance.now();
      if (!inTheMiddle[name]) world.publish(`news-${news.length}`, title);
      await until(
        async () => (await leases()).get(name).epoch !== before.epoch,
        () => `nobody takes “${name}” over`,
      );
      slowest = Math.max(slowest, performance.now() - began);
      await pause(Math.max(0, began + seconds * 1000 - performance.now()));
      const taken = (await leases()).get(name);
      holder.signal("SIGCONT");
      await pause(AWAKE);
      const after = (await leases()).get(name);
      if (after.epoch !== taken.epoch) lost.push(name);
      told.push(`${name} ${before.epoch}→${after.epoch}`);
      for (const of of Object.values(shown)) await until(() => of(title).length > 0, `${title} everywhere`);
    }
    const counted = await traffic.stop();
    const again = Object.values(shown).map((of) => news.map((title) => of(title).slice(1)).flat());
    const [inDiscord, inTelegram] = again;
    const loud = inTelegram.filter(({ silent }) => !silent).length;
    return {
      met:
        slowest <= TAKEN &&
        lost.length + inDiscord.length + loud + counted.discord.unanswered + counted.telegram.unanswered ===
          0 &&
        inTelegram.length <= 1,
      reached: `${told.join(", ")}; taken over within ${(slowest / 1000).toFixed(1)} s, taken back ${lost.length} times; ${news.length} news: Discord ${inDiscord.length} twice, Telegram ${inTelegram.length} repeated (${loud} with a sound); ${inWords(counted)}`,
    };
  } finally {
    await client.end();
    for (const one of world.processes) if (one.lives) one.signal("SIGCONT");
    await world.close();
  }
}
