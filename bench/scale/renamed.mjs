// Test 8: files are renamed while the process that reads is killed and another takes over.
import { renameSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ids, until } from "../attack/stand-ins.mjs";
import { openWorld } from "./world.mjs";

export const bar = "each post keeps its id, everywhere; nothing is announced again";
export const short = { kills: 3 };
export const full = { kills: 20 };

const POSTS = 5;

export async function run({ random, kills }) {
  const reads = { ROLES: "deliver,read" };
  const world = await openWorld({
    each: [reads, reads, { ROLES: "answer" }],
    settings: { ANNOUNCE_TO: `discord:${ids.announcements}` },
  });
  const { discord, store, processes, posts } = world;
  const titles = Array.from({ length: POSTS }, (_, n) => `Renamed ${n} times`);
  const names = titles.map((_, n) => `renamed-${n}`);
  const idsNow = async () =>
    new Map(
      (await store.editions.since(0)).flatMap(({ id, post }) =>
        post === null ? [] : [[JSON.parse(post).title, id]],
      ),
    );
  const announced = () => discord.world.shown(ids.announcements).map((message) => discord.textOf(message));
  try {
    for (const [n, title] of titles.entries()) world.publish(names[n], title);
    await until(() => announced().length === POSTS, "all are announced");
    const before = await idsNow();
    const readers = processes.slice(0, 2);
    for (let n = 0; n < kills; n += 1) {
      const rename = () => {
        const which = Math.floor(random() * POSTS);
        const next = `renamed-${which}-${n}-${Math.floor(random() * 1e6)}`;
        renameSync(join(posts, `${names[which]}.md`), join(posts, `${next}.md`));
        names[which] = next;
      };
      rename();
      await pause(random() * 300);
      const dying = readers[n % 2];
      await dying.kill("SIGKILL");
      rename();
      await dying.start();
      // Something new tells that somebody reads again, and has seen all of it.
      world.publish(`sign-${n}`, `Sign ${n}.`);
      await until(
        async () => (await idsNow()).has(`Sign ${n}.`),
        () => `nobody reads any more:\n${readers.map((one) => one.said()).join("\n")}`,
      );
    }
    await until(() => announced().length >= POSTS + kills, "all signs are announced");
    await pause(3000);
    const after = await idsNow();
    const changed = titles.filter((title) => after.get(title) !== before.get(title));
    const again = announced().length - POSTS - kills;
    return {
      met: changed.length === 0 && again === 0,
      reached: `${2 * kills} renamings, ${kills} kills: ${changed.length} ids changed, ${again} announced again`,
    };
  } finally {
    await world.close();
  }
}
