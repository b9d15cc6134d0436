// Test 12: questions that are not Discord's: signed wrongly, not at all, altered, old, too large; and a flood of them, beside
// which right ones are answered.
import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { commandData, OTHER_KEY, post, signed, until } from "../attack/stand-ins.mjs";
import { startTraffic } from "./traffic.mjs";
import { openWorld } from "./world.mjs";

export const bar = "401 or 413 for each, and no work done; under a flood right ones in 500 ms (p99)";
export const short = { seconds: 5, perSecond: 300 };
export const full = { seconds: 60, perSecond: 3000 };

const P99 = 500;
const OLD = 3600;
/** Right questions a second beside the flood. */
const RIGHT = 10;
/** How long right ones alone are asked before, in ms. */
const WARM = 3000;
/** Between two bursts of the flood, in ms. */
const BURST = 50;

export async function run({ random, seconds, perSecond }) {
  const world = await openWorld({ each: [{}], balancer: null });
  const { discord, processes } = world;
  const url = `${processes[0].url}/discord/interactions`;
  const body = JSON.stringify({
    type: 2,
    id: "1",
    token: "t",
    data: commandData("post", { query: "kettle" }),
  });
  const statusOf = async (text, headers) =>
    (await post(url, text, headers).catch(() => ({ status: 0 }))).status;
  const wrong = [];
  const expectStatus = (what, status, wanted) => {
    if (!wanted.includes(status)) wrong.push(`${what}: ${status}`);
  };
  const calls = discord.world.calls.length;
  try {
    expectStatus("another key", await statusOf(body, signed(body, OTHER_KEY)), [401]);
    expectStatus("no signature", await statusOf(body, { "content-type": "application/json" }), [401]);
    expectStatus("altered", await statusOf(`${body} `, signed(body)), [401]);
    const timestamp = Math.floor(Date.now() / 1000) - OLD;
    expectStatus("old", await statusOf(body, signed(body, { timestamp })), [401]);
    const large = `{"type":1,"x":"${"x".repeat(10_000_000)}"}`;
    // Nothing: it hangs up while that is still being sent.
    expectStatus("10 MB", await statusOf(large, signed(large)), [413, 0]);
    if (discord.world.calls.length !== calls) wrong.push("it called Discord meanwhile");
    // What a first question of each kind costs once is not the flood's doing.
    const before = startTraffic(world, { random, perSecond: RIGHT, platforms: ["discord"] });
    await pause(WARM);
    await before.stop();
    const forged = { ...signed(body, OTHER_KEY), "content-length": String(Buffer.byteLength(body)) };
    let [sent, refused, open] = [0, 0, 0];
    const flood = () => {
      sent += 1;
      open += 1;
      const asked = request(url, { method: "POST", headers: forged }, (response) => {
        if (response.statusCode === 401) refused += 1;
        response.resume().on("end", () => (open -= 1));
      });
      asked.on("error", () => (open -= 1));
      asked.end(body);
    };
    const flooding = setInterval(() => {
      for (let n = 0; n < (perSecond * BURST) / 1000; n += 1) flood();
    }, BURST);
    const traffic = startTraffic(world, { random, perSecond: RIGHT, platforms: ["discord"] });
    await pause(seconds * 1000);
    clearInterval(flooding);
    await traffic.stop();
    await until(() => open === 0, "the flood's last answers");
    if (refused < sent) wrong.push(`${sent - refused} forged ones were not refused`);
    const times = traffic.inDiscord.map(({ first }) => first).sort((a, b) => a - b);
    const p99 = Math.round(times[Math.min(times.length - 1, Math.floor(times.length * 0.99))]);
    return {
      met: wrong.length === 0 && p99 < P99,
      reached: `${wrong.join("; ") || "each refused"}; ${Math.round(sent / seconds)} forged a second, right ones ${p99} ms (p99 of ${times.length})`,
    };
  } finally {
    await world.close();
  }
}
