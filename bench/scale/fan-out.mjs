// Test 3: three processes answer and two deliver; news go to many places while processes of both kinds are killed.
import { setTimeout as pause } from "node:timers/promises";
import { until } from "../attack/stand-ins.mjs";
import { subscribePlaces } from "./places.mjs";
import { openWorld } from "./world.mjs";

export const bar = "Discord: each once; Telegram: none lost, at most one silent repeat a kill";
export const short = { kills: 4, places: 60 };
export const full = { kills: 50, places: 2000 };

/** Between two kills, in ms at most. */
const BETWEEN = 2500;
const TOLD = 20 * 60_000;

export async function run({ random, kills, places }) {
  const deliver = { ROLES: "deliver,read" };
  const answer = { ROLES: "answer" };
  const world = await openWorld({ each: [deliver, deliver, answer, answer, answer] });
  const { discord, telegram, store, processes } = world;
  const { channels, people } = await subscribePlaces(world, places);
  /** How many messages are not done yet. */
  const open = async () => {
    const { done = 0, failed: _failed = 0, ...rest } = await store.outbox.count({ kind: "post" });
    const left = Object.values(rest).reduce((sum, rows) => sum + rows, 0);
    return done < places * news ? Math.max(left, 1) : left;
  };
  let news = 0;
  const starting = new Set();
  async function kill() {
    // Every second one is one that sends, if it can be had.
    const alive = processes.filter(({ lives }) => lives);
    const sending = alive.filter(({ settings }) => settings.ROLES === deliver.ROLES);
    const among = random() < 0.5 && sending.length > 0 ? sending : alive;
    const victim = among[Math.floor(random() * among.length)];
    await victim.kill("SIGKILL");
    const again = victim.start().finally(() => starting.delete(again));
    starting.add(again);
    // One of each kind at least goes on.
    const left = processes.filter(({ lives, settings }) => lives && settings.ROLES === victim.settings.ROLES);
    if (left.length === 0) await again;
  }
  try {
    for (let killed = 0; killed < kills || news === 0;) {
      news += 1;
      world.publish(`news-${news}`, `News number ${news}.`);
      for (let began = performance.now(); ; await pause(random() * BETWEEN)) {
        if ((await open()) === 0) break;
        if (performance.now() - began > TOLD) throw new Error("not all are told");
        if (killed >= kills) continue;
        await kill();
        killed += 1;
      }
    }
    await Promise.all(starting);
    await until(async () => (await open()) === 0, "all is sent");
    const wanted = Array.from({ length: news }, (_, n) => `News number ${n + 1}.`);
    const byChannel = new Map(channels.map((id) => [id, []]));
    for (const message of discord.world.messages.values())
      byChannel.get(message.channel_id)?.push({ text: discord.textOf(message), silent: false });
    const byPerson = new Map(people.map((id) => [id, []]));
    for (const { chat, text, rich, silent } of telegram.world.shown)
      byPerson.get(chat.id)?.push({ text: text + JSON.stringify(rich), silent });
    const inDiscord = countIn(byChannel, wanted);
    const inTelegram = countIn(byPerson, wanted);
    return {
      met:
        inDiscord.lost + inDiscord.again + inTelegram.lost + inTelegram.loud === 0 &&
        inTelegram.again <= kills,
      reached: `${news} news to ${places} places, ${kills} kills: Discord ${inDiscord.lost} lost, ${inDiscord.again} twice; Telegram ${inTelegram.lost} lost, ${inTelegram.again} repeated (${inTelegram.loud} with a sound)`,
    };
  } finally {
    await world.close();
  }
}

function countIn(places, wanted) {
  const count = { lost: 0, again: 0, loud: 0 };
  for (const messages of places.values())
    for (const title of wanted) {
      const [first, ...more] = messages.filter(({ text }) => text.includes(title));
      if (!first) count.lost += 1;
      count.again += more.length;
      count.loud += more.filter(({ silent }) => !silent).length;
    }
  return count;
}
