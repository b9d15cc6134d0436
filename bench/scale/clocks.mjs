// Test 7: the clocks of three machines are a minute apart; processes end and stand still: does ever more than one hold a
// lease?
import { setTimeout as pause } from "node:timers/promises";
import { resolve } from "node:path";
import { chats, ids, until } from "../attack/stand-ins.mjs";
import { openWorld } from "./world.mjs";

export const bar = "never two holders at once; every news once";
export const short = { kills: 3 };
export const full = { kills: 20 };

const MINUTE = 60_000;
/** Looks at several processes are not of one moment: two hold it where so many looks in a row say so. */
const LOOKS = 3;
/** So old, in ms, that it is past by each of the clocks. */
const PAST = 2 * MINUTE;

export async function run({ random, kills }) {
  const shift = (ms) => ({
    NODE_OPTIONS: `--import=${resolve("bench/shift-clock.mjs")}`,
    SHIFT_CLOCK: String(ms),
  });
  const world = await openWorld({
    each: [shift(-MINUTE), shift(0), shift(MINUTE)],
    settings: {
      ROLES: "answer,deliver,read",
      ANNOUNCE_TO: `discord:${ids.announcements},telegram:${chats.channel.id}`,
    },
  });
  const { discord, telegram, processes } = world;
  const twice = new Set();
  let looks = 0;
  /** Leases that two processes say they hold. */
  async function doubles() {
    const all = await Promise.all(processes.filter(({ lives }) => lives).map((one) => one.metrics()));
    const count = new Map();
    for (const metrics of all)
      for (const [name, value] of metrics)
        if (name.startsWith("postern_lease_held") && value === 1) count.set(name, (count.get(name) ?? 0) + 1);
    return new Set([...count].filter(([, holders]) => holders > 1).map(([name]) => name));
  }
  const over = new AbortController();
  const looking = (async () => {
    while (!over.signal.aborted) {
      looks += 1;
      let both = await doubles();
      for (let n = 1; n < LOOKS && both.size > 0; n += 1) {
        const now = await doubles();
        both = new Set([...both].filter((name) => now.has(name)));
      }
      for (const name of both) twice.add(name);
      await pause(100);
    }
  })();
  const news = [];
  const count = (title) => [
    discord.world.shown(ids.announcements).filter((message) => discord.textOf(message).includes(title))
      .length,
    telegram.shown(chats.channel).filter(({ text, rich }) => (text + JSON.stringify(rich)).includes(title))
      .length,
  ];
  try {
    for (let n = 0; n < kills; n += 1) {
      const one = processes[Math.floor(random() * processes.length)];
      await one.kill(random() < 0.5 ? "SIGTERM" : "SIGKILL");
      const title = `News number ${n}.`;
      news.push(title);
      world.publish(`news-${n}`, title, Date.now() - PAST);
      await until(
        () => count(title).every((times) => times > 0),
        () => `${title} is not announced`,
      );
      await one.start();
    }
    over.abort();
    await looking;
    const again = news.flatMap(count).filter((times) => times > 1).length;
    return {
      met: twice.size === 0 && again === 0,
      reached: `${kills} ends, ${looks} looks: ${[...twice].join(", ") || "no lease"} held twice; ${news.length} news, ${again} told twice`,
    };
  } finally {
    over.abort();
    await world.close();
  }
}
