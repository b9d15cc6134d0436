// Kills processes one after another and starts them again: where one of them is at a named point of its work, or anywhere.
import { setTimeout as pause } from "node:timers/promises";

/** Looked for so long before a process is killed anyway, in ms. */
const PATIENCE = 1500;
const BETWEEN = 400;

/**
 * `points`: by name, what gives a holder (a process by its row), true where any may be meant, or nothing yet. `back`: what
 * is waited for after each. Gives how often was killed where, in words.
 */
export async function killAtPoints(world, { random, kills, points, back = async () => {} }) {
  const oneOf = (list) => list[Math.floor(random() * list.length)];
  const killed = {};
  for (let n = 0; n < kills; n += 1) {
    await pause(random() * BETWEEN);
    const name = oneOf(Object.keys(points));
    const end = performance.now() + PATIENCE;
    let found;
    while (!found && performance.now() < end) found = (await points[name]()) || (await pause(1));
    const alive = world.processes.filter(({ lives }) => lives);
    const victim = world.processOf(typeof found === "string" ? found : "") ?? oneOf(alive);
    const point = found ? name : "any";
    killed[point] = (killed[point] ?? 0) + 1;
    await victim.kill("SIGKILL");
    await victim.start();
    await back();
  }
  return Object.entries(killed)
    .map(([name, times]) => `${name} ${times}`)
    .join(", ");
}
