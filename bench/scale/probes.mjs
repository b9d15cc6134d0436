// Test 14: /healthz, /readyz and /metrics while posts are read, while all is well, while the store is away, and at the end;
// what /metrics says is looked through by promtool where that is installed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { openProxy, until } from "../attack/stand-ins.mjs";
import { ownPostgres } from "./own-postgres.mjs";
import { openWorld } from "./world.mjs";

export const bar =
  "each state as documented, the store's outages no state of /readyz; promtool finds nothing";
export const short = { seconds: 7 };
export const full = { seconds: 60 };

const PROMTOOL = "/usr/bin/promtool";
const LOOK_EVERY = 100;

export async function run({ seconds }) {
  const server = await ownPostgres();
  const proxy = await openProxy(server.url);
  const world = await openWorld({
    databaseUrl: proxy.url,
    each: [{ DRAIN_SECONDS: "2" }],
    settings: { ROLES: "answer,deliver,read" },
    balancer: null,
  });
  const [one] = world.processes;
  const wrong = [];
  let looks = 0;
  async function expectStates(state, healthz, readyz) {
    looks += 1;
    const seen = await Promise.all(["/healthz", "/readyz"].map(one.status));
    if (seen[0] !== healthz || seen[1] !== readyz) wrong.push(`${state}: ${seen.join("/")}`);
    const text = await (await fetch(`http://127.0.0.1:${one.settings.METRICS_PORT}/metrics`)).text();
    if (!existsSync(PROMTOOL)) return;
    const checked = spawnSync(PROMTOOL, ["check", "metrics"], { input: text, encoding: "utf8" });
    if (checked.status !== 0) wrong.push(`${state}: ${checked.stderr.trim()}`);
  }
  async function whileAway(state) {
    const end = performance.now() + seconds * 1000;
    for (; performance.now() < end; await pause(LOOK_EVERY)) await expectStates(state, 200, 200);
  }
  try {
    await expectStates("well", 200, 200);
    server.stop("immediate");
    await whileAway("stopped");
    server.start();
    await expectStates("back", 200, 200);
    proxy.silence();
    await whileAway("silent");
    proxy.speak();
    await expectStates("speaks again", 200, 200);
    one.signal("SIGTERM");
    await until(async () => (await one.status("/readyz")) === 503, "draining");
    await expectStates("draining", 200, 503);
    await until(() => !one.lives, "its end");
    if ((await one.status("/healthz")) !== 0) wrong.push("ended: it answers");
    const promtool = existsSync(PROMTOOL) ? "promtool looked" : "promtool is not installed";
    return {
      met: wrong.length === 0,
      reached: `${looks} looks, ${promtool}, ${wrong.join("; ") || "nothing wrong"}`,
    };
  } finally {
    await world.close();
    proxy.close();
  }
}
