// `npm run scale-test -- NAME [--seed N] [--kills N] [--seconds N] [--short]`: tests of several processes (docs/scale.md),
// on the server of TEST_DATABASE_URL, with a real nginx. Prints a line with the bar and what was reached; fails where it
// was missed. NAME may be several, by commas.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { dropDatabases } from "../attack/stand-ins.mjs";
import { seeded } from "../random.mjs";

/** By name, what shows it; in the order of docs/scale.md. */
const tests = [
  "kills",
  "hot-pair",
  "fan-out",
  "rolling",
  "store",
  "stopped",
  "clocks",
  "renamed",
  "editions",
  "shards",
  "throughput",
  "load",
  "forged",
  "laptop",
  "probes",
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    short: { type: "boolean", default: false },
    kills: { type: "string" },
    seconds: { type: "string" },
    balancer: { type: "string" },
    old: { type: "string" },
    processes: { type: "string" },
  },
});
const names = positionals.flatMap((text) => text.split(","));
if (names.length === 0 || names.some((name) => !tests.includes(name)))
  throw new Error(`Name tests: ${tests.join(", ")}`);

let missed = 0;
for (const name of names) {
  const { run, bar, short, full } = await import(`./${name}.mjs`);
  const { kills, seconds, balancer, old, processes } = values;
  const began = performance.now();
  const given = {
    ...(kills && { kills: Number(kills) }),
    ...(seconds && { seconds: Number(seconds) }),
    ...(balancer && { balancer }),
    ...(processes && { processes: Number(processes) }),
    ...(old && { old: resolve(old) }),
  };
  const sizes = { ...(values.short ? short : full), ...given };
  const { met, reached } = await run({ ...sizes, random: seeded(Number(values.seed)) });
  if (!met) missed += 1;
  const took = Math.round((performance.now() - began) / 1000);
  console.log(
    `${name}: ${met ? "met" : "MISSED"}. Wanted: ${bar}. Reached: ${reached}. Seed ${values.seed}, ${took} s`,
  );
}
await dropDatabases(process.ppid);
// What a stand-in left open must not hold this up.
process.exit(missed === 0 ? 0 : 1);
