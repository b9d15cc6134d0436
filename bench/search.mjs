// npm run bench:search [-- 158 1000 10000]: building, memory and speed of Postern's search beside other libraries.
// Each engine runs in a process of its own, so that memory is its own.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
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
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
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
function times(run, queries) {
  const taken = [];
  const end = performance.now() + PATIENCE;
  for (const query of queries) {
    const start = performance.now();
    run(query);
    taken.push(performance.now() - start);
    if (performance.now() > end) break;
  }
  return taken.sort((a, b) => a - b);
}

async function measure(name, count) {
  const entries = makePosts(count);
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  const start = performance.now();
  const search = await engines[name](entries);
  const built = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, 20));
  const held = lag.max / 1e6;
  globalThis.gc?.();
  const queries = queriesOf(entries);
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
    `typing p99 ${ms(at(typing, 0.99))} ms`,
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
    await index.save();
    const start = performance.now();
    const again = await openSearchIndex(file);
    await again.put(entries);
    const loaded = performance.now() - start;
    return `saved ${mega(statSync(file).size)} MB, loaded in ${ms(loaded)} ms`;
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
