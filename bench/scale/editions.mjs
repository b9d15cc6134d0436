// Test 9: one process reads, three answer: how soon all serve a new post, and whether a button made by one works on all.
import { setTimeout as pause } from "node:timers/promises";
import { until } from "../attack/stand-ins.mjs";
import { openWorld } from "./world.mjs";

export const bar = "the same edition everywhere in 5 s; every button works everywhere";
export const short = { kills: 3, presses: 60 };
export const full = { kills: 20, presses: 1000 };

const EVERYWHERE = 5000;
/** Presses at a time. */
const AT_ONCE = 10;

/** `kills`: how many new posts, since nothing is killed here. */
export async function run({ random, kills: posts, presses }) {
  const answers = { ROLES: "answer" };
  const world = await openWorld({ each: [{ ROLES: "deliver,read" }, answers, answers, answers] });
  const { discord, processes } = world;
  const answering = processes.slice(1);
  const at = (one) =>
    (discord.world.application.interactions_endpoint_url = `${one.url}/discord/interactions`);
  const edition = async (one) => (await one.metrics()).get("postern_edition");
  const known = async (one) => (await one.metrics()).get("postern_posts");
  try {
    const before = await known(answering[0]);
    const taken = [];
    for (let n = 1; n <= posts; n += 1) {
      const began = performance.now();
      world.publish(`new-${n}`, `A new ${n}`);
      await until(
        async () => (await Promise.all(answering.map(known))).every((count) => count === before + n),
        `post ${n} everywhere`,
      );
      taken.push(performance.now() - began);
      await pause(random() * 500);
    }
    await until(
      async () => new Set(await Promise.all(answering.map(edition))).size === 1,
      "one edition everywhere",
    );
    let [wrong, done] = [0, 0];
    const oneOf = (list) => list[Math.floor(random() * list.length)];
    while (done < presses) {
      const maker = oneOf(answering);
      at(maker);
      const title = oneOf(["kettle", "river", "stone", "copper"]);
      const card = await discord.command("post", { query: title });
      const button = { component_type: 2, custom_id: discord.button(card, "Read here").custom_id };
      for (const other of answering.filter((one) => one !== maker)) {
        at(other);
        // The article takes the card's place: the button is kept for the next press.
        const pressed = Array.from({ length: AT_ONCE }, () => discord.click(card, button));
        for (const article of await Promise.all(pressed))
          if (!discord.textOf(article).includes(`Words about The ${title}`)) wrong += 1;
        done += AT_ONCE;
      }
    }
    const slowest = Math.max(...taken);
    return {
      met: slowest <= EVERYWHERE && wrong === 0,
      reached: `${posts} posts, the slowest everywhere in ${(slowest / 1000).toFixed(1)} s; ${done} presses, ${wrong} wrong`,
    };
  } finally {
    await world.close();
  }
}
