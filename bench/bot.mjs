// npm run bench [-- 158 10000]: how long the whole bot takes to start, what it holds when idle, and how quickly its
// search answers beside plain fuse.js over the same posts in the same run.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { engines } from "./search-engines.mjs";
import { seeded } from "./random.mjs";
import { makePosts } from "./search-texts.mjs";

const counts = process.argv.slice(2).map(Number).filter(Boolean);
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const QUERIES = 100;
/** What starting left behind is collected by then, in milliseconds. */
const IDLE = 45_000;

const rows = [];
for (const count of counts.length > 0 ? counts : [158, 10_000]) {
  const entries = makePosts(count);
  const home = mkdtempSync(join(tmpdir(), "postern-bench-"));
  try {
    mkdirSync(join(home, "posts"));
    for (const [number, { post, body }] of entries.entries())
      writeFileSync(
        join(home, "posts", `post-${number}.md`),
        `---\ntitle: ${JSON.stringify(post.title)}\ndate: ${post.date.wall.replace("T", " ")}\ntags: ${JSON.stringify(post.tags)}\n---\n${body.text.prose}\n`,
      );
    const cold = await start(home);
    const second = await start(home);
    const queries = queriesOf(entries);
    const postern = await times((list) => engines.Postern(list), entries, queries);
    const fuse = await times((list) => engines["fuse.js"](list), entries, queries);
    rows.push({
      posts: count,
      "first start ms": cold.ms,
      "second start ms": second.ms,
      "RSS MB at once": cold.fresh,
      "idle RSS MB": cold.rss,
      "second RSS MB": second.rss,
      "query p50 ms": postern.p50.toFixed(2),
      "query p99 ms": postern.p99.toFixed(2),
      "longest ms": postern.longest.toFixed(2),
      "fuse.js p50 / ours": Math.round(fuse.p50 / postern.p50),
      "fuse.js p99 / ours": Math.round(fuse.p99 / postern.p99),
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
console.table(rows);

/** Until the page answers; memory is looked at when the bot has been idle for a while. */
async function start(home) {
  const began = performance.now();
  // As `npm start` does.
  const bot = spawn(process.execPath, ["--max-semi-space-size=8", resolve("bin/postern.cjs"), "start"], {
    cwd: home,
    env: { PATH: process.env.PATH, POSTS_DIR: "posts", DATA_DIR: "data", HTTP_PORT: "0", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((done) => bot.once("exit", done));
  try {
    await new Promise((done, fail) => {
      bot.stdout.on("data", (chunk) => String(chunk).includes("Ask your blog at") && done());
      bot.once("exit", () => fail(new Error("the bot ended before it was there")));
    });
    const ms = Math.round(performance.now() - began);
    const fresh = megabytes(bot.pid);
    await wait(IDLE);
    return { ms, fresh, rss: megabytes(bot.pid) };
  } finally {
    bot.kill("SIGTERM");
    await ended;
  }
}

/** Resident memory of a process. */
function megabytes(pid) {
  const { stdout } = spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return Math.round(Number(stdout) / 1024);
}

/** Titles' words, as a reader types them: whole, with two letters swapped, or two together. */
function queriesOf(entries) {
  const random = seeded(3);
  return Array.from({ length: QUERIES }, (_, number) => {
    const { title } = entries[Math.floor(random() * entries.length)].post;
    const [first = title, next = ""] = title.split(" ");
    const swapped = first.length > 4 ? first.slice(0, 2) + first[3] + first[2] + first.slice(4) : first;
    return [first, swapped, `${first} ${next}`][number % 3];
  });
}

async function times(engine, entries, queries) {
  const search = await engine(entries);
  for (const query of queries.slice(0, 10)) search(query, 10);
  const taken = queries.map((query) => {
    const began = performance.now();
    search(query, 10);
    return performance.now() - began;
  });
  taken.sort((a, b) => a - b);
  return { p50: at(taken, 0.5), p99: at(taken, 0.99), longest: taken.at(-1) };
}
