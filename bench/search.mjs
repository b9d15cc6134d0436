// npm run bench:search [-- 158 1000 10000]: building, memory and speed of Postern's search beside other libraries.
// Each engine runs in a process of its own, so that memory is its own.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openSearchIndex } from "../build/search/create-search-index.js";
import { engines } from "./search-engines.mjs";
import { seeded } from "./random.mjs";
import { makePosts } from "./search-texts.mjs";

/** An engine is asked no longer than this in one part, in milliseconds: slow ones answer fewer queries. */
const PATIENCE = 15_000;
/** For one engine and one number of posts, in milliseconds. */
const MOST_TIME = 600_000;
const mega = (bytes) => Math.round(bytes / 2 ** 20);
const at = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.time ?? NaN;
const ms = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

function queriesOf(entries) {
  const random = seeded(7);
  return Array.from({ length: 400 }, (_, number) => {
    const { post } = entries[Math.floor(random() * entries.length)];
    const words = post.title.split(" ");
    const word = words[Math.floor(random() * words.length)] ?? post.title;
    const typo =
      word.length > 4 && word.charCodeAt(0) < 128
        ? word.slice(0, 2) + word[3] + word[2] + word.slice(4)
        : word;
    return [post.title, word, typo, `${word} ${post.tags[0]}`, word.slice(0, 3)][number % 5];
  });
}
/** Milliseconds since now: by the clock or of the processor, whichever is less, so that other programs do not count. */
function stopwatch() {
  const [start, used] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(used);
    return Math.min(performance.now() - start, (user + system) / 1000);
  };
}
function times(run, queries) {
  const taken = [];
  const all = stopwatch();
  for (const query of queries) {
    const one = stopwatch();
    run(query);
    taken.push({ query, time: one() });
    if (all() > PATIENCE) break;
  }
  return taken.sort((a, b) => a.time - b.time);
}
/** The longest time that nobody else had a turn, from now until it is asked. */
function longestHold() {
  let [longest, one, isOver] = [0, stopwatch(), false];
  const turn = () => {
    longest = Math.max(longest, one());
    one = stopwatch();
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  return async () => {
    await new Promise((resolve) => setImmediate(resolve));
    isOver = true;
    return longest;
  };
}

async function measure(name, count) {
  const entries = makePosts(count);
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const hold = longestHold();
  const building = stopwatch();
  const search = await engines[name](entries);
  const built = building();
  const held = await hold();
  globalThis.gc?.();
  const queries = queriesOf(entries);
  // A question waits for the dictionaries it needs, once; who types does not.
  for (const query of queries) await search.ready?.(query);
  for (const query of queries.slice(0, 20)) search(query, 10);
  const full = times((query) => search(query, 10), queries.slice(20));
  const beginnings = queries
    .slice(0, 60)
    .flatMap((query) =>
      Array.from({ length: Math.min(12, query.length) }, (_, end) => query.slice(0, end + 1)),
    );
  const typing = times((query) => search(query, 25, true), beginnings);
  const row = [
    name.padEnd(30),
    `build ${ms(built)} ms (${ms(built / count)} a post)`,
    `memory +${mega(process.memoryUsage.rss() - before)} MB`,
    `query p50 ${ms(at(full, 0.5))} p99 ${ms(at(full, 0.99))} ms (${full.length})`,
    `typing p99 ${ms(at(typing, 0.99))} ms (${typing.length})`,
    `longest hold ${held.toFixed(0)} ms`,
  ];
  if (name === "Postern") row.push(await savedFigures(entries));
  console.log(row.join("  "));
}

async function savedFigures(entries) {
  const folder = mkdtempSync(join(tmpdir(), "postern-bench-"));
  try {
    const file = join(folder, "search.index");
    const index = await openSearchIndex(file);
    await index.put(entries);
    const figure = async (name, work) => {
      const [hold, time] = [longestHold(), stopwatch()];
      await work();
      return `${name} in ${ms(time())} ms (hold ${(await hold()).toFixed(0)})`;
    };
    const saved = await figure("saved", () => index.save());
    let again;
    const loaded = await figure("loaded", async () => {
      again = await openSearchIndex(file);
    });
    const put = await figure("put", () => again.put(entries));
    return `${mega(statSync(file).size)} MB, ${saved}, ${loaded}, ${put}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first, ...rest] = process.argv.slice(2);
if (first === "--one") await measure(rest[0], Number(rest[1]));
else {
  const sizes = [first, ...rest].filter(Boolean).map(Number);
  for (const count of sizes.length > 0 ? sizes : [158, 1000, 10_000]) {
    console.log(`\n${count} posts`);
    for (const name of Object.keys(engines)) {
      const { status } = spawnSync(
        process.execPath,
        ["--expose-gc", fileURLToPath(import.meta.url), "--one", name, String(count)],
        {
          stdio: "inherit",
          timeout: MOST_TIME,
        },
      );
      if (status !== 0)
        console.log(`${name.padEnd(30)}  not done: out of memory, or over ${MOST_TIME / 60_000} minutes`);
    }
  }
}
